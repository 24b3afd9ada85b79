"""Reports in, campaigns out: match weights in bits, why, and ids that stay.

`read_traits` takes out of a report what can be compared; a `CampaignBook` places reports one after the other, over any
`LinkMemory`. Works with every shown number at random: numbers are forged.
"""

from ringfence.link.book import QUIET_DAYS_BEFORE_RETURN, CampaignBook
from ringfence.link.group import Group
from ringfence.link.memory import BookMemory, LinkMemory
from ringfence.link.read_traits import anonymous_voice, read_traits
from ringfence.link.weights import DEFAULT_THRESHOLD

__all__ = [
    "DEFAULT_THRESHOLD",
    "QUIET_DAYS_BEFORE_RETURN",
    "BookMemory",
    "CampaignBook",
    "Group",
    "LinkMemory",
    "anonymous_voice",
    "read_traits",
]
