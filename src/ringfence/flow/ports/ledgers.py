"""Ledgers: rows in, frozen records out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ringfence.domain.counts import CountTable, SeriesKey, Surge, SurgeId
from ringfence.domain.recognition import Recognition
from ringfence.domain.report import IncomingReport, Report, ReportId
from ringfence.domain.warning import PublicWarning, WarningId, WarningState
from ringfence.foundation.periods import Period

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "CountLedger",
    "KeptOriginal",
    "ReadReport",
    "ReaderNote",
    "ReaderNoteLedger",
    "ReportLedger",
    "SurgeLedger",
    "WarningLedger",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOriginal:
    """An incoming report as it came out of the vault, for the reading job only."""

    id: ReportId
    incoming: IncomingReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What the reading job found out about one report."""

    redacted_text: str | None
    recognition: Recognition | None  # None where there was no text
    kind: str | None  # kind it is counted under
    brand: str | None
    features: tuple[str, ...] = ()  # what linking compares, in plain: in memory only, kept as hashes
    shown_number: str | None = None  # on the display, where it is not the reporter's own
    added_from: tuple[int, ...] = ()  # where in the redacted text each later addition begins


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderNote:
    """A reader's words about a warning."""

    id: str
    warning_id: WarningId
    text: str
    sent_at: datetime


class ReportLedger(Protocol):
    """Keeps reports. Originals are encrypted, with a SHA-256 of the plain bytes."""

    def keep(self, incoming: IncomingReport, *, received_at: datetime) -> tuple[Report, bool]:
        """Keep one report; give back what is kept and whether it is new.

        Same `source` and `source_key`, same report: nothing is added.
        """

    def keep_many(
        self, rows: Sequence[tuple[IncomingReport, ReadReport]], *, received_at: datetime
    ) -> list[tuple[Report, bool]]:
        """Keep a batch of already-read reports in the caller's transaction."""

    def known_rows(self, source: str, source_keys: Sequence[str]) -> dict[str, str]:
        """Return source key → SHA-256 (hex) of the original, for the keys that are kept already."""

    def open_original(self, report_id: ReportId) -> KeptOriginal:
        """Decrypt one original for the reading job."""

    def has_original(self, report_id: ReportId) -> bool:
        """Say whether the original is still there, and not past its period."""

    def record_reading(self, report_id: ReportId, read: ReadReport) -> None:
        """Store redacted text and recognition; a second time changes nothing."""

    def find(self, report_id: ReportId) -> Report | None:
        """Return one report without personal data."""

    def find_all(self, report_ids: Iterable[ReportId]) -> list[Report]:
        """Return reports without personal data, oldest first; who is not there is left out."""

    def behind(
        self,
        series: SeriesKey,
        first: Period,
        last: Period,
        *,
        areas: Sequence[str] = (),
        kinds: Sequence[str] = (),
        limit: int = 200,
    ) -> list[Report]:
        """Return the reports counted in a series between two periods, newest first.

        `areas` and `kinds` are what a wider series counts; empty: its own.
        """

    def recognition_of(self, report_ids: Iterable[ReportId]) -> dict[ReportId, Recognition]:
        """Return the recognitions of reports."""


class CountLedger(Protocol):
    """Counts of distinct reporters, plus counts brought in from before Ringfence."""

    def import_counts(self, rows: Iterable[tuple[SeriesKey, Period, int]], *, source: str) -> int:
        """Keep historic counts; the same source twice replaces itself. Gives the rows kept."""

    def count_table(
        self, *, first: Period, last: Period, as_known_at: datetime | None = None, only: SeriesKey | None = None
    ) -> CountTable:
        """Count distinct reporters per area, kind and ISO week, historic counts included.

        Args:
            first: first week of the table.
            last: last week of the table.
            as_known_at: only reports received by then (replays); None: all.
            only: one series; None: all of them.
        """

    def known_by_delay(self, *, judged: Period, as_of: datetime) -> NDArray[np.float64]:
        """Return how late the reports of recent weeks came: (n_weeks, n_delays).

        The last row is the week `judged`. Column d holds the reports of a week
        that had been made as long after it as `as_of` is after `judged`, and d
        weeks; NaN where that time has not come. Late is when a report was made:
        a file brought in years later is not late.
        """

    def month_counts(self, *, first: Period, last: Period) -> CountTable:
        """Count distinct reporters per area, kind and calendar month; counts by week from before are left out."""


class ReaderNoteLedger(Protocol):
    """Keeps what readers say is wrong in a warning. Their words are encrypted."""

    def keep(self, warning_id: WarningId, text: str, *, at: datetime) -> None:
        """Keep a note."""

    def open_notes(self, warning_id: WarningId | None = None) -> list[ReaderNote]:
        """Return the notes nobody has dealt with, oldest first; of one warning, or of all."""

    def close(self, note_id: str, *, by: str, at: datetime) -> None:
        """Somebody has dealt with it."""


class SurgeLedger(Protocol):
    """Keeps surges under stable ids."""

    def all(self) -> list[Surge]:
        """Return every surge, oldest first."""

    def save(self, surge: Surge) -> None:
        """Insert or replace by id."""

    def find(self, surge_id: SurgeId) -> Surge | None:
        """Return one surge."""


class WarningLedger(Protocol):
    """Keeps every revision of every warning; nothing is overwritten."""

    def save(self, warning: PublicWarning) -> None:
        """Append the revision or move its state.

        Raises:
            WrongState: somebody saved a newer revision meanwhile.
        """

    def find(self, warning_id: WarningId) -> PublicWarning | None:
        """Return the newest revision."""

    def in_state(self, *states: WarningState) -> list[PublicWarning]:
        """Return the newest revisions in these states, newest first; all states when none is named."""

    def public(self) -> list[PublicWarning]:
        """Return what the public may read, newest first.

        For each warning that was ever published: its newest revision that is
        published, withdrawn or expired. A correction still under review
        leaves the published revision up.
        """

    def has_any_of(self, surge_id: SurgeId) -> bool:
        """Say whether a surge ever had a warning, in whatever state."""

    def open_draft_of(self, surge_id: SurgeId) -> PublicWarning | None:
        """Return the warning of a surge that is not withdrawn or expired."""
