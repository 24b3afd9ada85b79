"""What was learned of each word, for everything that weighs words: looked up once, added up in one sum."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, cast

from ringfence.recognise.story_heads import Heads, word_value
from ringfence.recognise.wording import Model, Table, Tally, times, word_features

__all__ = ["Form", "Lexicon", "WordsRead"]

Form = Literal["said", "written", "form"]

# Weights are written as decimals of a few places. As whole numbers of these units, of so many bits each, all that is
# known of a word lies side by side in one number, and one sum adds up everything for a text of any length.
# What words say to a head is small: half as many bits hold it (`_pack` makes sure).
_UNIT_OF_TABLES, _UNIT_OF_HEADS = 10**10, 10**6
_BITS_OF_TABLES, _BITS_OF_HEADS = 64, 32
_HALF_OF_TABLES, _HALF_OF_HEADS = 1 << (_BITS_OF_TABLES - 1), 1 << (_BITS_OF_HEADS - 1)
_TIMES = [times(count) for count in range(50)]
_FORMS: tuple[Form, ...] = ("said", "written", "form")
_HEADS = ("kind", "payment", "urgent", "vulnerable")


class Lexicon:
    """Compiled once from the weights; the number of a word is made when the word is first met."""

    def __init__(self, model: Model, heads: Heads) -> None:
        self.tables: Mapping[Form, Table] = {form: getattr(model, form) for form in _FORMS}
        self.answers = [(head, answer) for head in _HEADS for answer in getattr(heads, head).bias]
        self._heads = heads
        self._known = model.said.words.keys() | model.written.words.keys()
        of_heads = {name for head in _HEADS for name in getattr(heads, head).weights if ":" not in name}
        # The number of a word, or the word itself until it is met.
        self._packed: dict[str, int | str] = {word: word for word in self._known | model.form.words.keys() | of_heads}
        self.first: dict[Form, int] = {}  # of a form's numbers among all
        self.width: dict[Form, int] = {}  # how many there are: rarity squared, and a weight for each head
        places = 1
        for form, table in self.tables.items():
            self.first[form], self.width[form] = places, max(map(len, table.words.values()), default=1)
            places += self.width[form]
        self.first_answer = places
        self._most = [0] * len(self.answers)
        self._fields = struct.Struct(f"<{places}Q{len(self.answers)}I")
        self._middle = self._side_by_side([_HALF_OF_TABLES] * places, [_HALF_OF_HEADS] * len(self.answers))

    def known(self, words: Iterable[str]) -> list[str]:
        """Return those words and pairs of words that the weights of calls or of typed texts know."""
        return [word for word in words if word in self._known]

    def read(self, words: Iterable[str]) -> WordsRead:
        """Return what the words of a text say."""
        features = Counter(word_features(words))
        known = cast("list[int | str]", [*filter(None, map(self._packed.get, features))])
        try:
            total = sum(cast("list[int]", known))
        except TypeError:  # a word that was not met before
            total = sum(map(self._number_of, known))
        values = self._fields.unpack((total + self._middle).to_bytes(self._fields.size, "little"))
        return WordsRead(self, features, values)

    def _number_of(self, known: int | str) -> int:
        if isinstance(known, int):
            return known
        number = self._packed[known] = self._pack(known)
        return number

    def _side_by_side(self, of_tables: Sequence[int], of_heads: Sequence[int]) -> int:
        made = sum(value << (place * _BITS_OF_TABLES) for place, value in enumerate(of_tables))
        begin = len(of_tables) * _BITS_OF_TABLES
        return made + sum(value << (begin + place * _BITS_OF_HEADS) for place, value in enumerate(of_heads))

    def _pack(self, name: str) -> int:
        fields = [int(name in self._known)]
        for form, table in self.tables.items():
            entry = table.words.get(name) if form != "form" or " " not in name else None
            if entry is None:
                fields += [0] * self.width[form]
            else:
                fields += [round(entry[0] * one * _UNIT_OF_TABLES) for one in entry]
        of_heads = [
            round(getattr(self._heads, head).weights.get(name, {}).get(answer, 0.0) * _UNIT_OF_HEADS)
            for head, answer in self.answers
        ]
        self._most = [most + abs(value) for most, value in zip(self._most, of_heads, strict=True)]
        if max(self._most) >= _HALF_OF_HEADS:  # each word counts once
            raise OverflowError("The weights of the story heads are too large to be added up. Build them again.")
        return self._side_by_side(fields, of_heads)


class WordsRead:
    """The words of one text, and what they say to everything that weighs words."""

    def __init__(self, lexicon: Lexicon, features: Mapping[str, int], totals: Sequence[int]) -> None:
        self.features: Collection[str] = features.keys()  # words and pairs, each once
        self._lexicon = lexicon
        self._totals = totals
        self._often = [
            (name, _TIMES[count] if count < len(_TIMES) else times(count))
            for name, count in features.items()
            if count > 1
        ]

    def tally(self, form: Form) -> Tally:
        """Return what the words say by the weights of a form of text."""
        lexicon = self._lexicon
        begin = lexicon.first[form]
        totals = self._totals[begin : begin + lexicon.width[form]]
        square, *sums = [(one - _HALF_OF_TABLES) / _UNIT_OF_TABLES for one in totals]
        words = lexicon.tables[form].words
        for name, value in self._often:
            entry = words.get(name)
            if entry is not None and (form != "form" or " " not in name):
                square += entry[0] * entry[0] * (value * value - 1.0)
                for head, weight in enumerate(entry[1:]):
                    sums[head] += entry[0] * weight * (value - 1.0)
        return Tally.of_sums(lexicon.tables[form], sums, square)

    def by_heads(self) -> dict[str, dict[str, float]]:
        """Return head → answer → what the different words of a story add."""
        scale = word_value(self._totals[0] - _HALF_OF_TABLES) / _UNIT_OF_HEADS
        made: dict[str, dict[str, float]] = {head: {} for head in _HEADS}
        values = self._totals[self._lexicon.first_answer :]
        for (head, answer), value in zip(self._lexicon.answers, values, strict=True):
            made[head][answer] = (value - _HALF_OF_HEADS) * scale
        return made
