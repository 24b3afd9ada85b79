"""A reporter comes back with reference and secret: what they see, add and wish for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ringfence.domain.report import Report, ReportId
from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.ports import Place
from ringfence.foundation.errors import InvalidInput, WrongState
from ringfence.foundation.periods import Period
from ringfence.foundation.translatable import translatable

__all__ = ["LONGEST_ADDITION", "MOST_ADDITIONS", "ReportStatus", "add_to_report", "status_of", "warnings_helped_by"]

LONGEST_ADDITION = 20_000  # characters
MOST_ADDITIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStatus:
    """What a reporter may see of their report: nothing of what they said, as others may look over their shoulder."""

    report: Report
    added_at: tuple[datetime, ...]
    can_add: bool
    wishes_to_be_told: bool
    helped: tuple[PublicWarning, ...]  # warnings in force that it counts for


def status_of(report_id: ReportId, *, place: Place) -> ReportStatus | None:
    """Return the status of a report; None where it is gone."""
    report = place.reports.find(report_id)
    if report is None:
        return None
    added_at = tuple(place.reporters.added_at(report_id))
    return ReportStatus(
        report=report,
        added_at=added_at,
        can_add=len(added_at) < MOST_ADDITIONS and place.reports.has_original(report_id),
        wishes_to_be_told=place.reporters.wish_of(report_id) is not None,
        helped=tuple(warnings_helped_by(report, place=place)),
    )


def add_to_report(report_id: ReportId, text: str, *, key: str, place: Place, at: datetime) -> None:
    """Keep words that a reporter adds, and have the report read again with them.

    One transaction: words and job, neither without the other. The same
    `key` twice adds nothing.

    Raises:
        InvalidInput: there are no words, or too many of them.
        WrongState: the report takes no more.
    """
    if not text.strip():
        raise InvalidInput(translatable("Write what you want to add"))
    if len(text) > LONGEST_ADDITION:
        raise InvalidInput(f"Shorten the text to {LONGEST_ADDITION:,} characters or fewer", code="text_too_long")
    with place.transaction():
        if len(place.reporters.added_at(report_id)) >= MOST_ADDITIONS or not place.reports.has_original(report_id):
            raise WrongState(translatable("Nothing more can be added to this report. Send a new one."))
        if place.reporters.add(report_id, text, key=key, at=at):
            place.jobs.read_report(report_id)


def warnings_helped_by(report: Report, *, place: Place) -> list[PublicWarning]:
    """Return the published warnings whose rise the report is counted in."""
    helped = []
    for warning in place.warnings.public():
        if warning.state is not WarningState.PUBLISHED or warning.surge_id is None or report.kind != warning.kind:
            continue
        surge = place.surges.find(warning.surge_id)
        if surge is None or report.area not in surge.scope[0]:
            continue
        week = Period.containing(report.counted_on)
        if surge.first_period <= week <= surge.last_period:
            helped.append(warning)
    return helped
