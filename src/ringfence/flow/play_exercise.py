"""The whole loop once more, in a made-up world, with time passed in."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, islice

from ringfence.domain.counts import Surge
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import IncomingReport
from ringfence.domain.warning import PublicWarning, Statement
from ringfence.exercises import ExerciseReport, Scenario, build_world
from ringfence.flow import desk
from ringfence.flow.every_hour import every_hour
from ringfence.flow.ports import Place
from ringfence.flow.when_file_arrives import BATCH_ROWS, keep_batch, read_in_batches
from ringfence.foundation.errors import NotAllowed
from ringfence.foundation.periods import LONDON
from ringfence.intake import check_report

__all__ = ["ExerciseOutcome", "play_exercise"]

ONE_WEEK = timedelta(weeks=1)


@dataclass(slots=True, kw_only=True)
class ExerciseOutcome:
    """What an exercise comes to."""

    reports: int = 0
    first_report_at: datetime | None = None  # first report of the main wave
    surge_raised_at: datetime | None = None  # first scan that raised it strongly enough for a draft
    main_draft: PublicWarning | None = None  # the draft for the main wave, as first drafted
    warning: PublicWarning | None = None  # as published
    wave_reports: int = 0
    wave_reports_after: int = 0  # of these, received after publication
    drafts_elsewhere: list[PublicWarning] = field(default_factory=list)


def play_exercise(
    scenario: Scenario,
    *,
    seed: int,
    place: Place,
    processes: int = 1,
    on_reports: Callable[[int], object] = lambda reports: None,
    on_week: Callable[[], None] = lambda: None,
) -> ExerciseOutcome:
    """Play a scenario through the real recipes.

    1. Forget what an earlier play of this exercise left behind.
    2. Build the world from scenario and seed; bring in the counts from
       before its first report.
    3. Week by week: keep the reports received so far, place those of the
       force that the exercise is about in campaigns, then look for rises as
       `every_hour` does, as of that moment.
    4. When the draft for the main wave is there, the two invented
       officers act at the times of the scenario: one adds the typed
       statements and submits, the other approves and publishes.
    5. Play on to the end of the wave, and say what came of it.

    Raises:
        NotAllowed: the place is that of the real world.
    """
    if not place.world.startswith(scenario.name):
        raise NotAllowed(f"The exercise {scenario.name} can only be played in a world of its own.")
    place.clear_exercise()
    world = build_world(scenario, seed=seed, areas=list(place.shelf.areas))
    place.counts.import_counts(world.historic_counts, source=f"exercise:{scenario.name}")

    outcome = ExerciseOutcome()
    published_at = scenario.timetable.published_at
    due: deque[datetime] = deque()  # for each batch under way, the look it must be kept before

    def batches() -> Iterator[list[IncomingReport]]:
        reports = iter(world.reports())
        for look_at, of_one_week in groupby(reports, key=lambda report: _next_look(scenario, report.received_at)):
            while chunk := list(islice(of_one_week, BATCH_ROWS)):
                outcome.reports += len(chunk)
                _note_wave(chunk, published_at=published_at, wave=scenario.main_wave.name, outcome=outcome)
                due.append(look_at)
                yield [_checked(report, place=place, scenario=scenario) for report in chunk]

    look_at = _next_look(scenario, scenario.timetable.plays_from)
    linked = frozenset({scenario.main_wave.series.area})
    for batch in read_in_batches(batches(), shelf=place.shelf, processes=processes, linked_areas=linked):
        kept_before = due.popleft()
        while look_at < kept_before:
            _look(scenario, look_at, place=place, outcome=outcome)
            on_week()
            look_at += ONE_WEEK
        keep_batch(batch, place=place, received_at=kept_before)
        on_reports(len(batch))
    while look_at <= scenario.timetable.ends_at:
        _look(scenario, look_at, place=place, outcome=outcome)
        look_at += ONE_WEEK
    return outcome


def _look(scenario: Scenario, at: datetime, *, place: Place, outcome: ExerciseOutcome) -> None:
    """Do what falls due at one weekly look."""
    if outcome.main_draft is not None and outcome.warning is None and at > scenario.timetable.published_at:
        outcome.warning = _let_officers_act(scenario, outcome.main_draft, place=place)
    for draft in every_hour(place=place, as_of=at).drafts:
        surge = place.surges.find(draft.surge_id) if draft.surge_id is not None else None
        if surge is not None and _is_main(surge, scenario):
            outcome.main_draft = draft
            outcome.surge_raised_at = at
        else:
            outcome.drafts_elsewhere.append(draft)


def _is_main(surge: Surge, scenario: Scenario) -> bool:
    wave = scenario.main_wave
    return surge.series == wave.series and surge.last_period >= wave.first


def _let_officers_act(scenario: Scenario, draft: PublicWarning, *, place: Place) -> PublicWarning:
    """The analyst adds the typed statements and submits; the approver approves and publishes."""
    times = scenario.timetable
    analyst = Actor(username=scenario.analyst.username, roles=frozenset({DeskRole.ANALYST}), world=place.world)
    approver = Actor(username=scenario.approver.username, roles=frozenset({DeskRole.APPROVER}), world=place.world)
    for typed in scenario.statements:
        officer = scenario.officers[typed.officer]
        statement = Statement(
            paragraphs=typed.paragraphs,
            name=officer.name,
            rank=officer.rank,
            unit=officer.unit,
            body=officer.body,
            signed_by=officer.username,
            signed_at=times.submitted_at,
        )
        signer = analyst if typed.officer == "analyst" else approver
        desk.add_statement(draft.id, statement, by=signer, place=place, at=times.submitted_at)
    desk.submit_warning(draft.id, by=analyst, place=place, at=times.submitted_at)
    desk.approve_warning(draft.id, by=approver, place=place, at=times.approved_at)
    return desk.publish_warning(draft.id, by=approver, place=place, at=times.published_at)


def _next_look(scenario: Scenario, moment: datetime) -> datetime:
    """Return the first weekly look at or after a moment."""
    local = moment.astimezone(LONDON)
    times = scenario.timetable
    days_ahead = (times.scans_on - local.weekday()) % 7
    look = datetime.combine(local.date() + timedelta(days=days_ahead), times.scans_at, tzinfo=LONDON)
    return look if look >= local else look + ONE_WEEK


def _checked(report: ExerciseReport, *, place: Place, scenario: Scenario) -> IncomingReport:
    original = json.dumps(dict(report.fields), ensure_ascii=False).encode()
    return check_report(
        report.fields,
        shelf=place.shelf,
        as_of=report.received_at,
        source=f"exercise:{scenario.name}",
        source_key=report.fields["id"],
        original=original,
    )


def _note_wave(chunk: list[ExerciseReport], *, published_at: datetime, wave: str, outcome: ExerciseOutcome) -> None:
    for report in chunk:
        if report.wave != wave:
            continue
        outcome.first_report_at = outcome.first_report_at or report.received_at
        outcome.wave_reports += 1
        outcome.wave_reports_after += report.received_at > published_at
