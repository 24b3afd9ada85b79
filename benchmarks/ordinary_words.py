"""Writes the words that are no names: those which the corpus writes small where it writes names with a capital.

python benchmarks/ordinary_words.py [--authors A,B]         all authors, unless some are to stay unseen
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from pathlib import Path

from corpus_files import ROOT, read_corpus
from ringfence.redaction.vocabulary import english_words, given_names_by_hand

TARGET = ROOT / "src" / "ringfence" / "redaction" / "ordinary_words.txt"
HEADER = "# Ordinary English and Welsh words, no names. Written by benchmarks/ordinary_words.py from the corpus.\n"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.?!:;\n\"“(])\s*$")


def ordinary_words(authors: Collection[str]) -> list[str]:
    """Return the words written small more often than with a capital in the middle of a sentence.

    What no list of English words holds and one author alone writes may be somebody's name in a text all small, but for
    Welsh words; a given name is none of them.
    """
    small: Counter[str] = Counter()
    writers: dict[str, set[str]] = defaultdict(set)
    known = set(english_words())
    capital: Counter[str] = Counter()
    for item in read_corpus()[0]:
        if authors and item.author not in authors:
            continue
        for said in [said for _, said in item.turns] or [item.text]:
            words = list(_WORD.finditer(said))
            share = sum(word.group()[0].isupper() for word in words) / max(1, len(words))
            # A text all small or all shouted does not tell names from words.
            if not said[:1].isupper() or share > 0.5:
                continue
            for word in words:
                if word.group().islower():
                    small[word.group().replace("’", "'")] += 1
                    writers[word.group().replace("’", "'")].add(item.author)
                    if "cy" in item.labels["lang"] or item.labels["register"] == "welsh":
                        known.add(word.group().replace("’", "'"))
                elif not _SENTENCE_START.search(said[max(0, word.start() - 4) : word.start()]):
                    capital[word.group().lower().replace("’", "'")] += 1
    names = given_names_by_hand() - english_words()
    return sorted(
        word
        for word, times in small.items()
        if len(word) > 1 and times > capital[word] and (word in known or len(writers[word]) > 1) and word not in names
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description="Write the list of ordinary words.")
    arguments.add_argument("--authors", default="", help="those to learn from, such as a,c,aa; all without")
    chosen = arguments.parse_args().authors
    words = ordinary_words(chosen.split(",") if chosen else ())
    lines = [HEADER]
    letter = ""
    for word in words:
        lines.append(f"\n{word}" if word[0] != letter and letter else f"{'' if not letter else ' '}{word}")
        letter = word[0]
    TARGET.write_text("".join(lines) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {Path(TARGET).name}")


if __name__ == "__main__":
    main()
