"""Link a file of reports into campaigns. Nothing is kept."""

from __future__ import annotations

import math
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from typing import Any

from ringfence.domain.campaign import CampaignId, Placement, ReportTraits
from ringfence.domain.recognition import Facts, Recognition, Sign, Verdict
from ringfence.domain.report import ReportId
from ringfence.flow.recognisers import recogniser_for
from ringfence.foundation.errors import InvalidInput
from ringfence.link import DEFAULT_THRESHOLD, CampaignBook, read_traits
from ringfence.playbooks import load_playbooks
from ringfence.reading import read_text

__all__ = ["LinkedReport", "check_link_row", "link_reports", "read_link_row"]

# Fewer rows than this are read faster by one process than two are started.
ROWS_FOR_A_POOL = 2_000
ROWS_A_BATCH = 500
_NO_DAY = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedReport:
    """Where one row went."""

    id: Any  # as given
    campaign: CampaignId | None  # None: fewer than two reporters tell of it
    why: tuple[str, ...]  # the evidence, one sentence for each report it resembles most
    match_weight: float | None = None  # bits for its campaign when it joined; None: it founded it
    returned_after_days: int | None = None  # it ended a silence of so long


def link_reports(
    rows: Iterable[Mapping[str, Any]],
    *,
    threshold: float = DEFAULT_THRESHOLD,
    processes: int | None = None,
    on_read: Callable[[int], object] | None = None,
) -> list[LinkedReport]:
    """Link reports into campaigns; the answer has the order of the rows, and no other order of them changes it.

    1. Check the rows.
    2. Read and recognise each, over all processors where there are many;
       a row that brings its `recognition` is only read.
    3. Place them in a `CampaignBook` in the order of their days, so that the
       order of the rows does not matter; then weigh small groups once more.
    4. Say for each which campaign it ended up in, and why.

    Args:
        rows: {"id", "text", "date", "area", "shown_number", "recognition", "reporter"}; all but the id may be missing.
            `reporter` says who counts as one: null stands for an anonymous one, and without the key every row is
            somebody else's.
        threshold: bits from which a report joins a campaign.
        processes: how many read; None: as many as there are processors.
        on_read: called with the number of rows read since the last call.

    Raises:
        InvalidInput: a row cannot be used; its message says why.
    """
    checked = [check_link_row(row) for row in rows]
    order = sorted(range(len(checked)), key=lambda place: _order_key(checked[place]))
    ids = _told_apart(checked, order)
    book = CampaignBook(threshold=threshold)
    joined: dict[int, Placement] = {}
    named = [(ids[place], checked[place]) for place in order]
    for place, traits in zip(order, _read_all(named, processes=processes), strict=True):
        placed = book.place(traits)
        if placed.match_weight is not None:
            # The reasons behind the sentences would fill the memory.
            short = tuple(replace(link, reasons=()) for link in placed.links)
            joined[place] = replace(placed, links=short, events=())
        if on_read is not None:
            on_read(1)
    book.settle(ids[place] for place in order)
    return [_linked(checked[place]["id"], ids[place], joined.get(place), book) for place in range(len(checked))]


