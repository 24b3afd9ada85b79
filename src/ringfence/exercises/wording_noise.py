"""Make a text look as hurried as the ones that people and control rooms write."""

from __future__ import annotations

import re

from ringfence.exercises.dice import Dice

__all__ = ["add_noise"]

_SLIPS: dict[str, tuple[str, ...]] = {
    "computer": ("compter", "computor", "conputer"),
    "engineer": ("enginer", "engineeer", "enginear"),
    "security": ("securty", "secuirty"),
    "Microsoft": ("Mircosoft", "Micro soft", "microsoft", "Microsft"),
    "received": ("recieved",),
    "details": ("detials", "deatils"),
    "because": ("becuase", "cos"),
    "account": ("acount", "accont"),
    "download": ("downlaod", "down load"),
    "remote": ("remoat", "remort"),
    "access": ("acess", "acces"),
    "said": ("sed", "siad"),
    "believed": ("beleived",),
    "money": ("mony",),
    "address": ("adress",),
    "telephone": ("telaphone",),
    "claiming": ("clameing", "claming"),
    "pretending": ("pretnding",),
    "virus": ("viris", "vires"),
    "would": ("wuld", "woud"),
    "there": ("their", "ther"),
    "police": ("polise",),
    "really": ("realy",),
    "number": ("numbr",),
    "transfer": ("tranfer",),
    "warrant": ("warrent",),
}
_SHORT = {
    "telephone": "tel",
    "number": "no",
    "with": "w",
    "account": "acct",
    "received": "recd",
    "message": "msg",
    "computer": "PC",
    "claiming": "claiming",
    "reported": "rptd",
    "unknown": "unk",
    "said": "stated",
    "wanted": "req",
    "address": "addr",
    "department": "dept",
    "morning": "am",
    "afternoon": "pm",
    "details": "dets",
    "control": "ctrl",
    "and": "&",
    "did not": "didn't",
    "remotely": "rem",
}
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "misspelt": _SLIPS,
    "shorthand": {word: (short,) for word, short in _SHORT.items()},
}
_FINDERS = {
    noise: re.compile(r"\b(" + "|".join(sorted(words, key=len, reverse=True)) + r")\b")
    for noise, words in _WORDS.items()
}
# A control room has its own habits; a poor speller gets most words right.
_RATES = {"misspelt": 0.45, "shorthand": 0.6}


def add_noise(text: str, noise: str, dice: Dice) -> str:
    """Return the text as such a writer would have typed it.

    Args:
        text: a text in plain spelling.
        noise: "misspelt", "lower", "shorthand" or "capitals".
        dice: where chance comes from.
    """
    if noise == "lower":
        return text.lower().replace("'", "")
    if noise == "capitals":
        return text.upper()
    words = _WORDS[noise]
    rate = _RATES[noise]
    text = _FINDERS[noise].sub(lambda match: dice.pick(words[match[1]]) if dice.chance(rate) else match[1], text)
    if noise == "misspelt":
        text = text.replace("'", "") if dice.chance(0.5) else text
        text = text.replace(". ", ".") if dice.chance(0.15) else text
        text = text.replace(". ", ", ") if dice.chance(0.3) else text
    return text
