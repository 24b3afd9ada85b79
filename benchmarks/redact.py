"""How much of victims' data is hidden, how much of the scammer's is kept, what else is hidden, and how fast.

python benchmarks/redact.py                       the corpus, author by author
python benchmarks/redact.py --authors a,c,f,h     only reports by these authors
python benchmarks/redact.py --retellings held_out_2   a file of corpus/retellings instead
python benchmarks/redact.py --retellings held_out_2 --half test   only the half whose misses nobody reads
python benchmarks/redact.py --held-out                corpus/held_out, whose misses nobody reads
python benchmarks/redact.py --folder FOLDER           another author's, laid out as corpus/, misses not read either
python benchmarks/redact.py --misses              what went wrong, with some words around it
python benchmarks/redact.py --presidio            Presidio beside it in the same run, where it is installed

Measured as the contract is: of the identifiers marked in the corpus, those of victims, reporters and
third parties must be hidden whole (every letter and digit), those of scammers and public bodies must
stay whole; of the other characters as few as possible are hidden. Speed is in reports per second of
process time, the best of some passes over the same reports.
"""

from __future__ import annotations

import argparse
import math
import pkgutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus_files import CORPUS, Item, Span, read_corpus, read_half_of_retellings, read_retellings
from ringfence.flow.redact_text import redact_all
from ringfence.redaction import Action

THEIRS = {"victim", "reporter"}
HIDE = {"victim", "reporter", "third_party"}
Found = tuple[int, int, bool]  # start, end, whether it is hidden
Hider = Callable[[Sequence[str]], Iterable[Sequence[Found]]]
ROUNDS = 3  # of which the best tells the speed; what else runs on the machine slows the others


@dataclass
class Score:
    """Counts over some reports."""

    to_hide: int = 0
    hidden: int = 0
    theirs: int = 0  # victims' and reporters' alone
    theirs_hidden: int = 0
    to_keep: int = 0
    kept: int = 0
    other: int = 0  # characters that belong to no marked identifier
    other_hidden: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)  # (what, type, words around)
    by_type: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    causes: Counter[tuple[str, str]] = field(default_factory=Counter)  # (what went wrong, owner and type)

    def add(self, item: Item, found: Sequence[Found]) -> None:
        """Judge one report."""
        hidden = [(start, end) for start, end, is_hidden in found if is_hidden]
        is_hidden = bytearray(len(item.text))
        for start, end in hidden:
            is_hidden[start:end] = b"\x01" * (end - start)
        is_marked = bytearray(len(item.text))
        for span in item.spans:
            is_marked[span.start : span.end] = b"\x01" * (span.end - span.start)
            matters = [place for place in range(span.start, span.end) if item.text[place].isalnum()]
            if span.owner in HIDE:
                is_good = all(is_hidden[place] for place in matters)
                self.to_hide += 1
                self.hidden += is_good
                self.theirs += span.owner in THEIRS
                self.theirs_hidden += is_good and span.owner in THEIRS
            else:
                is_good = not any(is_hidden[place] for place in matters)
                self.to_keep += 1
                self.kept += is_good
            self.by_type[(span.type, "hide" if span.owner in HIDE else "keep", is_good)] += 1
            if not is_good:
                what = f"{'not hidden' if span.owner in HIDE else 'not kept'} ({item.author}, {span.owner})"
                self.misses.append((what, span.type, _around(item.text, span.start, span.end)))
                self.causes[(_cause(span, found), f"{span.owner} {span.type}")] += 1
        places = [place for place in range(len(item.text)) if not is_marked[place] and item.text[place].isalnum()]
        self.other += len(places)
        self.other_hidden += sum(is_hidden[place] for place in places)
        for start, end in hidden:
            if not any(is_marked[start:end]):
                self.misses.append((f"hidden besides ({item.author})", "", _around(item.text, start, end)))

    def line(self, name: str) -> str:
        """Return the three figures in one line."""
        return (
            f"{name:<10} victims' and reporters' hidden whole {self.theirs_hidden:>3}/{self.theirs:<3} "
            f"{_share(self.theirs_hidden, self.theirs)} (with third parties' {_share(self.hidden, self.to_hide)})   "
            f"kept {self.kept:>3}/{self.to_keep:<3} {_share(self.kept, self.to_keep)}   "
            f"other text hidden {100 * self.other_hidden / max(1, self.other):.2f} %"
        )


def _cause(span: Span, found: Sequence[Found]) -> str:
    """Say why an identifier was not treated as its owner asks."""
    if span.owner not in HIDE:
        return "hidden, to be kept"
    touching = {is_hidden for start, end, is_hidden in found if start < span.end and span.start < end}
    return "not found" if not touching else "owner wrong" if touching == {False} else "found in part"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    - "


