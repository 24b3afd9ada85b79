"""A report arrives by form or API."""

from __future__ import annotations

from datetime import datetime

from ringfence.domain.report import IncomingReport, Report
from ringfence.flow.ports import Place

__all__ = ["when_report_arrives"]


def when_report_arrives(incoming: IncomingReport, *, place: Place, received_at: datetime) -> tuple[Report, bool]:
    """Keep one report and see to it that it is read.

    1. Open one transaction.
    2. Keep the encrypted original under a new reference; a key that is
       there already gives the first report back, and nothing is added.
    3. Enqueue its reading in the same transaction, so that neither can
       exist without the other.
    4. Only after the commit does the reference leave this function: who
       holds a reference knows that the report is safely on disk.

    Returns:
        The kept report, and whether it is new.

    Raises:
        NotKept: the disk or database refused; safe to try again.
    """
    with place.transaction():
        report, is_new = place.reports.keep(incoming, received_at=received_at)
        if is_new:
            place.jobs.read_report(report.id)
    return report, is_new
