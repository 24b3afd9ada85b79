"""`ringfence check`: say whether a call, or an account of one, is a scam."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ringfence.domain.advice import Advice, Route
    from ringfence.domain.recognition import Recognition, Sign

__all__ = ["command"]


# As many as somebody on the phone can follow.
FIRST_STEPS = 6


@click.command("check")
@click.argument("file", default="-")
@click.option("--jsonl", is_flag=True, help='Rows {"id", "text"} or {"id", "turns"} in, one answer a row out.')
@click.option("--explain", "wants_reasons", is_flag=True, help="Give each sign with its weight and reason.")
@click.option(
    "--nation",
    type=click.Choice(["england", "wales", "scotland", "northern_ireland"]),
    default="england",
    show_default=True,
    help="Where to report differs by nation.",
)
def command(file: str, jsonl: bool, wants_reasons: bool, nation: str) -> None:
    """Say whether FILE (- for standard input) tells of a scam, why, and what to do.

    The verdict never changes the exit code. With --jsonl it is 1 when any row failed.
    """
    from ringfence.flow.check_text import check, check_rows, read_input

    if jsonl:
        if wants_reasons:
            raise click.UsageError("--explain is for one text; rows carry their signs already.")
        from ringfence.cli.json_lines import answer_rows

        if not answer_rows(file, check_rows, title="Checking"):
            sys.exit(1)
        return

    from datetime import datetime
    from zoneinfo import ZoneInfo

    from ringfence.advise import advise
    from ringfence.cli.json_lines import read_whole
    from ringfence.domain.advice import Nation
    from ringfence.playbooks import load_playbooks
    from ringfence.recognise import explain

    text = read_whole(file)
    shelf = load_playbooks()
    recognition = check(text, shelf=shelf)
    today = datetime.now(ZoneInfo("Europe/London")).date()
    advice = advise(recognition, shelf=shelf, on=today, nation=Nation(nation))
    if wants_reasons:
        click.echo(explain(recognition, read_input(text), shelf) + "\n")
    else:
        kind = shelf.kinds.get(recognition.kind or "")
        _say_verdict(recognition, kind.name.get("en-GB", "") if kind else "")
    _say_evidence(text, recognition)
    _say_advice(recognition, advice)


def _say_verdict(recognition: Recognition, kind_name: str) -> None:
    from ringfence.recognise.explain import VERDICT_WORDS

    click.echo(VERDICT_WORDS[recognition.verdict])
    if kind_name:
        click.echo(f"It is most like: {kind_name}.")
    click.echo()


def _say_evidence(text: str, recognition: Recognition) -> None:
    signs = sorted((sign for sign in recognition.signs if sign.weight > 0), key=lambda sign: sign.start)
    if not signs or recognition.kind is None:
        return
    click.echo("What was said, with the signs [marked]:")
    click.echo("  " + _marked(text, signs).strip().replace("\n", "\n  "))
    click.echo("\nWhy:")
    for why in dict.fromkeys(sign.why for sign in signs if sign.why):
        click.echo(f"  - {why}")
    click.echo()


def _marked(text: str, signs: Sequence[Sign]) -> str:
    parts, place = [], 0
    for sign in signs:
        if sign.start < place:
            continue
        parts += [text[place : sign.start], "[", text[sign.start : sign.end], "]"]
        place = sign.end
    return "".join([*parts, text[place:]])


def _say_advice(recognition: Recognition, advice: Advice) -> None:
    if advice.they_will_say_next and recognition.kind is not None:
        click.echo("What they would say next:")
        for line in advice.they_will_say_next:
            click.echo(f"  - {line}")
        click.echo()
    click.echo("What to do:")
    for number, step in enumerate(advice.steps[:FIRST_STEPS], 1):
        click.echo(f"  {number}. {step.text}")
    if len(advice.steps) > FIRST_STEPS:
        click.echo("\nGood to know:")
        for step in advice.steps[FIRST_STEPS:]:
            click.echo(f"  - {step.text}")
    if advice.routes:
        click.echo("\nWhere to turn:")
        for route in advice.routes:
            click.echo(f"  - {_route(route)}")


def _route(route: Route) -> str:
    ways = [
        way for way in (route.phone, route.text_to and f"text {route.text_to}", route.url) if way and way != route.name
    ]
    return f"{route.name}: {', '.join(ways)}" if ways else route.name
