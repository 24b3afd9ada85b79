"""What linking compares, out of a report that is redacted already."""

from __future__ import annotations

from ringfence.domain.recognition import Recognition
from ringfence.domain.report import ReportId
from ringfence.link import read_traits
from ringfence.reading import read_text

__all__ = ["read_features", "words_behind"]

_NOBODY = ReportId("")


def read_features(
    redacted_text: str | None,
    recognition: Recognition | None,
    *,
    area: str | None = None,
    shown_number: str | None = None,
) -> tuple[str, ...]:
    """Return the features of a report: from its redacted text and what was recognised, never from the original."""
    return tuple(words_behind(redacted_text, recognition, area=area, shown_number=shown_number))


def words_behind(
    redacted_text: str | None,
    recognition: Recognition | None,
    *,
    area: str | None = None,
    shown_number: str | None = None,
) -> dict[str, str]:
    """Return feature → the words of the redacted text that tell it."""
    if not redacted_text or not redacted_text.strip():
        return {}
    read = read_text(redacted_text)
    traits = read_traits(_NOBODY, read, recognition, area=area, shown_number=shown_number, voice="nobody")
    return dict(traits.words)
