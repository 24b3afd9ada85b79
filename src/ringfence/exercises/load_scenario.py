"""Read a scenario file; gather every fault before giving up."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ringfence.domain.counts import SeriesKey
from ringfence.domain.report import ToldBy
from ringfence.exercises.scenario import (
    CountModel,
    Officer,
    ReporterModel,
    Scenario,
    ScenarioStatement,
    Timetable,
    Wave,
    WaveRole,
)
from ringfence.exercises.scenario_cells import Cells
from ringfence.exercises.voices import load_voices
from ringfence.foundation.errors import Fault, InvalidInput, UnknownName
from ringfence.playbooks.scam_type import KINDS

__all__ = ["SCENARIO_FOLDER", "load_scenario", "scenario_names"]

SCENARIO_FOLDER = Path(__file__).parent / "scenarios"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TABLES = (
    *("name", "title", "seed", "weeks", "counts", "delay"),
    *("reporters", "waves", "officers", "statements", "timetable"),
)
_OFFICERS = ("analyst", "approver")


def scenario_names() -> list[str]:
    """Return the names of the scenarios that come with Ringfence, sorted."""
    return sorted(path.stem for path in SCENARIO_FOLDER.glob("*.toml"))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Return the scenario of that name, or of that TOML file.

    Raises:
        UnknownName: neither a scenario of ours nor a file.
        InvalidInput: code `invalid_scenario`; names the file and key of
            everything that does not hold together.
    """
    path = Path(name_or_path)
    if path.suffix != ".toml":
        if str(name_or_path) not in scenario_names():
            raise UnknownName(
                f"There is no exercise called {str(name_or_path)[:60]!r}. There are: {', '.join(scenario_names())}. "
                "To play a scenario of your own, give the path of its .toml file.",
                code="unknown_scenario",
            )
        path = SCENARIO_FOLDER / f"{name_or_path}.toml"
    if not path.is_file():
        raise UnknownName(f"There is no scenario file {path.name!r} at the place given.", code="unknown_scenario")
    return _load(path)


@cache
def _load(path: Path) -> Scenario:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise InvalidInput(
            "This scenario file cannot be read as TOML.",
            [Fault(file=path.name, reason=str(fault))],
            code="invalid_scenario",
        ) from fault
    faults: list[Fault] = []
    scenario = _read(Cells(table, file=path.name, path="", faults=faults))
    if faults:
        raise InvalidInput("This scenario does not hold together.", faults, code="invalid_scenario")
    return scenario


def _read(cells: Cells) -> Scenario:
    cells.only(
        [
            "name",
            "title",
            "seed",
            "weeks",
            "counts",
            "delay",
            "reporters",
            "waves",
            "officers",
            "statements",
            "timetable",
        ]
    )
    weeks = cells.below("weeks")
    weeks.only(["counts_from", "texts_from", "last", "texts_at_most"])
    counts = _read_counts(cells.below("counts"))
    scenario = Scenario(
        name=cells.words("name"),
        title=cells.words("title"),
        seed=cells.whole("seed", least=0, most=2**63 - 1),
        counts_from=weeks.week("counts_from"),
        texts_from=weeks.week("texts_from"),
        last=weeks.week("last"),
        texts_at_most=weeks.whole("texts_at_most", least=1, most=10_000_000),
        counts=counts,
        reporters=_read_reporters(cells),
        waves=tuple(_read_wave(row, counts) for row in cells.rows("waves")),
        officers=_read_officers(cells.below("officers")),
        statements=tuple(_read_statement(row) for row in cells.rows("statements")),
        timetable=_read_timetable(cells.below("timetable")),
    )
    if not scenario.counts_from <= scenario.texts_from <= scenario.last:
        weeks.fault(None, "The weeks must run in the order counts_from, texts_from, last.")
    if sum(wave.role is WaveRole.MAIN for wave in scenario.waves) != 1:
        cells.fault("waves", 'Exactly one wave must have role = "main".')
    for number, wave in enumerate(scenario.waves, start=1):
        if not scenario.counts_from <= wave.first <= wave.last <= scenario.last:
            cells.fault(f"waves[{number}].first", "The wave must lie within the weeks of the scenario.")
    if len({wave.name for wave in scenario.waves}) < len(scenario.waves):
        cells.fault("waves", "Each wave needs a name of its own.")
    return scenario


