"""Takes what people and files send in, and gives checked reports, or reasons.

In: form fields, CSV, JSON Lines, other people's layouts. Out: IncomingReport, RejectedRow.
"""

from ringfence.intake.check_report import FIELDS, HAPPENED, check_report, find_area
from ringfence.intake.raw_rows import RejectedRow
from ringfence.intake.read_file import LAYOUTS, read_report_file
from ringfence.intake.sound import LARGEST_RECORDING, require_sound

__all__ = [
    "FIELDS",
    "HAPPENED",
    "LARGEST_RECORDING",
    "LAYOUTS",
    "RejectedRow",
    "check_report",
    "find_area",
    "read_report_file",
    "require_sound",
]