def _around(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - 50) : start], text[end : end + 25]
    return f"{left}<<{text[start:end]}>>{right}".replace("\n", " / ")


def ours(texts: Sequence[str]) -> Iterator[list[Found]]:
    """Yield what Ringfence finds in each text."""
    for done in redact_all(texts):
        yield [(span.start, span.end, span.action is Action.REDACT) for span in done.spans]


def presidio() -> Hider | None:
    """Return Presidio with its usual recognisers for Britain; None where it is not installed."""
    try:
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider
    except ImportError:
        return None
    model = next((found.name for found in pkgutil.iter_modules() if found.name.startswith("en_core_web")), None)
    if model is None:
        return None
    models = [{"lang_code": "en", "model_name": model}]
    engine = AnalyzerEngine(
        nlp_engine=NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    )
    wanted = [
        "PERSON", "LOCATION", "PHONE_NUMBER", "EMAIL_ADDRESS", "CREDIT_CARD", "UK_NHS", "UK_NINO", "IBAN_CODE",
        "US_BANK_NUMBER", "UK_POSTCODE",
    ]  # fmt: skip
    known = set(engine.get_supported_entities(language="en"))
    entities = [name for name in wanted if name in known]
    return lambda texts: (
        [(found.start, found.end, True) for found in engine.analyze(text, language="en", entities=entities)]
        for text in texts
    )


def score(items: Sequence[Item], hider: Hider) -> tuple[dict[str, Score], float]:
    """Return a score per author ("all" too) and reports per second of process time."""
    texts = [item.text for item in items]
    scores = {"all": Score()}
    best = math.inf
    for _ in range(ROUNDS + 1):  # RE2 builds its automata while it reads for the first time
        started = time.process_time()
        done = list(hider(texts))
        best = min(best, time.process_time() - started)
    speed = len(items) / best
    for item, found in zip(items, done, strict=True):
        scores.setdefault(item.author, Score()).add(item, found)
        scores["all"].add(item, found)
    return scores, speed


def main() -> None:
    arguments = argparse.ArgumentParser(description="Score redaction on the corpus.")
    arguments.add_argument("--authors", default="", help="such as a,c,aa; all but y (who knew the rules)")
    arguments.add_argument("--retellings", default="", help="name of a file of corpus/retellings")
    arguments.add_argument("--folder", type=Path, help="a folder laid out as corpus/, of texts kept to measure on")
    arguments.add_argument("--held-out", action="store_true", help="the authors kept to measure on")
    arguments.add_argument(
        "--half", choices=["dev", "test"], help="of the retellings; corpus/README.md says how they part"
    )
    arguments.add_argument("--misses", action="store_true", help="print what went wrong")
    arguments.add_argument("--presidio", action="store_true", help="score Presidio too, where installed")
    chosen = arguments.parse_args()
    if (chosen.half == "test" or chosen.held_out or chosen.folder) and chosen.misses:
        arguments.error("misses of texts kept to measure on are not to be read")
    if chosen.retellings and chosen.half:
        reports = [one.item for one in read_half_of_retellings(chosen.retellings, chosen.half)]
    elif chosen.retellings:
        reports = [one.item for one in read_retellings(chosen.retellings)]
    else:
        folder = chosen.folder or (CORPUS / "held_out" if chosen.held_out else CORPUS)
        reports = [item for item in read_corpus(folder)[0] if not item.turns]
        wanted = set(chosen.authors.split(",") if chosen.authors else ()) or {item.author for item in reports} - {"y"}
        reports = [item for item in reports if item.author in wanted]
    hiders: list[tuple[str, Hider | None]] = [("ringfence", ours)]
    if chosen.presidio:
        hiders.append(("presidio", presidio()))
    for name, hider in hiders:
        if hider is None:
            print(f"{name} is not installed: pip install presidio-analyzer and an English spaCy model")
            continue
        scores, speed = score(reports, hider)
        print(f"{name}: {len(reports)} reports, {speed:,.0f} reports per CPU second")
        for author in sorted(scores, key=lambda one: (one == "all", one)):
            print("  " + scores[author].line(f"author {author}" if author != "all" else "all"))
        for kind in sorted({key[:2] for key in scores["all"].by_type}):
            good, bad = (scores["all"].by_type[(*kind, is_good)] for is_good in (True, False))
            print(f"  {kind[1]} {kind[0]:<16} {good}/{good + bad}")
        for (cause, whose), count in sorted(scores["all"].causes.items()):
            print(f"  {cause:<18} {whose:<26} {count}")
        if chosen.misses:
            for what, kind_name, words in sorted(scores["all"].misses):
                print(f"  {what:<34} {kind_name:<14} {words}")


if __name__ == "__main__":
    main()
