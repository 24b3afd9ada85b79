"""How well, and how fast, texts are recognised.

    python benchmarks/recognise.py [FOLDER] [--write]

FOLDER holds the texts (default: ../shared/data/texts beside the repository).
--write puts the tables into docs/methods/recognition.md. No text is written.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from ringfence.domain.recognition import Recognition
from ringfence.flow.check_text import check, read_input
from ringfence.flow.recognisers import recogniser_for
from ringfence.playbooks import Shelf, load_playbooks

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "methods" / "recognition.md"
SOURCES = (
    "robocalls_dev",
    "cfpb_narratives",
    "synthetic_dialogues_smoke",
    "banking77_benign",
    "sgd_benign",
    "taskmaster4_benign",
)
# Names of the corpus → our slugs that count as the same.
KINDS = {
    "government_impersonation": {"government_impersonation"},
    "retailer_impersonation": {"retailer_impersonation"},
    "debt_or_loan": {"loan_fee", "government_impersonation"},
    "utility_impersonation": {"utility_rebate"},
    "warranty": {"warranty"},
    "travel_or_prize": {"prize"},
    "delivery": {"delivery"},
    "tech_support_impersonation": {"tech_support_impersonation"},
    "bank_impersonation": {"bank_impersonation"},
    "insurance_or_health": {"pension_insurance", "other"},
    "other": {"other", "utility_rebate", "relative_in_trouble", "prize"},
}
ROUNDS = 7  # of which the best is told
# The peer: a plain list of words, as a mail filter or a leaflet would have it.
KEYWORDS = (
    "gift card", "anydesk", "teamviewer", "remote access", "safe account", "arrest", "warrant", "social security",
    "press 1", "refund", "virus", "suspended", "verify your", "bitcoin",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "data" / "texts")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"There is no folder {options.folder}: give the folder with the texts.", file=sys.stderr)
        return 2
    started = time.perf_counter()
    shelf = load_playbooks()
    recogniser_for(shelf)
    cold = time.perf_counter() - started
    page = report(options.folder, shelf, cold)
    print(page)
    if options.write:
        write_between("figures", page)
    return 0


def write_between(name: str, page: str) -> None:
    """Put a table between its marks in the page."""
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    before, rest = PAGE.read_text(encoding="utf-8").split(start)
    PAGE.write_text(f"{before}{start}\n{page}\n{end}{rest.split(end)[1]}", encoding="utf-8")


def report(folder: Path, shelf: Shelf, cold: float) -> str:
    lines = [
        f"Playbooks on the shelf: {len(shelf.kinds)}. Loading and compiling them took {cold:.2f} s.",
        "",
        "| source | label | units | scam | unsure | no signs | keyword list says scam |",
        "|---|---|---|---|---|---|---|",
    ]
    kinds = ""
    for source in SOURCES:
        path = folder / f"{source}.jsonl"
        if not path.is_file():
            lines.append(f"| {source} | - | absent | | | | |")
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        done = [(row, check_any(row, shelf)) for row in rows]
        for label in ("scam", "benign"):
            chosen = [(row, found) for row, found in done if row["label"] == label]
            if chosen:
                lines.append(table_line(source, label, chosen))
        if source == "robocalls_dev":
            kinds = kind_line([(row, found) for row, found in done if row["label"] == "scam"])
    lines += ["", kinds, "", *speed_lines(folder, shelf)]
    return "\n".join(lines)


def check_any(row: dict, shelf: Shelf) -> Recognition:
    turns = [(turn["speaker"], turn["text"]) for turn in row["turns"]] if row.get("turns") else None
    return check(None if turns else row["text"], turns=turns, shelf=shelf)


def table_line(source: str, label: str, chosen: list[tuple[dict, Recognition]]) -> str:
    """Count units: scripts where copies are marked (majority of copies decides), else rows."""
    units: dict[str, list[tuple[dict, Recognition]]] = defaultdict(list)
    for number, (row, found) in enumerate(chosen):
        units[row.get("script_family") or str(number)].append((row, found))
    verdicts = [majority(found.verdict.value for _, found in unit) for unit in units.values()]
    peer = [majority(str(keyword_says_scam(row["text"])) for row, _ in unit) for unit in units.values()]
    n = len(units)
    shares = [share(verdicts.count(verdict), n) for verdict in ("scam", "unsure", "no_signs")]
    what = "scripts" if len(units) < len(chosen) else "texts"
    return f"| {source} | {label} | {n} {what} | {' | '.join(shares)} | {share(peer.count('True'), n)} |"


def majority(values: Iterable[str]) -> str:
    counts = Counter(values)
    return max(sorted(counts), key=lambda value: counts[value])


def keyword_says_scam(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in KEYWORDS)


def share(k: int, n: int) -> str:
    """Return a share with its 95 % Wilson interval."""
    z = 1.959964
    p = k / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{100 * p:.1f} % ({100 * max(0, middle - half):.1f}–{100 * min(1, middle + half):.1f})"


def kind_line(chosen: list[tuple[dict, Recognition]]) -> str:
    units: dict[str, list[bool]] = defaultdict(list)
    for row, found in chosen:
        if found.kind is not None:
            units[row["script_family"]].append(found.kind in KINDS.get(row["scam_kind"], set()))
    right = sum(sum(unit) * 2 > len(unit) for unit in units.values())
    return (
        f"Kind of robocall scripts that show signs, by the mapping table: {share(right, len(units))} of {len(units)}."
    )


def speed_lines(folder: Path, shelf: Shelf) -> list[str]:
    """Time reading and recognising, peer in the same run, on the longest accounts cut to 100 words."""
    texts: list[str] = []
    for source in ("cfpb_narratives", "robocalls_dev"):
        path = folder / f"{source}.jsonl"
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                words = json.loads(line)["text"].split()
                if len(words) >= 100:
                    texts.append(" ".join(words[:100]))
    if not texts:
        return ["Speed: no texts of 100 words."]
    recogniser = recogniser_for(shelf)
    ours = per_second(texts, lambda many: recogniser.recognise_all(map(read_input, many)))
    alone = per_second(texts, lambda many: (recogniser.recognise(read_input(text)) for text in many))
    peer = per_second(texts, lambda many: map(keyword_says_scam, many))
    return [
        f"Speed, {len(texts)} real texts of exactly 100 words, one core: {ours:,.0f} texts per CPU second, one by one "
        f"{alone:,.0f} (keyword list {peer:,.0f}). The best of {ROUNDS} rounds."
    ]


def per_second(texts: list[str], work: Callable[[list[str]], Iterable[object]]) -> float:
    """Return texts per CPU second in the best of some rounds; what else runs on the machine slows the others."""
    best = math.inf
    for _ in range(ROUNDS + 1):  # patterns compile in the first one, when they are needed
        started = time.process_time()
        for _ in work(texts):
            pass
        best = min(best, time.process_time() - started)
    return len(texts) / best


if __name__ == "__main__":
    sys.exit(main())
