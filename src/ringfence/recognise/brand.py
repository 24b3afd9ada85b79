"""Who the caller said he was: the firm or body claimed, told apart from those that are merely named."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from ringfence.playbooks import Shelf
from ringfence.reading import Frame, ReadText, normalise
from ringfence.recognise.claim_cues import ClaimCues
from ringfence.recognise.features import spoken_brands
from ringfence.recognise.find_signs import Found
from ringfence.recognise.firm_names import NAME_PATTERNS, FirmName, find_firm_names, trade_of_name
from ringfence.recognise.pattern_bank import Spans, any_of, without_overlap
from ringfence.recognise.story_heads import Head

__all__ = ["CLAIMED", "NAMED", "BrandFinder", "Candidates"]

# Bits that a claimed brand gives the kind whose callers claim it first; less for brands further down its list.
BRAND_BITS = 5.0
# The kind whose callers claim a brand of a trade that no playbook lists by name.
_KIND_OF_TRADE = {
    "appliance": "warranty",
    "bank": "bank_impersonation",
    "charity": "charity",
    "computer": "tech_support_impersonation",
    "credit": "loan_fee",
    "delivery": "delivery",
    "energy": "utility_rebate",
    "government": "government_impersonation",
    "investment": "investment_recovery",
    "pension": "pension_insurance",
    "police": "police_courier",
    "prize": "prize",
    "retailer": "retailer_impersonation",
    "telecom": "telecom_otp",
    "water": "utility_rebate",
}
_MOST_MENTIONS = 60
# Kinds with at least this share of the best kind's bits are what the story may be about.
_NEAR_BEST = 0.6
_ANY_POLICE = "police"
# Bodies of which there are many: a longer name around one names it better ("Kent County Council").
_GENERAL = frozenset(
    ("council", "gp_surgery", "building_society", "air_ambulance", "hospital", "pharmacy", "embassy", "school",
     "courts", "law_firm", "housing_association", "national_lottery")
)  # fmt: skip
# A place is a force's where an officer's rank stands so many words before it, or a station after it.
_WORDS_TO_STATION = 6
_RANKS = frozenset(
    ("dc", "ds", "di", "pc", "dci", "wpc", "sgt", "det", "detective", "sergeant", "inspector", "constable", "officer",
     "superintendent", "policeman", "cid", "police", "copper")
)  # fmt: skip
_STATION = frozenset(("police", "cid", "nick", "station", "constabulary", "branch"))
# How much a brand's own name, a word of a firm's name and the form of text count (chosen with whole authors left out).
_NAME, _WORD_OF_NAME, _HALF = 0.7, 0.5, 0.5
CLAIMED, NAMED = "claimed", "named"


@dataclass(frozen=True, slots=True)
class Candidates:
    """What is named in a text, each with the features by which it is judged, in the order of the first mention."""

    brands: dict[str, dict[str, float]]  # slug of the table → features
    firms: dict[str, dict[str, float]]  # name that stands in no table, as written → features


class BrandFinder:
    """Compiled once for a shelf."""

    def __init__(self, shelf: Shelf, brand: Head, firm: Head) -> None:
        """Take scores of CLAIMED and NAMED by the features of `candidates`, for brands of the table and other firms."""
        self._brand, self._firm = brand, firm
        self._words = {normalise(word): one.slug for one in shelf.brands.values() for word in one.words}
        self._plain_words = {normalise(one.name) for one in shelf.brands.values()} & self._words.keys()
        spoken = spoken_brands(shelf)
        often = {form: slug for form, slug in spoken.items() if shelf.brands[slug].is_often_claimed}
        self._forms = {**_owned_forms(often), **self._words, **spoken}
        self._places = {normalise(place): one.slug for one in shelf.brands.values() for place in one.places}
        self.patterns = {"brand": any_of(self._forms), "place": any_of(self._places), **NAME_PATTERNS}
        self._cues = ClaimCues()
        self._kinds = _kinds_of_brands(shelf)
        self._trades = {one.slug: one.kind for one in shelf.brands.values()}

    def trade_of(self, brand: str | None) -> str | None:
        """Return the trade of a brand of the table, or the one that the name of another firm tells."""
        if brand is None:
            return None
        return self._trades.get(brand) or trade_of_name(brand)

    def kinds_of(self, brand: str | None) -> Mapping[str, float] | None:
        """Return kind → bits for it, if its callers claim a brand of the table."""
        return self._kinds.get(brand or "")

    def find(
        self, read: ReadText, found: Sequence[Found], *, topics: Mapping[str, float], named: Mapping[str, Spans]
    ) -> str | None:
        """Return what the caller claimed to be from: a slug of the table, or a firm's name; None: nothing.

        Whether a brand is claimed or merely comes up (the own bank, a shop, an app, who was rung afterwards) is
        learned from the words around its mentions and from what the story is about (`benchmarks/fit_brands.py`).
        Where none of the table is claimed, a name may be a firm's by the grammar around it and by how firms call
        themselves (`firm_names.py`); it is returned as written and stands in no list of anybody's.

        Args:
            read: the text.
            found: signs and acts in it.
            topics: kind → bits by the words of the story.
            named: where `patterns` stand.
        """
        judged = _Judged.of(found, topics)
        mentions = self._mentions(read, named)
        odds = _odds(self._brand, self._of_brands(read, mentions, judged))
        best = max(odds, key=lambda slug: odds[slug], default=None)
        if best is not None and odds[best] >= 0:
            forces = [slug for slug, value in odds.items() if value >= 0 and self._is_force(slug)]
            return max(forces, key=lambda slug: odds[slug]) if best == _ANY_POLICE and forces else best
        odds = _odds(self._firm, self._of_firms(read, named, mentions, judged))
        best = max(odds, key=lambda name: odds[name], default=None)
        return best if best is not None and odds[best] >= 0 else None

    def candidates(
        self,
        read: ReadText,
        found: Sequence[Found],
        *,
        topics: Mapping[str, float],
        named: Mapping[str, Spans],
        unknown: Collection[str] = (),
    ) -> Candidates:
        """Return what is named in a text; the heads are built from it.

        Args:
            read: the text.
            found: signs and acts in it.
            topics: kind → bits by the words of the story.
            named: where `patterns` stand.
            unknown: brands of the table that are looked at as if they stood in none.
        """
        judged = _Judged.of(found, topics)
        mentions = {slug: spans for slug, spans in self._mentions(read, named).items() if slug not in unknown}
        return Candidates(
            brands=self._of_brands(read, mentions, judged),
            firms=self._of_firms(read, named, mentions, judged, unknown=unknown),
        )

    def _mentions(self, read: ReadText, named: Mapping[str, Spans]) -> dict[str, list[tuple[int, int]]]:
        """Return each brand that is named, with where, in order of place; a force by its officers' station too.

        A name that is an ordinary word ("which", "three") counts where it is meant as a name.
        """
        words = read.words.words
        spans = without_overlap(named.get("brand", ()))[:_MOST_MENTIONS]
        taken = {place for first, last in spans for place in range(first, last)}
        found = []
        for span in spans:
            said = " ".join(words[slice(*span)])
            is_plain = said in self._plain_words and not self._is_name(read, span[0])
            if not is_plain and not (said in self._words and self._is_within_name(read, span[0])):
                found.append((span, self._forms[said]))
        for first, last in without_overlap(named.get("place", ()))[:_MOST_MENTIONS]:
            near = words[max(0, first - _WORDS_TO_STATION) : first]
            is_station = not (_RANKS.isdisjoint(near) and _STATION.isdisjoint(words[last : last + 1]))
            if is_station and first not in taken and not self._is_within_name(read, first):
                found.append(((first, last), self._places[" ".join(words[first:last])]))
        mentions: dict[str, list[tuple[int, int]]] = {}
        for span, slug in sorted(found):
            mentions.setdefault(slug, []).append(span)
        return mentions

    def _is_force(self, slug: str) -> bool:
        return self._trades.get(slug) == _ANY_POLICE and slug != _ANY_POLICE

    def _of_brands(
        self, read: ReadText, mentions: Mapping[str, Sequence[tuple[int, int]]], judged: _Judged
    ) -> dict[str, dict[str, float]]:
        first_of_trade: dict[str, str] = {}
        for slug in mentions:
            first_of_trade.setdefault(self._trades[slug], slug)
        made = {}
        for place, (slug, spans) in enumerate(mentions.items()):
            features = self._of_story(slug, judged.about)
            for first, last in spans:
                features |= self._cues.features(read, first, last, judged.claims)
                features |= self._of_form(read, first, last)
            features |= _of_places(read, spans)
            features["others"] = math.log1p(len(mentions) - 1)
            features["first"] = float(place == 0)
            features["only"] = float(len(mentions) == 1)
            features["first of trade"] = float(first_of_trade[self._trades[slug]] == slug)
            if slug == _ANY_POLICE:
                features["force named"] = float(any(map(self._is_force, mentions)))
            made[slug] = features
        return made

    def _of_story(self, slug: str, about: Set[str]) -> dict[str, float]:
        trade = self._trades[slug]
        is_fitting = not about.isdisjoint(self._kinds.get(slug, ()))
        made = {f"trade:{trade}": 1.0, f"slug:{slug}": _NAME}
        made["fits" if is_fitting else "fits not" if about else "fits anything"] = 1.0
        if is_fitting:
            made[f"fits:{trade}"] = 1.0
        for kind in about:
            made[f"about:{kind}"] = _HALF
            made[f"about:{kind}, trade:{trade}"] = 1.0
        return made

    def _of_form(self, read: ReadText, first: int, last: int) -> dict[str, float]:
        words = read.words.words
        said = " ".join(words[first:last])
        made = {f"as:{said}": _NAME}
        if said in self._words and last - first == 1 and not self._is_name(read, first):
            made["an ordinary word"] = 1.0
        if self._is_within_name(read, first):
            made["within a name"] = 1.0
        if said in self._places:
            made["by its station"] = 1.0
        return made

    def _is_name(self, read: ReadText, first: int) -> bool:
        """Return whether a name that is an ordinary word too is meant as a name."""
        start, _ = read.words.original_span(first, first + 1)
        before = read.text[:start].rstrip(" \"'“‘(")
        begins_sentence = not before or before[-1] in ".?!:\n\x1e"
        is_capital = read.text[start].isupper() and not begins_sentence and not read.text.isupper()
        return is_capital or self._cues.is_claimed(read.words.words, first)

    def _is_within_name(self, read: ReadText, first: int) -> bool:
        """Return whether another word with a capital stands right before it: "Meridian Prime"."""
        text, words = read.text, read.words.words
        if first == 0 or len(words[first - 1]) == 1 or words[first - 1] in _RANKS or words[first - 1] in self._forms:
            return False
        (start, _), (begin, end) = (
            read.words.original_span(first, first + 1),
            read.words.original_span(first - 1, first),
        )
        is_one = text[start].isupper() and text[begin].isupper() and text[end:start] == " " and not text.isupper()
        return is_one and text[:begin].rstrip(" ")[-1:] not in ("", *".?!:\n\x1e")

    def _of_firms(
        self,
        read: ReadText,
        named: Mapping[str, Spans],
        mentions: Mapping[str, Sequence[tuple[int, int]]],
        judged: _Judged,
        *,
        unknown: Collection[str] = (),
    ) -> dict[str, dict[str, float]]:
        made = {}
        for name, several in self._firm_names(read, named, mentions, unknown=unknown).items():
            trade = trade_of_name(name)
            features = {f"firm of:{trade}": 1.0, "call" if read.turns else "typed": _HALF}
            for one in several:
                features |= self._cues.features(read, one.first, one.last, judged.claims)
                features |= dict.fromkeys(one.traits, 1.0)
                features |= {f"word:{word}": _WORD_OF_NAME for word in read.words.words[one.first : one.last]}
            if trade is not None:
                features["fits" if _KIND_OF_TRADE.get(trade) in judged.about else "fits not"] = 1.0
            features |= _of_places(read, [(one.first, one.last) for one in several])
            features["others"] = math.log1p(len(mentions))
            features["only"] = float(not mentions)
            made[name] = features
        return made

    def _firm_names(
        self,
        read: ReadText,
        named: Mapping[str, Spans],
        mentions: Mapping[str, Sequence[tuple[int, int]]],
        *,
        unknown: Collection[str],
    ) -> dict[str, list[FirmName]]:
        """Return the names of firms that stand in no table, each with where."""
        words = read.words.words
        taken = {
            place
            for slug, spans in mentions.items()
            if slug not in _GENERAL
            for span in spans
            if " ".join(words[slice(*span)]) not in self._words
            for place in range(*span)
        }
        made: dict[str, list[FirmName]] = {}
        seen: dict[str, str] = {}
        for one in find_firm_names(read, named, taken=taken):
            plain = normalise(one.name)
            if plain not in self._places and (plain not in self._forms or self._forms[plain] in unknown):
                made.setdefault(seen.setdefault(plain, one.name), []).append(one)
        return made


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the signs in a text say of the story."""

    claims: list[tuple[int, int]]  # words that say who a caller claims to be
    about: Set[str]  # kinds

    @classmethod
    def of(cls, found: Sequence[Found], topics: Mapping[str, float]) -> _Judged:
        claims = [
            (one.first, one.last)
            for one in found
            if one.feature.id == "brand_claimed_unasked" or "identity_claim" in one.feature.stages
        ]
        return cls(claims, _likely_kinds(found, topics))


