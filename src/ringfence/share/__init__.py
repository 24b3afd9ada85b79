"""What leaves Ringfence: monthly counts with small numbers suppressed; cases for partners (STIX 2.1, MISP, CSV, PDF).

Knows nothing of transport. No field of a SharedCase can hold a reporter's words, so no export can.
"""

from ringfence.share.csv_extract import render_csv
from ringfence.share.misp import render_misp
from ringfence.share.open_counts import ALL, CountRow, MonthTable, month_table, write_csv
from ringfence.share.sheet import render_sheet
from ringfence.share.stix import CAMPAIGN_EXTENSION_ID, EXTENSION_ID, render_stix
from ringfence.share.suppress import Suppressed, suppress

__all__ = [
    "ALL",
    "CAMPAIGN_EXTENSION_ID",
    "EXTENSION_ID",
    "CountRow",
    "MonthTable",
    "Suppressed",
    "month_table",
    "render_csv",
    "render_misp",
    "render_sheet",
    "render_stix",
    "suppress",
    "write_csv",
]
