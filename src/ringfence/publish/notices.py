"""What has to be read before the warning itself: exercise, withdrawn, ended, corrected."""

from __future__ import annotations

from datetime import date

from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.foundation.periods import LONDON
from ringfence.publish.phrases import phrase

__all__ = ["day", "notices"]


def day(on: date) -> str:
    """Return a date as pages print it: 27/08/2020."""
    return f"{on:%d/%m/%Y}"


def notices(warning: PublicWarning) -> tuple[str, ...]:
    """Return the notices that every rendering carries at its head."""
    language = warning.language
    found = [phrase("exercise", language)] if warning.is_exercise else []
    changed = day(warning.updated_at.astimezone(LONDON))
    if warning.state is WarningState.WITHDRAWN:
        found.append(phrase("withdrawn", language, day=changed, reason=warning.withdrawn_reason or "").strip())
    elif warning.state is WarningState.EXPIRED:
        ended = day(warning.expires_on) if warning.expires_on else changed
        found.append(phrase("expired", language, day=ended))
    found.extend(
        phrase("corrected", language, day=day(correction.at.astimezone(LONDON)), note=correction.note)
        for correction in warning.corrections
    )
    return tuple(found)
