"""Scams as data: one TOML file a kind, with the tables of areas, brands and routes beside them.

In: a folder of TOML files. Out: a Shelf, validated once, or every fault with file and line.
"""

from ringfence.playbooks.drama_numbers import find_numbers_outside, is_drama_number
from ringfence.playbooks.loader import PACKAGED_FOLDER, load_playbooks
from ringfence.playbooks.practice_calls import PracticeCall, PracticeLine, Speaker, load_practice_calls
from ringfence.playbooks.scam_type import (
    KINDS,
    ExampleText,
    LocalText,
    Mouth,
    ScamType,
    SignDefinition,
    Stage,
    Wording,
)
from ringfence.playbooks.tables import Area, Brand, DatedRoute, Shelf

__all__ = [
    "KINDS",
    "PACKAGED_FOLDER",
    "Area",
    "Brand",
    "DatedRoute",
    "ExampleText",
    "LocalText",
    "Mouth",
    "PracticeCall",
    "PracticeLine",
    "ScamType",
    "Shelf",
    "SignDefinition",
    "Speaker",
    "Stage",
    "Wording",
    "find_numbers_outside",
    "is_drama_number",
    "load_playbooks",
    "load_practice_calls",
]