def _odds(head: Head, candidates: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return the natural log-odds that each was claimed."""
    scores = {name: head.scores(features) for name, features in candidates.items()}
    return {name: one[CLAIMED] - one[NAMED] for name, one in scores.items()}


def _of_places(read: ReadText, spans: Sequence[tuple[int, int]]) -> dict[str, float]:
    early = 1 - spans[0][0] / max(20, len(read.words.words))
    return {"early": early, "times": math.log1p(len(spans)), "call" if read.turns else "typed": _HALF}


def _owned_forms(forms: Mapping[str, str]) -> dict[str, str]:
    """Return spoken forms as they own something: "Starling's fraud team"."""
    return {f"{form}s": slug for form, slug in forms.items() if not form.endswith("s")}


def _likely_kinds(found: Sequence[Found], topics: Mapping[str, float]) -> Set[str]:
    """Return the kinds that a story may be about, by its words and the signs in it, whoever is named."""
    bits = dict(topics)
    for one in found:
        if one.feature.kind is not None and one.frame is not Frame.NEGATED:
            bits[one.feature.kind] = bits.get(one.feature.kind, 0.0) + one.feature.names_kind
    most = max(bits.values(), default=0.0)
    return {kind for kind, value in bits.items() if value >= _NEAR_BEST * most and value > 0}


def _kinds_of_brands(shelf: Shelf) -> dict[str, dict[str, float]]:
    """Brand → kind → bits: playbooks list the brands that are claimed most often first; other brands go by trade."""
    leaning: dict[str, dict[str, float]] = {}
    for kind in shelf.kinds.values():
        for place, slug in enumerate(kind.brands):
            leaning.setdefault(slug, {})[kind.slug] = BRAND_BITS * (1 - place / len(kind.brands))
    for brand in shelf.brands.values():
        kind_slug = _KIND_OF_TRADE.get(brand.kind, "")
        if kind_slug in shelf.kinds and brand.slug not in leaning:
            leaning[brand.slug] = {kind_slug: BRAND_BITS}
    return leaning
