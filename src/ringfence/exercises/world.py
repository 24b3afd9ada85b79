"""The made-up world: counts, report texts, and what is really going on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.domain.report import Channel, ToldBy
from ringfence.exercises.dice import Dice
from ringfence.exercises.draw_counts import DrawnCounts, draw_counts
from ringfence.exercises.draw_reports import DrawnReports, draw_reports
from ringfence.exercises.people import Person, a_person
from ringfence.exercises.scenario import Scenario, Wave
from ringfence.exercises.tell import Told, said_day, tell
from ringfence.exercises.voices import load_voices
from ringfence.foundation.errors import Fault, InvalidInput
from ringfence.foundation.periods import Period, PeriodUnit, require_aware

__all__ = ["ExerciseReport", "ExerciseWorld", "build_world"]

_EPOCH = date(1970, 1, 1)
_EPOCH_MINUTE = datetime(1970, 1, 1, tzinfo=UTC)
# What a form's tick boxes say for each way that a call can end.
_HAPPENED = {"nothing": "nothing", "access": "access", "data": "data", "paid": "data;paid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseReport:
    """One report as it would arrive, and the wave it belongs to."""

    fields: dict[str, str]  # fields of a report file; absent where nothing was said
    received_at: datetime  # aware UTC
    wave: str | None  # name of the wave, None: background
    is_vouched: bool  # taken down by a call handler or partner

    @property
    def reported_at(self) -> datetime:
        """When the person told somebody, aware UTC."""
        return datetime.fromisoformat(self.fields["reported_on"])


class ExerciseWorld:
    """A world drawn from one scenario and one seed; the same again for the same two."""

    def __init__(self, scenario: Scenario, *, seed: int, drawn: DrawnCounts, entries: DrawnReports) -> None:
        self.scenario = scenario
        self.seed = seed
        self._drawn = drawn
        self._entries = entries

    def __len__(self) -> int:
        """Return the number of report texts."""
        return int(self._entries.row.size)

    @property
    def truth(self) -> tuple[Wave, ...]:
        """Every rise that is real in this world."""
        return self.scenario.waves

    @property
    def keys(self) -> tuple[SeriesKey, ...]:
        """All series, in the order of the rows of `counts`."""
        return self._drawn.keys

    @property
    def historic_counts(self) -> Iterator[tuple[SeriesKey, Period, int]]:
        """Weekly counts before the texts begin, those above 0."""
        before = self.scenario.texts_from.index - self.scenario.counts_from.index
        total = self._drawn.total[:, :before]
        for row, column in zip(*(part.tolist() for part in np.nonzero(total)), strict=True):
            yield self.keys[row], self.scenario.counts_from.shifted(column), int(total[row, column])

    def counts(self, *, as_of: datetime | None = None) -> CountTable:
        """Return distinct reporters by series and week.

        Args:
            as_of: only reports received by then (aware); None: all of them.
        """
        first = self.scenario.counts_from
        entries = self._entries
        counts = self._drawn.total
        before = self.scenario.texts_from.index - first.index
        counts[:, before:] = 0
        anonymous = np.zeros_like(counts)
        known = np.ones(entries.row.size, dtype=np.bool_)
        if as_of is not None:
            known = entries.received <= (require_aware(as_of) - _EPOCH_MINUTE) // timedelta(minutes=1)
        column = entries.week - first.index
        np.add.at(counts, (entries.row[known], column[known]), 1)
        hidden = known & entries.is_anonymous
        np.add.at(anonymous, (entries.row[hidden], column[hidden]), 1)
        return CountTable(keys=self.keys, first=first, counts=counts, anonymous=anonymous)

    def reports(self) -> Iterator[ExerciseReport]:
        """Yield every report in the order in which it is received."""
        # A stream of its own, so that the words never move the counts.
        dice = Dice(np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, 3]))))
        for place in range(len(self)):
            yield self._report(place, dice)

    def _report(self, place: int, dice: Dice) -> ExerciseReport:
        entries = self._entries
        voices = load_voices()
        key = self.keys[entries.row[place]]
        wave = self.scenario.waves[entries.wave[place]] if entries.wave[place] >= 0 else None
        told_by = entries.tellers[entries.told_by[place]]
        teller = voices.by_name[dice.draw(voices.tellers[told_by])]
        reporter = a_person(dice, serial=place, older=teller.older)
        called = _EPOCH + timedelta(days=int(entries.called_day[place]))
        reported_at = _EPOCH_MINUTE + timedelta(minutes=int(entries.reported[place]))
        told = tell(
            kind=voices.kinds[key.kind],
            teller=teller,
            voices=voices,
            reporter=reporter,
            day=said_day(called, reported_at.date(), dice, is_uncertain=bool(entries.is_uncertain[place])),
            brand=wave.brand if wave else None,
            theme=wave.theme if wave else None,
            dice=dice,
        )
        is_vouched = told_by in {ToldBy.CALL_HANDLER, ToldBy.PARTNER}
        fields = {
            "id": f"{self.scenario.name}-{self.seed}-{place:06d}",
            "called_on": self._called_on(place, called, reported_at.date()),
            "reported_on": reported_at.isoformat(),
            "area": key.area,
            "told_by": str(told_by),
            "channel": str(_channel(told, dice)),
            "text": told.text,
        }
        if not entries.is_uncertain[place] and dice.chance(0.6):
            hour, minute = divmod(int(entries.called_minute[place]), 60)
            fields["called_time"] = f"{time(hour, minute):%H:%M}"
        if dice.chance(0.55):
            fields["shown_number"] = told.shown_number
        # A control room files a call under a kind; the public is not asked for one.
        if is_vouched:
            fields["kind"] = key.kind
        if dice.chance(0.5):
            fields["claimed_identity"] = told.brand
        if is_vouched or dice.chance(0.7):
            fields["happened"] = _HAPPENED[told.outcome]
        if told.loss_pounds is not None and dice.chance(0.8):
            fields["loss_gbp"] = str(told.loss_pounds)
        if not entries.is_anonymous[place]:
            fields |= _contact(reporter, place, dice)
        return ExerciseReport(
            fields=fields,
            received_at=_EPOCH_MINUTE + timedelta(minutes=int(entries.received[place])),
            wave=wave.name if wave else None,
            is_vouched=is_vouched,
        )

    def _called_on(self, place: int, called: date, reported: date) -> str:
        if not self._entries.is_uncertain[place]:
            return called.isoformat()
        week = Period(PeriodUnit.WEEK, int(self._entries.week[place]))
        earliest = max(called - timedelta(days=2), week.first_day)
        latest = min(called + timedelta(days=2), week.last_day, reported)
        return f"{earliest.isoformat()}/{latest.isoformat()}" if earliest < latest else called.isoformat()


def build_world(scenario: Scenario, *, seed: int | None = None, areas: Iterable[str] | None = None) -> ExerciseWorld:
    """Draw the world of a scenario.

    Args:
        scenario: what to draw.
        seed: None: the scenario's own.
        areas: area codes of the table of areas (a mapping by code will do);
            None: not checked.

    Raises:
        InvalidInput: an area of the scenario is not in the table, or this
            seed draws more texts than the scenario allows.
    """
    seed = scenario.seed if seed is None else seed
    if areas is not None:
        known = frozenset(areas)
        faults = [
            Fault(
                file=f"{scenario.name}.toml",
                field=f"counts.people.{code}",
                reason="The table of areas has no such code.",
            )
            for code in scenario.counts.people
            if code not in known
        ]
        if faults:
            raise InvalidInput("This scenario names areas that are not there.", faults, code="invalid_scenario")
    drawn = draw_counts(scenario, np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, 1]))))
    entries = draw_reports(scenario, drawn, np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, 2]))))
    if entries.row.size > scenario.texts_at_most:
        raise InvalidInput(
            f"Seed {seed} draws {entries.row.size:,} report texts and the scenario allows "
            f"{scenario.texts_at_most:,}. Lower counts.reports_a_week or raise weeks.texts_at_most.",
            code="invalid_scenario",
        )
    return ExerciseWorld(scenario, seed=seed, drawn=drawn, entries=entries)


def _channel(told: Told, dice: Dice) -> Channel:
    opening = told.opening.lower()
    if "message left" in opening:
        return Channel.VOICEMAIL
    if any(word in opening for word in ("automated", "recorded", "robot")):
        return Channel.ROBOCALL
    if "mobile" in opening or dice.chance(0.2):
        return Channel.MOBILE
    return Channel.UNKNOWN if dice.chance(0.08) else Channel.LANDLINE


def _contact(reporter: Person, place: int, dice: Dice) -> dict[str, str]:
    fields = {"contact_name": reporter.name}
    if dice.chance(0.25):
        # There are few drama numbers: taken in turn, the same one comes back
        # only after a thousand reports, so two reporters are never counted as one.
        fields["contact"] = f"07700 900{place % 1000:03d}"
    else:
        fields["contact"] = reporter.email
    if dice.chance(0.4):
        fields["reply_allowed"] = "yes"
    return fields
