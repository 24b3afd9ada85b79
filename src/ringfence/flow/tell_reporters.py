"""Reporters who wished it are told that their report helped a warning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ringfence.domain.report import REAL_WORLD
from ringfence.domain.warning import WarningId, WarningState
from ringfence.flow.ports import Place
from ringfence.flow.reports_behind import reports_behind
from ringfence.foundation.errors import LetterRefused, MailServerFault
from ringfence.publish import render_note_to_reporter

__all__ = ["tell_reporters"]

# More than a surge ever had; a bound all the same.
_MOST_REPORTS = 20_000


def tell_reporters(warning_id: WarningId, *, place: Place, clock: Callable[[], datetime]) -> int:
    """Send one neutral e-mail to each reporter who wished it; running it again sends none twice.

    1. An exercise tells nobody, and only a published warning is told of.
    2. Let the wishes of the reports counted in its rise be due.
    3. Take one letter at a time, send it, and forget the address at once.
       Killed in between, the next run sends that one again, with the same
       Message-ID, and no other.

    The letter says nothing of the report, of calls or of police, and its
    sender and subject say nothing either: somebody else may read it.

    Returns:
        How many were sent.

    Raises:
        MailServerFault: the server cannot be reached, or puts letters off; what is due stays due.
    """
    warning = next((each for each in place.warnings.public() if each.id == warning_id), None)
    if place.world != REAL_WORLD or warning is None or warning.state is not WarningState.PUBLISHED:
        return 0
    surge = place.surges.find(warning.surge_id) if warning.surge_id is not None else None
    if surge is not None:
        behind = reports_behind(surge, place=place, limit=_MOST_REPORTS)
        with place.transaction():
            place.reporters.note_helped([report.id for report in behind], at=clock())
    lease = place.worker_lease_seconds
    wish = place.reporters.claim_due(at=clock(), lease_seconds=lease)
    if wish is None:
        return 0
    sent, put_off = 0, 0
    with place.mailer.line() as line:
        while wish is not None:
            try:
                letter = render_note_to_reporter(wish.language, site=place.site)
                line.send(letter, to=wish.to, message_id=wish.message_id)
                sent += 1
            except LetterRefused as error:
                if not error.is_permanent:
                    put_off += 1
                    wish = place.reporters.claim_due(at=clock(), lease_seconds=lease)
                    continue
            place.reporters.told(wish.id, at=clock())
            wish = place.reporters.claim_due(at=clock(), lease_seconds=lease)
    if put_off:  # the job fails and is tried again
        raise MailServerFault(f"The mail server put {put_off} letters off. They are tried again.")
    return sent
