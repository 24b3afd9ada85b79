"""Every node of a hierarchy judged at once: area, region, nation; kind, family."""

from ringfence.watch.hierarchy.score_nodes import NodeScores, judge_nodes, score_nodes

__all__ = ["NodeScores", "judge_nodes", "score_nodes"]
