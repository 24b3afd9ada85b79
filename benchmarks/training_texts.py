"""The labelled texts that the recogniser's weights are built from and measured on."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus_files import read_corpus
from ringfence.reading import ReadText, normalise, read_text, read_turns
from word_vectors import names_of_people, plain_words

TEXTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "texts"
OUTSIDE = (
    "robocalls_dev", "cfpb_narratives", "banking77_benign", "sgd_benign", "taskmaster4_benign",
    "synthetic_dialogues_smoke",
)  # fmt: skip
TYPED = ("cfpb_narratives", "banking77_benign")  # typed by somebody; the others are the words of a call
# Who rang, in third-party dialogues that name their speakers otherwise: somebody who orders or books has rung up.
SPEAKERS = {"user": "caller", "system": "listener", "assistant": "listener"}
OFTEN_SMALL = 8  # a name that is written small so often is a word as well
# Forms of address differ by who speaks, not by what is wanted.
ADDRESSES = frozenset({"sir", "madam", "maam", "kindly", "mam", "mum", "nan", "gran", "dad"})


@dataclass
class Text:
    """One text with what is known of it."""

    id: str
    source: str  # a corpus author, or a file of third-party texts
    read: ReadText
    is_scam: bool
    is_account: bool | None  # None: not labelled
    is_call: bool  # the words of a call, not typed about one
    weight: float = 1.0
    labels: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def written(self) -> tuple[list[str], list[str]]:
        """Its words within sentences with a capital, and without."""
        return _written(self.read.text)


def _written(raw: str) -> tuple[list[str], list[str]]:
    """Return the words within sentences that are written with a capital, and those that are not."""
    capital: list[str] = []
    small: list[str] = []
    words = raw.split()
    if raw.isupper() or sum(word[:1].isupper() for word in words) < 0.06 * len(words):
        return capital, small  # written without capitals, so that they say nothing
    place = 0
    for word in raw.replace("\x1e", ". ").split():
        bare = word.strip(".,;:!?\"'()[]“”‘’-")
        if place and bare:
            kind = capital if bare[0].isupper() and not bare.isupper() else small
            kind += normalise(bare.removesuffix("'s").removesuffix("’s")).split()
        place = 0 if word.endswith((".", "?", "!", ":", '."', '?"')) else place + 1
    return capital, small


def gather(folder: Path) -> list[Text]:
    """Return all labelled texts but those of authors held out; robocalls weigh by script, not by copy."""
    items, faults = read_corpus()
    if faults:
        print(f"{len(faults)} items of the corpus cannot be read and are left out.", file=sys.stderr)
    made = []
    for item in items:
        read = read_turns(item.turns) if item.turns else read_text(item.text)
        account = None if item.turns else item.labels["is_report"] == "yes"
        labels = {**item.labels, "item": item, "block": str(int(item.id.rsplit("-", 1)[1]) // 10 % 5)}
        made.append(Text(item.id, item.author, read, item.is_scam, account, bool(item.turns), 1.0, labels))
    for source in OUTSIDE:
        path = folder / f"{source}.jsonl"
        if not path.is_file():
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        copies = Counter(row.get("script_family") or row["id"] for row in rows)
        for row in rows:
            if row["label"] not in {"scam", "benign"}:
                continue
            turns = [(SPEAKERS.get(turn["speaker"], turn["speaker"]), turn["text"]) for turn in row.get("turns") or ()]
            read = read_turns(turns) if turns else read_text(row["text"])
            weight = 1.0 / copies[row.get("script_family") or row["id"]]
            account = None if source == "cfpb_narratives" else False
            block = int(hashlib.sha256((row.get("script_family") or row["id"]).encode()).hexdigest(), 16) % 5
            labels = {**row, "block": str(block)}
            made.append(
                Text(row["id"], source, read, row["label"] == "scam", account, source not in TYPED, weight, labels)
            )
    return made


def names_in(texts: Sequence[Text]) -> frozenset[str]:
    """Return the words that are written with a capital within sentences: names of people, places, firms, nations.

    They are no part of the vocabulary: brands and places are for the tables, people's names for nobody.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        capital.update(text.written[0])
        small.update(text.written[1])
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    seen = {word for text in texts for word in text.read.words.words if not word[0].isdigit() and word[0] not in "£$€"}
    return frozenset(
        # Never written small where capitals are written at all: it may be a name that speech recognition wrote small.
        word
        for word in seen
        if (not small[word] and word not in plain_words())
        or capital[word] > 0.4 * (capital[word] + small[word])
        or (word in names_of_people() and small[word] < OFTEN_SMALL)
    ) - {"i", "im", "id", *days}
