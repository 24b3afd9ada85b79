"""Build the heads for kind, means of payment, sums that went, urgency and vulnerability.

    .venv/bin/python benchmarks/build_story_heads.py [--check] [--left-out [--write]] [--brands-left-out [--write]]

Reads corpus/, story_words.toml and model.json (its vocabulary); writes src/ringfence/recognise/story_heads.json. The same
sources give the same coefficients to 1e-6; --check builds and compares without writing. --left-out prints how
often each author's scams are named right by heads that saw nothing of that author, an eighth of the authors being left
out at a time, --brands-left-out only who was claimed; --write puts it into the page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from build_model import report_difference
from corpus_files import Item, read_corpus
from facts import brand_slugs, kind_of, means_of, pounds
from fit_brands import Claim, claim_of, claimed_by, fit_brands
from fit_heads import FEWEST_AUTHORS, SMALLEST, C, Texts, folds_of
from fit_losses import Told, fit_losses, told_of
from recognise import share, write_between
from ringfence.domain.recognition import Triage
from ringfence.playbooks import load_playbooks
from ringfence.reading import ReadText, read_text, read_turns
from ringfence.recognise import Recogniser
from ringfence.recognise.brand import CLAIMED, NAMED
from ringfence.recognise.loss import STAYED, WENT, loss_in_pounds
from ringfence.recognise.loss_total import RIGHT
from ringfence.recognise.story_heads import NO_PAYMENT, Head, Heads, head_of, with_kind
from ringfence.recognise.triage import ALWAYS_URGENT, NO, YES, find_triage, triage_features

ROOT = Path(__file__).resolve().parents[1]
HEADS = ROOT / "src" / "ringfence" / "recognise" / "story_heads.json"
C_OF_SUMS = 3.0
# Authors whose losses are in dollars.
IN_DOLLARS = "r"
# Of accounts called urgent so many are; of all accounts so many are called vulnerable.
PRECISION_OF_URGENT, SHARE_VULNERABLE = 0.41, 0.29
BRAND, IN_TABLE = "brand, where one was claimed", "brand, of those in the table"
OTHER_FIRM, NO_BRAND = "brand, of firms in no table", "brand, none where none was claimed"
NOTHING = Head(dict.fromkeys(("", CLAIMED, NAMED, WENT, STAYED, RIGHT), 0.0), {})


@dataclass(frozen=True)
class Story:
    """A scam of the corpus with the features for the heads and what was meant."""

    author: str
    claim: Claim
    story: dict[str, float]
    payment: dict[str, float]
    kind_by_signs: str
    kind: str
    means: str
    read: ReadText
    loss: float | None  # pounds; None: a call, or not in pounds
    told: Told | None  # its sums of money; None where the loss is


@dataclass(frozen=True)
class Account:
    """A typed text of the corpus, scam or not, with what the patterns of triage found."""

    author: str
    features: dict[str, float]
    by_patterns: Triage
    read: ReadText
    labels: dict[str, str]

    def is_so(self, name: str) -> bool:
        return self.labels[name] == "yes"


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the heads for kind and payment.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--brands-left-out", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    items = read_corpus()[0]
    if options.brands_left_out:
        page = "\n".join(brands_left_out(items))
        print(page)
        if options.write:
            write_between("brands", page)
        return 0
    stories, accounts = gather_stories(items), gather_accounts(items)
    if options.left_out:
        page = "\n".join([*left_out(stories), "", *triage_left_out(accounts)])
        print(page)
        if options.write:
            write_between("story", page)
        return 0
    table = Stories(stories).build() | build_triage(accounts)
    if options.check:
        return report_difference(json.loads(HEADS.read_text(encoding="utf-8")), table)
    HEADS.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(stories)} scams, {sum(len(head['weights']) for head in table.values())} features.")
    return 0


def gather_stories(items: Sequence[Item]) -> list[Story]:
    """Return the scams of the corpus, the brand in each found by a head that saw nothing of its author."""
    shelf = load_playbooks()
    chosen = scams_of(items)
    claims = gather_claims(chosen)
    made: dict[str, Story] = {}
    for left in folds_of(item.author for item in chosen):
        table = fit_brands([one for one in claims.values() if one.author not in left], shared)
        recogniser = Recogniser(shelf, heads=heads_with(head_of(table["brand"]), head_of(table["firm"])))
        for item in chosen:
            if item.author in left:
                made[item.id] = story_of(item, read_item(item), recogniser, claims[item.id])
    return [made[item.id] for item in chosen]


def scams_of(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.is_scam and item.labels["kind"] != "-"]


def read_item(item: Item) -> ReadText:
    return read_turns(item.turns) if item.turns else read_text(item.text)


def gather_claims(chosen: Sequence[Item]) -> dict[str, Claim]:
    """Return an item's id → what it names, and who was claimed."""
    shelf = load_playbooks()
    slugs, recogniser = brand_slugs(shelf), Recogniser(shelf, heads=heads_with())
    return {item.id: claim_of(item, read_item(item), recogniser, shelf=shelf, slugs=slugs) for item in chosen}


