"""One story told once.

A national rise shows in the nation, in its regions and in many forces; a wave in
one force shows in its region too. The node with most evidence tells the story, or
a single cell of it that leaves it nothing to tell; then what it explains is
taken into the expected counts of all nodes that share cells with it, and only what
stands out still is told as well.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ringfence.watch.hierarchy.evidence import WINDOW, log_ratios, window_evidence
from ringfence.watch.hierarchy.follow import NodeRun

Floats = NDArray[np.float64]

__all__ = ["GAP_WEEKS", "Mark", "Story", "find_stories", "tellers"]

# One cell tells a rise in place of a larger node where, its own rise taken as expected, no more is left to that.
LEFT_BITS = 3.0
# A node that shares cells with a story told so few weeks ago carries it on.
GAP_WEEKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One week in which a node told a story."""

    week: int  # column of the run
    node: int  # row of the run
    bits: float  # evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One rise: marks in time order, first the strongest of a week."""

    marks: tuple[Mark, ...]
    cells: NDArray[np.bool_]  # (n_cells,), in any of its nodes

    @property
    def first(self) -> int:
        """Column of the first mark."""
        return self.marks[0].week

    @property
    def last(self) -> int:
        """Column of the last mark."""
        return self.marks[-1].week

    def peak(self, *, until: int) -> float:
        """Most evidence of any mark up to a week; minus infinity before the first."""
        return max((mark.bits for mark in self.marks if mark.week <= until), default=-math.inf)


def find_stories(run: NodeRun, first: int, last: int, *, bits: float) -> list[Story]:
    """Return the stories of weeks `first` to `last` (half-open), in order of their first week.

    Args:
        run: what `follow_nodes` returned.
        first: first column to look at.
        last: one past the last.
        bits: least evidence of a mark.
    """
    stories: list[Story] = []
    for week in range(first, last):
        for mark in tellers(run, week, bits=bits):
            inside = run.membership[mark.node] > 0
            going_on = [i for i, s in enumerate(stories) if week - s.last <= GAP_WEEKS and (s.cells & inside).any()]
            if going_on:
                place = going_on[0]
                told = stories[place]
                stories[place] = replace(told, marks=(*told.marks, mark), cells=told.cells | inside)
            else:
                stories.append(Story(marks=(mark,), cells=inside))
    return stories


def tellers(run: NodeRun, week: int, *, bits: float) -> list[Mark]:
    """Return the nodes that between them tell all that stands out in a week, strongest first."""
    nodes = np.flatnonzero(run.evidence[:, week] >= bits)
    evidence = run.evidence[nodes, week].copy()
    window = slice(max(week - WINDOW + 1, 0), week + 1)
    cells, observed, seen = run.cells[:, window].copy(), run.observed[:, window], run.seen[window]
    told: list[Mark] = []
    while nodes.size and evidence.max() >= bits:
        best = _one_cell_or(run, nodes, int(evidence.argmax()), window=window, cells=cells)
        node = int(nodes[best])
        told.append(Mark(week=week, node=node, bits=float(run.evidence[node, week])))
        inside = run.membership[node] > 0
        rise = observed[node] / np.maximum(cells[inside].sum(axis=0), 1e-9)
        cells[inside] *= np.maximum(rise, 1.0)
        nodes, evidence = np.delete(nodes, best), np.delete(evidence, best)
        shared = run.membership[nodes][:, inside].any(axis=1)
        if shared.any():
            rows = nodes[shared]
            expected = np.maximum(run.membership[rows] @ cells, 1e-9)
            ratios = log_ratios(observed[rows], expected, run.dispersion[rows, window], seen=seen)
            # Never more than before: a rise that is told makes nothing else more unusual.
            evidence[shared] = np.minimum(evidence[shared], window_evidence(ratios) / math.log(2))
    return told


def _one_cell_or(run: NodeRun, nodes: NDArray[np.int64], best: int, *, window: slice, cells: Floats) -> int:
    """Return a single cell of the best node that leaves it nothing to tell, or the best node itself."""
    membership = run.membership[nodes]
    # Single cells only: of two wider nodes that differ by a force or two, the one with more evidence is right.
    single = membership.sum(axis=1) == 1
    node = nodes[best]
    for place in np.flatnonzero((membership[:, membership[best] == 0] == 0).all(axis=1) & single):
        held = membership[place] > 0
        taken = cells.copy()
        taken[held] *= np.maximum(run.observed[nodes[place], window] / np.maximum(cells[held].sum(axis=0), 1e-9), 1.0)
        expected = np.maximum(run.membership[[node]] @ taken, 1e-9)
        ratios = log_ratios(
            run.observed[[node], window], expected, run.dispersion[[node], window], seen=run.seen[window]
        )
        if window_evidence(ratios)[0] / math.log(2) < LEFT_BITS:
            return int(place)
    return best
