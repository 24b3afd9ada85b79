"""`ringfence privacy`: retention, legal holds, access, erasure, opening an original. Each with a recorded reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ringfence.domain.retention import KeptFor
from ringfence.foundation.errors import InvalidInput, UnknownName, WrongState

if TYPE_CHECKING:
    from ringfence.domain.report import ReportId
    from ringfence.domain.retention import RecordId

__all__ = ["command"]

_FOUND_BY = "CONTACT_REFERENCE_OR_ID"


@click.group("privacy")
@click.option("--world", default="real", show_default=True, help="real, or the id of an exercise")
@click.pass_context
def command(context: click.Context, world: str) -> None:
    """Retention, legal holds, access, erasure, opening an original."""
    from ringfence.domain.report import World
    from ringfence.wiring.place import configure_django

    configure_django()
    context.obj = World(world)


@command.command("table")
def table() -> None:
    """Show the retention table in force."""
    from ringfence.wiring.privacy import retention_rules

    for rule in retention_rules():
        period = f"{rule.days} days from {rule.counted_from}" if rule.days else "no period"
        click.echo(f"{rule.id}\n  {rule.record}\n  for: {rule.purpose}\n  basis: {rule.basis}")
        click.echo(f"  kept: {period}; reviewed on {rule.review_on.isoformat()}; then: {rule.removal.value}\n")


@command.command("retain")
@click.pass_obj
def retain(world: Any) -> None:
    """Remove what is past its period (the worker does so daily)."""
    from ringfence.wiring.privacy import run_retention

    for removed in run_retention(world, datetime.now(UTC)):
        click.echo(f"{removed.rule}: {removed.records} removed")


@command.command("carry-out")
@click.argument("file", type=click.Path(path_type=Path))
def carry_out(file: Path) -> None:
    """Before an older PostgreSQL backup is restored: write to FILE what must outlive that.

    What was erased, held or told to nobody, and who has left. `ringfence
    restore` does it by itself for the embedded database.
    """
    from ringfence.wiring.restore import carry_out as write

    write(file)
    click.echo(f"Written to {file}. Restore the backup, run `ringfence migrate`, then `ringfence privacy carry-in`.")


@command.command("carry-in")
@click.argument("file", type=click.Path(path_type=Path))
def carry_in(file: Path) -> None:
    """After it: do again what FILE says. Stop server and worker first, and delete FILE afterwards."""
    from ringfence.cli.carried import carried_in_words
    from ringfence.wiring.restore import carry_in as read

    click.echo(carried_in_words(read(file)))


def _with_reason(
    name: str, help_: str, *options: Callable[[Any], Any], found_by: str = "REFERENCE"
) -> Callable[[Callable[..., None]], click.Command]:
    """Give a subcommand its record, its person, its reason, and options of its own."""

    def decorate(function: Callable[..., None]) -> click.Command:
        @wraps(function)
        def run(world: Any, /, what: str, username: str, reason: str, **chosen: Any) -> None:
            from ringfence.wiring.people import find_actor
            from ringfence.wiring.place import build_place
            from ringfence.wiring.privacy import build_privacy

            by = find_actor(username, world=world)
            if by is None:
                raise InvalidInput(f"There is no person {username!r}. Create one with `ringfence createadmin`.")
            place, privacy = build_place(world), build_privacy(world)
            function(what, by=by, reason=reason, place=place, privacy=privacy, at=datetime.now(UTC), **chosen)

        made: Any = click.pass_obj(run)
        for option in options:
            made = option(made)
        made = click.option("--reason", required=True, help="recorded, and shown to the person on request")(made)
        made = click.option("--as", "username", required=True, help="who does it")(made)
        made = click.argument("what", metavar=found_by)(made)
        return command.command(name, help=help_)(made)

    return decorate


def _id_of(reference: str, privacy: Any) -> ReportId:
    found: ReportId | None = privacy.by_reference(reference.strip().upper())
    if found is None:
        raise UnknownName("There is no report with this reference.")
    return found


def _record_of(what: str, *, privacy: Any, place: Any) -> RecordId:
    request = place.requests.find(what.strip())
    return request.id if request is not None else _id_of(what, privacy)


@_with_reason("open", "Show a report as it was received.")
def open_(what: str, *, privacy: Any, **how: Any) -> None:
    """Show a report as it was received."""
    from ringfence.flow.privacy import open_original

    incoming = open_original(_id_of(what, privacy), privacy=privacy, **how)
    click.echo(incoming.text.text if incoming.text else "(no words)")


@_with_reason("files", "Write the files of a report to a new folder; opened like an original.")
def files(what: str, *, privacy: Any, **how: Any) -> None:
    """Write the files of a report to a folder that only this user can read."""
    import mimetypes
    import tempfile

    from ringfence.flow.privacy import open_files

    found = open_files(_id_of(what, privacy), privacy=privacy, **how)
    if not found:
        click.echo("No file came with this report.")
        return
    folder = Path(tempfile.mkdtemp(prefix="ringfence-files-"))
    for number, file in enumerate(found, 1):
        # Names are numbers: what a stranger called a file decides nothing here.
        path = folder / f"{number}{mimetypes.guess_extension(file.media_type) or ''}"
        path.write_bytes(file.content)
        click.echo(f"{path}  {file.media_type}, {len(file.content):,} bytes")
    click.echo("They may do harm: open them on a machine of no value, and delete the folder afterwards.")


@_with_reason("hold", "Put a report, or a request by its id, on legal hold.", found_by="REFERENCE_OR_ID")
def hold(what: str, *, privacy: Any, place: Any, **how: Any) -> None:
    """Put a record on legal hold."""
    from ringfence.flow.privacy import hold as put_on_hold

    put_on_hold(_record_of(what, privacy=privacy, place=place), privacy=privacy, place=place, **how)
    click.echo("It is on legal hold.")


@_with_reason("release", "Lift a legal hold.", found_by="REFERENCE_OR_ID")
def release(what: str, *, privacy: Any, place: Any, **how: Any) -> None:
    """Lift a legal hold."""
    from ringfence.flow.privacy import release as lift

    lift(_record_of(what, privacy=privacy, place=place), privacy=privacy, place=place, **how)
    click.echo("The hold is lifted.")


@_with_reason(
    "access",
    "Print everything kept about somebody as JSON. Read it before it is handed over.",
    found_by=_FOUND_BY,
)
def access(what: str, **how: Any) -> None:
    """Print everything kept about somebody."""
    from ringfence.flow.data_subject import export_for_subject

    click.echo(json.dumps(export_for_subject(what, **how), ensure_ascii=False, indent=2))


@_with_reason(
    "erase",
    "Erase what is kept about somebody, or one record, wherever it reached.",
    click.option(
        "--of",
        "of",
        multiple=True,
        type=click.Choice([each.value for each in KeptFor]),
        default=[KeptFor.REPORTS.value, KeptFor.ANSWERS.value],
        show_default=True,
        help="what it is kept for; silence: that a number is told to nobody, which else stays so",
    ),
    found_by=_FOUND_BY,
)
def erase(what: str, *, of: tuple[str, ...], **how: Any) -> None:
    """Erase what is kept about somebody."""
    from ringfence.flow.data_subject import erase_for_subject

    done = erase_for_subject(what, of=[KeptFor(each) for each in of], **how)
    click.echo(f"Erased: {done.reports} reports, {done.requests} complaints or requests.")
    if done.warnings:
        click.echo(f"{done.warnings} warnings held something of it, which was blanked.")
    if done.silent:
        click.echo(
            f"{done.silent} numbers stay told to nobody: a keyed hash is kept for that. `--of silence` erases it."
        )
    if done.held:
        raise WrongState(f"{done.held} are on legal hold and were not erased. The refusal is recorded.")


@_with_reason("refuse", "Record that an erasure was refused, and why.", found_by=_FOUND_BY)
def refuse(what: str, **how: Any) -> None:
    """Record a refusal."""
    from ringfence.flow.data_subject import refuse_for_subject

    click.echo(f"The refusal is recorded with {refuse_for_subject(what, **how)} records.")
