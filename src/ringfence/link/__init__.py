"""Reports in, campaigns out: match weights in bits, why, and ids that stay.

`read_traits` takes out of a report what can be compared; a `CampaignBook` places reports one after the other, over any
`LinkMemory`. Works with every shown number at random: numbers are forged.
"""

from ringfence.link.book import QUIET_DAYS_BEFORE_RETURN, CampaignBook
from ringfence.link.campaign_counts import count_by_campaign
from ringfence.link.forget import ForgettingMemory, forget, gather_again
from ringfence.link.group import Group, month_of
from ringfence.link.listed import is_listed
from ringfence.link.memory import MOST_HOLDERS, BookMemory, LinkMemory
from ringfence.link.read_traits import anonymous_voice, read_traits
from ringfence.link.weights import DEFAULT_THRESHOLD

__all__ = [
    "DEFAULT_THRESHOLD",
    "MOST_HOLDERS",
    "QUIET_DAYS_BEFORE_RETURN",
    "BookMemory",
    "CampaignBook",
    "ForgettingMemory",
    "Group",
    "LinkMemory",
    "anonymous_voice",
    "count_by_campaign",
    "forget",
    "gather_again",
    "is_listed",
    "month_of",
    "read_traits",
]
