"""What stands around a candidate, as features by which its owner is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ringfence.domain.recognition import Owner
from ringfence.redaction.word_classes import class_of

__all__ = ["Candidate", "features_of"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be somebody's, before anybody says whose."""

    start: int
    end: int
    kind: str  # a PersonalType's value
    hint: Owner | None  # whom the phrases of the hand-made tables speak for
    shape: str = ""  # of names: title, initials; of numbers: what range it is from
    votes: Mapping[Owner, float] = field(default_factory=dict)  # bits of the phrases around a number, per owner


@dataclass(frozen=True, slots=True)
class _Context:
    words: list[str]  # lower case; other candidates are one word, "<phone>"
    classes: list[str]
    starts: list[int]


# Words, numbers and marks; every character is read once.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-/][^\W\d_]+)*|[0-9]+(?:[.,:/][0-9]+)*|[£\"“”().,:;?!\n&@<>|=–—\-…]|['‘’](?=\w)|(?<=\w)['’]")
_STOPS = frozenset({".", "?", "!", "\n", ";"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_PEOPLE = frozenset({"kin", "near", "vic", "susp", "person", "agent", "i", "he", "she", "they", "my", "you"})
_ABBREVIATED = frozenset("m f mr mrs ms dr no nos tel mob ref poss approx st acc acct nr prev inf desc".split())
_ACTS = frozenset({"pay", "gave", "told", "said", "claim", "rang", "name", "reach", "handed", "shown", "acct", "secret", "tool", "badge", "doc", "kin", "near", "vic", "susp", "person", "agent", "where"})
_TELLING = _PEOPLE | {"claim", "said", "rang", "pay", "gave", "told", "reach", "where", "did"}
_NEAR = 4  # words on each side that speak by their place
_FAR = 12  # words before that speak by being there


def _read(text: str, candidates: Sequence[Candidate]) -> _Context:
    words: list[str] = []
    classes: list[str] = []
    starts: list[int] = []
    upcoming = 0
    inside_until = -1
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < inside_until:
            continue
        while upcoming < len(candidates) and candidates[upcoming].end <= start:
            upcoming += 1
        if upcoming < len(candidates) and candidates[upcoming].start < match.end():
            one = candidates[upcoming]
            words.append(f"<{one.kind}>")
            classes.append(f"<{one.kind}>")
            starts.append(one.start)
            inside_until = one.end
            upcoming += 1
            continue
        word = match.group().lower().replace("'", "").replace("’", "")
        if word == "." and words and words[-1] in _ABBREVIATED and (len(words) < 2 or words[-2] != "0"):
            continue  # "m. Simon", "no. 4": no sentence ends
        if word[:1].isdigit():
            word = "0"
        elif not word:
            word = '"'
        elif word in {"“", "”", "‘"}:
            word = '"'
        words.append(word)
        kind = class_of(word) or (word if len(word) < 2 or word in _KEPT else "")
        if not kind and match.group()[0].isupper() and words and words[-1] not in _STOPS:
            kind = "Cap"
        classes.append(kind)
        starts.append(start)
    return _Context(words, classes, starts)


_KEPT = frozenset(
    "from of to in on at by for with as who which said after before so but then when not no if please into off over out up ring back".split()
)


def features_of(text: str, candidates: Sequence[Candidate]) -> list[list[str]]:
    """Return the features of each candidate; candidates are in order, none over another."""
    context = _read(text, candidates)
    is_shorthand = any(one in {"inft", "ip", "agg", "aggd", "vic", "susp", "rp", "infmt", "inf", "compl"} for one in context.words)
    values: dict[str, int] = {}
    for one in candidates:
        key = text[one.start : one.end].lower()
        values[key] = values.get(key, 0) + 1
    return [_features(text, context, candidates, place, values, is_shorthand=is_shorthand) for place in range(len(candidates))]


def _features(
    text: str, context: _Context, candidates: Sequence[Candidate], number: int, values: Mapping[str, int], *, is_shorthand: bool
) -> list[str]:
    one = candidates[number]
    words, classes = context.words, context.classes
    place = bisect_left(context.starts, one.start)
    kind = one.kind
    made = [f"kind={kind}", f"shape={kind}:{one.shape}", f"hint={one.hint.value if one.hint else '-'}"]
    made.append(f"hint={kind}:{one.hint.value if one.hint else '-'}")
    for owner, bits in one.votes.items():
        made.append(f"votes={owner.value}:{min(5, int(bits))}")
        made.append(f"votes={kind}:{owner.value}:{'many' if bits > 3 else 'few'}")
    if is_shorthand:
        made.append("shorthand")
        made.append(f"shorthand:{kind}")
    before_w = [words[place - n] if place - n >= 0 else "^" for n in range(1, _NEAR + 1)]
    before_c = [(classes[place - n] or "w") if place - n >= 0 else "^" for n in range(1, _NEAR + 1)]
    after_w = [words[place + n] if place + n < len(words) else "$" for n in range(1, _NEAR + 1)]
    after_c = [(classes[place + n] or "w") if place + n < len(words) else "$" for n in range(1, _NEAR + 1)]
    for n in range(3):
        made.append(f"b{n + 1}={before_w[n]}")
        made.append(f"a{n + 1}={after_w[n]}")
        made.append(f"B{n + 1}={before_c[n]}")
        made.append(f"A{n + 1}={after_c[n]}")
    made.append(f"b12={before_w[1]} {before_w[0]}")
    made.append(f"B12={before_c[1]} {before_c[0]}")
    made.append(f"B123={before_c[2]} {before_c[1]} {before_c[0]}")
    made.append(f"A12={after_c[0]} {after_c[1]}")
    made.append(f"a12={after_w[0]} {after_w[1]}")
    made.append(f"BA={before_c[0]} * {after_c[0]}")
    made.append(f"BA2={before_c[1]} {before_c[0]} * {after_c[0]}")
    # The sentence before it, and the sentence after it.
    sentence_start = place
    steps = 0
    while sentence_start > 0 and steps < 25 and not _is_stop(words, sentence_start - 1):
        sentence_start -= 1
        steps += 1
    sentence_end = place + 1
    steps = 0
    while sentence_end < len(words) and steps < 15 and not _is_stop(words, sentence_end):
        sentence_end += 1
        steps += 1
    said = set()
    for n in range(place - 1, max(sentence_start, place - _FAR) - 1, -1):
        if classes[n] and classes[n] not in said:
            said.add(classes[n])
            made.append(f"SB={classes[n]}")
            made.append(f"SB={kind}:{classes[n]}")
    seen = set()
    for n in range(place + 1, min(sentence_end, place + _FAR)):
        if classes[n] and classes[n] not in seen:
            seen.add(classes[n])
            made.append(f"SA={classes[n]}")
            made.append(f"SA={kind}:{classes[n]}")
    for n in range(place - 1, max(sentence_start, place - _FAR) - 1, -1):
        if classes[n] == "":
            made.append(f"sb={words[n]}")
    for n in range(place + 1, min(sentence_end, place + 8)):
        if classes[n] == "":
            made.append(f"sa={words[n]}")
    following = sentence_end + 1
    if following < len(words):
        made.append(f"N1={words[following]}")
        made.append(f"N={classes[following] or 'w'} {(classes[following + 1] or 'w') if following + 1 < len(words) else '$'}")
        for n in range(following, min(len(words), following + 8)):
            if _is_stop(words, n):
                break
            if classes[n] in _TELLING:
                made.append(f"N~{classes[n]}")
    made.append(f"A123={after_c[0]} {after_c[1]} {after_c[2]}")
    made.append(f"start={words[sentence_start]}")
    if sentence_start < place:
        made.append(f"START={classes[sentence_start] or 'w'}")
    # Who was spoken of last, in this sentence and before it.
    people = [classes[n] for n in range(place - 1, max(-1, place - 60), -1) if classes[n] in _PEOPLE]
    made.append(f"last={people[0] if people else '-'}")
    if len(people) > 1:
        made.append(f"last2={people[1]} {people[0]}")
    grown = [one for one in people if one in {"kin", "near", "vic", "susp", "person", "agent"}]
    made.append(f"grown={grown[0] if grown else '-'}")
    for n in range(sentence_start - 1, max(-1, sentence_start - 14), -1):
        if classes[n] in _PEOPLE or classes[n] in {"claim", "name", "rang", "pay", "reach", "where", "close"}:
            made.append(f"PB={classes[n]}")
    # Where it stands.
    is_first = place == sentence_start
    is_alone = is_first and all(words[n].startswith("<") or words[n] in {",", ".", "("} or classes[n] in {"old"} for n in range(place + 1, sentence_end))
    tail = [words[n] for n in range(place + 1, len(words))] if len(words) - place < 25 else None
    is_tail = tail is not None and all(word.startswith("<") or not word.isalpha() or class_of(word) in {"close", "reach", "where", "doc"} for word in tail)
    made.append(f"at={'first' if place == 0 else 'start' if is_first else 'in'}")
    if is_first:
        made.append(f"first:{kind}:{after_c[0]}")
        made.append(f"first:{after_c[0]} {after_c[1]}")
        made.append(f"first:{after_w[0]}")
    for name in said & _ACTS:
        made.append(f"{name}..{before_c[0]}")
        made.append(f"{name}..{kind}:{before_c[0]}")
    for name in seen & _ACTS:
        made.append(f"{before_c[0]}..*..{name}")
    if is_alone:
        made += ["alone", f"alone:{kind}", f"alone:{'tail' if is_tail else 'head' if place < 6 else 'mid'}"]
    if is_tail:
        made += ["tail", f"tail:{kind}", f"tail:{before_c[0]}"]
    part = min(4, 5 * place // max(1, len(words)))
    made.append(f"part={part}")
    made.append(f"part={kind}:{part}")
    if is_shorthand:
        made.append(f"short:{before_c[0]}")
        made.append(f"short:{part}:{kind}")
    if before_w[0] == '"':
        made.append("quoted")
        if after_w[0] == '"':
            made.append("quoted both")
    # What other candidates stand beside it.
    for step, name in ((-1, "left"), (1, "right")):
        if 0 <= number + step < len(candidates):
            other = candidates[number + step]
            gap = other.start - one.end if step > 0 else one.start - other.end
            if gap < 4:
                made.append(f"{name}={other.kind}")
                made.append(f"{name}={kind}:{other.kind}")
            if gap < 40:
                made.append(f"{name}~{other.kind}:{other.hint.value if other.hint else '-'}")
    for other in {
        other.hint
        for other in candidates
        if other.kind == kind and other.hint and text[other.start : other.end] != text[one.start : one.end]
    }:
        made.append(f"others={kind}:{other.value}")
    if values[text[one.start : one.end].lower()] > 1:
        made.append(f"again:{kind}")
    return made


def _is_stop(words: Sequence[str], place: int) -> bool:
    return words[place] in _STOPS
