"""Counts go in; alarms, surges and resurgences come out. What is counted, this room does not know."""

from ringfence.watch.budget import DraftBudget
from ringfence.watch.dispersion import pools_of
from ringfence.watch.find_alarms import AlarmScan, find_alarms, last_full_week
from ringfence.watch.flooding import damped, rests_on_few_voices
from ringfence.watch.hierarchy import NodeScores, judge_nodes, score_nodes
from ringfence.watch.join_surges import find_surges, join_surges
from ringfence.watch.known_changes import ChangeTerms, change_terms, pulse_of_warning
from ringfence.watch.result import WatchResult
from ringfence.watch.score_counts import DETECTORS, score_counts

__all__ = [
    "DETECTORS",
    "AlarmScan",
    "ChangeTerms",
    "DraftBudget",
    "NodeScores",
    "WatchResult",
    "change_terms",
    "damped",
    "find_alarms",
    "find_surges",
    "join_surges",
    "judge_nodes",
    "last_full_week",
    "pools_of",
    "pulse_of_warning",
    "rests_on_few_voices",
    "score_counts",
    "score_nodes",
]
