"""Build the head that tells whose a name, a number or an address in a report is.

    .venv/bin/python benchmarks/build_owner_head.py [--check] [--left-out [--misses]]

Learns from the marked identifiers of corpus/reports, of the half of corpus/retellings/held_out_2.txt that may be
read, of corpus/identifiers and of tests/redaction/cases.txt; writes src/ringfence/redaction/owner_head.json. The same
sources give the same weights to the last digit kept; --check builds and compares without writing. --left-out scores
every author by a head that saw nothing of that author, and what is gained and lost by being surer or less sure before
anything is kept; --misses prints what went wrong there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from build_model import flat
from corpus_files import Item, read_corpus, read_half_of_retellings, read_marked_lines
from redact import Score
from ringfence.reading import read_text
from ringfence.redaction import Action, find_personal_data
from ringfence.redaction.find_personal_data import find_candidates
from ringfence.redaction.owner_features import WEAK, features_of
from ringfence.redaction.vocabulary import given_names
from ringfence.redaction.whose import CLASSES, GROUPS, OwnerHead, group_of

ROOT = Path(__file__).resolve().parents[1]
HEAD = ROOT / "src" / "ringfence" / "redaction" / "owner_head.json"
CASES = ROOT / "tests" / "redaction" / "cases.txt"
# Authors of corpus/reports whose identifiers bear no marks.
UNMARKED = frozenset({"m"})
CLASS_OF = {
    "victim": "ours", "reporter": "ours", "third_party": "third_party", "scammer": "scammer",
    "public_body": "public_body",
}  # fmt: skip
# These authors left names unmarked: a given name that bears no mark is not taken for nobody's.
MARKED_IN_PART = frozenset("abcdfghrsy")
# Inverse strength of the pull towards nothing, and how much more room a rare feature has than a frequent one: a column
# counts (USUAL / how often it is there) to this power (both chosen with whole authors left out).
C = 0.06
RARE = 0.25
USUAL = 30
# Features that count more than others while they learn: words of the sentence by their stem, classes of words in it,
# and all that says of what form a value is and where it stands (chosen likewise; every other template counts once).
STEMS, CLASSES_OF_SENTENCE, FORM_AND_PLACE = 2.0, 2.0, 3.0
TOLERANCE = 1e-9
ROUGH = 1e-3  # where heads are built to compare
FOLDS = 6  # a sixth of the authors at a time is left out
LEANS = (-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4)
DIGITS = 3
# A feature seen less often says more about a text than about owners.
FEWEST = 2
SMALLEST = 0.05
_OF_FORM_OR_PLACE = re.compile(
    r"(?:kind|shape|v[nps]|dom|loc|title|words|case|agree|lines|part|at|others|left|right)[=~]"
    r"|(?:first|alone|tail|short|shorthand|again):|(?:alone|tail|shorthand|quoted)\b"
    r"|(?:few lines|mail |no name shares|name shares|surname shouted)"
)


@dataclass(frozen=True)
class Example:
    """A candidate with its features and whose it is."""

    author: str
    group: str  # of its kind
    features: list[str]
    answer: str


def sources() -> list[Item]:
    """Return the texts to learn from; authors kept to measure on are not among them."""
    items = [item for item in read_corpus()[0] if not item.turns and item.author not in UNMARKED]
    items += [one.item for one in read_half_of_retellings("held_out_2", "dev")]
    items += read_marked_lines(CASES, author="cases")
    for path in sorted((ROOT / "corpus" / "identifiers").glob("*.txt")):
        items += read_marked_lines(path, author=path.stem)
    return items


def gather(items: Sequence[Item]) -> list[Example]:
    """Return the candidates that stand where something is marked."""
    made = []
    for item in items:
        is_in_part = item.author in MARKED_IN_PART
        candidates = find_candidates(read_text(item.text), bytearray(len(item.text)))
        found = features_of(item.text, candidates)
        for one, of_one in zip(candidates, found.of_each, strict=True):
            features = [*of_one, *found.of_all]
            owner = next((span.owner for span in item.spans if span.start < one.end and one.start < span.end), None)
            if owner is not None:
                made.append(Example(item.author, group_of(one.kind), features, CLASS_OF[owner]))
            elif one.shape.startswith(WEAK) and not (is_in_part and _holds_given_name(item.text[one.start : one.end])):
                made.append(Example(item.author, group_of(one.kind), features, "nobody"))
    return made


def _holds_given_name(value: str) -> bool:
    return any(word.strip(".,'’") in given_names() for word in value.lower().split())


def build(examples: Sequence[Example], *, tolerance: float = TOLERANCE) -> dict[str, Any]:
    """Return the head as a table.

    Each feature counts once for all kinds and once for the group of kinds, so that what is common is shared and what
    is not may differ (Daumé, Frustratingly easy domain adaptation, 2007); the table holds the sums. Rare features are
    pulled towards nothing less than frequent ones, as words are weighed by how rare they are (Spärck Jones, 1972).
    """
    counts = Counter(name for one in examples for name in set(one.features))
    rows = [
        {key: 1.0 for name in one.features if counts[name] >= FEWEST for key in (name, f"{one.group}~{name}")}
        for one in examples
    ]
    vectors = DictVectorizer()
    x = vectors.fit_transform(rows)
    room = (USUAL / np.asarray(x.sum(axis=0)).ravel()) ** RARE * np.array(
        [_counts(name) for name in vectors.feature_names_]
    )
    answers = [one.answer for one in examples]
    model = LogisticRegression(C=C, tol=tolerance, max_iter=5000).fit(x @ diags(room), answers)
    order = [list(model.classes_).index(name) for name in CLASSES]
    coefficients, bias = model.coef_[order] * room, model.intercept_[order]
    column = vectors.vocabulary_
    none = np.zeros(len(CLASSES))
    weights: dict[str, dict[str, list[float]]] = {group: {} for group in GROUPS}
    for name in sorted(name for name in counts if name in column):
        for group in GROUPS:
            own = column.get(f"{group}~{name}")
            # Never seen with this group: what is common may still speak.
            sums = coefficients[:, column[name]] + (none if own is None else coefficients[:, own])
            if np.abs(sums).max() >= SMALLEST:
                weights[group][name] = [round(float(value), DIGITS) for value in sums]
    return {"bias": [round(float(value), DIGITS) for value in bias], "weights": weights}


def _counts(name: str) -> float:
    """Return how much a feature, of all kinds or of a group of kinds, counts while it learns."""
    group, _, rest = name.partition("~")
    name = rest if group in GROUPS else name
    if name.startswith(("tb=", "ta=")):
        return STEMS
    if name.startswith(("SB=", "SA=")):
        return CLASSES_OF_SENTENCE
    return FORM_AND_PLACE if _OF_FORM_OR_PLACE.match(name) else 1.0


def left_out(items: Sequence[Item], *, misses: bool) -> list[str]:
    """Return the scores of each author by a head that did not see it, nor a sixth of the others, and what leaning to one side does."""
    examples = gather(items)
    authors = sorted({item.author for item in items})
    random.Random(0).shuffle(authors)
    whole = {lean: Score() for lean in LEANS}
    scores = {author: Score() for author in sorted(authors)}
    for fold in range(FOLDS):
        left = frozenset(authors[fold::FOLDS])
        head = OwnerHead.from_table(build([one for one in examples if one.author not in left], tolerance=ROUGH))
        heads = {lean: replace(head, lean=lean) for lean in LEANS}
        for item in items:
            read = read_text(item.text) if item.author in left else None
            for lean, total in whole.items() if read else ():
                spans = find_personal_data(read, head=heads[lean])
                found = [(span.start, span.end, span.action is Action.REDACT) for span in spans]
                total.add(item, found)
                if not lean:
                    scores[item.author].add(item, found)
    lines = [score.line(author) for author, score in scores.items()]
    lines += [total.line(f"all {lean:+.1f}") for lean, total in whole.items()]
    usual = whole[0.0]
    for kind in sorted({key[:2] for key in usual.by_type}):
        good, bad = (usual.by_type[(*kind, is_good)] for is_good in (True, False))
        lines.append(f"  {kind[1]} {kind[0]:<16} {good}/{good + bad}")
    if misses:
        lines += [
            f"  {what:<34} {kind:<14} {words}" for what, kind, words in sorted(usual.misses) if "besides" not in what
        ]
    return lines


def _differs(old: dict[str, Any], new: dict[str, Any]) -> int:
    """Say whether two builds agree to the last digit kept; a weight at the edge of the smallest may be in one alone."""
    numbers, others = flat(old), flat(new)
    unit = 10.0**-DIGITS
    apart = [abs(numbers[name] - others[name]) for name in numbers.keys() & others.keys()]
    alone = [abs((numbers | others)[name]) for name in numbers.keys() ^ others.keys()]
    print(f"Largest difference between two builds: {max(apart):.1e}; {len(alone)} numbers in one alone.")
    return 0 if max(apart) <= 1.5 * unit and all(value <= SMALLEST + unit for value in alone) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the head that tells owners.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    items = sources()
    if options.left_out:
        print("\n".join(left_out(items, misses=options.misses)))
        return 0
    examples = gather(items)
    table = build(examples)
    if options.check:
        return _differs(json.loads(HEAD.read_text(encoding="utf-8")), table)
    HEAD.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(examples)} marked candidates, {sum(map(len, table['weights'].values()))} weights.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