def brands_left_out(items: Sequence[Item]) -> list[str]:
    """Return how often who was claimed is right, each author by heads that did not see that author."""
    claims = gather_claims(scams_of(items))
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    authors = sorted({one.author for one in claims.values()})
    for author in authors:
        table = fit_brands([one for one in claims.values() if one.author != author], shared)
        for one in claims.values():
            if one.author == author:
                said = claimed_by(head_of(table["brand"]), head_of(table["firm"]), one)
                rows = [BRAND, IN_TABLE if one.is_in_table else OTHER_FIRM] if one.claimed else [NO_BRAND]
                for row in rows:
                    total[author, row] += 1
                    right[author, row] += one.is_right(said) if said else one.claimed is None
    lines = [f"| author left out | all | {' | '.join(authors)} |", f"|---|---|{'---|' * len(authors)}"]
    for row in (BRAND, IN_TABLE, OTHER_FIRM, NO_BRAND):
        n = {author: total[author, row] for author in authors}
        cells = [share(sum(right[author, row] for author in authors), sum(n.values()))]
        cells += [f"{100 * right[author, row] / n[author]:.0f}" if n[author] else "" for author in authors]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return lines


def heads_with(brand: Head = NOTHING, firm: Head = NOTHING) -> Heads:
    return Heads(
        kind=NOTHING, payment=NOTHING, loss=NOTHING, total=NOTHING, brand=brand, firm=firm, urgent=NOTHING,
        vulnerable=NOTHING,
    )  # fmt: skip


def story_of(item: Item, read: ReadText, recogniser: Recogniser, claim: Claim) -> Story:
    story, payment, by_signs = recogniser.stories(read, is_call=bool(item.turns))
    loss = None if item.turns or item.author in IN_DOLLARS else pounds(item.labels["loss"])
    return Story(
        author=item.author,
        claim=claim,
        story=story,
        payment=payment,
        kind_by_signs=by_signs,
        kind=kind_of(item),
        means=means_of(item) or NO_PAYMENT,
        read=read,
        loss=loss,
        told=None if loss is None else told_of(item.author, read, loss),
    )


def gather_accounts(items: Sequence[Item]) -> list[Account]:
    """Return the typed texts of the corpus."""
    recogniser = Recogniser(load_playbooks(), heads=heads_with())
    made = []
    for item in items:
        if not item.turns:
            read = read_text(item.text)
            loss = pounds(item.labels["loss"]) or None
            found = find_triage(read, has_lost=loss is not None)
            features = triage_features(recogniser.known_words(read), found.reasons, loss_gbp=loss)
            made.append(Account(item.author, features, found, read, item.labels))
    return made


def build_triage(accounts: Sequence[Account]) -> dict[str, Any]:
    """Return the heads for urgency and vulnerability.

    Their bias sets how many are called so (`boundary`), judged on accounts of authors whom the weights did not see.
    """
    texts = Texts([one.features for one in accounts], [one.author for one in accounts])
    made = {}
    for name in ("urgent", "vulnerable"):
        head = texts.fit(name, answers_of(accounts, name))
        shift = boundary(odds_left_out(texts, accounts, name), accounts, name)
        made[name] = {**head, "bias": {YES: head["bias"][YES] - shift / 2, NO: head["bias"][NO] + shift / 2}}
    return made


