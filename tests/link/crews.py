"""Reports of invented crews, as what linking keeps of them."""

from collections.abc import Sequence
from datetime import date, timedelta

from ringfence.domain.campaign import ReportTraits
from ringfence.domain.report import ReportId

DETAILS = 8  # details that a crew's script has


def told(
    crew: str,
    teller: int,
    *,
    day: int | None = None,
    voice: str | None = None,
    extra: Sequence[str] = (),
    details: int = 5,
) -> ReportTraits:
    """One account of a crew's call: some details of its script, and words of the teller's own."""
    features = [f"w:{crew}detail{(teller + step) % DETAILS}" for step in range(details)]
    features += ["kind:bank_impersonation", f"w:own{crew}{teller}", *extra]
    return ReportTraits(
        id=ReportId(f"{crew}-{teller:03d}"),
        told_on=date(2024, 1, 1) + timedelta(days=teller if day is None else day),
        area="kent",
        voice=voice or f"{crew} teller {teller}",
        kind="bank_impersonation",
        features=tuple(features),
    )
