"""What agreements are worth by counting, beside what the formula says: the table behind CALIBRATED in link/weights.py.

    .venv/bin/python benchmarks/link_calibration.py

Pairs of one campaign come from the retellings that were read while weights were chosen (dev, and the first half of
held_out); pairs of none from the reports of the corpus, of the same kind, half of it serving as the background for the
other half, so that no pair is weighed by its own words.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import log2

from corpus_files import read_corpus
from link import RETELLINGS, SEEN, read_retellings
from ringfence.domain.campaign import ReportTraits
from ringfence.domain.report import ReportId
from ringfence.flow.recognisers import recogniser_for
from ringfence.link import BookMemory, CampaignBook, rarity, read_traits
from ringfence.link.background import NOT_IN_CORPUS, Background, packaged_background
from ringfence.link.score import Weigher
from ringfence.playbooks import load_playbooks
from ringfence.reading import read_text

STEP = 1.5  # bits
CLASSES = ("w", "m", "n", "r", "s", "tool", "brand", "pay", "who", "kind", "name")


def main() -> None:
    recogniser = recogniser_for(load_playbooks())

    def traits(id_: str, text: str) -> ReportTraits:
        read = read_text(text)
        return read_traits(ReportId(id_), read, recogniser.recognise(read), voice=id_)

    told: dict[str, list[ReportTraits]] = defaultdict(list)
    for name in ("dev", "held_out"):
        for row in read_retellings(RETELLINGS / f"{name}.txt"):
            if row["campaign"] and (name == "dev" or row["campaign"] in SEEN):
                told[row["campaign"]].append(traits(row["id"], row["text"]))
    items = [item for item in read_corpus()[0] if not item.turns and item.labels["lang"] == "en"]
    random.Random(2).shuffle(items)
    apart = [(item, traits(item.id, item.text)) for item in items]
    for background, judged in ((apart[::2], apart[1::2]), (apart[1::2], apart[::2])):
        _lone([one for _, one in judged], _background(background))
    rarity.CALIBRATED = {}  # as the formula says
    same, other = Counter(), Counter()
    pairs = Counter()
    for background, judged in ((apart[::2], apart[1::2]), (apart[1::2], apart[::2])):
        known = _background(background)
        for campaign in told.values():
            pairs["same"] += _count(campaign, known, same, is_same_kind=False)
        pairs["other"] += _count([one for _, one in judged], known, other, is_same_kind=True)
    print(f"{pairs['same']} pairs of one campaign, {pairs['other']} of none")
    print("class  formula      one campaign  none      bits by counting")
    for name in CLASSES:
        for level in sorted({level for cls, level in {*same, *other} if cls == name}):
            a = (same[name, level] + 0.5) / pairs["same"]
            b = (other[name, level] + 0.5) / pairs["other"]
            said = "disagree" if level < 0 else f"{level * STEP:.1f}-{level * STEP + STEP:.1f}"
            print(f"{name:6} {said:12} {a:.4f}        {b:.5f}   {log2(a / b):+.1f}")


def _lone(reports: Sequence[ReportTraits], known: Background) -> None:
    """Say how many reports of no campaign end up in one, on days drawn out of one year."""
    dice = random.Random(1)
    dated = [replace(one, told_on=date(2023, 1, 1) + timedelta(days=dice.randrange(365))) for one in reports]
    for threshold in (8.0, 10.0, 12.0):
        book = CampaignBook(threshold=threshold, background=known)
        for one in sorted(dated, key=lambda one: (one.told_on, one.id)):
            book.place(one)
        linked = sum(book.campaign_of(one.id) is not None for one in dated)
        print(f"threshold {threshold:.0f}: of {len(dated)} reports of no campaign {linked} are linked")


def _count(reports: Sequence[ReportTraits], known: Background, counts: Counter, *, is_same_kind: bool) -> int:
    pairs = 0
    for one in reports:
        weigher = Weigher(one, memory=BookMemory(), background=known, is_counted=False)
        for another in reports:
            if another.id == one.id or (is_same_kind and (one.kind != another.kind or one.kind is None)):
                continue
            pairs += 1
            for reason in weigher.reasons(another):
                level = min(max(int(reason.weight // STEP), 0), 6) if reason.is_shared else -1
                counts[reason.comparison, level] += 1
    return pairs


def _background(reports: Sequence[tuple[object, ReportTraits]]) -> Background:
    counts, by_kind, totals = Counter(), Counter(), Counter()
    for item, traits in reports:
        features = [one for one in traits.features if not one.startswith(NOT_IN_CORPUS)]
        counts.update(features)
        if item.is_scam:
            totals[item.labels["kind"]] += 1
            by_kind.update((feature, item.labels["kind"]) for feature in features)
    return Background(
        general=packaged_background().general, reports=counts, by_kind=by_kind, total=len(reports), totals=totals
    )


if __name__ == "__main__":
    main()
