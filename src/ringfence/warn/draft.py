"""A draft warning out of the evidence for one surge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ringfence.domain.counts import Surge
from ringfence.domain.people import Actor
from ringfence.domain.recognition import Recognition
from ringfence.domain.report import Report, ReportId
from ringfence.domain.warning import LifecycleEvent, PublicWarning, WarningId, WarningState
from ringfence.foundation.errors import NotAllowed, UnknownName
from ringfence.foundation.periods import london_date
from ringfence.playbooks import Shelf
from ringfence.playbooks.wide_areas import WHOLE_COUNTRY_CODE, area_name
from ringfence.warn.evidence import Background, CampaignBehind
from ringfence.warn.permission import is_machine
from ringfence.warn.sections import write_sections
from ringfence.warn.tally import find_claimed_brand, tally_stages
from ringfence.warn.words import WHOLE_COUNTRY, WORDS, fill

__all__ = ["draft_warning"]


def draft_warning(
    surge: Surge,
    *,
    reports: Sequence[Report],
    recognitions: Mapping[ReportId, Recognition],
    shelf: Shelf,
    at: datetime,
    new_id: Callable[[], str],
    drafted_by: Actor,
    language: str = "en-GB",
    campaign: CampaignBehind | None = None,
) -> PublicWarning:
    """Write a draft, every sentence tied to what it rests on.

    A firm is named only when at least half of the reports name it and it
    stands on the curated list; else the text speaks of its trade.

    Args:
        surge: The rise in reports.
        reports: The reports counted in it.
        recognitions: What was recognised in them, as far as they were read.
        shelf: Playbooks and tables.
        at: Now, aware UTC.
        new_id: Gives the id of the warning.
        drafted_by: A person of the desk, or the machine.
        language: "en-GB" or "cy".
        campaign: The campaign that most of the reports tell of, where they do.

    Returns:
        Revision 1, in state draft.

    Raises:
        NotAllowed: somebody of another world drafts.
        UnknownName: there is no playbook for the kind.
    """
    if drafted_by.world != surge.world and not is_machine(drafted_by):
        raise NotAllowed("This surge belongs to another exercise, or to the real desk: it cannot be drafted from here.")
    found = _find_background(surge, reports, recognitions, shelf=shelf, at=at, language=language)
    background = replace(found, campaign=campaign)
    wording = background.playbook.wording
    title = wording.title_resurgence if surge.is_resurgence else wording.title
    return PublicWarning(
        id=WarningId(new_id()),
        world=surge.world,
        surge_id=surge.id,
        kind=surge.series.kind,
        brand=background.brand.slug if background.brand else None,
        area=surge.series.area,
        language=language,
        revision=1,
        state=WarningState.DRAFT,
        title=fill(title[language], background.values),
        description=fill(wording.description[language], background.values),
        sections=write_sections(background),
        history=(LifecycleEvent(at=at, by=drafted_by.username, step="drafted", revision=1),),
        observed=surge.observed,
        as_of=background.on,
        first_week_label=surge.first_period.label,
        created_at=at,
        updated_at=at,
    )


def _find_background(
    surge: Surge,
    reports: Sequence[Report],
    recognitions: Mapping[ReportId, Recognition],
    *,
    shelf: Shelf,
    at: datetime,
    language: str,
) -> Background:
    playbook = shelf.kinds.get(surge.series.kind)
    if playbook is None:
        raise UnknownName(f"There is no playbook for {surge.series.kind!r}, so no warning can be drafted.")
    on = london_date(at)
    claimed = find_claimed_brand(reports, recognitions, shelf=shelf, on=on)
    brand, named_in = claimed if claimed is not None else (None, 0)
    area = shelf.areas.get(surge.series.area)
    name = brand.name if brand is not None else playbook.wording.trade[language]
    return Background(
        surge=surge,
        playbook=playbook,
        shelf=shelf,
        language=language,
        on=on,
        area=area,
        brand=brand,
        brand_reports=named_in,
        reports=len(reports),
        stages=tuple(tally_stages(recognitions, kind=playbook.slug)),
        values={
            "callers": WORDS["callers"][language].replace("{brand}", name),
            "brand": name,
            "area": _place_name(surge.series.area, shelf=shelf, language=language),
            "force": area.short_force if area is not None else "",
            "kind": playbook.name[language].lower(),
        },
    )


def _place_name(code: str, *, shelf: Shelf, language: str) -> str:
    """Name a force area, or a wider one; only the whole country has a Welsh name so far."""
    name = area_name(code, shelf=shelf)
    is_named = code in shelf.areas or (language == "en-GB" and code not in {name, WHOLE_COUNTRY_CODE})
    return name if is_named else WHOLE_COUNTRY[language]