def _read_counts(cells: Cells) -> CountModel:
    cells.only(["dispersion", "trend_a_year", "trend_from", "reports_a_week", "season", "kinds", "uptake", "people"])
    season = cells.below("season")
    season.only(["swing", "peak_week"])
    kinds = cells.below("kinds")
    people = cells.below("people").shares(add_up_to_one=False)
    uptake = cells.below("uptake")
    model = CountModel(
        # At 1 the counts would be Poisson; real ones never are.
        dispersion=cells.number("dispersion", least=1.01, most=20),
        trend_a_year=cells.number("trend_a_year", least=-0.5, most=1),
        trend_from=cells.week("trend_from"),
        reports_a_week=cells.number("reports_a_week", least=0.1, most=1_000_000),
        swing=season.number("swing", least=0, most=0.9),
        peak_week=season.whole("peak_week", least=1, most=53),
        kinds=kinds.shares(),
        people=people,
        uptake=uptake.shares(add_up_to_one=False) if uptake.table else {},
    )
    for kind in model.kinds:
        if kind not in KINDS:
            kinds.fault(kind, "This is not the slug of a kind.")
        elif kind not in load_voices().kinds:
            kinds.fault(kind, f"Nobody can tell of this kind yet: write exercises/voices/{kind}.toml first.")
    for area in model.uptake:
        if area not in people:
            uptake.fault(area, "This area has no people: it does not stand under counts.people.")
    return model


def _read_reporters(cells: Cells) -> ReporterModel:
    delay = cells.below("delay")
    delay.only(["chances"])
    chances = delay.numbers("chances", least=0, most=1)
    if abs(sum(chances) - 1) > 1e-6:
        delay.fault("chances", f"The chances add up to {sum(chances):.4g}, not to 1.")
    reporters = cells.below("reporters")
    reporters.only(["anonymous", "uncertain_day", "told_by"])
    told_by = reporters.below("told_by")
    told_by.only([str(teller) for teller in ToldBy])
    return ReporterModel(
        delay_chances=chances,
        anonymous=reporters.number("anonymous", least=0, most=1),
        uncertain_day=reporters.number("uncertain_day", least=0, most=1),
        told_by={ToldBy(name): share for name, share in told_by.shares().items() if name in set(ToldBy)},
    )


def _read_wave(cells: Cells, counts: CountModel) -> Wave:
    cells.only(["name", "role", "area", "kind", "brand", "theme", "first", "levels", "first_week_at_most"])
    limit = cells.number("first_week_at_most", least=1, most=100) if "first_week_at_most" in cells.table else None
    kind = cells.words("kind", among=list(counts.kinds))
    theme = cells.words_if_there("theme")
    voice = load_voices().kinds.get(kind)
    if theme is not None and voice is not None and theme not in voice.themes:
        cells.fault("theme", f"The voices of {kind} have no theme {theme!r}.")
    return Wave(
        name=cells.words("name"),
        role=WaveRole(cells.words("role", among=[str(role) for role in WaveRole])),
        series=SeriesKey(area=cells.words("area", among=list(counts.people)), kind=kind),
        first=cells.week("first"),
        levels=cells.numbers("levels", least=1, most=100),
        brand=cells.words_if_there("brand"),
        theme=theme,
        first_week_at_most=limit,
    )


def _read_officers(cells: Cells) -> dict[str, Officer]:
    cells.only(_OFFICERS)
    officers = {}
    for role in _OFFICERS:
        row = cells.below(role)
        keys = ("username", "name", "rank", "unit", "body")
        row.only(keys)
        officers[role] = Officer(**{key: row.words(key) for key in keys})
    if officers["analyst"].username == officers["approver"].username:
        cells.fault("approver.username", "The approver must be another person than the analyst.")
    return officers


def _read_statement(cells: Cells) -> ScenarioStatement:
    cells.only(["officer", "paragraphs"])
    return ScenarioStatement(officer=cells.words("officer", among=_OFFICERS), paragraphs=cells.paragraphs("paragraphs"))


def _read_timetable(cells: Cells) -> Timetable:
    steps = ("plays_from", "submitted_at", "approved_at", "published_at", "ends_at")
    cells.only([*steps, "scans_on", "scans_at"])
    moments = [cells.moment(step) for step in steps]
    if moments != sorted(moments):
        cells.fault(None, f"The times must run in the order {', '.join(steps)}.")
    return Timetable(
        **dict(zip(steps, moments, strict=True)),
        scans_on=_WEEKDAYS.index(cells.words("scans_on", among=_WEEKDAYS)),
        scans_at=cells.clock("scans_at"),
    )