def answers_of(accounts: Sequence[Account], name: str) -> list[str]:
    return [YES if one.is_so(name) else NO for one in accounts]


def odds_left_out(texts: Texts, accounts: Sequence[Account], name: str) -> list[float]:
    """Return the log-odds of each account by a head that saw nothing of its author."""
    answers = answers_of(accounts, name)
    by_author: dict[str, Head] = {}
    for left in folds_of(one.author for one in accounts):
        by_author |= dict.fromkeys(left, head_of(texts.fit(name, answers, without=left)))
    scores = [by_author[one.author].scores(one.features) for one in accounts]
    return [round(one[YES] - one[NO], 6) for one in scores]


def boundary(odds: Sequence[float], accounts: Sequence[Account], name: str) -> float:
    """Return the lowest log-odds from which PRECISION_OF_URGENT of those called urgent are, SHARE_VULNERABLE vulnerable."""
    chosen = [value for value in sorted(set(odds)) if is_strict_enough([one >= value for one in odds], accounts, name)]
    return chosen[0] if chosen else max(odds)


def is_strict_enough(called: Sequence[bool], accounts: Sequence[Account], name: str) -> bool:
    """Return whether few enough are called so, together with those that a pattern decides."""
    so = [by_head or is_by_pattern(one, name) for by_head, one in zip(called, accounts, strict=True)]
    if name == "vulnerable":
        return sum(so) <= SHARE_VULNERABLE * len(accounts)
    return sum(one.is_so(name) for one, is_called in zip(accounts, so, strict=True) if is_called) >= (
        PRECISION_OF_URGENT * sum(so)
    )


def is_by_pattern(account: Account, name: str) -> bool:
    """Return whether a pattern alone decides (as `judge_triage` does)."""
    if name == "vulnerable":
        return account.by_patterns.vulnerable
    return any(one.reason in ALWAYS_URGENT for one in account.by_patterns.reasons)


def triage_left_out(accounts: Sequence[Account]) -> list[str]:
    """Return what the heads find, each author's accounts by weights and a boundary that saw nothing of that author."""
    lines = [
        "| triage, author left out | found | of those so called, right | share of all called so |",
        "|---|---|---|---|",
    ]
    texts = Texts([one.features for one in accounts], [one.author for one in accounts])
    for name in ("urgent", "vulnerable"):
        odds = odds_left_out(texts, accounts, name)
        called: list[tuple[bool, bool]] = []
        for author in sorted({one.author for one in accounts}):
            others = [(value, one) for value, one in zip(odds, accounts, strict=True) if one.author != author]
            least = boundary([value for value, _ in others], [one for _, one in others], name)
            called += [
                (value >= least or is_by_pattern(one, name), one.is_so(name))
                for value, one in zip(odds, accounts, strict=True)
                if one.author == author
            ]
        right = sum(is_called and is_so for is_called, is_so in called)
        n = sum(is_called for is_called, _ in called)
        cells = [share(right, sum(is_so for _, is_so in called)), share(right, n), share(n, len(called))]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


