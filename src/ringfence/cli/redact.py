"""`ringfence redact`: hide personal data in a text."""

from __future__ import annotations

import sys

import click

__all__ = ["command"]


@click.command("redact")
@click.argument("file", default="-")
@click.option("--jsonl", is_flag=True, help='Rows {"id", "text"} in, {"id", "text", "spans"} out.')
def command(file: str, jsonl: bool) -> None:
    """Hide what belongs to victims and reporters in FILE (- for standard input).

    What the scammer claimed and public helplines stay. With --jsonl the exit
    code is 1 when any row failed.
    """
    from ringfence.flow.redact_text import redact, redact_rows

    if jsonl:
        from ringfence.cli.json_lines import answer_rows

        if not answer_rows(file, redact_rows, title="Redacting"):
            sys.exit(1)
        return
    from ringfence.cli.json_lines import read_whole

    click.echo(redact(read_whole(file)).text, nl=False)
