"""Raw words in, ReadText out: normalised words with a map back, turns, identifiers, what is negated.

Knows nothing of scams.
"""

from ringfence.reading.frames import Frame, find_frame
from ringfence.reading.identifiers import Identifier, IdentifierType, find_identifiers
from ringfence.reading.money import Money, find_money, spoken_number
from ringfence.reading.owners import (
    PUBLIC_NUMBERS,
    is_published,
    owner_by_words,
    owner_of_account,
    owner_of_number,
    votes_by_words,
)
from ringfence.reading.read_text import ReadText, Turn, read_text, read_turns
from ringfence.reading.sides import Side, find_sides
from ringfence.reading.words import TURN_MARK, Words, normalise, word_set

__all__ = [
    "PUBLIC_NUMBERS",
    "TURN_MARK",
    "Frame",
    "Identifier",
    "IdentifierType",
    "Money",
    "ReadText",
    "Side",
    "Turn",
    "Words",
    "find_frame",
    "find_identifiers",
    "find_money",
    "find_sides",
    "is_published",
    "normalise",
    "owner_by_words",
    "owner_of_account",
    "owner_of_number",
    "read_text",
    "read_turns",
    "spoken_number",
    "votes_by_words",
    "word_set",
]
