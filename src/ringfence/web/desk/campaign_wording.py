"""Words of the pages about campaigns."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.domain.campaign import Campaign, CampaignEventKind, CampaignTrait
from ringfence.flow.ports import CampaignLine
from ringfence.playbooks import Shelf

__all__ = ["EVENT_WORDS", "TRAIT_WORDS", "campaign_name", "trait_value"]

# Class of a feature → what it is.
TRAIT_WORDS: Mapping[str, str] = {
    "w": "Word",
    "n": "Sum or number of things",
    "tel": "Telephone number, possibly forged",
    "kind": "Kind",
    "brand": "Pretended to be from",
    "tool": "Tool",
    "pay": "Payment",
    "name": "Name the scammer gave",
}
EVENT_WORDS: Mapping[CampaignEventKind, str] = {
    CampaignEventKind.STARTED: "began with a report",
    CampaignEventKind.BECAME_CAMPAIGN: "a second reporter told of it",
    CampaignEventKind.JOINED: "a report joined",
    CampaignEventKind.RETURNED: "a report joined after a long silence",
    CampaignEventKind.MERGED: "put together with another",
    CampaignEventKind.SPLIT: "parted",
    CampaignEventKind.KEPT_APART: "kept apart from another",
    CampaignEventKind.LET_TOGETHER: "no longer kept apart from another",
}


def campaign_name(line: CampaignLine | Campaign, shelf: Shelf) -> str:
    """Name a campaign as people speak of it: the kind most reporters tell of, and its id."""
    kind = shelf.kinds.get(line.kind or "")
    return f"{kind.name['en-GB'] if kind else 'Kind not known'}, {line.id}"


def trait_value(trait: CampaignTrait, shelf: Shelf) -> str:
    """Return what to show for a trait: names of tables instead of their slugs."""
    name, _, value = trait.feature.partition(":")
    if name == "kind" and value in shelf.kinds:
        return shelf.kinds[value].name["en-GB"]
    if name == "brand" and value in shelf.brands:
        return shelf.brands[value].name
    return trait.value.replace("_", " ")
