# ruff: noqa: E501  (patterns read better on one line than cut)
"""Names of people in a text, by grammar and role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ringfence.domain.recognition import Owner
from ringfence.foundation.pattern import compiled
from ringfence.reading import word_set
from ringfence.redaction.name_cues import follows_cue, owner_by_cues
from ringfence.redaction.name_extent import NameFound, after_my_name_is, initials_of, widened
from ringfence.redaction.name_tokens import Token, read_tokens
from ringfence.redaction.owner_features import WEAK
from ringfence.redaction.vocabulary import (
    english_words,
    given_names,
    given_names_by_hand,
    is_ordinary,
    names_that_are_words,
    never_names,
    place_names,
    surnames,
)
from ringfence.redaction.word_classes import class_of

__all__ = ["NameFound", "find_names", "is_title"]


_TITLES = word_set(
    "mr mrs ms miss mx dr doctor sir lady lord rev revd maj cpl capt cdr judge reverend prof professor mister missus missis master dame canon father sister mstr auntie aunty aunt uncle nana nanny granny grandma grandad nan"
)
_KIN_TITLES = word_set("father sister auntie aunty aunt uncle nana nanny granny grandma grandad nan")
_RANKS = word_set(
    "pc ps ds dc di dci dcc sgt sergeant det detective inspector insp constable officer agent superintendent supt supervisor commander pcso wpc"
)
_SHORT_RANKS = word_set("pc ps ds dc di dci sgt insp pcso wpc cllr oic op int'r keyworker")
_MONTHS = word_set("jan april apr may june july august mar tues sat sun")
_FIRMS = frozenset({
    "john lewis", "morgan stanley", "peter jones", "ernest jones", "david lloyd", "ted baker", "owen owen", "john lewis's",
    "milton keynes", "st john", "virgin mary", "jesus christ", "ross wye", "paddy power", "william hill", "lloyd george",
})  # fmt: skip
_PARTICLES = word_set("de van der von da la le al el bin mac mc st ap ab ferch o")
_SPELLED = r"(?i)\b[a-z](?:[ \-.][a-z]){4,20}\b"
_FIRM_TAILS = word_set(
    "bank banking lending finance financial ltd limited insurance energy group solutions services service support house school college university church road street lane avenue close drive hospital surgery society bros brothers council police constabulary branch building business stores store pharmacy plc llp trust hotel centre arms inn park station direct homes windows roofing kitchens green hill common bridge market town row court way place gardens crescent grove terrace square hall farm wood"
)
_PLACE_BEFORE = word_set("in at near to from via towards outside around visiting of")
_STOPS = re.compile(r"[.!?;\n:]")


def find_names(text: str) -> list[NameFound]:
    """Return names of people in order.

    A given name, a title or an initial makes a name, and so does a word that
    follows a cue ("my name is").
    """
    tokens = read_tokens(text)
    if not tokens:
        return []
    capitals = sum(token.is_capital and not token.is_shouted and len(token.low) > 1 for token in tokens)
    shouts = sum(token.is_shouted for token in tokens)
    reader = _Reader(text, tokens, is_shouting=shouts > 0.6 * len(tokens), is_small=capitals < 0.03 * len(tokens))
    found = [
        NameFound(match.start(), match.end(), Owner.VICTIM, "spelled")
        for match in compiled(_SPELLED).finditer(text)
        if not is_ordinary("".join(filter(str.isalpha, match.group().lower())))
    ]
    for first, last, is_weak in reader.runs():
        owner = reader.owner_of(first, last)
        shape = reader.shape_of(first, last)
        found.append(
            NameFound(tokens[first].start, tokens[last - 1].end, owner, f"{WEAK}{shape}" if is_weak else shape)
        )
    found += after_my_name_is(text, found)
    found += initials_of(text, tokens, found)
    return widened(text, sorted(found, key=lambda one: (one.start, -one.end)))


def is_title(word: str) -> bool:
    """Say whether a word (lower case) is a title or a rank."""
    return word in _TITLES or word in _RANKS


class _Reader:
    """Reads one text token by token."""

    def __init__(self, text: str, tokens: Sequence[Token], *, is_shouting: bool, is_small: bool) -> None:
        self.text = text
        self.tokens = tokens
        self.is_plain = is_shouting or is_small  # a capital says nothing
        self.is_shouting = is_shouting
        self.given = given_names()

    def runs(self) -> Iterator[tuple[int, int, bool]]:
        """Yield half-open runs of tokens that are a person's name, and whether they only may be one."""
        place, count = 0, len(self.tokens)
        while place < count:
            token = self.tokens[place]
            is_unit = token.start > 0 and self.text[token.start - 1].isdigit()  # "67F Northwich"
            is_passed = is_unit or self._is_role(place)
            if is_passed or not (token.is_capital or token.low in self.given or token.low in _TITLES or self.is_plain):
                place += 1
                continue
            if self._is_small_given(place):
                last = place + 1 + self._is_small_surname(place + 1)
                yield place, last, True
                place = last
                continue
            last, is_person = self._run_from(place)
            if is_person:
                yield place, last, self._is_place(place, last)
            elif last > place and (self._may_be_name(place, last) or self._is_word_and_name(place)):
                yield place, last, True
            elif last == place and (self._is_word_and_given(place) or self._is_word_and_name(place)):
                last = place + 1
                last += self._follows(last, (" ",)) and self._is_name(last, is_first=False, is_led=True)
                yield place, last, True
            place = max(place + 1, last)

    def _is_role(self, place: int) -> bool:
        """Say whether it is the "Vic" of "Vic Farida Begum": who was robbed, and no given name."""
        if self.tokens[place].low != "vic" or not self._follows(place + 1, (" ",)):
            return False
        name = self.tokens[place + 1]
        return name.is_capital and (name.low in self.given or name.low in _TITLES)

    def _is_place(self, first: int, last: int) -> bool:
        return " ".join(token.low for token in self.tokens[first:last]) in place_names()

    def _run_from(self, first: int) -> tuple[int, bool]:
        """Return where the capitals and given names from here end, and whether they are a person's name."""
        place, has_title = self._title(first)
        place, has_initial = self._initials(place, is_led=has_title)
        begun = place
        is_ranked = first > 0 and self.tokens[first].gap == " " and self.tokens[first - 1].low in _SHORT_RANKS
        while place < len(self.tokens) and place - begun < 6:
            gaps = (" ", "  ", ". ", ".") if place == begun else (" ", "  ")
            if place > first and not self._follows(place, gaps):
                break
            is_led = has_title or has_initial or place > begun or is_ranked
            is_name = self._is_name(place, is_first=place == begun, is_led=is_led)
            if not is_name and not (place > begun and self._is_particle(place)):
                break
            place += 1
            if self.text[self.tokens[place - 1].end : self.tokens[place - 1].end + 2].lower() in {"'s", "’s"}:
                break
        if place == begun and has_title and self._is_letter_of_surname(place):
            return place + 1, True
        if place == begun:
            return first, False
        if place - begun == 1 and self._is_turned_round(begun):
            place += 1
        if place < len(self.tokens) and self._is_last_initial(place):
            place += 1
        is_given = self._is_given(begun) or (place - begun > 1 and self.tokens[place - 1].low in self.given)
        is_person = has_title or has_initial or is_given or self._has_cue(first, place)
        if not is_person:
            return place, False
        return place, not self._is_firm_or_place(first, place, is_alone=place - first == 1)

    def _is_small_given(self, place: int) -> bool:
        """Say whether it is a given name and no word, in small letters where others have capitals: "im maddie"."""
        low = self.tokens[place].low
        is_name = low in self.given and low not in english_words() and low not in never_names() and not is_ordinary(low)
        return is_name and not self.is_plain and not self.tokens[place].is_capital and low not in _TITLES

    def _is_small_surname(self, place: int) -> bool:
        if not self._follows(place, (" ",)):
            return False
        low = self.tokens[place].low
        return len(low) > 2 and low not in english_words() and low not in never_names() and not is_ordinary(low)

    def _is_word_and_given(self, place: int) -> bool:
        """Say whether a sentence begins with a word that is a given name too: "Hope said"."""
        token = self.tokens[place]
        is_written_so = token.is_capital and not token.is_shouted and not self.is_plain
        return is_written_so and token.low in given_names_by_hand() and token.low not in _MONTHS | _TITLES

    def _is_word_and_name(self, place: int) -> bool:
        """Say whether a word that is a name too has a capital, or stands behind a rank or a relation: "DC Stone"."""
        token = self.tokens[place]
        is_led = place > 0 and token.gap in {" ", ", ", ". "} and self._leads(place - 1)
        if token.low not in names_that_are_words():
            is_odd = not token.low.isalpha() or token.low in _TITLES or token.low in never_names()
            return is_led and token.is_capital and not self.is_plain and not is_odd
        if self.is_plain:
            return is_led
        return token.is_capital and not token.is_shouted

    def _leads(self, place: int) -> bool:
        low = self.tokens[place].low
        return low in _SHORT_RANKS or class_of(low) == "kin"

    def _may_be_name(self, first: int, last: int) -> bool:
        """Say whether capitals that no word of the language explains may be a name."""
        words = [token.low for token in self.tokens[first:last]]
        if self.is_plain or self._is_firm_or_place(first, last, is_alone=last - first == 1):
            return False
        if any(class_of(word) == "firm" or word in never_names() for word in words):
            return False
        return any(word not in english_words() and len(word) > 2 for word in words)

    def _title(self, place: int) -> tuple[int, bool]:
        """Step over a title: "Mrs", "Prof."."""
        token = self.tokens[place]
        is_title = token.low in _TITLES and (token.is_capital or token.low not in _KIN_TITLES)
        if not is_title or not self._follows(place + 1, (" ", ". ", ".")):
            return place, False
        after = self.tokens[place + 1]
        is_illness = token.is_shouted and not self.is_shouting and not after.is_shouted and len(after.low) > 1
        return (place, False) if is_illness else (place + 1, True)  # "MS. Twice last week"

    def _is_particle(self, place: int) -> bool:
        """Say whether it is the "de" of "Anna de Souza"."""
        return (
            self.tokens[place].low in _PARTICLES
            and self._follows(place + 1, (" ",))
            and self._is_name(place + 1, is_first=False, is_led=True)
        )

    def _is_last_initial(self, place: int) -> bool:
        """Say whether it is the "P." of "Sue P."."""
        token = self.tokens[place]
        is_initial = len(token.low) == 1 and token.is_capital and token.gap == " " and token.low not in {"a", "i", "o"}
        return is_initial and self.text[token.end : token.end + 1] in {"", ".", ",", "\n"}

    def _is_letter_of_surname(self, place: int) -> bool:
        """Say whether it is the "K" of "Mrs K"."""
        if place >= len(self.tokens) or self.tokens[place].gap not in {" ", ". "}:
            return False
        token = self.tokens[place]
        return len(token.low) == 1 and token.is_capital and token.low != "i"

    def _is_turned_round(self, place: int) -> bool:
        """Say whether it is the surname of "PATEL, Rekha"."""
        if not self.tokens[place].is_shouted or not self._follows(place + 1, (", ",)):
            return False
        given = self.tokens[place + 1]
        return given.is_capital and not given.is_shouted and not is_ordinary(given.low)

    def _initials(self, place: int, *, is_led: bool) -> tuple[int, bool]:
        """Step over initials: "J. R.", "R" after a title."""
        begun = place
        while place + 1 < len(self.tokens) and place - begun < 3:
            token = self.tokens[place]
            gap = self.tokens[place + 1].gap
            is_led = is_led or (place > begun)
            if len(token.low) > 1 or gap not in {". ", ".", " "} or not (token.is_capital or self.is_plain):
                break
            is_word = gap == " " and (token.low in {"a", "i", "o"} or not token.is_capital)
            if (is_word and not is_led and not self._has_cue(place, place + 1)) or (
                token.is_capital and not self.tokens[place + 1].is_capital
            ):
                break
            place += 1
        if place > begun and not self._is_name(place, is_first=True, is_led=True):
            return begun, False
        return place, place > begun

    def _follows(self, place: int, gaps: tuple[str, ...]) -> bool:
        return place < len(self.tokens) and self.tokens[place].gap in gaps

    def _is_given(self, place: int) -> bool:
        """Say whether a token is a given name and meant as one."""
        token = self.tokens[place]
        if token.low not in self.given or token.low in _TITLES or class_of(token.low) == "vic":
            return False
        if token.low in never_names() or is_ordinary(token.low):
            # "Will", "Grace", "Mark": a name only with a capital inside a sentence, or before a surname.
            if self.is_plain or not token.is_capital:
                return False
            if token.low in _MONTHS:
                return self._is_surname(place + 1)
            return (
                not self._starts_sentence(place) or self._is_surname(place + 1) or self._is_sign_off(place, place + 1)
            )
        if self.is_plain:
            return True
        return token.is_capital

    def _is_surname(self, place: int) -> bool:
        if place >= len(self.tokens) or self.tokens[place].gap != " ":
            return False
        token = self.tokens[place]
        return (
            token.is_capital
            and not token.is_shouted
            and token.low not in never_names()
            and token.low not in _FIRM_TAILS
        )

    def _is_name(self, place: int, *, is_first: bool, is_led: bool) -> bool:
        token = self.tokens[place]
        low = token.low
        if low in _TITLES or low in _RANKS or len(low) < 2 or low[:2] in {"i'", "i’"}:
            return False
        if low in never_names():
            return self._is_given(place)
        return self._is_given(place) or (
            self._is_name_in_plain_text(place, is_first=is_first, is_led=is_led)
            if self.is_plain
            else self._is_name_by_capital(token, is_led=is_led)
        )

    def _is_name_in_plain_text(self, place: int, *, is_first: bool, is_led: bool) -> bool:
        low = self.tokens[place].low
        if is_ordinary(low) or len(low) < 3 or (is_first and low.endswith(("ing", "ed"))):
            return False
        return is_led or self._has_cue(place, place + 1)

    def _is_name_by_capital(self, token: Token, *, is_led: bool) -> bool:
        if not token.is_capital:
            return False
        if is_led:
            return not (token.is_shouted and len(token.low) <= 3) or token.low in self.given
        return not is_ordinary(token.low) and not (token.is_shouted and len(token.low) <= 4)

    def _has_cue(self, first: int, last: int) -> bool:
        """Say whether words before make a name of it, or it is the last line of a letter."""
        if follows_cue(self._before(first)):
            return True
        return self._is_sign_off(first, last)

    def _is_sign_off(self, first: int, last: int) -> bool:
        """Say whether nothing but a name stands between the last full stop and the end."""
        if len(self.tokens) - first > 5 or self.is_plain:
            return False
        lead = self.text[max(0, self.tokens[first].start - 3) : self.tokens[first].start]
        is_apart = first > 0 and (_STOPS.search(lead) is not None or "," in lead)
        return is_apart and all(token.is_capital for token in self.tokens[first:])

    def _is_firm_or_place(self, first: int, last: int, *, is_alone: bool) -> bool:
        if " ".join(token.low for token in self.tokens[first:last]) in _FIRMS:
            return True
        if last < len(self.tokens) and self.tokens[last].gap == " " and self.tokens[last].low in _FIRM_TAILS:
            is_capital = self.tokens[last].is_capital and not self.is_shouting
            return is_capital or not is_alone
        before = self.tokens[first - 1].low if first and self.tokens[first].gap.strip() == "" else ""
        if not is_alone or before not in _PLACE_BEFORE:
            return False
        # "in Preston", "from Poland"; but "from Margaret" is a person.
        return self.tokens[first].low not in self.given or before in {"in", "at", "near", "via", "towards", "around"}

    def owner_of(self, first: int, last: int) -> Owner | None:
        """Return whose name it is, by the words around it; None where nothing says."""
        if self.tokens[first].low in _RANKS or (first and self.tokens[first - 1].low in _RANKS):
            return Owner.SCAMMER
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        owner = owner_by_cues(self._before(first), self.text[max(0, start - 80) : start], self.text[end : end + 60])
        return Owner.VICTIM if owner is None and self._is_sign_off(first, last) else owner

    def shape_of(self, first: int, last: int) -> str:
        """Return what a name is made of."""
        low = [token.low for token in self.tokens[first:last]]
        if low[0] in _RANKS or (first and self.tokens[first - 1].low in _RANKS):
            return "rank"
        led = "title" if low[0] in _TITLES else "initial" if len(low[0]) == 1 else ""
        given = "given" if any(word in self.given for word in low) else "unknown"
        if low[-1] in surnames():
            given += " surname"
        return f"{led} {given} {min(3, len(low))}"

    def _before(self, first: int) -> str:
        """Return up to seven words before a token, of its sentence."""
        words: list[str] = []
        place = first
        while place > 0 and len(words) < 7:
            gap = self.tokens[place].gap
            is_stop = _STOPS.search(gap) is not None and not self._is_abbreviated(place, gap)
            if is_stop and (words or ":" not in gap or "\n" in gap):
                break
            if any(char.isdigit() for char in gap):
                words.append("0")
            place -= 1
            low = self.tokens[place].low.replace("'", "").replace("’", "")
            words.append(f"{low}s" if gap.lower().startswith(("'s", "’s")) else low)
        return " ".join(reversed(words))

    def _is_abbreviated(self, place: int, gap: str) -> bool:
        return gap.startswith(".") and "\n" not in gap and self.tokens[place - 1].low in _TITLES | _RANKS

    def _starts_sentence(self, place: int) -> bool:
        return place == 0 or _STOPS.search(self.tokens[place].gap) is not None or '"' in self.tokens[place].gap
