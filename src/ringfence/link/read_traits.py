"""What linking takes out of one report: no sentence, only what can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from ringfence.domain.campaign import ReportTraits
from ringfence.domain.recognition import Recognition
from ringfence.domain.report import UNKNOWN_AREA, ReportId
from ringfence.link.background import Background, packaged_background
from ringfence.link.canonical import canonical
from ringfence.link.meanings import joined_word, meaning_of
from ringfence.link.personas import persona_gender, persona_names
from ringfence.link.told_numbers import NUMBER_WORDS, roughly, told_numbers
from ringfence.link.verbatim import phrases_of
from ringfence.reading import TURN_MARK, ReadText

__all__ = ["anonymous_voice", "phone_digits", "read_traits"]

# How the one voice of a day's anonymous reports begins.
ANONYMOUS = "anonymous on "
# Beyond these a text adds nothing that its first part did not say, and one huge report must not slow the others.
MOST_WORDS_READ = 4_000
MOST_WORDS_KEPT = 90
MOST_NUMBERS_KEPT = 12
MOST_PHONES_KEPT = 4
MOST_SIGNS_KEPT = 24
# Stand-ins of redaction ("[reporter's phone]") are nobody's words; numbers are compared as numbers.
_STAND_INS = frozenset({"reporters", "victims", "third", "partys", "pounds", "pound", "quid"}) | NUMBER_WORDS


def read_traits(
    report: ReportId,
    read: ReadText | None,
    recognition: Recognition | None = None,
    *,
    told_on: date | None = None,
    area: str | None = None,
    shown_number: str | None = None,
    voice: str | None = None,
    background: Background | None = None,
) -> ReportTraits:
    """Return what can be compared of a report. Whatever is missing is left out; nothing here raises.

    Args:
        report: its id.
        read: its words, redacted where the deployment redacts; None: it has none.
        recognition: what was recognised in it, where that is known.
        told_on: day of the call, else of the report.
        area: area code, None or "unknown" where nobody knows.
        shown_number: the number on the display, as given.
        voice: who counts as one reporter; None: anonymous.
        background: says which words are too common to tell; None: the packaged one.
    """
    known = background or packaged_background()
    words: dict[str, str] = {}
    for feature, told in _features(read, recognition, area=area, shown_number=shown_number, background=known):
        words.setdefault(feature, told)
    return ReportTraits(
        id=report,
        told_on=told_on,
        area=area or UNKNOWN_AREA,
        voice=voice or anonymous_voice(told_on),
        kind=recognition.kind if recognition is not None else None,
        features=tuple(words),
        words=words,
    )


def anonymous_voice(day: date | None) -> str:
    """Return the one voice that all anonymous reports of a day are counted as."""
    return f"{ANONYMOUS}{day.isoformat() if day else 'an unknown day'}"


def phone_digits(text: str) -> str | None:
    """Return the national digits of a phone number ("+44 20 7946 0118" → "02079460118"); None: it is none."""
    digits = "".join(char for char in text if char.isascii() and char.isdigit())
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) >= 11:
        digits = "0" + digits[2:].removeprefix("0")
    return digits if 5 <= len(digits) <= 15 and len(set(digits)) > 1 else None


def _features(
    read: ReadText | None,
    recognition: Recognition | None,
    *,
    area: str | None,
    shown_number: str | None,
    background: Background,
) -> Iterator[tuple[str, str]]:
    if area and area != UNKNOWN_AREA:
        yield f"area:{area}", area
    if shown_number and (digits := phone_digits(shown_number)):
        yield f"tel:{digits}", shown_number.strip()
    if recognition is not None:
        yield from _of_recognition(recognition)
    if read is None:
        return
    if gender := persona_gender(read):
        yield f"who:{gender}", gender
    for name in sorted(persona_names(read)):
        yield f"name:{name}", name
    if recognition is not None and recognition.is_report is None and not read.turns:
        for phrase in phrases_of(read.words.words):
            yield f"v:{phrase}", "the same words"
    yield from _phones(read)
    for number in islice(told_numbers(read), MOST_NUMBERS_KEPT):
        yield f"n:{number.value}", number.words
        if (about := roughly(number.value)) is not None:
            yield f"r:{about}", number.words
    yield from _words(read, background, said=_STAND_INS | _said_already(recognition))


def _of_recognition(recognition: Recognition) -> Iterator[tuple[str, str]]:
    if recognition.kind:
        yield f"kind:{recognition.kind}", recognition.kind
    if recognition.brand:
        yield f"brand:{recognition.brand.lower()}", recognition.brand
    facts = recognition.facts
    if facts.remote_tool:
        yield f"tool:{facts.remote_tool}", facts.remote_tool
    if facts.payment:
        yield f"pay:{facts.payment}", facts.payment
    signs = [sign.sign for sign in recognition.signs if sign.weight > 0]
    for sign in list(dict.fromkeys(signs))[:MOST_SIGNS_KEPT]:
        yield f"s:{sign}", sign.replace("_", " ")


def _phones(read: ReadText) -> Iterator[tuple[str, str]]:
    kept = 0
    for one in read.identifiers:
        if one.type == "phone" and (digits := phone_digits(one.digits or one.text)):
            yield f"tel:{digits}", one.text
            kept += 1
            if kept == MOST_PHONES_KEPT:
                return


def _said_already(recognition: Recognition | None) -> frozenset[str]:
    """Return the words of firm and tool: they are compared as such."""
    if recognition is None:
        return frozenset()
    tool = (recognition.facts.remote_tool or "").replace(" ", "").lower()
    parts = {"TeamViewer": "team viewer", "UltraViewer": "ultra viewer", "AnyDesk": "desk"}
    firm = (recognition.brand or "").lower().replace("_", " ")
    named = f"{firm} {tool} {parts.get(recognition.facts.remote_tool or '', '')}"
    return frozenset(named.split())


def _words(read: ReadText, background: Background, *, said: frozenset[str]) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    before = ""
    for word in read.words.words[:MOST_WORDS_READ]:
        if (joined := joined_word(before, word)) is not None:
            found.setdefault(f"w:{canonical(joined)}", f"{before} {word}")
        before = word
        if len(word) < 3 or word == TURN_MARK or not word.isalpha() or word in said:
            continue
        feature = f"w:{canonical(word)}"
        if feature not in found:
            found[feature] = word
    telling = [feature for feature in found if not background.is_common(feature)]
    if len(telling) > MOST_WORDS_KEPT:
        rarest = set(sorted(telling, key=background.share)[:MOST_WORDS_KEPT])
        telling = [feature for feature in telling if feature in rarest]
    for feature in telling:
        yield feature, found[feature]
    for feature in telling:
        meaning = meaning_of(feature[2:])
        if meaning is not None and not background.is_common(f"m:{meaning}"):
            yield f"m:{meaning}", found[feature]
