"""Tables of words and signs for the recogniser, fitted to texts: the first half of `build_model.py`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from snowballstemmer import stemmer

from ringfence.playbooks import load_playbooks
from ringfence.reading import ReadText, Side
from ringfence.recognise import Recogniser
from ringfence.recognise.recogniser import SignsOf
from ringfence.recognise.wording import (
    LENGTH_OF_SIGNS,
    SHORTEST_SIGNS,
    SHORTEST_WORDS,
    Decision,
    Model,
    Table,
    by_side,
    length_of,
    times,
    word_features,
)
from training_texts import ADDRESSES, OUTSIDE, Text, names_in

# Inverse strength of the pull of weights towards nothing.
C = 20.0
FEWEST_TEXTS = 2  # of the corpus that a word, pair or sign with a weight stands in
# How much forms of one word ("transfer", "transferred") and pairs of them learn from each other: beside each word stands its
# stem, at this length. What the stem learns is added to each form afterwards, so that only the weights know of it.
LENGTH_OF_STEMS = 0.7
# The same where words are held apart by who says them; and how much the two sides learn from each other: what both share
# stands beside each word and each sign as its stem does.
LENGTH_OF_SIDES_STEMS = 0.5
LENGTH_OF_BOTH_SIDES = 0.7
# How much a third-party text counts beside one of the corpus: they differ from British calls in everything else too.
OUTSIDE_WEIGHT = {"call": 0.1, "typed": 0.003, "form": 0.05}
# A call also teaches in pieces, each weighing so much beside the whole: a scam up to shares of what is said until its first
# harmful request, a genuine call up to shares of its turns. Who warns early has to know what a call sounds like before it is over.
CUT_WEIGHT = 0.3
CUTS = {True: (0.5, 0.75, 1.0), False: (0.25, 0.5, 0.75)}
NOTHING = Decision({}, 0.0, 0.0, 0.0, 0.0)
NO_TABLE = Table({}, {})
EMPTY = Model(NO_TABLE, NO_TABLE, NO_TABLE, NO_TABLE, NOTHING, NOTHING, NOTHING, 0.0, 0.0, 0.0, 0.0)


@dataclass
class Case:
    """A text with its words and signs, whole and after each turn."""

    text: Text
    words: Counter[str]
    words_by_side: Counter[str]  # of a call
    signs: SignsOf
    prefixes: list[SignsOf]  # after each turn; of the corpus only
    cuts: tuple[Case, ...] = ()  # its beginnings, shorter and longer


def cut_short(case: Case) -> tuple[Case, ...]:
    """Return the beginnings of a call of the corpus that teach too."""
    if not case.prefixes:
        return ()
    first = case.text.labels["item"].first_harmful
    turns = len(case.prefixes) if first is None else first + 1
    made = []
    for heard in sorted({max(1, round(turns * share)) for share in CUTS[case.text.is_scam]}):
        words = Counter(name for said in islice(case.text.read.words_by_turn(), heard) for name in word_features(said))
        apart = words_by_side(case.text.read, heard)
        made.append(Case(replace(case.text, weight=CUT_WEIGHT), words, apart, case.prefixes[heard - 1], []))
    return tuple(made)


def words_by_side(read: ReadText, turns: int | None = None) -> Counter[str]:
    """Return the words and pairs of the first turns of a call apart by who says them; a recording is the caller's."""
    if not read.turns:
        return Counter(by_side(Side.CALLER, word_features(read.words.words)))
    said = islice(zip(read.sides, read.words_by_turn(), strict=True), turns)
    return Counter(name for side, words in said for name in by_side(side, word_features(words)))


def prepare(texts: Sequence[Text]) -> list[Case]:
    """Return what is found in each text."""
    recogniser = Recogniser(load_playbooks(), EMPTY)
    cases = []
    for text in texts:
        turns = range(1, len(text.read.turns) + 1) if "item" in text.labels else ()
        case = Case(
            text,
            Counter(word_features(text.read.words.words)),
            words_by_side(text.read) if text.is_call else Counter(),
            recogniser.signs_of(text.read, is_call=text.is_call)[0],
            recogniser.signs_of(text.read, is_call=True, turns=turns) if turns else [],
        )
        cases.append(replace(case, cuts=cut_short(case)))
    return cases


class Block:
    """One block of a table: names, how rare each is, and a scaled vector for each text."""

    def __init__(
        self, counted: Sequence[Mapping[str, int]], known: Sequence[bool], *, without: Collection[str]
    ) -> None:
        """Take rarity and names from the texts marked `known` (of the corpus): nothing of others is kept."""
        texts = Counter(name for counts, is_known in zip(counted, known, strict=True) if is_known for name in counts)
        n = sum(known)
        self.names = sorted(
            name
            for name, count in texts.items()
            if count >= FEWEST_TEXTS and not any(word in without for word in name.rpartition(":")[2].split())
        )
        self.rarity = np.array([math.log((1 + n) / (1 + texts[name])) + 1.0 for name in self.names])

    def rows(self, counted: Sequence[Mapping[str, int]], *, shortest: float, length: float) -> csr_matrix:
        places = {name: place for place, name in enumerate(self.names)}
        values, columns, ends = [], [], [0]
        for counts in counted:
            found = sorted((places[name], times(count)) for name, count in counts.items() if name in places)
            row = [self.rarity[place] * much for place, much in found]
            scale = length / length_of(sum(value * value for value in row), shortest)
            values += [value * scale for value in row]
            columns += [place for place, _ in found]
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(counted), len(self.names)))


