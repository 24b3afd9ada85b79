"""What stands around a candidate, as features by which its owner is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ringfence.domain.recognition import Owner
from ringfence.reading import word_set
from ringfence.redaction.name_phrases import phrases_around
from ringfence.redaction.owner_words import Page, value_features, words_around
from ringfence.redaction.word_classes import class_of, word_classes

__all__ = ["WEAK", "Candidate", "Features", "features_of"]

# Begins the shape of what only may be a name or an identifier.
WEAK = "weak "


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
_TOKEN = re.compile(
    r"[^\W\d_]+(?:['’\-/][^\W\d_]+)*|[0-9]+(?:[.,:/][0-9]+)*|[£\"“”().,:;?!\n&@<>|=–—\-…]|['‘’](?=\w)|(?<=\w)['’]"
)
_STOPS = frozenset({".", "?", "!", "\n", ";"})
_MARKS_OF_SPEECH = frozenset({"", "“", "”", "‘"})
_LEFT_OUT = frozenset({"", "det", "-ly", ",", '"', "(", ")"})
_PEOPLE = frozenset({"kin", "near", "vic", "susp", "person", "agent", "i", "he", "she", "they", "my", "you"})
_GROWN = frozenset({"kin", "near", "vic", "susp", "person", "agent"})
_SPOKEN_OF = _PEOPLE | {"claim", "name", "rang", "pay", "reach", "where", "close"}
_ACTS = _GROWN | word_set("pay gave told said claim rang name reach handed shown acct secret tool badge doc where")
_TELLING = _PEOPLE | {"claim", "said", "rang", "pay", "gave", "told", "reach", "where", "did"}
_OF_TAILS = frozenset({"close", "reach", "where", "doc"})
_SHORTHAND = word_set("inft ip agg aggd vic susp rp infmt inf compl")
_ABBREVIATED = word_set("m f mr mrs ms dr no nos tel mob ref poss approx st acc acct nr prev inf desc")
# Words that are their own class.
_KEPT = word_set(
    "from of to in on at by for with as who which said after before so but then when not no if please into off over "
    "out up ring back"
)
# A word in no class is told by its end: a deed, a doing, a manner.
_ENDINGS = {"ed": "-ed", "ng": "-ing", "ly": "-ly"}
_SHORTEST_VERB = 4
_TALE = 4  # words with a class, on each side, that tell who does what
_NEAR = 4  # words on each side that speak by their place
_FAR = 12  # words before that speak by being there
_LONGEST_BEFORE, _LONGEST_AFTER = 25, 15  # words of a sentence that are looked at
_LONGEST_TAIL = 25  # words of a closing, a signature and an address
_FIRST_WORDS = 6
_MANY_BITS = 3
_TOUCHING, _CLOSE = 4, 40  # characters between two candidates


def _read(text: str, candidates: Sequence[Candidate]) -> _Context:
    words: list[str] = []
    classes: list[str] = []
    starts: list[int] = []
    upcoming = iter(candidates)
    one = next(upcoming, None)
    inside_until = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < inside_until:
            continue
        while one is not None and one.end <= start:
            one = next(upcoming, None)
        if one is not None and one.start < end:
            words.append(f"<{one.kind}>")
            classes.append(f"<{one.kind}>")
            starts.append(one.start)
            inside_until = one.end
            one = next(upcoming, None)
            continue
        word, kind, if_capital = _known(match.group())
        if word == "." and words and words[-1] in _ABBREVIATED and (len(words) < 2 or words[-2] != "0"):
            continue  # "m. Simon", "no. 4": no sentence ends
        if if_capital and words and words[-1] not in _STOPS:
            kind = if_capital
        words.append(word)
        classes.append(kind)
        starts.append(start)
    return _Context(words, classes, starts)


@lru_cache(maxsize=1 << 16)
def _known(said: str) -> tuple[str, str, str]:
    """Return a word, number or mark in small letters, its class, and its class inside a sentence where that differs."""
    word = said.lower()
    if not word.isalpha():
        word = "0" if word[0].isdigit() else word.replace("'", "").replace("’", "")
        word = '"' if word in _MARKS_OF_SPEECH else word
    kind = word_classes().get(word, "") or (word if len(word) < 2 or word in _KEPT else "")
    if kind:
        return word, kind, ""
    ending = _ENDINGS.get(word[-2:], "") if len(word) > _SHORTEST_VERB else ""
    return word, ending, "Cap" if said[0].isupper() else ""


class Features(NamedTuple):
    """What tells whose the candidates of a text are."""

    of_each: list[list[str]]
    of_all: list[str]  # the words of the whole text


def features_of(text: str, candidates: Sequence[Candidate]) -> Features:
    """Return the features of candidates, which are in order, none over another."""
    context = _read(text, candidates)
    is_shorthand = not _SHORTHAND.isdisjoint(context.words)
    values: Counter[str] = Counter()
    others: dict[str, dict[Owner, set[str]]] = {}
    for one in candidates:
        value = text[one.start : one.end].lower()
        values[value] += 1
        if one.hint:
            others.setdefault(one.kind, {}).setdefault(one.hint, set()).add(value)
    page = Page(text, context.words, [(one.kind, text[one.start : one.end]) for one in candidates])
    around = _Around(context, candidates, values, others, is_shorthand, page)
    of_each = [_features(around, place, text[one.start : one.end].lower()) for place, one in enumerate(candidates)]
    return Features(of_each, page.anywhere)


class _Around(NamedTuple):
    """What the features of all candidates of a text share."""

    context: _Context
    candidates: Sequence[Candidate]
    values: Mapping[str, int]  # how often a value stands in the text
    others: Mapping[str, Mapping[Owner, Collection[str]]]  # kind → owner hinted at → values
    is_shorthand: bool
    page: Page


def _features(around: _Around, number: int, value: str) -> list[str]:
    context, candidates, values, others, is_shorthand, page = around
    one, kind = candidates[number], candidates[number].kind
    at = _Place.of(context, bisect_left(context.starts, one.start))
    hint = one.hint.value if one.hint else "-"
    made = [f"kind={kind}", f"shape={kind}:{one.shape}", f"hint={hint}", f"hint={kind}:{hint}"]
    for owner, bits in one.votes.items():
        made.append(f"votes={owner.value}:{min(5, int(bits))}")
        made.append(f"votes={kind}:{owner.value}:{'many' if bits > _MANY_BITS else 'few'}")
    if kind == "person_name":
        said = phrases_around(context.words, at.place)
        made += [f"phrase={name}" for name in said]
        made += [f"phrase={name}:{at.before_c[0]}" for name in said]
    made += _words_beside(at)
    made += _words_of_sentence(context, at)
    made += _tale(context, at)
    made += _next_sentence(context, at)
    made += _people(context, at)
    made += _where(context, at, kind)
    if is_shorthand:
        part = min(4, 5 * at.place // max(1, len(context.words)))
        made += ["shorthand", f"shorthand:{kind}", f"short:{at.before_c[0]}", f"short:{part}:{kind}"]
    made += _neighbours(candidates, number)
    for owner, hinted in others.get(kind, {}).items():
        if len(hinted) > 1 or value not in hinted:
            made.append(f"others={kind}:{owner.value}")
    if values[value] > 1:
        made.append(f"again:{kind}")
    made += value_features(page, kind, one.start, one.end, at.place)
    made += words_around(page, at.place, at.start, at.end)
    return [*dict.fromkeys(made)]


class _Place(NamedTuple):
    """Where a candidate stands: its word, its sentence, the words and their classes beside it, nearest first."""

    place: int
    start: int  # first word of its sentence
    end: int  # behind the last
    before_w: list[str]
    before_c: list[str]
    after_w: list[str]
    after_c: list[str]

    @classmethod
    def of(cls, context: _Context, place: int) -> _Place:
        words, classes = context.words, context.classes
        start = place
        while start > 0 and place - start < _LONGEST_BEFORE and words[start - 1] not in _STOPS:
            start -= 1
        end = place + 1
        while end < len(words) and end - place <= _LONGEST_AFTER and words[end] not in _STOPS:
            end += 1
        before = [place - n for n in range(1, _NEAR + 1)]
        after = [place + n for n in range(1, _NEAR + 1)]
        return cls(
            place,
            start,
            end,
            [words[n] if n >= 0 else "^" for n in before],
            [(classes[n] or "w") if n >= 0 else "^" for n in before],
            [words[n] if n < len(words) else "$" for n in after],
            [(classes[n] or "w") if n < len(words) else "$" for n in after],
        )


def _words_beside(at: _Place) -> list[str]:
    made = []
    for n in range(3):
        made += [f"b{n + 1}={at.before_w[n]}", f"a{n + 1}={at.after_w[n]}"]
        made += [f"B{n + 1}={at.before_c[n]}", f"A{n + 1}={at.after_c[n]}"]
    before, after = at.before_c, at.after_c
    made += [
        f"b12={at.before_w[1]} {at.before_w[0]}",
        f"B12={before[1]} {before[0]}",
        f"B123={before[2]} {before[1]} {before[0]}",
        f"A12={after[0]} {after[1]}",
        f"a12={at.after_w[0]} {at.after_w[1]}",
        f"A123={after[0]} {after[1]} {after[2]}",
        f"BA={before[0]} * {after[0]}",
        f"BA2={before[1]} {before[0]} * {after[0]}",
    ]
    if at.before_w[0] == '"':
        made += ["quoted", "quoted both"] if at.after_w[0] == '"' else ["quoted"]
    return made


def _words_of_sentence(context: _Context, at: _Place) -> list[str]:
    words, classes = context.words, context.classes
    before = range(at.place - 1, max(at.start, at.place - _FAR) - 1, -1)
    after = range(at.place + 1, min(at.end, at.place + _FAR))
    made = [f"sb={words[n]}" for n in before if not classes[n]]
    made += [f"sa={words[n]}" for n in after[: _FAR - 5] if not classes[n]]
    said = dict.fromkeys(classes[n] for n in before if classes[n])
    follows = dict.fromkeys(classes[n] for n in after if classes[n])
    for name in said:
        made.append(f"SB={name}")
        if name in _ACTS:
            made.append(f"{name}..{at.before_c[0]}")
    for name in follows:
        made.append(f"SA={name}")
        if name in _ACTS:
            made.append(f"{at.before_c[0]}..*..{name}")
    made.append(f"start={words[at.start]}")
    if at.start < at.place:
        made.append(f"START={classes[at.start] or 'w'}")
    return made


def _tale(context: _Context, at: _Place) -> list[str]:
    """Return the classes beside it with the words of no class left out: "a young and pleasant lady, Poppy"."""
    classes = context.classes
    before = [classes[n] for n in range(at.place - 1, at.start - 1, -1) if classes[n] not in _LEFT_OUT][:_TALE]
    after = [classes[n] for n in range(at.place + 1, at.end) if classes[n] not in _LEFT_OUT][:_TALE]
    before += ["^"] * (_TALE - len(before))
    after += ["$"] * (_TALE - len(after))
    return [
        f"L1={before[0]}",
        f"L2={before[1]} {before[0]}",
        f"L3={before[2]} {before[1]} {before[0]}",
        f"R1={after[0]}",
        f"R2={after[0]} {after[1]}",
        f"R3={after[0]} {after[1]} {after[2]}",
        f"LR={before[0]} * {after[0]}",
        f"LR2={before[1]} {before[0]} * {after[0]}",
        f"LR3={before[0]} * {after[0]} {after[1]}",
    ]


def _next_sentence(context: _Context, at: _Place) -> list[str]:
    words, classes = context.words, context.classes
    first = at.end + 1
    if first >= len(words):
        return []
    second = (classes[first + 1] or "w") if first + 1 < len(words) else "$"
    made = [f"N1={words[first]}", f"N={classes[first] or 'w'} {second}"]
    for n in range(first, min(len(words), first + 8)):
        if words[n] in _STOPS:
            break
        if classes[n] in _TELLING:
            made.append(f"N~{classes[n]}")
    return made


def _people(context: _Context, at: _Place) -> list[str]:
    """Return who was spoken of last, in its sentence and before it."""
    classes = context.classes
    people = [classes[n] for n in range(at.place - 1, max(-1, at.place - 60), -1) if classes[n] in _PEOPLE]
    grown = [one for one in people if one in _GROWN]
    made = [f"last={people[0] if people else '-'}", f"grown={grown[0] if grown else '-'}"]
    if len(people) > 1:
        made.append(f"last2={people[1]} {people[0]}")
    return made + [
        f"PB={classes[n]}" for n in range(at.start - 1, max(-1, at.start - 14), -1) if classes[n] in _SPOKEN_OF
    ]


def _where(context: _Context, at: _Place, kind: str) -> list[str]:
    """Return where in the text and in its sentence it stands."""
    words, classes, place = context.words, context.classes, at.place
    is_first = place == at.start
    part = min(4, 5 * place // max(1, len(words)))
    made = [f"at={'first' if place == 0 else 'start' if is_first else 'in'}", f"part={part}", f"part={kind}:{part}"]
    is_tail = len(words) - place < _LONGEST_TAIL and all(
        word.startswith("<") or not word.isalpha() or class_of(word) in _OF_TAILS for word in words[place + 1 :]
    )
    if is_first:
        made += [f"first:{kind}:{at.after_c[0]}", f"first:{at.after_c[0]} {at.after_c[1]}", f"first:{at.after_w[0]}"]
        if all(
            words[n].startswith("<") or words[n] in {",", ".", "("} or classes[n] == "old"
            for n in range(place + 1, at.end)
        ):
            which = "tail" if is_tail else "head" if place < _FIRST_WORDS else "mid"
            made += ["alone", f"alone:{kind}", f"alone:{which}"]
    if is_tail:
        made += ["tail", f"tail:{kind}", f"tail:{at.before_c[0]}"]
    return made


def _neighbours(candidates: Sequence[Candidate], number: int) -> list[str]:
    """Return what other candidates stand beside it."""
    made, one = [], candidates[number]
    for step, name in ((-1, "left"), (1, "right")):
        if 0 <= number + step < len(candidates):
            other = candidates[number + step]
            gap = other.start - one.end if step > 0 else one.start - other.end
            if gap < _TOUCHING:
                made += [f"{name}={other.kind}", f"{name}={one.kind}:{other.kind}"]
            if gap < _CLOSE:
                made.append(f"{name}~{other.kind}:{other.hint.value if other.hint else '-'}")
    return made
