"""The open corpus as rows: reads corpus/dialogues and corpus/reports, whose format corpus/README.md describes.

python benchmarks/corpus_files.py            counts of what is there, faults named
python benchmarks/corpus_files.py --jsonl    the rows as JSON Lines, markup taken out, labels beside the text
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SPEAKERS = {"C": "caller", "L": "listener", "S": "second caller", "R": "recording"}
STAGES = (
    "contact", "identity", "pretext", "proof", "control", "data", "credentials", "access", "payment", "collection",
)  # fmt: skip
OWNERS = ("victim", "reporter", "third_party", "scammer", "public_body")
REQUIRED = ("label", "kind", "register")
DEFAULTS = {"lang": "en", "brand": "-", "tool": "-", "payment": "-"}
DEFAULTS_OF_REPORTS = {"is_report": "yes", "loss": "-", "date": "-", "urgent": "no", "vulnerable": "no"}

# "{access !}" anywhere in a turn, or "{access} !" at its end.
_TAGS = re.compile(r"\s*\{([a-z_, ]*!?[a-z_, ]*)\}(?:\s*(!)\s*$)?")
_SHORT_ID = re.compile(r"([A-Z])(\d+)")  # an author's letter and a number
_MARK = re.compile(r"\[\[([a-z_]+)/([a-z_]+):(.*?)\]\]")


@dataclass(frozen=True)
class Span:
    """An identifier in a text, offsets in code points."""

    start: int
    end: int
    type: str
    owner: str


@dataclass(frozen=True)
class Item:
    """One text of the corpus with its labels."""

    id: str
    author: str
    labels: dict[str, str]
    text: str  # of a dialogue: its turns, one a line
    turns: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, ...], ...] = ()  # of each turn
    first_harmful: int | None = None  # 0-based turn
    spans: tuple[Span, ...] = field(default=())

    @property
    def is_scam(self) -> bool:
        """Whether it is a scam call, or the account of one."""
        return self.labels["label"] == "scam"

    def as_row(self) -> dict[str, Any]:
        """Return the item as one JSON object."""
        row: dict[str, Any] = {"id": self.id, "author": self.author, **self.labels}
        if self.turns:
            row["turns"] = [
                {"speaker": SPEAKERS[who], "text": said, "stages": list(stages)}
                for (who, said), stages in zip(self.turns, self.stages, strict=True)
            ]
            row["first_harmful_turn"] = self.first_harmful
        else:
            row["text"] = self.text
            row["spans"] = [vars(span) for span in self.spans]
        return row


def read_corpus(folder: Path = CORPUS) -> tuple[list[Item], list[str]]:
    """Return the items and what is wrong with those left out."""
    items: list[Item] = []
    faults: list[str] = []
    seen: set[str] = set()
    for path in sorted([*folder.glob("dialogues/*.txt"), *folder.glob("reports/*.txt")]):
        for block in re.split(r"^=== *", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            id_ = block.split("\n", 1)[0].strip()
            if short := _SHORT_ID.fullmatch(id_):
                id_ = f"{path.parent.name[0]}-{short[1].lower()}-{short[2]}"
            try:
                item = _read_item(id_, block.split("\n", 1)[1], is_dialogue=path.parent.name == "dialogues")
                if id_ in seen:
                    raise ValueError("the id is there twice")
            except (ValueError, IndexError) as fault:
                faults.append(f"{path.relative_to(folder)}, {id_}: {fault}")
                continue
            seen.add(id_)
            items.append(item)
    return items, faults


@dataclass(frozen=True)
class Retelling:
    """One person's account of a campaign's call, from corpus/retellings."""

    campaign: str | None  # None: belongs to no campaign
    date: str  # of the call, ISO
    area: str
    shown_number: str | None
    item: Item  # the text with its marked identifiers; its author is the name of the file


def read_retellings(name: str, folder: Path = CORPUS) -> list[Retelling]:
    """Return the items of a file of retellings, in order.

    Args:
        name: of the file without its ending, such as "held_out".
        folder: the corpus.
    """
    made = []
    blocks = re.split(r"^=== *", (folder / "retellings" / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    for number, block in enumerate(blocks):
        head, body = block.split("\n", 1)
        campaign, date, area, shown = head.split(maxsplit=3)
        text, spans = _without_marks(body.strip())
        item = Item(f"{name}-{number:03}", name, {"label": "scam", "is_report": "yes"}, text, spans=spans)
        shown = shown.strip()
        made.append(Retelling(None if campaign == "-" else campaign, date, area, None if shown == "-" else shown, item))
    return made


def read_half_of_retellings(name: str, half: str, folder: Path = CORPUS) -> list[Retelling]:
    """Return the half that rules may be tuned on, or the half whose misses nobody reads.

    Campaigns with an odd number and the first half of the reports without a
    campaign are "dev", the others "test".

    Args:
        name: of the file without its ending.
        half: "dev" or "test".
        folder: the corpus.
    """
    made = read_retellings(name, folder)
    alone = [one for one in made if one.campaign is None]
    first_alone = {id(one) for one in alone[: (len(alone) + 1) // 2]}

    def is_dev(one: Retelling) -> bool:
        return id(one) in first_alone if one.campaign is None else int(one.campaign.strip("k")) % 2 == 1

    return [one for one in made if is_dev(one) == (half == "dev")]


def read_marked_lines(path: Path, *, author: str) -> list[Item]:
    """Return the reports of a file that holds one a line, identifiers marked; "#" begins a remark."""
    made = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip() and not line.startswith("#"):
            text, spans = _without_marks(line.strip().replace("\\n", "\n"))
            made.append(Item(f"{author}-{number:03}", author, {"label": "scam", "is_report": "yes"}, text, spans=spans))
    return made


def _read_item(id_: str, block: str, *, is_dialogue: bool) -> Item:
    head, body = re.split(r"^---\s*$", block, maxsplit=1, flags=re.M)
    labels = {**DEFAULTS, **({} if is_dialogue else DEFAULTS_OF_REPORTS)}
    for line in head.replace(";", "\n").strip().splitlines():
        key, _, value = line.partition(":")
        labels[key.strip()] = value.split("(")[0].strip() or "-"
    missing = [key for key in REQUIRED if key not in labels]
    if missing:
        raise ValueError(f"no {', '.join(missing)}")
    if labels["label"] not in {"scam", "genuine"}:
        raise ValueError(f"label {labels['label']!r}")
    author = id_.split("-")[1]
    if not is_dialogue:
        text, spans = _without_marks(body.strip())
        return Item(id_, author, labels, text, spans=spans)
    turns, stages, first = [], [], None
    for raw in body.strip().splitlines():
        line = raw.strip()
        if not line:
            continue
        who, colon, said = line.partition(":")
        if not colon or who not in SPEAKERS:
            raise ValueError(f"a turn begins with {who[:12]!r}")
        tags: list[str] = []
        for found in _TAGS.finditer(said):
            named = found[1].replace(",", " ").replace("!", " ! ").split()
            if ("!" in named or found[2]) and first is None:
                first = len(turns)
            tags += [tag for tag in named if tag in STAGES]
        said = _TAGS.sub("", said).strip()
        turns.append((who, _without_marks(said)[0]))
        stages.append(tuple(tags))
    if not turns:
        raise ValueError("no turns")
    return Item(id_, author, labels, "\n".join(said for _, said in turns), tuple(turns), tuple(stages), first)


def _without_marks(body: str) -> tuple[str, tuple[Span, ...]]:
    made, spans, place, length = [], [], 0, 0
    for mark in _MARK.finditer(body):
        before, inner = body[place : mark.start()], mark[3].strip()
        made += [before, inner]
        length += len(before)
        if mark[2] not in OWNERS:
            raise ValueError(f"owner {mark[2]!r}")
        spans.append(Span(length, length + len(inner), mark[1], mark[2]))
        length += len(inner)
        place = mark.end()
    return "".join([*made, body[place:]]), tuple(spans)


def main() -> int:
    items, faults = read_corpus()
    if "--jsonl" in sys.argv[1:]:
        for item in items:
            print(json.dumps(item.as_row(), ensure_ascii=False))
    else:
        for what, chosen in (
            ("dialogues", [item for item in items if item.turns]),
            ("reports", [item for item in items if not item.turns]),
        ):
            print(f"{what}: {len(chosen)}, of which scam {sum(item.is_scam for item in chosen)}")
            for key in ("register", "lang", "kind"):
                counts = Counter(item.labels[key] for item in chosen)
                print(f"  {key}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common()))
            print("  author: " + ", ".join(f"{a} {n}" for a, n in sorted(Counter(i.author for i in chosen).items())))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
