# ruff: noqa: E501  (words stand side by side in their sets)
"""Names of firms that stand in no table, by the grammar around them and by the words that firms call themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from ringfence.reading import TURN_MARK, ReadText, word_set
from ringfence.recognise.pattern_bank import Spans, any_of

__all__ = ["NAME_PATTERNS", "FirmName", "find_firm_names", "trade_of_name"]

MOST_LETTERS = 48  # of a name; the store has room for more
_MOST_WORDS = 6
_MOST_NAMES = 24  # looked at in one text
# A text in which fewer of its words begin with a capital is written without them.
_FEWEST_CAPITALS = 0.04

# The last word of what firms and bodies call themselves → trade, as in the table of brands.
_HEADS = {
    word: trade
    for trade, words in {
        "bank": "bank banking",
        "credit": "finance loans loan lending credit enforcement bailiffs collections debt lender",
        "energy": "energy power gas electric electricity solar",
        "water": "water",
        "telecom": "telecom telecoms mobile broadband communications fibre internet",
        "delivery": "couriers courier logistics parcels deliveries delivery freight shipping",
        "retailer": "store stores supermarket supermarkets shop flowers pharmacy chemist jewellers tickets",
        "insurance": "insurance alarms healthcare funerals funeral care hearing mobility",
        "pension": "pensions pension retirement",
        "investment": (
            "capital markets market trading investments investment wealth assets asset fund funds exchange crypto coin wine "
            "wines gold bullion recovery recoveries holdings securities equity partners ventures traders fx finances"
        ),
        "government": (
            "council embassy consulate commission ministry authority agency department office tribunal court scheme grants"
        ),
        "police": "police constabulary",
        "charity": "appeal hospice trust foundation charity rescue fundraising benevolent fund ambulance",
        "prize": "lottery sweepstake sweepstakes draw lotto radio fm competitions prizes raffle",
        "appliance": (
            "cover warranty warranties appliances boilers heating plumbing roofing windows insulation conservatories guttering "
            "drives paving builders protect repairs glazing doors kitchens care aftercare shield"
        ),
        "job": "recruitment recruiting models jobs careers staffing modelling talent",
        "travel": "travel holidays tours airways airlines hotels hotel cruises resorts",
        "computer": "software computers antivirus tech technologies technology systems digital",
        "other": (
            "ltd limited plc llp direct group services service solutions associates solicitors legal law claims consultants "
            "university college hospital clinic institute association union federation properties lettings estates homes "
            "property motors survey surveys research media news magazine marketing advisers advisors advice company "
            "helpline society centre bureau international uk"
        ),
    }.items()
    for word in words.split()
}  # fmt: skip
_LED = (
    "from", "fr", "frm", "fm", "off", "on behalf of", "o b o", "representing", "purporting to be", "claiming to be", "claims to be",
    "claimed to be", "pretending to be", "ptd to be", "said to be", "purp", "of", "with", "at", "for", "called", "calling themselves",
    "firm", "company", "organisation", "organization", "brand", "charity", "trading as", "im with", "as", "this is", "its",
    "said he was", "said she was", "said they were", "saying he was", "saying she was", "says hes", "says shes", "name of",
    "company name", "company name given", "company named", "organisation named", "name of company", "name of organisation",
    "business name", "who did they say they were", "who did the caller say they were", "who did they say", "who called",
    "who did they claim to be", "caller said they were", "caller said he was", "caller said she was", "caller claimed to be",
    "they said they were", "who were they", "who was it", "who", "impersonating", "impersonated", "organisation claimed",
    "company claimed", "claimed",
)  # fmt: skip
# What stands between such a cue and the name.
_LIGHT = word_set("the a an your our my his her their this some so called one i said they were was is given")
_JOINS = word_set("of and the for de")
# Between a person and the firm.
_OF = word_set("of at from")
# A run of a name ends before these, which belong to the caller or the team.
_TEAM = word_set(
    "fraud security support customer customers team department dept helpdesk desk calling here speaking billing refunds "
    "technical accounts account branch manager staff reps rep agent people"
)
_TITLES = word_set("mr mrs ms miss dr sir lady lord mister missus officer inspector sergeant constable agent detective")
_NO_NAME = word_set(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december mr mrs ms miss dr sir madam ok no yes he she they we it the a an my his her mum dad gran nan "
    "english british indian american scottish welsh irish asian eastern christmas easter pc id vic ip tc nfa atm otp pin cctv "
    "p c d s dc ds di sgt det detective sergeant inspector constable officer hrs asap dob daughter son grandson granddaughter "
    "nephew niece brother sister husband wife friend nobody someone somebody london manchester birmingham leeds glasgow there "
    "then what that this when where how just hello hi thanks dear sat sun mon tue tues wed weds thu thurs fri"
)
# Words that tell no firm from another: a name has others as well.
_ANY = word_set(
    "head government care call centre new old other good bad real genuine proper big small same next local national company firm "
    "main own whole nice lovely card cards account accounts sort code number numbers phone house home front door high low the a "
    "an and of for in on claims free online whats hr it tax council pension"
)
# In a text without capitals a name begins after one of these.
_BEGINS = word_set("from fr frm fm off at with of for called is its im were the a an this representing purp claiming")
_ENDS_LOWER = word_set(
    "the a an and or to in on by my your our his her their i you he she it we they is was were are be been have has had do does "
    "did will would can could get got about because but so if when that this what which who how not no yes any some all me "
    "him them us from with at of for off calling called rang said says saying ive im its weve youve theres up out there one "
    "two three just new own big online every each more card sent then know want going please hello hi"
)

NAME_PATTERNS: Mapping[str, str] = {"led": any_of(_LED), "head": any_of(_HEADS)}


@dataclass(frozen=True, slots=True)
class FirmName:
    """A name that may be a firm's."""

    name: str  # as written, tidied: no article, no possessive, no team
    first: int  # words, half-open
    last: int
    traits: tuple[str, ...]  # what speaks for a firm's name


