"""How many pounds were lost: instalments summed; what was asked, blocked, given back or lost before left out."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import combinations, islice
from typing import Any

from ringfence.reading import ReadText
from ringfence.recognise.loss_cues import loss_cues
from ringfence.recognise.loss_total import best_total
from ringfence.recognise.story_heads import Head
from ringfence.recognise.sums import Sum, find_sums

__all__ = ["STAYED", "WENT", "loss_in_pounds", "odds_of", "sum_features", "sums_told", "text_features"]

WENT, STAYED = "went", "stayed"
_LONGEST_SENTENCE = 600  # characters
_NEAR = 25  # characters
_WORDS_AROUND = 6
_MOST_COMBINATIONS = 200
_OF_TEXT = 0.3
# Cues that say something else of a bare figure, of the first sum, of one told again (chosen with authors left out).
_CROSSED = ("lost", "not", "lost last", "not last", "lost near", "not near", "lost after", "not after")
_CROSSED_WITH, _HALF = ("bare", "first", "largest", "again", "last", "round"), 0.5
_LETTERS = re.compile(r"[a-z']+")
_WORD = re.compile(r"[a-z']+|£|[0-9]+|[.,;:?!/()]")


def sums_told(read: ReadText) -> tuple[str, list[Sum]]:
    """Return the text as it is searched, and the sums of pounds in it; none where it says that nothing was lost."""
    text, sums = find_sums(read)
    return text, [] if sums and loss_cues()["no_loss"].search(text) else sums


def loss_in_pounds(read: ReadText, head: Head, total: Head) -> float | None:
    """Return the pounds lost in what the text tells; None where it tells of none.

    Whether a number is a sum that went, or was asked for, refused, blocked, given
    back, told again or lost on an earlier occasion, is learned from the words and
    cues around it (logistic regression); which of them are counted together is
    judged as a whole (`loss_total.py`). Both are built by
    `benchmarks/build_story_heads.py`. Who says that nothing was lost is believed.

    Args:
        read: the text; the words of a call tell of no loss.
        head: scores of WENT and STAYED by `sum_features` and `text_features`.
        total: score of a reading of all sums.
    """
    if read.turns:
        return None
    text, sums = sums_told(read)
    if not sums:
        return None
    cues = sum_features(text, sums)
    return best_total(sums, odds_of(head, cues, text_features(text)), cues, total) or None


def odds_of(head: Head, cues: Sequence[Mapping[str, float]], of_text: Mapping[str, float]) -> list[float]:
    """Return the natural log-odds of each sum that it went."""
    whole = head.scores(of_text)
    shift = whole[WENT] - whole[STAYED] - (head.bias[WENT] - head.bias[STAYED])
    scores = [head.scores(one) for one in cues]
    return [one[WENT] - one[STAYED] + shift for one in scores]


def text_features(text: str) -> dict[str, float]:
    """Return feature → value of the words of a text, wherever its sums stand."""
    return dict.fromkeys((f"text:{word}" for word in _LETTERS.findall(text)), _OF_TEXT)


def sum_features(text: str, sums: Sequence[Sum]) -> list[dict[str, float]]:
    """Return feature → value of each sum: the cues and words around it, and how it stands to the other sums."""
    return [_features(text, sums, place) for place in range(len(sums))]


def _features(text: str, sums: Sequence[Sum], place: int) -> dict[str, float]:
    one = sums[place]
    cues = loss_cues()
    begin = _sentence_start(text, one.start)
    before = text[max(begin, one.start - 110) : one.start]
    lost, against = _last_end(cues["lost"], before), _last_end(cues["not"], before)
    last = place > 0 and sums[place - 1].end >= begin
    said = {
        "lost": lost >= 0,
        "not": against >= 0,
        "lost last": lost > against,
        "not last": against > lost,
        "lost near": lost >= 0 and len(before) - lost < _NEAR,
        "not near": against >= 0 and len(before) - against < _NEAR,
        "lost after": bool(cues["after_lost"].search(text[one.end : one.end + 50])),
        "not after": bool(cues["after_not"].search(_rest(text, one.end))),
        "earlier": bool(cues["earlier"].search(text[begin : one.end + 40].split(". ", maxsplit=1)[0])),
        "total": bool(cues["total"].search(text[max(begin, one.start - 40) : one.end + 18])),
        "listed": last and _is_list(text[sums[place - 1].end : one.start]),
        "bare": one.is_bare,
        "times": one.times > 1,
        "two digits": one.is_bare and one.pounds < 100,
        "round": one.pounds % 100 == 0,
        "odd": one.pounds % 5 > 0,
        "first": place == 0,
        "last": place == len(sums) - 1,
        "largest": one.pounds == max(other.pounds for other in sums),
        "smallest": len(sums) > 1 and one.pounds == min(other.pounds for other in sums),
        "again": any(other.pounds == one.pounds for other in sums[:place]),
        "again beside": place > 0 and sums[place - 1].pounds == one.pounds and one.start - sums[place - 1].end < 40,
        "told later": any(other.pounds == one.pounds for other in sums[place + 1 :]),
        "larger before": any(other.pounds > one.pounds for other in sums[:place]),
        "larger after": any(other.pounds > one.pounds for other in sums[place + 1 :]),
        "sum of those before": place > 1 and _is_run_sum(sums, place),
        "sum of others": _is_sum_of_others(sums, place),
    }
    made = {name: 1.0 for name, is_so in said.items() if is_so}
    made |= {f"{cue}, {other}": _HALF for cue in _CROSSED if said[cue] for other in _CROSSED_WITH if said[other]}
    if len(sums) == 1:
        made["only"] = 1.0
    made["sums"] = math.log1p(len(sums))
    made["size"] = math.log10(one.pounds + 1) / 3
    _add_words(made, "before", _words(text[max(0, one.start - 60) : one.start])[: -_WORDS_AROUND - 1 : -1])
    _add_words(made, "after", _words(text[one.end : one.end + 60])[:_WORDS_AROUND])
    for word in _words(text[begin : one.start]):
        made[f"sentence:{word}"] = 0.4
    return made


def _add_words(made: dict[str, float], side: str, words: Sequence[str]) -> None:
    """Add the words on one side, nearest first: each less the farther off, the nearest one and two once more."""
    for distance, word in enumerate(words):
        made[f"{side}:{word}"] = max(made.get(f"{side}:{word}", 0.0), 1 - 0.1 * distance)
    if words:
        made[f"{side} next:{words[0]}"] = 1.0
    if len(words) > 1:
        made[f"{side} next:{words[0]} {words[1]}"] = 1.0


def _is_sum_of_others(sums: Sequence[Sum], place: int) -> bool:
    whole = sums[place].pounds
    smaller = [one.pounds for number, one in enumerate(sums) if number != place and one.pounds < whole]
    return len(smaller) > 1 and any(
        abs(sum(some) - whole) < 0.01
        for size in (2, 3)
        for some in islice(combinations(smaller, size), _MOST_COMBINATIONS)
    )


def _is_run_sum(sums: Sequence[Sum], place: int) -> bool:
    """Return whether a sum is what some that stand right before it add up to."""
    total = 0.0
    for run, other in enumerate(reversed(sums[:place]), 1):
        total += other.pounds
        if run > 1 and abs(total - sums[place].pounds) < 0.01:
            return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_list(between: str) -> bool:
    """Return whether two sums belong together: "£300, then £450 and"."""
    words = between.replace(",", " ").replace("(", " ").split()
    light = {
        "and",
        "then",
        "plus",
        "another",
        "a",
        "further",
        "more",
        "by",
        "followed",
        "&",
        "later",
        "in",
        "cash",
        "also",
        "+",
    }
    return len(words) <= 6 and all(word in light for word in words)


def _last_end(pattern: Any, text: str) -> int:
    last = -1
    for match in pattern.finditer(text):
        last = match.end()
    return last


def _sentence_start(text: str, place: int) -> int:
    begin = max(0, place - _LONGEST_SENTENCE)
    starts = [
        found + len(stop) for stop in (". ", "? ", "! ", "\n", "; ") if (found := text.rfind(stop, begin, place)) >= 0
    ]
    return max(starts, default=begin)


def _rest(text: str, place: int) -> str:
    """Return what the sentence still says about a sum, up to where it turns to another."""
    rest = text[place : place + 90]
    for stop in (". ", "? ", "! ", "\n"):
        rest = rest.split(stop, 1)[0]
    for other in ("£", " 2nd", " second", " another", " further", " next", " other", " more"):
        if other in rest:
            rest = rest.split(other, 1)[0].rpartition(",")[0]
    return rest
