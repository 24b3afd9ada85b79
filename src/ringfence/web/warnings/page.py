"""What stands around the text of a warning on its page: facts, chart, history, ways to share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from django.core.cache import cache

from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.ports import Place
from ringfence.flow.public_counts import weeks_of_warning
from ringfence.foundation.periods import LONDON, Period, parse_period
from ringfence.publish.addresses import absolute, copy_path, page_path
from ringfence.web.bars import BarChart, bar_chart

__all__ = ["PastStep", "SharedLink", "chart_of", "facts_of", "history_of", "links_of"]

# Late reports change the weeks, but not from one minute to the next.
_CHART_KEPT_SECONDS = 600
_STEPS = {"published": "Published", "withdrawn": "Withdrawn", "expired": "Ended"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStep:
    """One thing that happened to a warning in public."""

    at: datetime
    what: str  # "Corrected"
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLink:
    """A plain link that shares the page; nothing is loaded from anywhere before somebody presses it."""

    words: str
    href: str


def facts_of(warning: PublicWarning, *, place: Place) -> list[tuple[str, str | date]]:
    """Return what a reader wants to know at a glance: where, which kind, how many and since when, until when."""
    area, kind = place.shelf.areas.get(warning.area), place.shelf.kinds.get(warning.kind)
    found: list[tuple[str, str | date]] = [
        ("Where", area.name if area else warning.area),
        ("Kind of call", kind.name[warning.language] if kind else warning.kind),
    ]
    if warning.observed is not None:
        floor = place.count_floor
        found.append(
            ("Reports behind it", f"{warning.observed:,}" if warning.observed >= floor else f"fewer than {floor}")
        )
    if warning.first_week_label:
        found.append(("More reports since", parse_period(warning.first_week_label).first_day))
    if warning.state is WarningState.PUBLISHED:
        if warning.review_on is not None:
            found.append(("We look at it again on", warning.review_on))
        if warning.expires_on is not None:
            found.append(("It ends on", warning.expires_on))
    return found


def chart_of(warning: PublicWarning, *, place: Place, as_of: datetime) -> BarChart | None:
    """Return the chart of reports a week; None where every week is under the floor."""
    key = f"weeks:{warning.world}:{warning.id}:{warning.revision}"
    weeks: list[tuple[Period, int | None]] | None = cache.get(key)
    if weeks is None:
        weeks = weeks_of_warning(warning, place=place, as_of=as_of)
        cache.set(key, weeks, _CHART_KEPT_SECONDS)
    rise = parse_period(warning.first_week_label) if warning.first_week_label else None
    return bar_chart(
        [(_week_in_words(week), count) for week, count in weeks],
        title="Reports a week",
        period="Week",
        floored=f"fewer than {place.count_floor}",
        marked_from=_week_in_words(rise) if rise else None,
    )


def history_of(warning: PublicWarning) -> list[PastStep]:
    """Return what happened in public, newest first; drafts and their authors stay at the desk."""
    notes = iter(warning.corrections)
    steps, was_published = [], False
    for event in warning.history:
        if event.step == "published":
            correction = next(notes, None) if was_published else None
            what = "Corrected" if correction else _STEPS["published"]
            steps.append(PastStep(at=event.at, what=what, note=correction.note if correction else ""))
            was_published = True
        elif event.step in _STEPS and was_published:
            reason = warning.withdrawn_reason or "" if event.step == "withdrawn" else ""
            steps.append(PastStep(at=event.at, what=_STEPS[event.step], note=reason))
    return steps[::-1]


def links_of(warning: PublicWarning, *, place: Place) -> list[SharedLink]:
    """Return ways to pass the page on."""
    address = absolute(page_path(warning), place.site)
    words = f"{warning.title} {address}"
    return [
        SharedLink(words="Send by e-mail", href=f"mailto:?subject={quote(warning.title)}&body={quote(words)}"),
        SharedLink(words="Send by text message", href=f"sms:?&body={quote(words)}"),
        SharedLink(words="Share on WhatsApp", href=f"https://wa.me/?text={quote(words)}"),
        SharedLink(
            words="Share on Facebook", href=f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}"
        ),
        SharedLink(words="Words to copy, for newsletters and groups", href=f"/{copy_path(warning)}"),
    ]


def _week_in_words(week: Period) -> str:
    first = week.first_day
    return f"{first.day} {datetime(first.year, first.month, first.day, tzinfo=LONDON):%b %Y}"
