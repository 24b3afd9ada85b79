"""Somebody presses "Send" at the end of the report form."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ringfence.domain.form import FormId, SentForm
from ringfence.domain.report import IncomingReport
from ringfence.flow.ports import Place
from ringfence.foundation.errors import UnknownName
from ringfence.foundation.ids import new_spoken_secret

__all__ = ["when_form_is_sent"]


def when_form_is_sent(incoming: IncomingReport, *, form_id: FormId, place: Place, at: datetime) -> SentForm:
    """Make a report of a form, once.

    1. Open one transaction and lock the form: of two presses the second
       waits for the first.
    2. A form that was sent already gives its first reference and secret
       back. So nobody loses them whose line broke after the first press.
    3. Keep the encrypted original under a new reference. The form's id is
       its key, so that the database itself refuses a second report.
    4. Hand the files over, keep the hash of the secret, enqueue the reading,
       and note in the form what it became.
    5. Only after the commit do reference and secret leave this function.

    Args:
        incoming: the checked answers.
        form_id: of the form they come from.
        place: where it is kept.
        at: aware UTC; when it was received.

    Raises:
        UnknownName: the form is past its time.
        NotKept: the disk or database refused; safe to try again.
    """
    with place.transaction():
        draft = place.forms.lock(form_id, at=at)
        if draft is None:
            raise UnknownName("This form is past its time.")
        if draft.sent is not None:
            return draft.sent
        report, is_new = place.reports.keep(replace(incoming, source_key=form_id), received_at=at)
        secret = new_spoken_secret()
        place.files.hand_over(form_id, report.id)
        place.reporters.give_secret(report.id, secret)
        if is_new:
            place.jobs.read_report(report.id)
        sent = SentForm(report_id=report.id, reference=report.reference, secret=secret, sent_at=at)
        place.forms.mark_sent(form_id, sent)
    return sent
