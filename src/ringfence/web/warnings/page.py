"""What stands around the text of a warning on its page: facts, chart, history, ways to share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from django.core.cache import cache
from django.utils.translation import gettext

from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.ports import Place
from ringfence.flow.public_counts import weeks_of_warning
from ringfence.foundation.in_words import number_in_words, short_day_in_words
from ringfence.foundation.periods import Period, parse_period
from ringfence.foundation.translatable import translatable
from ringfence.publish.addresses import absolute, copy_path, page_path, path_in
from ringfence.web.bars import BarChart, bar_chart, fewer_than
from ringfence.web.languages import language
from ringfence.web.playbook_words import in_language, kind_language, kind_name

__all__ = ["PastStep", "SharedLink", "chart_of", "facts_of", "history_of", "links_of"]

# Late reports change the weeks, but not from one minute to the next.
_CHART_KEPT_SECONDS = 600
_STEPS = {
    "published": translatable("Published"),
    "withdrawn": translatable("Withdrawn"),
    "expired": translatable("Ended"),
}


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
        (gettext("Where"), area.name if area else warning.area),
        (gettext("Kind of call"), in_language(kind_name(kind), kind_language(kind)) if kind else warning.kind),
    ]
    if warning.observed is not None:
        floor = place.count_floor
        found.append(
            (
                gettext("Reports behind it"),
                number_in_words(warning.observed, language()) if warning.observed >= floor else fewer_than(floor),
            )
        )
    if warning.first_week_label:
        found.append((gettext("More reports since"), parse_period(warning.first_week_label).first_day))
    if warning.state is WarningState.PUBLISHED:
        if warning.review_on is not None:
            found.append((gettext("We look at it again on"), warning.review_on))
        if warning.expires_on is not None:
            found.append((gettext("It ends on"), warning.expires_on))
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
        title=gettext("Reports a week"),
        period=gettext("Week"),
        periods=gettext("Weeks"),
        floored=fewer_than(place.count_floor),
        marked_from=_week_in_words(rise) if rise else None,
    )


def history_of(warning: PublicWarning) -> list[PastStep]:
    """Return what happened in public, newest first; drafts and their authors stay at the desk."""
    notes = iter(warning.corrections)
    steps, was_published = [], False
    for event in warning.history:
        if event.step == "published":
            correction = next(notes, None) if was_published else None
            what = gettext("Corrected") if correction else gettext(_STEPS["published"])
            steps.append(PastStep(at=event.at, what=what, note=correction.note if correction else ""))
            was_published = True
        elif event.step in _STEPS and was_published:
            reason = warning.withdrawn_reason or "" if event.step == "withdrawn" else ""
            steps.append(PastStep(at=event.at, what=gettext(_STEPS[event.step]), note=reason))
    return steps[::-1]


def links_of(warning: PublicWarning, *, place: Place) -> list[SharedLink]:
    """Return ways to pass the page on."""
    address = absolute(path_in(language(), page_path(warning)), place.site)
    words = f"{warning.title} {address}"
    return [
        SharedLink(words=gettext("Send by e-mail"), href=f"mailto:?subject={quote(warning.title)}&body={quote(words)}"),
        SharedLink(words=gettext("Send by text message"), href=f"sms:?&body={quote(words)}"),
        SharedLink(words=gettext("Share on WhatsApp"), href=f"https://wa.me/?text={quote(words)}"),
        SharedLink(
            words=gettext("Share on Facebook"),
            href=f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}",
        ),
        SharedLink(
            words=gettext("Words to copy, for newsletters and groups"),
            href=f"/{path_in(language(), copy_path(warning))}",
        ),
    ]


def _week_in_words(week: Period) -> str:
    return short_day_in_words(week.first_day, language())
