"""Safe defaults for tests: a test states only what matters to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from ringfence.domain.counts import Alarm, SeriesKey, Surge, SurgeId
from ringfence.domain.people import MACHINE
from ringfence.domain.report import REAL_WORLD, World
from ringfence.domain.warning import PublicWarning
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import Period
from ringfence.playbooks import load_playbooks
from ringfence.warn.draft import draft_warning

__all__ = ["a_surge", "a_warning"]


def a_surge(*, observed: int = 12, kind: str = "tech_support_impersonation", world: World = REAL_WORLD) -> Surge:
    """A rise in Cheshire in the week of 17 August 2020."""
    week = Period.containing(date(2020, 8, 17))
    key = SeriesKey(area="cheshire", kind=kind)
    alarm = Alarm(
        series=key, period=week, observed=observed, expected=2.1, threshold=6.0, p_value=0.00001, detector="farrington"
    )
    return Surge(id=SurgeId(new_id()), world=world, series=key, alarms=(alarm,), passes_budget=True)


def a_warning(*, surge: Surge | None = None, new_id: Callable[[], str] = new_id) -> PublicWarning:
    """A draft by the machine, of 27 August 2020."""
    surge = surge or a_surge()
    return draft_warning(
        surge,
        reports=[],
        recognitions={},
        shelf=load_playbooks(),
        at=datetime(2020, 8, 27, 10, 39, tzinfo=UTC),
        new_id=new_id,
        drafted_by=replace(MACHINE, world=surge.world),
    )
