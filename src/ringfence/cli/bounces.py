"""`ringfence bounces`: take note of e-mails that came back."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterator
from contextlib import closing
from email import message_from_binary_file
from email.message import Message
from pathlib import Path

import click

from ringfence.foundation.errors import InvalidInput

__all__ = ["command"]


@click.command("bounces")
@click.argument("source", default="-")
def command(source: str) -> None:
    """Read delivery reports (RFC 3464) and stop writing to addresses that are gone.

    SOURCE is a Maildir, an mbox file, or - for one message on standard input,
    as a mail server's alias pipes it. An address is given up after three
    letters that failed for good.
    """
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.outlets import read_bounce
    from ringfence.wiring.place import build_place

    place, seen, ours = build_place(), 0, 0
    for message in _messages(source):
        seen += 1
        bounce = read_bounce(message)
        if bounce is not None and place.subscribers.bounced(bounce.message_id, is_permanent=bounce.is_permanent):
            ours += 1
    click.echo(f"Messages read: {seen}. About e-mails of ours that came back: {ours}.")


def _messages(source: str) -> Iterator[Message]:
    if source == "-":
        yield message_from_binary_file(sys.stdin.buffer)
        return
    path = Path(source)
    if not path.exists():
        raise InvalidInput(f"There is no mailbox {source}. Give a Maildir, an mbox file, or - for standard input.")
    box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    with closing(box):
        yield from box
