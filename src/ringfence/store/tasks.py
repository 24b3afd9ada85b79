"""Jobs: each a line that calls `flow`. All are safe to run twice."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec

from django_tasks import task

from ringfence.domain.recording import RecordingId
from ringfence.domain.report import REAL_WORLD, ReportId, World
from ringfence.domain.warning import WarningId
from ringfence.exercises import load_scenario
from ringfence.flow.every_hour import every_hour
from ringfence.flow.hear_recording import hear_recording
from ringfence.flow.mail_warnings import send_due_letters, tell_of_warning
from ringfence.flow.play_exercise import play_exercise
from ringfence.flow.tell_reporters import tell_reporters as tell_of_help
from ringfence.flow.when_report_is_read import when_report_is_read
from ringfence.flow.when_warning_approved import publish_approved
from ringfence.foundation.errors import RingfenceError
from ringfence.store.places import place_of

__all__ = [
    "JobFailed",
    "hear",
    "play",
    "publish_warning",
    "read_report",
    "retain_records",
    "send_letters",
    "tell_reporters",
    "tell_subscribers",
    "watch",
]

P = ParamSpec("P")


class JobFailed(RingfenceError):
    """A job failed; says where, never with which words."""

    code = "job_failed"


def _without_values(function: Callable[P, None]) -> Callable[P, None]:
    """Keep the message of an error out of the table of jobs: it may quote a person."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)[-6:]
            path = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
            raise JobFailed(f"{type(error).__name__} in {path}") from None

    return wrapped


@task()
@_without_values
def read_report(world: str, report_id: str) -> None:
    """Recognise and redact one report."""
    when_report_is_read(ReportId(report_id), place=place_of(World(world)))


@task()
@_without_values
def publish_warning(world: str, warning_id: str) -> None:
    """Render and deliver what the public may read."""
    publish_approved(WarningId(warning_id), place=place_of(World(world)))


@task()
@_without_values
def tell_subscribers(world: str, warning_id: str) -> None:
    """Note a warning for its subscribers."""
    tell_of_warning(WarningId(warning_id), place=place_of(World(world)), at=datetime.now(UTC))


@task()
@_without_values
def tell_reporters(world: str, warning_id: str) -> None:
    """Tell the reporters who wished it that they helped."""
    tell_of_help(WarningId(warning_id), place=place_of(World(world)), clock=lambda: datetime.now(UTC))


@task()
@_without_values
def send_letters(world: str) -> None:
    """Send one batch of e-mails."""
    send_due_letters(place=place_of(World(world)), clock=lambda: datetime.now(UTC))


# Behind everything else that waits: it may take a minute, and nobody is in danger meanwhile.
@task(priority=-10)
@_without_values
def hear(world: str, recording_id: str) -> None:
    """Listen to one recording."""
    hear_recording(RecordingId(recording_id), place=place_of(World(world)))


@task()
@_without_values
def watch() -> None:
    """Count, detect and draft."""
    every_hour(place=place_of(REAL_WORLD), as_of=datetime.now(UTC))


@task()
@_without_values
def retain_records() -> None:
    """Remove what is past its period."""
    from ringfence.store.places import retain_in

    retain_in(REAL_WORLD, as_of=datetime.now(UTC))


@task()
@_without_values
def play(name: str) -> None:
    """Play an exercise in its own world."""
    scenario = load_scenario(name)
    play_exercise(scenario, seed=scenario.seed, place=place_of(World(scenario.name)))
