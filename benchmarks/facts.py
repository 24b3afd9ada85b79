"""How well brand, tool, loss, is_report and triage are read from the corpus (kind, payment, loss: build_story_heads.py).

    python benchmarks/facts.py [--misses LABEL] [--authors A,B] [--write]

Rules see every text; the learned part of is_report was built from them too, so that what the weights add is
shown by leave_one_source_out.py, not here. --misses prints the texts in which a label is not met.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus_files import Item, read_corpus
from recognise import share, write_between
from ringfence.domain.recognition import Recognition
from ringfence.playbooks import Shelf, load_playbooks
from ringfence.reading import read_text, read_turns
from ringfence.recognise import Recogniser
from ringfence.recognise.features import spoken_brands

# Authors' names for kinds that the shelf names otherwise, and for means of payment.
SAME_KIND = {
    "delivery_fee": "delivery",
    "hmrc_impersonation": "government_impersonation",
    "utility_impersonation": "utility_rebate",
    "police_impersonation": "police_courier",
    "family_emergency": "relative_in_trouble",
    "job_scam": "job",
    "charity_scam": "charity",
}
# An app that moves money from account to account is a transfer.
SAME_PAYMENT = {"wire": "bank_transfer", "payment_app": "bank_transfer"}


def kind_of(item: Item) -> str:
    """Return the kind that an item's author meant, as the shelf names it."""
    return SAME_KIND.get(item.labels["kind"], item.labels["kind"])


def means_of(item: Item) -> str | None:
    """Return the means of payment that an item's author meant; None where there was none."""
    return said_or_none(SAME_PAYMENT.get(item.labels["payment"], item.labels["payment"]))


def brand_slugs(shelf: Shelf) -> dict[str, str]:
    """Return how brands are written and spoken, without spaces → the brand's slug."""
    spoken = {plain(one): slug for one, slug in spoken_brands(shelf).items()}
    return spoken | {plain(one): brand.slug for brand in shelf.brands.values() for one in (brand.name, brand.slug)}


def brand_of(item: Item, slugs: Mapping[str, str]) -> str | None:
    """Return the brand that an item's author says was claimed, by its slug where it is in the table; None for none."""
    label = plain(item.labels["brand"])
    return slugs.get(label, label) or None


def same_brand(brand: str, slugs: Mapping[str, str]) -> str:
    """Return a brand as `brand_of` gives it: a slug as it is, the name of a firm in no table plain."""
    return brand if brand in slugs.values() else slugs.get(plain(brand), plain(brand))


@dataclass(frozen=True)
class Read:
    """An item with what the recogniser makes of it."""

    item: Item
    said: Recognition

    def label(self, name: str) -> str:
        return self.item.labels.get(name, "-")


def main() -> int:
    parser = argparse.ArgumentParser(description="What is read from the corpus.")
    parser.add_argument("--misses", default="", help="a row of the table, whose misses are printed")
    parser.add_argument("--authors", default="", help="such as a,c,aa; all without")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    shelf = load_playbooks()
    recogniser = Recogniser(shelf)
    items = [item for item in read_corpus()[0] if not options.authors or item.author in options.authors.split(",")]
    reads = [
        Read(item, recogniser.recognise(read_turns(item.turns) if item.turns else read_text(item.text)))
        for item in items
    ]
    checks = checks_of(shelf)
    page = "\n".join(table(reads, checks))
    print(page)
    if options.misses:
        print_misses(reads, checks[options.misses])
    if options.write:
        write_between("facts", page)
    return 0


@dataclass(frozen=True)
class Check:
    """What counts, what was meant, what was said."""

    counts: Callable[[Read], bool]
    meant: Callable[[Read], Any]
    said: Callable[[Read], Any]

    def is_met(self, read: Read) -> bool:
        return bool(self.meant(read) == self.said(read))


def checks_of(shelf: Shelf) -> dict[str, Check]:
    """Return the checks by name."""
    slugs = brand_slugs(shelf)

    def is_report(read: Read) -> bool:
        return not read.item.turns

    def is_scam(read: Read) -> bool:
        return read.item.is_scam

    def brand(read: Read) -> str:
        return brand_of(read.item, slugs) or ""

    def said_brand(read: Read) -> str:
        return same_brand(read.said.brand or "", slugs)

    return {
        "brand, where one was claimed": Check(
            lambda read: is_scam(read) and read.label("brand") != "-", brand, said_brand
        ),
        "brand, of those in the table": Check(
            lambda read: is_scam(read) and plain(read.label("brand")) in slugs,
            brand,
            said_brand,
        ),
        "brand, none where none was claimed": Check(
            lambda read: is_scam(read) and read.label("brand") == "-",
            lambda read: None,
            lambda read: read.said.brand,
        ),
        "tool": Check(is_scam, lambda read: said_or_none(read.label("tool")), lambda read: read.said.facts.remote_tool),
        "tool, where one was named": Check(
            lambda read: is_scam(read) and read.label("tool") != "-",
            lambda read: read.label("tool"),
            lambda read: read.said.facts.remote_tool,
        ),
        "is_report": Check(
            is_report, lambda read: read.label("is_report") == "yes", lambda read: bool(read.said.is_report)
        ),
        "urgent, found": Check(
            lambda read: is_report(read) and read.label("urgent") == "yes",
            lambda read: True,
            lambda read: read.said.triage.urgent,
        ),
        "urgent, of those so called": Check(
            lambda read: is_report(read) and read.said.triage.urgent,
            lambda read: read.label("urgent") == "yes",
            lambda read: True,
        ),
        "vulnerable, found": Check(
            lambda read: is_report(read) and read.label("vulnerable") == "yes",
            lambda read: True,
            lambda read: read.said.triage.vulnerable,
        ),
        "vulnerable, share of all called so": Check(
            is_report, lambda read: True, lambda read: read.said.triage.vulnerable
        ),
    }


def plain(name: str) -> str:
    """Return a name without spaces, dots and the like."""
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("&", "and"))


def said_or_none(label: str) -> str | None:
    return None if label == "-" else label


def pounds(label: str) -> float:
    digits = label.replace(",", "").lstrip("£")
    return float(digits) if re.fullmatch(r"[0-9.]+", digits) else 0.0


def table(reads: Sequence[Read], checks: dict[str, Check]) -> list[str]:
    """Return a row for each check: all, and by author."""
    authors = sorted({read.item.author for read in reads})
    lines = [f"| | all | {' | '.join(authors)} |", f"|---|---|{'---|' * len(authors)}"]
    for name, check in checks.items():
        chosen = [read for read in reads if check.counts(read)]
        cells = [share(sum(check.is_met(read) for read in chosen), len(chosen))]
        for author in authors:
            of_author = [check.is_met(read) for read in chosen if read.item.author == author]
            cells.append(f"{100 * sum(of_author) / len(of_author):.0f}" if of_author else "")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def print_misses(reads: Iterable[Read], check: Check) -> None:
    for read in reads:
        if check.counts(read) and not check.is_met(read):
            print(f"\n{read.item.id}: {check.meant(read)!r}, read {check.said(read)!r}\n{read.item.text}")


if __name__ == "__main__":
    sys.exit(main())
