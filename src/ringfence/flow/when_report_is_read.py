"""The job behind every report: recognise it, redact it, count it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ringfence.domain.recognition import Verdict
from ringfence.domain.report import CallText, IncomingReport, ReportId
from ringfence.flow.campaigns import place_report
from ringfence.flow.ports import Place, ReadReport
from ringfence.flow.quote_nobody import quote_nobody
from ringfence.flow.read_features import read_features
from ringfence.flow.recognisers import recogniser_for
from ringfence.playbooks import Shelf
from ringfence.reading import read_text
from ringfence.redaction import find_personal_data, hide

__all__ = ["read_incoming", "when_report_is_read"]

# Between a report's words and what the reporter added later.
BETWEEN_ADDITIONS = "\n\n"


def when_report_is_read(report_id: ReportId, *, place: Place) -> None:
    """Read one kept report; running it twice changes nothing.

    1. Open the encrypted original: the only place where this happens
       without a person and a recorded reason.
    2. Put what the reporter added since behind their first words.
    3. Recognise the scam and redact the text (`read_incoming`).
    4. Record both in one transaction, and in the same place the report
       in its campaign (`place_report`). Before this nothing of the text
       can be read by anybody.
    """
    incoming = place.reports.open_original(report_id).incoming
    added = [addition.text for addition in place.reporters.additions(report_id)]
    begins: list[int] = []
    if added:
        text = incoming.text.text if incoming.text is not None else ""
        for words in added:
            text += BETWEEN_ADDITIONS if text else ""
            begins.append(len(text))
            text += words
        incoming = replace(incoming, text=CallText(text=text))
    read = read_incoming(incoming, shelf=place.shelf, additions_at=begins)
    with place.transaction():
        if len(place.reporters.additions(report_id)) != len(added):
            return  # words came meanwhile: their own job reads all of it
        place.reports.record_reading(report_id, read)
        place_report(report_id, read, place=place)


def read_incoming(
    incoming: IncomingReport, *, shelf: Shelf, is_linked: bool = True, additions_at: Sequence[int] = ()
) -> ReadReport:
    """Recognise and redact one report, in memory.

    1. Read the words: normalise, find identifiers, note what is negated.
    2. Recognise the scam on the full text.
    3. Hide personal data; what was typed as name or contact is hidden
       wherever it stands, in the quotations of the recognition too.
    4. Name the kind it is counted under: recognised first, else the
       kind that the source states, else none ("no signs" is not counted).
    5. Take out of the redacted text what linking compares.

    Args:
        incoming: a report as it arrived.
        shelf: playbooks and tables.
        is_linked: False leaves step 5 out; the report is then never placed in a campaign.
        additions_at: where in the text words begin that were added later.
    """
    if incoming.text is None or not incoming.text.text.strip():
        return ReadReport(redacted_text=None, recognition=None, kind=incoming.stated_kind, brand=None)
    words = read_text(incoming.text.text)
    recognition = recogniser_for(shelf).recognise(words)
    known = [value for value in (incoming.contact_name, incoming.contact) if value]
    spans = find_personal_data(words, known=known)
    redacted = hide(incoming.text.text, spans)
    recognition = quote_nobody(recognition, text=words.text, spans=spans, brands=shelf.brands)
    kind = incoming.stated_kind if recognition.verdict is Verdict.NO_SIGNS else recognition.kind
    shown_number = _not_their_own(incoming.shown_number, incoming.contact)
    return ReadReport(
        redacted_text=redacted,
        recognition=recognition,
        kind=kind,
        brand=recognition.brand,
        features=(
            read_features(redacted, recognition, area=incoming.area, shown_number=shown_number) if is_linked else ()
        ),
        shown_number=shown_number,
        added_from=tuple(
            len(hide(incoming.text.text[:at], [span for span in spans if span.end <= at])) for at in additions_at
        ),
    )


def _not_their_own(shown_number: str | None, contact: str | None) -> str | None:
    """Return the number shown, unless somebody typed their own there."""
    digits, own = ("".join(char for char in value or "" if char.isdigit())[-9:] for value in (shown_number, contact))
    return shown_number if digits and digits != own else None
