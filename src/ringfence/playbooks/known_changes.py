"""known_changes.toml read into records: what is known to have changed how much is reported."""

from __future__ import annotations

from pathlib import Path

from ringfence.domain.known_change import ChangeEffect, KnownChange
from ringfence.foundation.errors import Fault, InvalidInput
from ringfence.playbooks.source import FilledTable, Source, open_source

__all__ = ["load_known_changes"]

_PACKAGED = Path(__file__).with_name("known_changes.toml")


def load_known_changes(path: Path | None = None) -> tuple[KnownChange, ...]:
    """Return the changes of a file, by default the packaged one.

    Raises:
        InvalidInput: with file and line of every fault.
    """
    faults: list[Fault] = []
    source = open_source(path or _PACKAGED, faults)
    changes = _read(source) if source else ()
    faults += source.faults if source else []
    if faults:
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InvalidInput(f"The table of known changes has {count}. Mend the lines named here:", faults)
    return changes


def _read(source: Source) -> tuple[KnownChange, ...]:
    given, lines = source.table.get("change", []), source.lines_of_tables("change")
    for key in sorted(source.table.keys() - {"change"}):
        source.complain("is not known here; write each change as a [[change]] table", key=key)
    if not isinstance(given, list) or len(given) != len(lines):
        source.complain("write each change as a [[change]] table", key="change")
        return ()
    return tuple(_change(FilledTable(source, values, line)) for values, line in zip(given, lines, strict=True))


def _change(table: FilledTable) -> KnownChange:
    effect = table.choice("effect", [effect.value for effect in ChangeEffect])
    change = KnownChange(
        name=table.text("name"),
        effect=ChangeEffect(effect or ChangeEffect.LEVEL),
        first=table.day("first"),
        last=table.maybe_day("last"),
        areas=frozenset(table.texts("areas", required=False)),
        kinds=frozenset(table.texts("kinds", required=False)),
        source=table.text("source"),
    )
    table.require_nothing_else()
    complain = table.source.complain
    if effect == ChangeEffect.PULSE and change.last is None:
        complain("a pulse needs the day on which it ended: last", line=table.first_line, key="last")
    if effect == ChangeEffect.LEVEL and change.last is not None:
        complain("a new level has no last day; take it out, or write a pulse", key="last", after=table.first_line)
    if change.last is not None and change.last < change.first:
        complain("it ends before it begins", key="last", after=table.first_line)
    return change
