"""A whole file of reports arrives: in batches, resumable, nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from ringfence.domain.report import IncomingReport
from ringfence.flow.campaigns import place_waiting, wait_in_line
from ringfence.flow.ports import Place, ReadReport
from ringfence.flow.when_report_is_read import read_incoming
from ringfence.intake import RejectedRow, read_report_file
from ringfence.playbooks import Shelf, load_playbooks

__all__ = ["BATCH_ROWS", "FileOutcome", "keep_batch", "read_in_batches", "when_file_arrives"]

# One transaction stays under 500 rows, so that a form on the same database
# never waits long for its turn (docs/decisions, SQLite).
BATCH_ROWS = 500


@dataclass(slots=True, kw_only=True)
class FileOutcome:
    """What became of the rows of a file, so far."""

    added: int = 0  # new reports
    repeated: int = 0  # rows that were there already
    rejected: list[RejectedRow] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows seen so far."""
        return self.added + self.repeated + len(self.rejected)


def when_file_arrives(
    path: Path,
    *,
    layout: str | Path,
    place: Place,
    received_at: datetime,
    dry_run: bool = False,
    processes: int = 1,
    on_rows: Callable[[int], object] = lambda rows: None,
) -> FileOutcome:
    """Take in every good row of a file and list the others.

    1. Read and check the file row by row; a row that fails becomes a
       RejectedRow, the good rows go on.
    2. Leave out rows that are kept already (same layout and key): the
       same file twice adds nothing, and an interrupted file goes on
       where it stopped. The same key with other content is rejected.
    3. Recognise and redact in batches of 500, over `processes` cores.
    4. Keep each batch whole in one transaction, references included, and
       place its reports in their campaigns behind it.

    Args:
        path: the file.
        layout: "ringfence-csv", "jsonl", "ftc-dnc" or a mapping file.
        place: back ends.
        received_at: aware UTC.
        dry_run: check everything, keep nothing.
        processes: how many cores recognise at the same time.
        on_rows: told how many more rows are done.

    Raises:
        UnreadableFile: encoding, header or layout; nothing was kept.
    """
    outcome = FileOutcome()
    source = f"file:{layout.stem if isinstance(layout, Path) else layout}"
    rows = read_report_file(path, layout=layout, shelf=place.shelf, as_of=received_at)

    def good_batches() -> Iterator[list[IncomingReport]]:
        while batch := list(islice(rows, BATCH_ROWS)):
            rejected = [row for row in batch if isinstance(row, RejectedRow)]
            good = [replace(row, source=source) for row in batch if isinstance(row, IncomingReport)]
            new, repeated, clashes = _sort_out_known(good, source=source, place=place)
            outcome.rejected += rejected + clashes
            outcome.repeated += repeated
            on_rows(len(batch) - len(new))
            if new and not dry_run:
                yield new
            elif new:
                outcome.added += len(new)
                on_rows(len(new))

    for batch in read_in_batches(good_batches(), shelf=place.shelf, processes=processes):
        kept = keep_batch(batch, place=place, received_at=received_at)
        outcome.added += kept
        outcome.repeated += len(batch) - kept
        on_rows(len(batch))
    return outcome


def keep_batch(batch: list[tuple[IncomingReport, ReadReport]], *, place: Place, received_at: datetime) -> int:
    """Keep one batch in one transaction and return how many reports were new.

    What linking needs of each is kept in the same transaction; they are
    placed in short ones behind it, here or, after a kill, by the next batch
    or hour.
    """
    with place.transaction():
        kept = place.reports.keep_many(batch, received_at=received_at)
        new = [(report.id, read) for (report, is_new), (_, read) in zip(kept, batch, strict=True) if is_new]
        wait_in_line(new, place=place)
    place_waiting(place=place)
    return len(new)


def read_in_batches(
    batches: Iterable[list[IncomingReport]],
    *,
    shelf: Shelf,
    processes: int,
    linked_areas: frozenset[str] | None = None,
) -> Iterator[list[tuple[IncomingReport, ReadReport]]]:
    """Recognise and redact batches, in order, a few ahead of the writer.

    Args:
        batches: of checked reports.
        shelf: playbooks and tables.
        processes: how many read at the same time.
        linked_areas: areas whose reports are placed in campaigns; None: all of them.
    """
    if processes <= 1:
        for batch in batches:
            yield list(zip(batch, _read_batch(batch, linked_areas, shelf), strict=True))
        return
    # "spawn", so that a worker inherits neither database connections nor locks.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = []
        for batch in batches:
            waiting.append((batch, pool.submit(_read_batch, batch, linked_areas)))
            # Enough ahead to keep every core busy, few enough to stay small in memory.
            if len(waiting) > 2 * processes:
                first, future = waiting.pop(0)
                yield list(zip(first, future.result(), strict=True))
        for first, future in waiting:
            yield list(zip(first, future.result(), strict=True))


def _read_batch(
    batch: list[IncomingReport], linked_areas: frozenset[str] | None, shelf: Shelf | None = None
) -> list[ReadReport]:
    shelf = shelf or load_playbooks()
    return [
        read_incoming(incoming, shelf=shelf, is_linked=linked_areas is None or incoming.area in linked_areas)
        for incoming in batch
    ]


def _sort_out_known(
    batch: list[IncomingReport], *, source: str, place: Place
) -> tuple[list[IncomingReport], int, list[RejectedRow]]:
    known = place.reports.known_rows(source, [row.source_key for row in batch if row.source_key is not None])
    new, clashes, repeated = [], [], 0
    for row in batch:
        digest = known.get(row.source_key) if row.source_key is not None else None
        if digest is None:
            new.append(row)
        elif digest == hashlib.sha256(row.original).hexdigest():
            repeated += 1
        else:
            reason = "This id was taken in before with other content; give the row an id of its own"
            clashes.append(RejectedRow(line=row.line or 0, field="id", reason=reason))
    return new, repeated, clashes
