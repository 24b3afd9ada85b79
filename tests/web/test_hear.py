"""The script that hears despair, against the server that hears it too."""

from __future__ import annotations

import re
from pathlib import Path

import ringfence.web
from ringfence.web.report.answers import is_hard


def test_the_words_that_script_hears_are_heard_by_the_server_too():
    """A page without script must not be deafer than one with it."""
    script = (Path(ringfence.web.__file__).with_name("static") / "hear.js").read_text()
    alternatives = re.findall(r'"((?:[^"\\]|\\.)+)"', script.split("RegExp([")[1].split("]")[0])
    heard = re.compile("|".join(alternatives), re.IGNORECASE)
    for words in (
        "I feel suicidal", "I want to kill myself", "I might harm myself", "I want to end it all", "I will end my life",
        "I wish I was dead", "they are better off without me", "I do not want to live", "I cannot cope", "I cannot go on",
        "it is not worth living", "there is no point going on", "I took an overdose", "I will take my own life",
        "Dw i eisiau lladd fy hun", "hunanladdiad", "Dw i ddim eisiau byw", "Dw i'n methu ymdopi",
        "rhoi diwedd ar fy mywyd", "byddai'n well iddyn nhw, gwell hebdda i",
    ):  # fmt: skip
        assert heard.search(words), words
        assert is_hard(words), words
    for words in (
        "He said he would kill the virus",
        "They ended the call",
        "I can cope",
        "Roedd e eisiau lladd y feirws",
        "Dw i eisiau byw",
    ):
        assert not heard.search(words), words
