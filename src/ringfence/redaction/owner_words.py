"""What all words around a candidate say of its owner, the label of its line, and the value itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ringfence.reading import word_set
from ringfence.redaction.vocabulary import place_names
from ringfence.redaction.word_classes import class_of

__all__ = ["Page", "value_features", "words_around"]

# Words that begin alike are taken for one: "transfer", "transferred".
_LETTERS = 6
_BEFORE, _AFTER = 10, 7  # words of the sentence, on each side
_FAR_BEFORE, _FAR_AFTER = (30, 10), (8, 25)  # from, to
_SHORTEST = 3  # letters of a word that speaks for the whole text
_MOST_WORDS = 400  # of the whole text that speak; so the time is linear in its length
_LONGEST_LABEL = 160  # characters
_LABEL_WORDS = 8
_LAST_WORDS = 5
_MOST_LINES = 8
_FEW_LINES = 3
_MOST_NAMES = 20
_MOST_MAILS = 5
_PRONOUNS_BACK = 40  # words
_LONGEST_SHAPE = 16
_LONGEST_PREFIX = 6
_MOST_DIGITS = 12
_NUMBERED = frozenset({"other_id", "bank_account", "card", "sort_code"})
_GENDERS = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "dr": "d", "sir": "m", "lady": "f", "mister": "m"}
_HE, _SHE = word_set("he him his"), word_set("she her")
_WORD = re.compile(r"[a-z]+")
_SMALL, _BIG, _DIGIT, _FIRST = (
    re.compile(r"[a-z]+"),
    re.compile(r"[A-Z]"),
    re.compile(r"[0-9]"),
    re.compile(r"[A-Za-z]+"),
)
_LOCAL = re.compile(r"[._\-0-9]+")
_NEW_LINE = re.compile(r"\n")
_END_OF_LABEL = re.compile(r"[:=?]")


class _Forms(NamedTuple):
    """A word as a feature of each place it may have."""

    before: str
    after: str
    far_before: str
    far_after: str
    anywhere: str  # empty where it is too short


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> _Forms | None:
    """Return how a word is named in each place; None where it is no word."""
    if not word.isalpha():
        return None
    cut = word[:_LETTERS]
    return _Forms(f"tb={cut}", f"ta={cut}", f"fb={cut}", f"fa={cut}", f"tt={cut}" if len(word) >= _SHORTEST else "")


class Page:
    """What the features of all candidates of a text share."""

    def __init__(self, text: str, words: Sequence[str], values: Sequence[tuple[str, str]]) -> None:
        """Take a text, its words in small letters, and kind and value of each candidate in order."""
        self.text = text
        self.words = words
        self.forms = [_forms(word) for word in words]
        anywhere = dict.fromkeys(one.anywhere for one in self.forms if one and one.anywhere)
        self.anywhere = list(islice(anywhere, _MOST_WORDS))
        self.lines = [found.start() for found in _NEW_LINE.finditer(text)]
        self.mails = [value.split("@")[0].lower() for kind, value in values if kind == "email"][:_MOST_MAILS]
        names = [value for kind, value in values if kind == "person_name"][:_MOST_NAMES] if self.mails else []
        self.names = [_words_of_name(value) for value in names]


def words_around(page: Page, place: int, start: int, end: int) -> list[str]:
    """Return the words of the sentence and of what stands farther off; those of the whole text are `page.anywhere`.

    Args:
        page: of the text.
        place: which of its words the candidate is.
        start: first word of its sentence.
        end: behind the last.
    """
    forms = page.forms
    made = [one.before for one in forms[max(start, place - _BEFORE) : place] if one]
    made += [one.after for one in forms[place + 1 : min(end, place + 1 + _AFTER)] if one]
    made += [one.far_before for one in forms[max(0, place - _FAR_BEFORE[0]) : max(0, place - _FAR_BEFORE[1])] if one]
    made += [one.far_after for one in forms[place + _FAR_AFTER[0] : place + _FAR_AFTER[1]] if one]
    return made


def value_features(page: Page, kind: str, start: int, end: int, place: int) -> list[str]:
    """Return what the value is made of, what shares words with it, and what its line is labelled."""
    value = page.text[start:end]
    made = _label(page, start)
    if kind == "person_name":
        made += _name(page, value, place)
    elif kind == "email":
        local, _, domain = value.lower().partition("@")
        made += [f"dom={domain}", *(f"loc={word}" for word in _LOCAL.split(local) if len(word) > _SHORTEST)]
        shares = any(word in local for words in page.names for word in words)
        made.append("name shares" if shares else "no name shares")
    elif kind in _NUMBERED:
        shape = _SMALL.sub("a", _BIG.sub("A", _DIGIT.sub("d", value)))[:_LONGEST_SHAPE]
        made += [f"vs={shape}", f"vn={min(_MOST_DIGITS, sum(map(str.isdigit, value)))}"]
        if first := _FIRST.match(value):
            made.append(f"vp={first.group().lower()[:_LONGEST_PREFIX]}")
    return made


def _words_of_name(value: str) -> list[str]:
    return [word.strip(".,'\"").lower() for word in value.split() if len(word) >= _SHORTEST]


def _name(page: Page, value: str, place: int) -> list[str]:
    words = value.split()
    made = [f"words={min(len(words), 4)}"]
    if value.lower() in place_names():
        made += ["town", f"town:{page.words[place - 1] if place else '^'}"]
    if page.mails:
        mine = _words_of_name(value)
        shares = any(word in mail for mail in page.mails for word in mine)
        made.append("mail shares" if shares else "mail differs")
    title = words[0].strip(".").lower()
    gender = _GENDERS.get(title)
    if gender:
        made.append(f"title={title}")
        back = page.words[max(0, place - _PRONOUNS_BACK) : place]
        said = next((word for word in reversed(back) if word in _HE or word in _SHE), None)
        if said:
            made.append(f"agree={(said in _HE) == (gender == 'm')}")
    made.append("case=" + ("shout" if value.isupper() else "cap" if value[:1].isupper() else "small"))
    if words[-1].isupper() and not words[0].isupper():
        made.append("surname shouted")
    return made


def _label(page: Page, start: int) -> list[str]:
    """Return the words of "Name of caller:" before it, or of the question on the line above."""
    text, number = page.text, bisect_right(page.lines, start)
    made = [f"lines={min(number, _MOST_LINES)}" if len(page.lines) > _FEW_LINES else "few lines"]
    begun = page.lines[number - 1] + 1 if number else 0
    pieces = _END_OF_LABEL.split(text[max(begun, start - _LONGEST_LABEL) : start].lower())
    if len(pieces) > 1:
        head = _WORD.findall(pieces[0])[:_LABEL_WORDS]
        last = _WORD.findall(pieces[-2])[-_LAST_WORDS:]
        made += [f"lab={word}" for word in head]
        made += [f"labc={kind}" for kind in map(class_of, head) if kind]
        made += [f"lab1={word}" for word in last]
        made += [f"lab1c={kind}" for kind in map(class_of, last) if kind]
        return [*made, "lab!"]
    if number:
        above = page.lines[number - 2] + 1 if number > 1 else 0
        line = text[max(above, begun - 1 - _LONGEST_LABEL) : begun - 1].strip()
        if line.endswith((":", "?")):
            made += [f"plab={word}" for word in _WORD.findall(line.lower())[-_LABEL_WORDS:]]
    return made
