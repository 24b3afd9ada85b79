"""A plain table, one case a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ringfence.domain.shared_case import CaseBasis, SharedCase, SharedTally

__all__ = ["HEADER", "render_csv"]

HEADER = (
    "id", "exercise", "area", "kind", "brand_pretended", "first_day", "last_day", "distinct_reporters", "stages",
    "tools", "payments", "techniques", "numbers_shown_possibly_forged", "as_of", "basis", "campaign", "areas",
    "figures", "came_back_after_days",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(cases: Sequence[SharedCase]) -> bytes:
    """Return the cases as CSV, UTF-8, one a row under `HEADER`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for case in cases:
        row = (
            case.id, "yes" if case.is_exercise else "no", case.area, case.kind, case.brand_name or "",
            case.first_day.isoformat(), case.last_day.isoformat(), case.reporters_label, _joined(case.stages),
            _joined(case.tools), _joined(case.payments), " ".join(case.techniques),
            " ".join(number.e164 for number in case.numbers), case.as_of.isoformat(), case.basis.value,
            case.id if case.basis is CaseBasis.CAMPAIGN else " ".join(case.campaigns),
            _joined(case.areas), _joined(case.figures),
            "" if case.came_back_after_days is None else str(case.came_back_after_days),
        )  # fmt: skip
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue().encode()


def _joined(tallies: Iterable[SharedTally]) -> str:
    return "; ".join(f"{one.slug} {one.reporters}" for one in tallies)
