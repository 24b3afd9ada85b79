"""Takes what people and files send in, and gives checked reports, or reasons.

In: form fields, CSV, JSON Lines, other people's layouts. Out: IncomingReport, RejectedRow.
"""

from ringfence.intake.check_file import ACCEPTED_IN_WORDS, LARGEST_FILE, LARGEST_FILE_IN_WORDS, check_file
from ringfence.intake.check_report import FIELDS, HAPPENED, PAID_HOW, REPLY_HOW, check_report, find_area
from ringfence.intake.dates import parse_time
from ringfence.intake.raw_rows import RejectedRow
from ringfence.intake.read_file import LAYOUTS, read_report_file
from ringfence.intake.sound import LARGEST_RECORDING, require_sound

__all__ = [
    "ACCEPTED_IN_WORDS",
    "FIELDS",
    "HAPPENED",
    "LARGEST_FILE",
    "LARGEST_FILE_IN_WORDS",
    "LARGEST_RECORDING",
    "LAYOUTS",
    "PAID_HOW",
    "REPLY_HOW",
    "RejectedRow",
    "check_file",
    "check_report",
    "find_area",
    "parse_time",
    "read_report_file",
    "require_sound",
]
