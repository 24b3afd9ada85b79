"""Small counts cannot be worked out from what is published, whatever the table."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.share import month_table, suppress, write_csv

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 7, 30])
)
MONTH = Period(PeriodUnit.MONTH, 600)


def what_an_attacker_knows(counts, hidden, cell) -> tuple[float, float]:
    """Least and greatest value of a hidden cell that agrees with all that is shown: a linear programme."""
    cells = [tuple(place) for place in np.argwhere(hidden)]
    place = {each: index for index, each in enumerate(cells)}
    sides, sums = [], []
    rows, columns = counts.shape
    lines = [[(r, c) for c in range(columns)] for r in range(rows)] + [
        [(r, c) for r in range(rows)] for c in range(columns)
    ]
    for line in lines:
        *parts, total = line
        side, known = np.zeros(len(cells)), 0.0
        for each, sign in [*((part, 1) for part in parts), (total, -1)]:
            if each in place:
                side[place[each]] = sign
            else:
                known += sign * counts[each]
        sides.append(side)
        sums.append(-known)
    found = []
    for direction in (1, -1):
        goal = np.zeros(len(cells))
        goal[place[cell]] = direction
        answer = linprog(goal, A_eq=np.array(sides), b_eq=np.array(sums), bounds=(0, 10_000), method="highs")
        assert answer.status == 0
        found.append(direction * answer.fun)
    return found[0], found[1]


@settings(max_examples=150, deadline=None)
@given(counts=TABLES, floor=st.integers(2, 5))
def test_no_small_count_can_be_told_from_any_other(counts, floor):
    done = suppress(counts, floor=floor)

    for cell in map(tuple, np.argwhere(done.primary)):
        least, greatest = what_an_attacker_knows(done.counts, done.hidden, cell)
        assert least <= 1 + 1e-6
        assert greatest >= floor - 1 - 1e-6


def test_a_small_count_alone_in_its_row_and_column_takes_others_with_it():
    # By hand: 1 is hidden; without more it is 31 - 10 - 20. The rectangle over 10, 12 and 11 hides least.
    counts = np.array([[1, 10, 20], [12, 11, 30], [40, 50, 60]])
    done = suppress(counts, floor=3)

    assert np.argwhere(done.hidden).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_a_table_without_small_counts_is_shown_whole():
    assert not suppress(np.array([[3, 0], [10, 5]]), floor=3).hidden.any()


def test_a_single_report_hides_its_totals_too():
    assert suppress(np.array([[1]]), floor=3).hidden.all()


def a_table(cells: dict[tuple[str, str], int]) -> CountTable:
    keys = tuple(SeriesKey(area=area, kind=kind) for area, kind in cells)
    return CountTable(keys=keys, first=MONTH, counts=np.array([[count] for count in cells.values()]))


def test_a_suppressed_count_is_an_empty_cell_with_a_note():
    cells = {
        (area, kind): 1 if (area, kind) == ("kent", "prize") else 9
        for area in ("kent", "essex")
        for kind in ("prize", "romance")
    }
    text = write_csv([month_table(a_table(cells), MONTH, floor=3)], area_names={"kent": "Kent"}, kind_names={})
    rows = list(csv.DictReader(io.StringIO(text.decode())))

    small = next(row for row in rows if (row["area"], row["kind"]) == ("kent", "prize"))
    assert (small["reports"], small["note"], small["area_name"]) == ("", "suppressed", "Kent")
    assert next(row["reports"] for row in rows if (row["area"], row["kind"]) == ("all", "all")) == "28"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start):
    text = write_csv(
        [month_table(a_table({("kent", "prize"): 9}), MONTH, floor=3)],
        area_names={"kent": f"{start}HYPERLINK(1)"}, kind_names={"prize": f"{start}1"},
    )  # fmt: skip
    for row in csv.reader(io.StringIO(text.decode(), newline="")):
        assert not any(cell[:1] in "=+-@\t\r" for cell in row if cell)
