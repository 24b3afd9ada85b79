"""Every node of a hierarchy judged at once: area, region, nation; kind, family."""

from ringfence.watch.hierarchy.changes import Doubts, doubts_of
from ringfence.watch.hierarchy.completeness import completeness_of
from ringfence.watch.hierarchy.draft_rule import BOARD_CHANCE, DraftRule, chance_factor, chance_of, peaks_of
from ringfence.watch.hierarchy.evidence import WINDOW
from ringfence.watch.hierarchy.follow import NodeRun, follow_nodes
from ringfence.watch.hierarchy.score_nodes import NodeScores, judge_nodes, score_nodes
from ringfence.watch.hierarchy.stories import Mark, Story, find_stories

__all__ = [
    "BOARD_CHANCE",
    "WINDOW",
    "Doubts",
    "DraftRule",
    "Mark",
    "NodeRun",
    "NodeScores",
    "Story",
    "chance_factor",
    "chance_of",
    "completeness_of",
    "doubts_of",
    "find_stories",
    "follow_nodes",
    "judge_nodes",
    "peaks_of",
    "score_nodes",
]