class Stories:
    """The scams of the corpus, their features gathered once."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.all = stories
        authors = [one.author for one in stories]
        self._kind = Texts([one.story for one in stories], authors)
        self._payment = Texts([with_kind(one.payment, one.kind) for one in stories], authors)

    def build(self, *, without: Collection[str] = ()) -> dict[str, Any]:
        """Return the heads for stories as a table, of all authors or without some."""
        seen = [one for one in self.all if one.author not in without]
        return {
            "kind": self._kind.fit("kind", [one.kind for one in self.all], without=without),
            "payment": self._payment.fit("payment", [one.means for one in self.all], without=without),
            **fit_losses([one.told for one in seen if one.told], fit_sums),
            **fit_brands([one.claim for one in seen], shared),
        }


def fit_sums(rows: Sequence[dict[str, float]], answers: Sequence[str]) -> dict[str, Any]:
    """Return a head over the sums of accounts; cues and words of a text need less of a pull than a whole story."""
    return fit(rows, answers, strength=C_OF_SUMS, tol=1e-4)


def shared(rows: Iterable[tuple[str, Iterable[str]]]) -> set[str]:
    """Return the features that texts of several authors have.

    Args:
        rows: author and features of each text.
    """
    authors: dict[str, set[str]] = defaultdict(set)
    for author, features in rows:
        for name in features:
            authors[name].add(author)
    return {name for name, who in authors.items() if len(who) >= FEWEST_AUTHORS}


def fit(
    rows: Sequence[dict[str, float]],
    answers: Sequence[str],
    kept: Collection[str] | None = None,
    *,
    strength: float = C,
    tol: float = 1e-9,
) -> dict[str, Any]:
    """Return one head: multinomial logistic regression on the features kept, or on all."""
    vectors = DictVectorizer()
    x = vectors.fit_transform(
        [{name: value for name, value in row.items() if kept is None or name in kept} for row in rows]
    )
    model = LogisticRegression(C=strength, tol=tol, max_iter=5000).fit(x, answers)
    classes = [str(one) for one in model.classes_]
    weights: dict[str, dict[str, float]] = {}
    # Of two answers scikit-learn fits the second against the first.
    coefficients = model.coef_ if len(classes) > 2 else np.vstack([-model.coef_ / 2, model.coef_ / 2])
    intercepts = model.intercept_ if len(classes) > 2 else [-model.intercept_[0] / 2, model.intercept_[0] / 2]
    for place, name in enumerate(vectors.get_feature_names_out()):
        column = coefficients[:, place]
        if named := {classes[n]: round(float(column[n]), 6) for n in np.flatnonzero(abs(column) >= SMALLEST)}:
            weights[str(name)] = named
    bias = {one: round(float(value), 6) for one, value in zip(classes, intercepts, strict=True)}
    return {"bias": bias, "weights": weights}


def left_out(stories: Sequence[Story]) -> list[str]:
    """Return how often kind, means, brand and loss are right, each author by heads that did not see that author."""
    right: Counter[tuple[str, str]] = Counter()
    total = Counter(one.author for one in stories)
    gathered = Stories(stories)
    for left in folds_of(total):
        table = gathered.build(without=left)
        kinds, means, brands, firms = (head_of(table[name]) for name in ("kind", "payment", "brand", "firm"))
        losses, totals = head_of(table["loss"]), head_of(table["total"])
        for one in stories:
            if (author := one.author) in left:
                kind = kinds.best(one.story)
                said = means.best(with_kind(one.payment, kind))
                right[author, "kind"] += kind == one.kind
                right[author, "kind, by signs and topics alone"] += one.kind_by_signs == one.kind
                right[author, "payment"] += said == one.means
                right[author, "payment, where there was one"] += said == one.means != NO_PAYMENT
                claim, claimed = one.claim, claimed_by(brands, firms, one.claim)
                is_right = claim.is_right(claimed) if claimed else claim.claimed is None
                right[author, BRAND if claim.claimed else NO_BRAND] += is_right
                right[author, IN_TABLE] += is_right and claim.is_in_table
                if one.loss is not None:
                    is_right = abs((loss_in_pounds(one.read, losses, totals) or 0.0) - one.loss) < 0.01
                    right[author, "loss"] += is_right
                    right[author, "loss, where there was one"] += is_right and one.loss > 0
    of = {
        "kind": total,
        "kind, by signs and topics alone": total,
        "payment": total,
        "payment, where there was one": Counter(one.author for one in stories if one.means != NO_PAYMENT),
        BRAND: Counter(one.author for one in stories if one.claim.claimed),
        IN_TABLE: Counter(one.author for one in stories if one.claim.is_in_table),
        NO_BRAND: Counter(one.author for one in stories if not one.claim.claimed),
        "loss": Counter(one.author for one in stories if one.loss is not None),
        "loss, where there was one": Counter(one.author for one in stories if one.loss),
    }
    lines = [f"| author left out | all | {' | '.join(sorted(total))} |", f"|---|---|{'---|' * len(total)}"]
    for name, n in of.items():
        cells = [share(sum(right[author, name] for author in total), n.total())]
        cells += [f"{100 * right[author, name] / n[author]:.0f}" if n[author] else "" for author in sorted(total)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
