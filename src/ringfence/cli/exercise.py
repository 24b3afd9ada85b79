"""`ringfence exercise`: play a scenario through the real system."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ringfence.exercises import Scenario
    from ringfence.flow.play_exercise import ExerciseOutcome

__all__ = ["command"]


@click.command("exercise")
@click.argument("scenario")
@click.option("--seed", type=int, help="Draw another world from the same scenario.")
@click.option(
    "--speed", type=click.FloatRange(min=0, min_open=True), help="Weeks a second; as fast as it goes without."
)
@click.option("--processes", type=click.IntRange(1, 64), default=None, help="Cores to recognise with [all]")
def command(scenario: str, seed: int | None, speed: float | None, processes: int | None) -> None:
    """Play SCENARIO (a name or a file) through the real system, marked as an exercise.

    Exit code 1 when the exercise does not end with a published warning.
    """
    from tqdm import tqdm

    from ringfence.exercises import load_scenario
    from ringfence.wiring.place import build_place, configure_django

    chosen = load_scenario(scenario)
    configure_django()
    from ringfence.domain.report import World
    from ringfence.flow.play_exercise import play_exercise
    from ringfence.flow.when_warning_approved import publish_approved
    from ringfence.wiring.database import migrate

    migrate()
    place = build_place(World(chosen.name))
    pause = (lambda: time.sleep(1 / speed)) if speed else (lambda: None)
    with tqdm(unit=" reports", disable=not sys.stderr.isatty(), desc=chosen.name) as bar:
        outcome = play_exercise(
            chosen,
            seed=chosen.seed if seed is None else seed,
            place=place,
            processes=processes or os.cpu_count() or 1,
            on_reports=bar.update,
            on_week=pause,
        )
    if outcome.warning is not None:
        publish_approved(outcome.warning.id, place=place)
    for line in _summary(chosen, outcome):
        click.echo(line)
    if outcome.warning is None:
        sys.exit(1)


def _summary(scenario: Scenario, outcome: ExerciseOutcome) -> list[str]:
    after = outcome.wave_reports_after / outcome.wave_reports if outcome.wave_reports else 0.0
    warning = outcome.warning
    return [
        f"EXERCISE {scenario.name}: everything here is invented.",
        f"Reports played:              {outcome.reports:,}",
        f"First report of the wave:    {_london(outcome.first_report_at)}",
        f"Surge raised, draft written: {_london(outcome.surge_raised_at)}",
        f"Warning published:           {_london(warning.published_at if warning else None)}",
        f"Reports of the wave after publication: {outcome.wave_reports_after} of {outcome.wave_reports} ({after:.0%})",
        f"Drafts raised elsewhere:     {len(outcome.drafts_elsewhere)}",
        *([f"Page:                        {warning.path}"] if warning else []),
    ]


def _london(moment: datetime | None) -> str:
    if moment is None:
        return "never"
    from ringfence.foundation.periods import LONDON

    return f"{moment.astimezone(LONDON):%H:%M %d/%m/%Y}"
