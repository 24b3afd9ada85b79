"""Open counts: a page with a chart and tables, and everything as CSV."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.ports import Place
from ringfence.flow.public_counts import open_months
from ringfence.foundation.translatable import translatable
from ringfence.playbooks import Shelf
from ringfence.share import ALL, MonthTable, write_csv
from ringfence.web.bars import bar_chart
from ringfence.web.clock import now
from ringfence.web.pages import show
from ringfence.web.playbook_words import in_language, kind_language, kind_name
from ringfence.wiring.languages import ENGLISH
from ringfence.wiring.place import build_place

__all__ = ["counts_csv", "data"]

MONTHS = 24
# The months do not change within the hour, and counting them is the dearest thing a page does.
_KEPT_SECONDS = 3600
_ALL_AREAS = {ALL: translatable("All areas"), "unknown": translatable("Area not known")}
_ALL_KINDS = {ALL: translatable("All kinds")}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show the counts of one month, and one place's over two years."""
    place = build_place(REAL_WORLD)
    tables = _tables(place, now())
    area_names, kind_names = _names_on_page(place.shelf)
    known = [table for table in tables if table.rows]
    area = request.GET.get("area", ALL)
    area = area if area in area_names else ALL
    chosen = next((table for table in known if table.month.label == request.GET.get("month")), None)
    month = chosen or (known[0] if known else None)
    floored = gettext("fewer than %(floor)s, or hidden") % {"floor": place.count_floor}
    chart = bar_chart(
        [(table.month.label, _reports(table, area)) for table in reversed(tables)],
        title=gettext("Reports a month: %(area)s") % {"area": area_names[area]},
        period=gettext("Month"),
        periods=gettext("Months"),
        floored=floored,
    )
    return show(
        request,
        "data/data.html",
        {
            "floor": place.count_floor,
            "months": [table.month for table in known],
            "month": month,
            "areas": area_names,
            "area": area,
            "chart": chart,
            "floored": floored,
            "by_kind": [(kind_names[kind], month.find(area, kind)) for kind in (*month.kinds, ALL)] if month else [],
            "by_area": [(area_names.get(code, code), month.find(code, ALL)) for code in (*month.areas, ALL)]
            if month
            else [],
        },
    )


@require_safe
def counts_csv(request: HttpRequest) -> HttpResponse:
    """Give all months as one file."""
    place = build_place(REAL_WORLD)
    area_names, kind_names = _names(place.shelf)  # in English: one file, wherever it is fetched
    content = write_csv(_tables(place, now()), area_names=area_names, kind_names=kind_names)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = 'attachment; filename="scam-call-reports.csv"'
    return response


def _tables(place: Place, at: datetime) -> list[MonthTable]:
    key = f"open-months:{at:%Y%m%d}"
    found: list[MonthTable] | None = cache.get(key)
    if found is None:
        found = open_months(place=place, as_of=at, months=MONTHS)
        cache.set(key, found, _KEPT_SECONDS)
    return found


def _reports(table: MonthTable, area: str) -> int | None:
    if not table.rows:
        return None
    row = table.find(area, ALL)
    return row.reports if row is not None and row.reports else None


def _names(shelf: Shelf) -> tuple[dict[str, str], dict[str, str]]:
    areas = {area.code: area.name for area in sorted(shelf.areas.values(), key=lambda area: area.name)}
    kinds = {kind.slug: kind.name[ENGLISH] for kind in shelf.kinds.values()}
    return {**_ALL_AREAS, **areas}, {**_ALL_KINDS, **kinds}


def _names_on_page(shelf: Shelf) -> tuple[dict[str, str], dict[str, str]]:
    areas, kinds = _names(shelf)
    ours = {kind.slug: in_language(kind_name(kind), kind_language(kind)) for kind in shelf.kinds.values()}
    areas |= {code: gettext(name) for code, name in _ALL_AREAS.items()}
    return areas, {**kinds, **ours, **{code: gettext(name) for code, name in _ALL_KINDS.items()}}
