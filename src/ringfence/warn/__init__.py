"""From a rise in reports to a text that a person approved.

`draft_warning` writes the draft; the steps of its life are functions that
give back a changed record; `find_obstacles` names what stops publication.
"""

from ringfence.warn.draft import draft_warning
from ringfence.warn.evidence import CampaignBehind
from ringfence.warn.lifecycle import (
    add_statement,
    approve,
    correct,
    edit,
    expire,
    publish,
    return_to_draft,
    submit,
    withdraw,
)
from ringfence.warn.obstacles import Obstacle, find_obstacles

__all__ = [
    "CampaignBehind",
    "Obstacle",
    "add_statement",
    "approve",
    "correct",
    "draft_warning",
    "edit",
    "expire",
    "find_obstacles",
    "publish",
    "return_to_draft",
    "submit",
    "withdraw",
]
