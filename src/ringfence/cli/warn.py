"""`ringfence warn`: the desk's steps from a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from ringfence.foundation.errors import InvalidInput

if TYPE_CHECKING:
    from ringfence.domain.people import Actor
    from ringfence.domain.warning import PublicWarning
    from ringfence.flow.ports import Place

__all__ = ["command"]


@click.group("warn")
@click.option("--world", default="real", show_default=True, help="real, or the id of an exercise")
@click.pass_context
def command(context: click.Context, world: str) -> None:
    """List, draft, show, approve, publish and withdraw warnings."""
    from ringfence.wiring.place import build_place, configure_django

    configure_django()
    from ringfence.domain.report import World

    context.obj = build_place(World(world))


@command.command("list")
@click.option("--state", help="draft, in_review, approved, published, withdrawn or expired")
@click.pass_obj
def list_warnings(place: Place, state: str | None) -> None:
    """List warnings, newest first."""
    from ringfence.domain.warning import WarningState

    if state is not None and state not in set(WarningState):
        raise InvalidInput(f"{state!r} is not a state. Use one of {', '.join(WarningState)}.")
    found = place.warnings.in_state(*([WarningState(state)] if state else []))
    if not found:
        click.echo("There are no such warnings.")
    for warning in found:
        click.echo(f"{warning.id}  {warning.state:<10} {warning.area:<22} {warning.title}")


@command.command("draft")
@click.argument("surge")
@click.option("--as", "username", required=True, help="who drafts")
@click.pass_obj
def draft(place: Place, surge: str, username: str) -> None:
    """Draft a warning for SURGE."""
    from ringfence.domain.counts import SurgeId
    from ringfence.flow import desk

    made = desk.draft_for_surge(SurgeId(surge), by=_actor(username, place), place=place, at=datetime.now(UTC))
    click.echo(f"{made.id}  {made.title}")


@command.command("show")
@click.argument("warning")
@click.pass_obj
def show(place: Place, warning: str) -> None:
    """Show WARNING with what stands in the way of publishing it."""
    from ringfence.flow import desk
    from ringfence.foundation.periods import london_date
    from ringfence.publish import render_markdown

    found = _require(warning, place)
    click.echo(render_markdown(found, site=place.site))
    for obstacle in desk.obstacles_of(found.id, place=place, on=london_date(datetime.now(UTC))):
        click.echo(f"In the way: {obstacle.reason}", err=True)


@command.command("submit")
@click.argument("warning")
@click.option("--as", "username", required=True, help="who submits")
@click.pass_obj
def submit(place: Place, warning: str, username: str) -> None:
    """Hand WARNING to a second person."""
    from ringfence.flow import desk

    _say(
        desk.submit_warning(_require(warning, place).id, by=_actor(username, place), place=place, at=datetime.now(UTC))
    )


@command.command("approve")
@click.argument("warning")
@click.option("--as", "username", required=True, help="who approves; not the submitter, nor an editor")
@click.pass_obj
def approve(place: Place, warning: str, username: str) -> None:
    """Approve the revision of WARNING that is in review."""
    from ringfence.flow import desk

    _say(
        desk.approve_warning(_require(warning, place).id, by=_actor(username, place), place=place, at=datetime.now(UTC))
    )


@command.command("publish")
@click.argument("warning")
@click.option("--as", "username", required=True, help="who publishes")
@click.pass_obj
def publish(place: Place, warning: str, username: str) -> None:
    """Publish WARNING once it is approved."""
    from ringfence.flow import desk

    _say(
        desk.publish_warning(_require(warning, place).id, by=_actor(username, place), place=place, at=datetime.now(UTC))
    )


@command.command("withdraw")
@click.argument("warning")
@click.option("--as", "username", required=True, help="who withdraws; one person may, at once")
@click.option("--reason", required=True, help="shown to the public")
@click.pass_obj
def withdraw(place: Place, warning: str, username: str, reason: str) -> None:
    """Take WARNING back."""
    from ringfence.flow import desk

    by = _actor(username, place)
    at = datetime.now(UTC)
    _say(desk.withdraw_warning(_require(warning, place).id, reason=reason, by=by, place=place, at=at))


def _require(warning_id: str, place: Place) -> PublicWarning:
    from ringfence.domain.warning import WarningId

    found = place.warnings.find(WarningId(warning_id))
    if found is None:
        raise InvalidInput(f"There is no warning {warning_id!r}. `ringfence warn list` shows those there are.")
    return found


def _actor(username: str, place: Place) -> Actor:
    from ringfence.wiring.people import find_actor

    found = find_actor(username, world=place.world)
    if found is None:
        raise InvalidInput(f"There is no person {username!r}. Create one with `ringfence createadmin`.")
    return found


def _say(warning: PublicWarning) -> None:
    click.echo(f"{warning.id}  {warning.state}  {warning.title}")
