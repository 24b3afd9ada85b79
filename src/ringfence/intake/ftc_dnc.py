"""Do Not Call complaints as the Federal Trade Commission of the United States publishes them.

They carry no words, so the kind is what the complainant chose from a list.
Values can stand under the wrong name: each cell is checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ringfence.domain.report import UNKNOWN_AREA, CalledWhen, Channel, IncomingReport
from ringfence.foundation.errors import Fault, InvalidReport

__all__ = ["COLUMNS", "SUBJECT_KINDS", "check_complaint"]

COLUMNS = (
    "Company_Phone_Number",
    "Created_Date",
    "Violation_Date",
    "Consumer_City",
    "Consumer_State",
    "Consumer_Area_Code",
    "Subject",
    "Recorded_Message_Or_Robocall",
)

# The list's own words, lower case → our kind.
SUBJECT_KINDS: Mapping[str, str] = {
    "calls pretending to be government, businesses, or family and friends": "other",
    "computer & technical support": "tech_support_impersonation",
    "dropped call or no message": "other",
    "energy, solar, & utilities": "utility_rebate",
    "home improvement & cleaning": "other",
    "home security & alarms": "other",
    "lotteries, prizes & sweepstakes": "prize",
    "medical & prescriptions": "pension_insurance",
    "no subject provided": "other",
    "other": "other",
    "reducing your debt (credit cards, mortgage, student loans)": "loan_fee",
    "vacation & timeshares": "prize",
    "warranties & protection plans": "warranty",
    "work from home & other ways to make money": "job",
    "": "other",
}
_STATE = re.compile(r"[A-Z]{2}\Z|[A-Za-z .]{3,40}\Z|\Z")
_AREA_CODE = re.compile(r"\d{3}\Z|\Z")
_NUMBER = re.compile(r"[\d+() .-]{7,20}\Z")


def check_complaint(
    cells: Mapping[str, str], *, as_of: datetime, source: str, source_key: str, original: bytes
) -> IncomingReport:
    """Return one complaint as a report without words.

    Raises:
        InvalidReport: a value stands where it cannot belong.
    """
    faults: list[Fault] = []

    def complain(column: str, reason: str) -> None:
        faults.append(Fault(reason=reason, field=column))

    created = _moment(cells["Created_Date"])
    if created is None:
        complain("Created_Date", "This is not a date such as 2020-08-27 12:00:00; cells may be shifted")
        created = as_of
    elif created > as_of:
        complain("Created_Date", "The date is in the future")
    violated = _moment(cells["Violation_Date"])
    if violated is None and cells["Violation_Date"].strip():
        complain("Violation_Date", "This is not a date such as 2020-08-27 12:00:00; cells may be shifted")
    # The two clocks differ by time zones: a day of grace.
    if violated and violated > created + timedelta(days=1):
        complain("Violation_Date", "The call is dated later than the complaint")
    subject = cells["Subject"].strip().lower()
    if subject not in SUBJECT_KINDS:
        complain("Subject", "This is not a subject of the list; cells may be shifted")
    if not _STATE.match(cells["Consumer_State"].strip()):
        complain("Consumer_State", "This is not a state; cells may be shifted")
    if not _AREA_CODE.match(cells["Consumer_Area_Code"].strip()):
        complain("Consumer_Area_Code", "This is not a three-digit area code; cells may be shifted")
    if _moment(cells["Consumer_City"]) is not None:
        complain("Consumer_City", "This is a date where the town belongs; cells are shifted")
    recorded = cells["Recorded_Message_Or_Robocall"].strip().upper()
    if recorded not in {"Y", "N", ""}:
        complain("Recorded_Message_Or_Robocall", "This has to be Y, N or empty; cells may be shifted")
    if faults:
        raise InvalidReport("The complaint cannot be taken in.", faults)
    number = cells["Company_Phone_Number"].strip()
    day = min(violated, created).date() if violated else None
    return IncomingReport(
        text=None,
        area=UNKNOWN_AREA,
        called=CalledWhen(earliest=day, latest=day) if day else None,
        reported_at=created,
        channel=Channel.ROBOCALL if recorded == "Y" else Channel.UNKNOWN,
        shown_number=number if _NUMBER.match(number) else None,
        stated_kind=SUBJECT_KINDS[subject],
        source=source,
        source_key=source_key,
        original=original,
    )


def _moment(text: str) -> datetime | None:
    # fromisoformat is ten times faster than strptime, and there are millions of rows.
    text = text.strip()
    if len(text) not in {10, 19}:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None