def trade_of_name(name: str) -> str | None:
    """Return the trade that the words of a firm's name tell, as in the table of brands; None where they tell none."""
    for word in reversed(name.lower().replace("'", "").split()):
        if (trade := _HEADS.get(word, "other")) != "other":
            return trade
    return None


def find_firm_names(read: ReadText, named: Mapping[str, Spans], *, taken: Set[int]) -> list[FirmName]:
    """Return names that may be a firm's, in the order in which they stand.

    Args:
        read: the text.
        named: where `NAME_PATTERNS` stand.
        taken: words that belong to firms of the table.
    """
    if not named.get("led") and not named.get("head"):
        return []
    finder = _Finder(read, taken)
    ends: dict[int, int] = {}
    traits: dict[int, set[str]] = {}
    for (first, last), trait in finder.all(named):
        ends[first] = max(last, ends.get(first, last))
        traits.setdefault(first, set()).add(trait)
        if len(ends) >= _MOST_NAMES:
            break
    for first, last in list(ends.items()):
        if any(first < other <= last and finder.is_somebody_of(first, other) for other in ends):
            del ends[first]
    return [one for first, last in sorted(ends.items()) if (one := finder.name(first, last, traits[first])) is not None]


class _Finder:
    def __init__(self, read: ReadText, taken: Set[int]) -> None:
        self._read = read
        self._words = read.words.words
        self._taken = taken
        starts = read.words.word_starts_in_text()
        text = read.text
        capitals = sum(text[start].isupper() for start in starts)
        self._starts = starts
        self._is_cased = _FEWEST_CAPITALS * len(starts) <= capitals and not text.isupper()

    def all(self, named: Mapping[str, Spans]) -> Iterator[tuple[tuple[int, int], str]]:
        for first, last in named.get("led", ()):
            begin = self._after_light(last)
            if begin is None:
                continue
            gap = self._between(last - 1)
            is_field = ":" in gap or "?" in gap
            if (end := self._end(begin)) > begin:
                yield (begin, end), "field" if is_field else f"led by:{' '.join(self._words[first:last])}"
        for head, last in named.get("head", ()):
            start = self._begin(head)
            if head not in self._taken and start < head:
                yield (start, max(last, self._end(head))), "by its head"

    def _after_light(self, place: int) -> int | None:
        for begin in range(place, min(place + 4, len(self._words))):
            word = self._words[begin]
            if word == TURN_MARK:
                return None
            if word not in _LIGHT or (self._is_cased and begin > place and self._is_capital(begin)):
                return begin
        return None

    def _is_capital(self, place: int) -> bool:
        return self._read.text[self._starts[place]].isupper()

    def _between(self, place: int) -> str:
        """Return what stands between a word and the next."""
        if place + 1 >= len(self._words):
            return "\n"
        return self._read.text[self._read.words.original_span(place, place + 1)[1] : self._starts[place + 1]]

    def _goes_on(self, place: int) -> bool:
        """Return whether a name may go on after a word."""
        gap = self._between(place)
        if gap == ". ":
            return len(self._words[place]) == 1  # an initial
        return bool(gap) and not gap.strip(" -&.'’") and ". " not in gap and "- " not in gap

    def _end(self, begin: int) -> int:
        """Return where the name that begins at a word ends; the word itself where none begins."""
        words = self._words
        if begin in self._taken or words[begin] in _NO_NAME or (begin and words[begin - 1] in _TITLES):
            return begin
        is_quoted = begin > 0 and self._between(begin - 1).endswith(('"', "“"))
        if not is_quoted and not (self._is_cased and self._is_capital(begin)):
            return self._end_by_head(begin)
        end = begin
        for place in range(begin, min(begin + _MOST_WORDS, len(words))):
            word = words[place]
            if word == TURN_MARK:
                break
            if is_quoted or self._is_capital(place) or word.isdigit():
                end = place + 1
            elif word not in _JOINS or place == begin:
                break
            if not self._goes_on(place):  # a closing quotation mark ends it too
                break
        return end

    def _end_by_head(self, begin: int) -> int:
        """Return where a name in small letters ends, with the words that firms call themselves; else where it begins."""
        words = self._words
        for place in range(begin, min(begin + 4, len(words))):
            word = words[place]
            if word in _ENDS_LOWER or word == TURN_MARK or place in self._taken:
                return begin
            if word in _HEADS and place > begin:
                end = place + 1
                while end < len(words) and words[end] in _HEADS and self._goes_on(end - 1):
                    end += 1
                return end
            if not self._goes_on(place):
                return begin
        return begin

    def _begin(self, head: int) -> int:
        """Return where a name that ends with a head word begins; the head itself where none does."""
        if self._is_cased and self._is_capital(head):
            return self._begin_of_capitals(head)
        words = self._words
        for before in range(head - 1, max(-1, head - 4), -1):
            word = words[before]
            if word in _BEGINS:
                return before + 1
            if word in _ENDS_LOWER or word == TURN_MARK or before in self._taken or not self._goes_on(before):
                break
        return head

    def _begin_of_capitals(self, head: int) -> int:
        words, begin = self._words, head
        while begin > 0 and head - begin < _MOST_WORDS and self._goes_on(begin - 1):
            before = begin - 1
            word = words[before]
            if before in self._taken or (word in _BEGINS and word not in _JOINS):
                break
            is_part = self._is_capital(before) and word not in _NO_NAME
            is_join = word in _JOINS and before > 0 and self._is_capital(before - 1) and self._goes_on(before - 1)
            if not (is_part or is_join):
                break
            begin = before
        while begin < head and (words[begin] in _LIGHT or words[begin] in _BEGINS or words[begin] in _JOINS):
            begin += 1
        return begin

    def is_somebody_of(self, first: int, firm: int) -> bool:
        """Return whether a run of words names a person, then a firm: "Hayley of Clearpath Debt Solutions"."""
        person = self._words[first : firm - 1]
        return bool(person) and self._words[firm - 1] in _OF and _HEADS.keys().isdisjoint(person)

    def name(self, first: int, last: int, traits: Set[str]) -> FirmName | None:
        """Return the name over some words, tidied; None where nothing is left."""
        while last > first and (self._words[last - 1] in _TEAM or self._words[last - 1] in _JOINS) and last - 1 > first:
            last -= 1
        while first < last and (self._words[first] in _LIGHT or self._words[first] in _NO_NAME):
            first += 1
        if first >= last or any(place in self._taken for place in (first, last - 1)):
            return None
        start, end = self._read.words.original_span(first, last)
        name = " ".join(self._read.text[start:end].split()).strip(" .,;:\"'“”’")
        for owned in ("'s", "’s"):
            name = name.removesuffix(owned)
        if not name or len(name) > MOST_LETTERS or not any(char.isalpha() for char in name):
            return None
        if all(word in _ANY or word in _HEADS or word.isdigit() for word in self._words[first:last]):
            return None
        more = {"cased" if self._is_cased else "not cased", f"words:{last - first}"}
        if self._words[last - 1] in _HEADS:
            more.add("ends with a head")
        if any(word in _HEADS for word in self._words[first : last - 1]):
            more.add("holds a head")
        if any(char.isupper() for part in name.split() for char in part[1:]) and not name.isupper():
            more.add("capital within")
        return FirmName(name=name, first=first, last=last, traits=tuple(sorted({*traits, *more})))
