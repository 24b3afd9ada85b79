"""A campaign as a page to print, set by Typst."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from ringfence.domain.shared_case import CaseBasis, SharedCase, SharedTally
from ringfence.share.caveats import COUNT_CAVEAT, NUMBER_CAVEAT

__all__ = ["render_sheet"]


_BASIS = {CaseBasis.RISE: "a rise in reports", CaseBasis.CAMPAIGN: "one script, by linking; a machine's proposal"}


def render_sheet(cases: Sequence[SharedCase]) -> bytes:
    """Return a PDF with one page a case."""
    data = {"cases": [_page(case) for case in cases], "counts": COUNT_CAVEAT, "numbers": NUMBER_CAVEAT}
    made = typst.compile(
        _template(),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)},
    )
    return made if isinstance(made, bytes) else b"".join(made)


def _page(case: SharedCase) -> dict[str, Any]:
    return {
        "title": case.title,
        "exercise": case.is_exercise,
        "facts": [
            ["Police force area", case.area_name],
            ["Kind", case.kind_name],
            ["Pretended to be from", f"{case.brand_name}, which is not involved" if case.brand_name else "various"],
            ["Active", f"{case.first_day:%d/%m/%Y} to {case.last_day:%d/%m/%Y}"],
            ["Distinct reporters", case.reporters_label],
            ["Techniques", ", ".join(case.techniques) or "none confirmed"],
            ["Put together on", f"{case.as_of:%d/%m/%Y}"],
            ["Case", case.id],
            ["Held together by", _BASIS[case.basis]],
            *([["Came back after", f"{case.came_back_after_days} days"]] if case.came_back_after_days else []),
            *([["Campaigns in it", ", ".join(case.campaigns)]] if case.campaigns else []),
        ],
        "areas": _lines(case.areas),
        "figures": _lines(case.figures),
        "stages": _lines(case.stages),
        "tools": _lines(case.tools),
        "payments": _lines(case.payments),
        "numbers": [f"{number.e164}, not to be used after {number.expires_on:%d/%m/%Y}" for number in case.numbers],
    }


def _lines(tallies: Iterable[SharedTally]) -> list[str]:
    return [f"{one.name}: {one.reporters} reporters" for one in tallies]


@cache
def _template() -> bytes:
    return resources.files("ringfence.share").joinpath("templates/sheet.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
