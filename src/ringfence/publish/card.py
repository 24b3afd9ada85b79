"""The picture that goes with a shared link: 1200 × 630 pixels, set by Typst."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path

import font_source_sans_pro
import typst

from ringfence.domain.warning import PublicWarning
from ringfence.foundation.periods import LONDON
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["render_card"]

_POINTS_PER_INCH = 72.0  # one pixel a point


def render_card(warning: PublicWarning, *, site: SiteIdentity) -> bytes:
    """Return the card as PNG; the same warning gives the same bytes."""
    at = (warning.published_at or warning.updated_at).astimezone(LONDON)
    language = warning.language
    label = phrase("scam_warning", language)
    if warning.is_withdrawn:
        label = f"{label}: {phrase('withdrawn_short', language)}"
    data = {
        "language": language.split("-")[0],
        "colour": site.theme_colour,
        "label": label,
        "area": site.area_names.get(warning.area, ""),
        "title": warning.title,
        "advice": phrase("hang_up", language),
        "source": f"{site.site_name} · {at:%d/%m/%Y}",
        "exercise": phrase("exercise_short", language) if warning.is_exercise else "",
    }
    pages = typst.compile(
        _template(),
        font_paths=_fonts(),
        format="png",
        ppi=_POINTS_PER_INCH,
        sys_inputs={"card": json.dumps(data, ensure_ascii=False)},
    )
    return pages if isinstance(pages, bytes) else b"".join(pages)


@cache
def _template() -> bytes:
    return resources.files("ringfence.publish").joinpath("templates/card.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
