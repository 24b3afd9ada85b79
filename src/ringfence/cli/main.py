"""The `ringfence` command. Each subcommand is loaded only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ringfence import __version__
from ringfence.foundation.errors import InvalidInput, RingfenceError

__all__ = ["cli", "main"]

# name → module in ringfence.cli, and the line that `--help` shows.
COMMANDS = {
    "check": ("check", "Say whether a call or an account of one is a scam, and why."),
    "transcribe": ("transcribe", "Write down what is said in a recording."),
    "redact": ("redact", "Hide personal data in a text."),
    "link": ("link", "Link reports of the same crew into campaigns, and say why."),
    "ingest": ("ingest", "Take in a file of reports."),
    "watch": ("watch", "Find unusual rises in a table of counts."),
    "warn": ("warn", "List, draft, show, approve, publish and withdraw warnings."),
    "publish": ("publish", "Write the public pages and feeds to a folder."),
    "export": ("export", "Write what partners may be told: STIX 2.1, MISP, CSV or PDF."),
    "exercise": ("exercise", "Play a scenario through the real system, marked as an exercise."),
    "createadmin": ("createadmin", "Create a person who can sign in to the desk."),
    "privacy": ("privacy", "Retention, legal holds, access to and erasure of personal data."),
    "status": ("status", "Say how the system is."),
    "backup": ("backup", "Copy database and settings to one file."),
    "restore": ("restore", "Put a backup back."),
    "bounces": ("bounces", "Take note of e-mails that came back."),
    "serve": ("serve", "Start the web server."),
    "worker": ("worker", "Start the worker that runs the jobs."),
    "migrate": ("migrate", "Bring the database up to this version."),
}

# Named in the interfaces, not built yet: a sentence and exit code 2 instead of a surprise.
NOT_YET = {
    "guard": "Listening along on a live call",
    "batch": "Work over a cluster",
}


class _LazyGroup(click.Group):
    """Imports a subcommand when it is asked for, so that start-up stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in NOT_YET:
            raise click.UsageError(f"{NOT_YET[cmd_name]} is not part of this version of Ringfence.", ctx)
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"ringfence.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ringfence")
def cli() -> None:
    """Ringfence: from reports of scam calls to a published warning."""


def main() -> None:
    """Run a command; turn errors into plain English on stderr.

    Exit codes: 0 done, 1 something failed, 2 the arguments cannot be used.
    """
    try:
        cli.main(standalone_mode=True)
    except RingfenceError as error:
        click.echo(f"ringfence: {error.message}", err=True)
        sys.exit(2 if isinstance(error, InvalidInput) else 1)


if __name__ == "__main__":
    main()