def same(groups: Sequence[str]) -> csr_matrix:
    """Return which names belong to which group, one row a name."""
    places = {one: place for place, one in enumerate(sorted(set(groups)))}
    return csr_matrix((np.ones(len(groups)), (range(len(groups)), [places[one] for one in groups])))


def ties(words: Sequence[str], signs: Sequence[str], *, apart: bool) -> tuple[csr_matrix, csr_matrix]:
    """Return what words, and signs, learn from each other: one row a name, one column a group of them.

    Words and pairs have their stems in common (Porter, Snowball, 2001); held apart by who says them, also the word.
    """
    stem = stemmer("english").stemWord
    sides, plain = [name.rpartition(":")[0] for name in words], [name.rpartition(":")[2] for name in words]
    stems = [" ".join(map(stem, name.split())) for name in plain]
    if not apart:
        return LENGTH_OF_STEMS * same(stems), csr_matrix((len(signs), 0))
    own = same([f"{side}:{one}" for side, one in zip(sides, stems, strict=True)])
    return (
        hstack(
            [LENGTH_OF_SIDES_STEMS * own, LENGTH_OF_BOTH_SIDES * same(plain), LENGTH_OF_SIDES_STEMS * same(stems)]
        ).tocsr(),
        LENGTH_OF_BOTH_SIDES * same([name.partition(":")[2] for name in signs]),
    )


def fit_table(
    cases: Sequence[Case],
    heads: Sequence[Sequence[bool | None]],
    *,
    outside: float,
    pairs: bool = True,
    apart: bool = False,
    cuts: int = 0,
) -> Table:
    """Return weights for each head by logistic regression, classes weighing alike.

    There is no intercept, so that a text of unknown words says nothing.

    Args:
        cases: texts of one form.
        heads: for each head the truth of each text; None: not known.
        outside: how much a third-party text weighs.
        pairs: whether pairs of words get a weight.
        apart: whether each side's words and signs get a weight of their own.
        cuts: how many cases at the end are parts of others, and tell nothing of how rare a word is.
    """
    known = [case.text.source not in OUTSIDE for case in cases]
    words = [case.words_by_side if apart else case.words for case in cases]
    if not pairs:
        words = [Counter({name: count for name, count in counts.items() if " " not in name}) for counts in words]
    signs = [dict.fromkeys(case.signs.by_side if apart else case.signs.names, 1) for case in cases]
    names = names_in([case.text for case in cases[: len(cases) - cuts]]) | ADDRESSES
    by_word, by_sign = (
        Block(counted[: len(cases) - cuts], known[: len(cases) - cuts], without=left)
        for counted, left in ((words, names), (signs, ()))
    )
    of_words = by_word.rows(words, shortest=SHORTEST_WORDS, length=1.0)
    of_signs = by_sign.rows(signs, shortest=SHORTEST_SIGNS, length=LENGTH_OF_SIGNS)
    word_ties, sign_ties = ties(by_word.names, by_sign.names, apart=apart)
    split = len(by_word.names)
    rows = hstack([of_words, of_signs, of_words @ word_ties, of_signs @ sign_ties]).tocsr()
    weight = np.array([case.text.weight * (1.0 if ours else outside) for case, ours in zip(cases, known, strict=True)])
    columns = [np.concatenate([by_word.rarity, by_sign.rarity])]
    for truth in heads:
        chosen = [place for place, value in enumerate(truth) if value is not None]
        y = np.array([bool(truth[place]) for place in chosen])
        share = weight[chosen]
        for value in (False, True):
            share[y == value] *= len(y) / (2 * share[y == value].sum())
        model = LogisticRegression(C=C, solver="lbfgs", tol=1e-6, max_iter=3000, fit_intercept=False)
        found = model.fit(rows[chosen], y, sample_weight=share).coef_[0]
        own, tied = found[: split + len(by_sign.names)], found[split + len(by_sign.names) :]
        own[:split] += word_ties @ tied[: word_ties.shape[1]]
        own[split:] += sign_ties @ tied[word_ties.shape[1] :]
        columns.append(own)
    # Rounded as they are written, so that what is measured is what is packaged.
    table = np.array(columns).T.round(5).tolist()
    return Table(
        dict(zip(by_word.names, table[:split], strict=True)), dict(zip(by_sign.names, table[split:], strict=True))
    )


def fit_tables(cases: Sequence[Case]) -> Model:
    """Return a model with the weights of words and signs only."""
    calls = [case for case in cases if case.text.is_call]
    cuts = [cut for case in calls for cut in case.cuts]
    heard = [*calls, *cuts]
    typed = [case for case in cases if not case.text.is_call]
    told = [
        True if case.text.is_scam or case.text.is_account else None if case.text.is_account is None else False
        for case in typed
    ]
    said, sides = (
        fit_table(
            heard, [[case.text.is_scam for case in heard]], outside=OUTSIDE_WEIGHT["call"], apart=apart, cuts=len(cuts)
        )
        for apart in (False, True)
    )
    return replace(
        EMPTY,
        said=said,
        sides=sides,
        written=fit_table(
            typed,
            [
                [case.text.is_scam for case in typed],
                told,
                [case.text.is_scam if is_told else None for case, is_told in zip(typed, told, strict=True)],
            ],
            outside=OUTSIDE_WEIGHT["typed"],
        ),
        form=fit_table(cases, [[case.text.is_call for case in cases]], outside=OUTSIDE_WEIGHT["form"], pairs=False),
    )
