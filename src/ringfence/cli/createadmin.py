"""`ringfence createadmin`: a person for the desk."""

from __future__ import annotations

import sys

import click

from ringfence.foundation.errors import InvalidInput

__all__ = ["command"]


@click.command("createadmin")
@click.argument("username")
@click.option("--role", "roles", type=click.Choice(["analyst", "approver"]), multiple=True, help="[default: both]")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def command(username: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """Create USERNAME, who can sign in to the desk. Nobody approves what they wrote themselves."""
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.domain.people import DeskRole
    from ringfence.wiring.database import require_migrated
    from ringfence.wiring.people import create_person

    require_migrated()
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    chosen = [DeskRole(role) for role in (roles or ("analyst", "approver"))]
    faults = create_person(username, password=password, roles=chosen)
    if faults:
        raise InvalidInput(" ".join(faults))
    click.echo(f"{username} can sign in to the desk as {' and '.join(role.value for role in chosen)}.")
