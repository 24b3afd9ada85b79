"""Subscribers are told: who has to hear of a warning, and their letters leave in batches."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from ringfence.domain.report import REAL_WORLD
from ringfence.domain.subscriber import News, WarningChange
from ringfence.domain.warning import PublicWarning, WarningId, WarningState
from ringfence.flow.ports import Place
from ringfence.foundation.errors import LetterRefused, MailServerFault
from ringfence.publish import render_letter

__all__ = ["BATCH", "SentBatch", "send_due_letters", "tell_of_warning"]

# Letters of one job. Others wait their turn between two: a report is read after seconds, not after 100,000 e-mails.
BATCH = 200
# Subscribers for whom letters are written in one job.
_WRITTEN_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBatch:
    """What one job did."""

    sent: int = 0
    refused: int = 0
    dropped: int = 0  # nothing was left to say, or somebody else had the letter


def tell_of_warning(warning_id: WarningId, *, place: Place, at: datetime) -> int:
    """Note a warning for every subscriber it concerns; running it again notes nothing twice.

    1. An exercise tells nobody.
    2. The newest step says what the news is: published, corrected, withdrawn.
    3. Note it for whom it concerns, and ask for the letters to be sent.
    """
    warning = next((each for each in place.warnings.public() if each.id == warning_id), None)
    if place.world != REAL_WORLD or warning is None:
        return 0
    change = _change_of(warning)
    if change is None:
        return 0
    news = News(warning_id=warning.id, change=change, revision=warning.revision)
    noted = place.letters.note(warning, news, is_urgent=warning.is_urgent, at=at)
    place.jobs.send_letters()
    return noted


def send_due_letters(*, place: Place, clock: Callable[[], datetime]) -> SentBatch:
    """Write the letters that are due and send one batch of them.

    1. Make letters of what waits to be told: at most one a day for each
       subscriber, urgent ones at once, weekly ones on Mondays.
    2. Claim a batch. A claim runs out when its worker is silent.
    3. Send each letter and mark it at once. A worker that was silent for
       too long finds its claim gone and stops.
    4. Ask for the next batch, so that other jobs get their turn.

    A server that cannot be reached leaves everything as it was; the next
    round tries again.
    """
    if place.world != REAL_WORLD:
        return SentBatch()
    made = place.letters.make_letters(at=clock(), limit=_WRITTEN_AT_ONCE, unless_waiting=BATCH)
    claim, letters = place.letters.claim(at=clock(), lease_seconds=place.worker_lease_seconds, limit=BATCH)
    if not letters:
        return SentBatch()
    warnings = {warning.id: warning for warning in place.warnings.public()}
    sent = refused = dropped = 0
    try:
        with suppress(MailServerFault), place.mailer.line() as line:
            for letter in letters:
                if not place.letters.holds(letter.id, claim, at=clock()):
                    dropped += 1
                    continue
                rendered = render_letter(letter, warnings=warnings, site=place.site)
                if rendered is None:
                    place.letters.dropped(letter.id, at=clock())
                    dropped += 1
                    continue
                try:
                    line.send(rendered, to=letter.to, message_id=letter.message_id)
                except LetterRefused as error:
                    place.letters.refused(letter.id, at=clock(), is_permanent=error.is_permanent)
                    refused += 1
                else:
                    place.letters.sent(letter.id, at=clock())
                    sent += 1
    finally:
        place.letters.release(claim)
    is_moving = sent + refused + dropped > 0
    if made or (is_moving and place.letters.is_waiting(at=clock(), lease_seconds=place.worker_lease_seconds)):
        place.jobs.send_letters()
    return SentBatch(sent=sent, refused=refused, dropped=dropped)


def _change_of(warning: PublicWarning) -> WarningChange | None:
    if warning.state is WarningState.PUBLISHED:
        return WarningChange.CORRECTED if warning.corrections else WarningChange.PUBLISHED
    return WarningChange.WITHDRAWN if warning.is_withdrawn else None
