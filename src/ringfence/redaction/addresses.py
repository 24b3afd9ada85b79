# ruff: noqa: E501  (patterns read better on one line than cut)
"""Street addresses in a text: a house and a street, a named house, or what stands after "address"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.foundation.pattern import compiled
from ringfence.reading import word_set
from ringfence.redaction.vocabulary import given_names, is_ordinary
from ringfence.redaction.word_classes import class_of

__all__ = ["find_addresses"]

_STREET = (
    "road|rd|street|st|avenue|ave|av|lane|ln|close|cl|drive|dr|way|court|ct|crescent|cres|gardens|gdns|grove|place|pl|terrace|terr|square|sq|"
    "hill|park|mews|walk|row|view|green|rise|heol|ffordd|stryd|parade|wharf|quay|croft|meadow|meadows|fold|bank|vale|villas|cottages|cottage|drove|"
    "broadway|embankment|highway|approach|circus|gate|wynd|yard|brow|brae|end|side|loan|path|orchard|common|heights|ridge|dale|chase|glade|link|loke|"
    "passage|garth|toft|hey|leys|leas|lea|field|fields|buildings|house|mansions|towers|tower|lodge|estate|gardens|pastures|copse|wood|woods|point|spinney|snicket|ginnel|rd\\.|st\\.|ave\\."
)
# Street words that are ordinary ones too: a house number and a capital must go with them.
_ORDINARY_STREET = word_set(
    "way place end side view point link path field fields house gate bank row common chase park green hill walk st dr court square rise drive yard pl ct cl sq lodge wood woods lea approach passage close"
)
_WORD_NUMBER = (
    "(?:a|one|two|three|four|five|six|seven|eight|nine) hundred(?: and)?(?: [a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_NUMBER = rf"(?:(?:number |no\.? ?)?(?:[1-9][0-9]{{0,3}} ?[a-d]?\b(?:[/\-][0-9]+[a-z]?)?|{_WORD_NUMBER}))"
_FLAT = r"(?:(?:[0-9]/[0-9],? )|(?:flat|apartment|apt\.?|unit|room|bungalow|plot|caravan|pitch|mooring|berth|block|studio|(?:the )?(?:top|ground|ground floor|first floor|basement|garden) flat) ?(?:[0-9]{1,4} ?[a-z]?|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)?,? ?)"
_NAME = r"\pL[\pL'’.\-]*"
_CAPITAL = r"\p{Lu}[\pL'’\-]+\b"
# Where it goes on after a comma: a village, a town; no word of a sentence.
_TOWN = rf"(?:,? ?\n? ?(?:{_CAPITAL}(?:[ -](?:{_CAPITAL}|on|upon|le|the|of|in|under|by|y)){{0,3}}))"
_STREETS = rf"(?i)\b({_FLAT}?{_NUMBER},? ?)((?:{_NAME} ){{1,3}})({_STREET})\b"
# 22 Quarrymead, Worthing; Flat 3, Larkspur House, Epsom; The Gables, Ilkley: capitals and what follows say it.
_CAPITALS_FIRST: tuple[tuple[str, bool, bool], ...] = (
    # A pattern; whether it holds a digit; whether a name has to stand before it.
    (
        rf"\b(?:[Ff]lat|FLAT|[Aa]partment|[Aa]pt\.?|[Uu]nit|[Rr]oom) [0-9]{{1,4}}[A-Za-z]?,? (?:[0-9]{{1,4}}[a-zA-Z]? )?{_CAPITAL}(?: {_CAPITAL}){{0,2}}",
        True,
        False,
    ),
    (rf"\b[0-9]{{1,4}}[a-zA-Z]?,? {_CAPITAL}(?: {_CAPITAL}){{0,2}}, ?{_CAPITAL}(?: {_CAPITAL}){{0,2}}", True, False),
    (rf"\bThe (?:Old )?{_CAPITAL}(?: {_CAPITAL}){{0,2}}, {_CAPITAL}(?: {_CAPITAL}){{0,2}}", False, True),
    (
        rf"\b{_CAPITAL}(?: {_CAPITAL}){{0,2}} (?:House|Cottage|Farm|Lodge|Court|Villa|Bungalow|Barn|Mill|Mansions|Rectory|Vicarage|Grange|Manor|Towers|Heights|Croft|View)\b,? (?:[0-9]+ )?{_CAPITAL}(?: {_CAPITAL}){{0,2}}",
        False,
        False,
    ),
    (
        rf"\b([0-9]{{1,4}}[a-zA-Z]?,? {_CAPITAL}(?: {_CAPITAL}){{0,2}}),? [A-Z]{{1,2}}[0-9][0-9A-Z]? ?[0-9][A-Z]{{2}}\b",
        True,
        False,
    ),
    (
        rf"\b((?:{_CAPITAL}(?: {_CAPITAL}){{0,2}}, ){{1,2}}{_CAPITAL}),? [A-Z]{{1,2}}[0-9][0-9A-Z]? ?[0-9][A-Z]{{2}}\b",
        True,
        False,
    ),
)
_WELSH = r"(?i)\b(?:ffordd|heol|stryd|lon|lôn) [a-zà-ÿ]+(?: [a-zà-ÿ]+)?, ?[a-z]+"
_CUED = (
    rf"(?:(?i:\b(?:h/a|home addr(?:ess)?|addr(?:ess)?|resid(?:es|ing|ent) (?:at|of)|lives? at|living at|lived at|staying at|stopping at|house is|bungalow is|flat is|i am at|i'm at|visit(?:ed)? (?:me |her |him )?at|come (?:out )?to|send (?:it |them )?to))"
    rf"(?: (?i:is|was|of|fm [a-z]+|from [a-z]+|given|details|for me|of vic|of ip))*[ :\-,]{{1,3}}(?i:at )?)((?:{_FLAT})?(?:[0-9]{{1,4}}[a-zA-Z]?,? )?(?:{_CAPITAL}(?:,? |\b)){{1,5}})"
)
# The Laurels, Back Lane, Bingley; Ty Gwyn, Heol Fach, Pontyclun: capitals between commas, a street among them.
_GROUP = rf"{_CAPITAL}(?: {_CAPITAL}| on| upon| le| the| of| under){{0,3}}"
_NAMED_STREET = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Cl|Drive|Dr|Way|Court|Crescent|Cres|Gardens|Gdns|Grove|Place|Terrace|Square|Hill|Mews|Walk|Row|"
    "View|Rise|Parade|Wharf|Quay|Croft|Meadow|Meadows|Fold|Vale|Villas|Cottages|Wynd|Brow|Brae|Drove|Chase|Glade|Garth|Paddock|Paddocks|Crofts|Green"
)
_A_STREET = rf"(?:{_CAPITAL} ){{1,3}}(?:{_NAMED_STREET})\b\.?|(?:Heol|Ffordd|Stryd|Lôn|Lon) {_CAPITAL}(?: {_CAPITAL})?"
_STREET_SAID = rf" (?:{_NAMED_STREET})\b|\b(?:Heol|Ffordd|Stryd|Lôn|Lon) "
_HOUSE_AND_STREET = (
    rf"(?:(?:{_GROUP}),? (?:[0-9]{{1,4}}[a-z]? )?)??(?:{_A_STREET})(?:, {_GROUP}){{1,3}}|(?:{_GROUP}), (?:{_A_STREET})"
)
_ON_STREET = rf"(?i:\b(?:lives?|living|lived|house|home|flat|bungalow|round|address|resid(?:es|ing)|resident) (?:is |was )?(?:on|in|at|of|up|down|:) ?)((?:{_CAPITAL} ){{1,3}}(?:{_NAMED_STREET})\b)"
# What goes before a house and a street: a flat, a house's name.
# 30 Kingsmead; 23 Clos y Deri: a number and capitals, where something says that somebody lives there.
_NUMBER_AND_CAPITALS = rf"[0-9]{{1,4}}[a-zA-Z]?,? {_CAPITAL}(?: (?:{_CAPITAL}|y|yr|o['’]|the|of|on)){{0,3}}"
_AT_NUMBER = rf"(?i:\b(?:at|of|to|address:?|address is|number|no\.?|home:?) )({_NUMBER_AND_CAPITALS})(?:[,.;)\n]|$| (?:and|who|he|she|i|they|with|on|in|for|where|but|when)\b)"
_AFTER_NAME = rf"^,? ?\n? ?((?:(?:number|no\.?|No\.?|Number) )?{_NUMBER_AND_CAPITALS}|{_CAPITAL}(?: {_CAPITAL}){{0,2}}, {_CAPITAL}(?: {_CAPITAL}){{0,2}})(?:[,.;)\n]|$)"
_WELSH_HOUSE = rf"\b[0-9]{{1,4}}[a-z]? (?:Bryn|Ty|Tŷ|Clos|Maes|Parc|Pen|Cae|Cwrt|Trem|Rhodfa|Llys|Dol|Gerddi|Coed|Nant|Pant|Stad|Tai|Rhiw|Tyn|Glan|Min) (?:y |yr )?{_CAPITAL}(?: {_CAPITAL})?"
_HOUSE_NUMBERED = rf"\b(?:House|Chalet|Villa|Lodge|Cottage|Pod|Suite) [0-9]{{1,3}},? {_CAPITAL}(?: {_CAPITAL}){{0,2}}"
_LIVES_AT = rf"(?i:\b(?:lives?|lived|living|home is|house is called|resid(?:es|ing)) at )({_CAPITAL}(?: {_CAPITAL})?)"
_TOWN_WITHOUT_COMMA = rf"^ {_CAPITAL}(?: {_CAPITAL})?"
_HOUSE_ALONE = rf"(?i:\b(?:at|of|is|in|address:?|lives?|home:?) )((?:{_CAPITAL} ){{1,3}}(?:House|Cottage|Farm|Bungalow|Barn|Rectory|Vicarage|Manor|Lodge|Court|Grange))\b"
_LEFT_OF_ADDRESS = rf"(?:{_FLAT}|(?:(?:[Tt]he )?{_GROUP}, ){{1,2}})$"
_LIVES_IN = rf"(?i:\b(?:lives?|living|lived|resid(?:es|ing)|resident) (?:alone |by (?:my|her|him)self )?(?:in|near|outside) )((?:{_CAPITAL} ?){{1,3}}, {_CAPITAL})"
_NOT_STREET_NAMES = word_set(
    "in the on of a an to from my his her their our your down up across at and or for with by that this was were is are i he she they it we you men man women people times time weeks week days day hours hour hrs hr minutes minute mins months month years year yrs yr pounds pound quid calls call after before other end o'clock oclock am pm per cent percent grand k different more then when while if as but so not no yes all both each every these those one two three four five six seven eight nine ten january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday said says told rang had has have been him them me us old mon tue wed thu fri sat sun tues thurs jan feb mar apr jun jul aug sept oct nov dec bedroom storey flights plus"
)
_CAPITALS_THAT_ARE_NONE = word_set(
    "AM PM BST GMT January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Amazon Apple Google Microsoft"
)


def find_addresses(text: str, names: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return where addresses stand, as far as the town, in order; what overlaps is one.

    Args:
        text: the text.
        names: where people's names stand: a named house after one is theirs.
    """
    found: list[tuple[int, int]] = []
    for begun, end in sorted(_candidates(text, names)):
        start = _behind_name(text, begun, end, names)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _behind_name(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> int:
    """Return where an address begins that has taken in the end of a name: "P. [Gallacher, 5 Tannery Row]"."""
    for first, last in names:
        if first < start < last < end:
            return last + len(text[last:end]) - len(text[last:end].lstrip(" ,\n"))
    return start


def _candidates(text: str, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    low = text.lower()
    has_digit = any(map(str.isdigit, text))
    yield from _houses_in_streets(text)
    yield from _houses_with_capitals(text, {end for _, end in names}, has_digit=has_digit)
    if has_digit or any(word in low for word in ("address", "live", "resid", " at ")):
        yield from _after_cues(text)
    has_street = compiled(_STREET_SAID).search(text) is not None
    for match in compiled(_HOUSE_AND_STREET).finditer(text) if has_street else ():
        if not _holds_a_day(match.group()):
            yield _from_house(text, match.start()), match.end()
    for pattern in (_ON_STREET, _HOUSE_ALONE):
        for match in compiled(pattern).finditer(text):
            yield match.start(1), _with_town(text, match.end(1))
    if has_digit:
        for pattern in (_AT_NUMBER, _WELSH_HOUSE, _HOUSE_NUMBERED):
            for match in compiled(pattern).finditer(text):
                group = 1 if pattern is _AT_NUMBER else 0
                if not _holds_a_day(match.group(group)):
                    yield match.start(group), _with_town(text, match.end(group))
    for match in compiled(_LIVES_AT).finditer(text):
        if not is_ordinary(match.group(1).split()[0].lower()):
            yield match.start(1), _with_town(text, match.end(1))
    yield from _after_names(text, names)
    for match in compiled(_WELSH).finditer(text):
        yield match.span()


def _houses_in_streets(text: str) -> Iterator[tuple[int, int]]:
    for match in compiled(_STREETS).finditer(text):
        words = match.group(2).split()
        if words[0] in {"The", "the"} and (len(words) == 1 or words[1][:1].isupper()) and match.group(3)[:1].isupper():
            yield _from_house(text, match.start()), _with_town(text, match.end())
            continue
        if not _NOT_STREET_NAMES.isdisjoint(word.lower() for word in words):
            continue
        street, number = match.group(3).lower().strip("."), match.group(1)
        is_capital = words[0][:1].isupper() and match.group(3)[:1].isupper()
        is_plain = number.strip(" ,").isdigit() and len(words) <= 2
        is_said = "address" in text[max(0, match.start() - 30) : match.end() + 30].lower()
        if street not in _ORDINARY_STREET or is_capital or is_plain or is_said:
            yield _from_house(text, match.start()), _with_town(text, match.end())


def _from_house(text: str, start: int) -> int:
    """Return where an address begins that has the name of a house or a flat before the street."""
    before = text[max(0, start - 60) : start]
    match = compiled(_LEFT_OF_ADDRESS).search(before)
    if match is None or _holds_a_day(match.group()):
        return start
    first = match.group().split()[0].strip(",").lower()
    is_word = (
        is_ordinary(first)
        and first not in {"the", "flat", "apartment", "unit", "room"}
        and len(match.group().split()) == 1
    )
    return start if is_word else start - len(before) + match.start()


def _houses_with_capitals(text: str, ends_of_names: set[int], *, has_digit: bool) -> Iterator[tuple[int, int]]:
    for pattern, needs_digit, needs_name in _CAPITALS_FIRST:
        if needs_digit and not has_digit:
            continue
        for match in compiled(pattern).finditer(text):
            follows_name = any(end in ends_of_names for end in range(match.start() - 3, match.start() + 1))
            if _holds_a_day(match.group()) or (needs_name and not follows_name):
                continue
            end = match.end(1) if compiled(pattern).groups else _with_town(text, match.end())
            yield match.start(), end


def _after_names(text: str, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what stands between a name and the next full stop, where it looks like a house or a place."""
    for _, end in names:
        match = compiled(_AFTER_NAME).search(text[end : end + 60]) if text[end : end + 1] in {",", "\n", " "} else None
        if match is None or _holds_a_day(match.group(1)):
            continue
        words = [word.strip(",").lower() for word in match.group(1).split()]
        if not any(word in given_names() or class_of(word) or is_ordinary(word) for word in words):
            yield end + match.start(1), _with_town(text, end + match.end(1))


def _after_cues(text: str) -> Iterator[tuple[int, int]]:
    for match in compiled(_CUED).finditer(text):
        value = match.group(1).rstrip(" ,")
        if (any(char.isdigit() for char in value) or "," in value) and not _holds_a_day(value):
            yield match.start(1), match.start(1) + len(value)
    for match in compiled(_LIVES_IN).finditer(text):
        yield match.span(1)


def _holds_a_day(value: str) -> bool:
    return any(word.strip(",") in _CAPITALS_THAT_ARE_NONE for word in value.split())


def _with_town(text: str, end: int) -> int:
    """Return where an address ends that goes on with ", Town" once or twice."""
    match = compiled(r"^ (?:North|South|East|West|[NSEW])\b").search(text[end : end + 7])
    end += match.end() if match else 0
    match = compiled(_TOWN_WITHOUT_COMMA).search(text[end : end + 30])
    if match is not None and not any(is_ordinary(word.lower()) for word in match.group().split()):
        end += match.end()
    for _ in range(3):
        match = compiled(rf"^(?:,|\.?\n)(?: ?(?:near|nr|Nr|Near|off|Off|behind|opposite))?{_TOWN}").search(
            text[end : end + 45]
        )
        if match is None or any(word in _CAPITALS_THAT_ARE_NONE for word in match.group().strip(", ").split()):
            break
        end += match.end()
    match = compiled(r"^,? [A-Z]{1,2}[0-9]{1,2}[A-Z]?\b").search(text[end : end + 8])
    return end + match.end() if match else end
