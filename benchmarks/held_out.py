"""The packaged recogniser on texts whose author is in no weights and no rule (corpus/held_out).

    python benchmarks/held_out.py [--write]

Prints answers by class with 95 % intervals, earliness, and kind, payment, brand, tool, loss, is_report and triage.
No option prints a miss: who reads these texts while changing the recogniser spoils them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus_files import CORPUS, read_corpus
from facts import Check, Read, checks_of, kind_of, means_of, pounds
from recognise import share, write_between
from ringfence.playbooks import load_playbooks
from ringfence.reading import read_text, read_turns
from ringfence.recognise import Recogniser


def main() -> int:
    parser = argparse.ArgumentParser(description="The packaged recogniser on texts kept apart.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folder", type=Path, default=CORPUS / "held_out", help="where dialogues and reports are")
    options = parser.parse_args()
    items, faults = read_corpus(options.folder)
    shelf = load_playbooks()
    recogniser = Recogniser(shelf)
    reads = [
        Read(item, recogniser.recognise(read_turns(item.turns) if item.turns else read_text(item.text)))
        for item in items
    ]
    checks = checks_of(shelf)
    authors = sorted({read.item.author for read in reads})
    parts = [table_of(reads, checks)]
    if len(authors) > 1:
        parts = [f"All of {' and '.join(authors)}:\n\n{parts[0]}"]
        parts += [
            f"Author {author} alone:\n\n{table_of([read for read in reads if read.item.author == author], checks)}"
            for author in authors
        ]
    page = "\n\n".join(parts)
    print(page)
    if faults:
        print(f"{len(faults)} items cannot be read.", file=sys.stderr)
    if options.write:
        write_between("held out", page)
    return 0


def table_of(reads: Sequence[Read], checks: Mapping[str, Check]) -> str:
    """Return the tables of some texts."""
    lines = [*answers(reads), "", "| of scams | right |", "|---|---|", *named(reads)]
    for name, check in checks.items():
        chosen = [read for read in reads if check.counts(read)]
        if chosen:
            lines.append(f"| {name} | {share(sum(check.is_met(read) for read in chosen), len(chosen))} |")
    return "\n".join(lines)


def class_of(read: Read) -> str:
    """Return what kind of text it is."""
    if read.item.turns:
        return "dialogue, scam" if read.item.is_scam else "dialogue, hard genuine"
    if read.item.is_scam:
        return "report, scam"
    return "report, genuine, told of" if read.label("is_report") == "yes" else "report, none"


def answers(reads: Sequence[Read]) -> list[str]:
    """Return the answers by class, and how early a listener is warned."""
    by_class: dict[str, list[Read]] = defaultdict(list)
    for read in reads:
        by_class[class_of(read)].append(read)
    lines = ["| texts | n | scam | unsure | no signs | warned in time | ever warned |", "|---|---|---|---|---|---|---|"]
    for name, chosen in sorted(by_class.items()):
        said = Counter(read.said.verdict.value for read in chosen)
        cells = [share(said[verdict], len(chosen)) for verdict in ("scam", "unsure", "no_signs")]
        marked = [read for read in chosen if read.item.first_harmful is not None]
        early = sum(is_in_time(read) for read in marked)
        ever = sum(read.said.first_warned_turn is not None for read in chosen)
        cells += [share(early, len(marked)) if marked else "", share(ever, len(chosen)) if chosen[0].item.turns else ""]
        lines.append(f"| {name} | {len(chosen)} | {' | '.join(cells)} |")
    return lines


def is_in_time(read: Read) -> bool:
    """Return whether a listener is warned before or at the first harmful request."""
    warned, first = read.said.first_warned_turn, read.item.first_harmful
    return warned is not None and first is not None and warned <= first


def named(reads: Sequence[Read]) -> list[str]:
    """Return how often kind, means of payment and loss are right."""
    scams = [read for read in reads if read.item.is_scam and read.label("kind") != "-"]
    kinds = sum(kind_of(read.item) == read.said.kind for read in scams)
    means = sum(means_of(read.item) == read.said.facts.payment for read in scams)
    accounts = [read for read in scams if not read.item.turns]
    losses = [abs((read.said.facts.loss_gbp or 0.0) - pounds(read.label("loss"))) < 0.01 for read in accounts]
    rights = {"kind": (kinds, len(scams)), "payment": (means, len(scams)), "loss": (sum(losses), len(losses))}
    return [f"| {name} | {share(right, n)} |" for name, (right, n) in rights.items() if n]


if __name__ == "__main__":
    sys.exit(main())