def check_link_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its day and number as values, or say what is wrong with it.

    What only helps (day, area, number, recognition) and cannot be used is left out.

    Raises:
        InvalidInput: `text` is no string, or `id` is missing.
    """
    if row.get("id") is None or not isinstance(row["id"], str | int):
        raise InvalidInput("Each row needs an `id`, a string or a whole number.", code="invalid_row")
    text = row.get("text")
    if text is not None and not isinstance(text, str):
        raise InvalidInput("`text` has to be a string.", code="invalid_row")
    made: dict[str, Any] = {"id": row["id"], "text": text or "", "date": _day(row.get("date"))}
    for name in ("area", "shown_number"):
        value = row.get(name)
        made[name] = value.strip() or None if isinstance(value, str) else None
    made["recognition"] = row["recognition"] if isinstance(row.get("recognition"), Mapping) else None
    if "reporter" in row:
        made["reporter"] = str(row["reporter"]) if row["reporter"] is not None else None
    return made


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _order_key(row: Mapping[str, Any]) -> tuple[date, str, str]:
    return row["date"] or _NO_DAY, str(row["id"]), row["text"]


def _told_apart(rows: Sequence[Mapping[str, Any]], order: Sequence[int]) -> list[ReportId]:
    """Return an id for each row that no other has; the same id twice in a file is two rows, numbered in `order`."""
    taken = {str(row["id"]) for row in rows}
    times: Counter[str] = Counter()
    ids = [ReportId("")] * len(rows)
    for place in order:
        plain = name = str(rows[place]["id"])
        times[plain] += 1
        while times[plain] > 1 and (name := f"{plain} ({times[plain]})") in taken:
            times[plain] += 1
        ids[place] = ReportId(name)
    return ids


def _read_all(named: Sequence[tuple[ReportId, dict[str, Any]]], *, processes: int | None) -> Iterator[ReportTraits]:
    count = processes or os.cpu_count() or 1
    if count == 1 or len(named) < ROWS_FOR_A_POOL:
        for one in named:
            yield read_link_row(*one)
        return
    batches = [named[start : start + ROWS_A_BATCH] for start in range(0, len(named), ROWS_A_BATCH)]
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        waiting = deque(pool.submit(_read_rows, batch) for batch in batches[: 2 * count])
        for batch in [*batches[2 * count :], *[None] * len(waiting)]:
            done = waiting.popleft().result()
            if batch is not None:
                waiting.append(pool.submit(_read_rows, batch))
            yield from done


def _read_rows(rows: Sequence[tuple[ReportId, dict[str, Any]]]) -> list[ReportTraits]:
    return [read_link_row(*one) for one in rows]


def read_link_row(id_: ReportId, row: Mapping[str, Any]) -> ReportTraits:
    """Read and recognise one row that `check_link_row` returned."""
    read = read_text(row["text"]) if row["text"].strip() else None
    recognition = _recognition_of(row["recognition"])
    if recognition is None and read is not None:
        recognition = recogniser_for(load_playbooks()).recognise(read)
    return read_traits(
        id_,
        read,
        recognition,
        told_on=row["date"],
        area=row["area"],
        shown_number=row["shown_number"],
        voice=row.get("reporter", f"row {id_}"),
    )


def _recognition_of(found: Mapping[str, Any] | None) -> Recognition | None:
    """Return what a row brings of a recognition, as `ringfence check` prints it; what is wrong in it is left out."""
    if found is None:
        return None
    given, listed = found.get("facts"), found.get("signs")
    facts = given if isinstance(given, Mapping) else {}
    signs = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return Recognition(
        verdict=Verdict.UNSURE,
        score=0.5,
        kind=_text(found.get("kind")),
        brand=_text(found.get("brand")),
        # Null says that these are the words of a call; without the key nothing is known of it.
        is_report=None if found.get("is_report", True) is None else True,
        stage=_text(found.get("stage")),
        signs=tuple(
            Sign(sign=one["sign"], start=0, end=0, text="", weight=_number(one.get("weight")))
            for one in signs
            if _text(one.get("sign"))
        ),
        facts=Facts(
            remote_tool=_text(facts.get("remote_tool")),
            payment=_text(facts.get("payment")),
        ),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else 0.0


def _linked(id_: Any, report: ReportId, joined: Placement | None, book: CampaignBook) -> LinkedReport:
    campaign = book.campaign_of(report)
    if campaign is None:
        return LinkedReport(id=id_, campaign=None, why=())
    # Who came first has nothing to be compared with yet: what came after resembles it.
    why = joined.why if joined is not None else tuple(link.why for link in book.links(report))
    return LinkedReport(
        id=id_,
        campaign=campaign,
        why=why,
        match_weight=joined.match_weight if joined is not None else None,
        returned_after_days=joined.returned_after_days if joined is not None else None,
    )
