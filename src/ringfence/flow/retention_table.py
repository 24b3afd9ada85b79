"""The retention table, read from its file."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

from ringfence.domain.retention import Removal, RetentionRule
from ringfence.foundation.errors import Fault, InvalidSetting

__all__ = ["load_retention_table"]

_WORDS = ("record", "purpose", "basis", "counted_from")


def load_retention_table(path: Path | None = None) -> tuple[RetentionRule, ...]:
    """Return the rules in the order of the file.

    Args:
        path: the controller's own table; None: the packaged proposal.

    Raises:
        InvalidSetting: every fault of the table at once.
    """
    try:
        text = path.read_text("utf-8") if path else (files("ringfence.flow") / "retention.toml").read_text("utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidSetting(f"The retention table cannot be read: {error}.") from None
    faults: list[Fault] = []
    rules: list[RetentionRule] = []
    for id_, row in table.items():
        faulty = [f"{word!r} has to be a sentence" for word in _WORDS if not isinstance(row.get(word), str)]
        days = row.get("days")
        if row.get("removal") not in set(Removal):
            faulty.append(f"'removal' has to be one of {', '.join(Removal)}")
        if not isinstance(row.get("review_on"), date):
            faulty.append("'review_on' has to be a date")
        if not (days is None or (isinstance(days, int) and days > 0)) or (days is None) != (
            row.get("removal") == Removal.KEEP
        ):
            faulty.append("'days' has to be a whole number above 0, or left out where removal is 'keep'")
        faults += [Fault(reason=reason, field=id_) for reason in faulty]
        if not faulty:
            rules.append(
                RetentionRule(
                    id=id_,
                    **{word: row[word] for word in _WORDS},
                    days=days,
                    review_on=row["review_on"],
                    removal=Removal(row["removal"]),
                )
            )
    if faults:
        raise InvalidSetting("The retention table does not hold together.", faults)
    return tuple(rules)
