# ruff: noqa: E501  (patterns read better on one line than cut)
"""Who the caller said he was: the firm or body claimed, told apart from those that are merely named."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

from ringfence.foundation.pattern import compiled
from ringfence.playbooks import Shelf
from ringfence.reading import Frame, ReadText, find_frame, normalise
from ringfence.recognise.features import spoken_brands
from ringfence.recognise.find_signs import Found
from ringfence.recognise.pattern_bank import Spans, any_of, without_overlap
from ringfence.recognise.story_heads import Head

__all__ = ["CLAIMED", "NAMED", "BrandFinder"]

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
_WORDS_BEFORE, _WORDS_AFTER = 7, 5
_NEXT_BEFORE, _NEXT_AFTER = 4, 3  # words whose place counts too
# Kinds with at least this share of the best kind's bits are what the story may be about.
_NEAR_BEST = 0.6
_ANY_POLICE = "police"
# How much words in their place, words around, a brand's own name and the form of text count (chosen with whole authors left out).
_IN_PLACE, _AROUND, _NAME, _HALF = 0.6, 0.3, 0.7, 0.5
CLAIMED, NAMED = "claimed", "named"

_LIGHT = r"(?:(?:the|a|an|your|my|some|one|man|woman|lady|bloke|chap|lad|girl|gentleman|someone|somebody|man called|calling|ringing|phoning|local|uk|bank|so called|mr|mrs|named?|officer|the fraud (?:team|department) (?:at|of)|security (?:at|of)|head office of) ){0,3}"
_BEFORE = (
    r"(?:\b(?:from|on behalf of|representing|this is|its|it is|it was|im|i am|im calling from|were|we are|speaking|hello|"
    r"(?:claim(?:s|ed|ing)?|pretend(?:s|ed|ing)?|purport(?:s|ed|ing)?|alleg(?:es|ed|ing)|profess(?:es|ed|ing)|suppose?d)(?: to be| it was| he was| she was| they were)?|"
    r"(?:said|says|saying|say|told (?:me|her|him|us)|thought|thinking|believ(?:ed|ing)|stat(?:es|ed|ing)|sts|reckoned|made out)(?: (?:that|to))?(?: (?:he|she|they|it|this|i))?(?: (?:was|were|is|are|s|be|worked|works|work))?(?: (?:from|with|for|at))?|"
    r"(?:hes|shes|theyre|he is|she is|they are|he was|she was|they were)(?: from| with| at)?|posing as|acting as|impersonating|calling themselves|introduced (?:himself|herself|themselves) as|"
    r"(?:organisation|company|firm|brand|who|caller|claimed|impersonated)(?: (?:named|name|was|is|were|id|contacted you|did they say they were|were they|they were|claimed))?|ref|re|call(?:s|ed)? (?:fm|frm|from)|fm|frm|o b o|bogus|fake|so called|"
    r"(?:call|rang|rung|phoned|phone call|voicemail|message|contact(?:ed)?) (?:me )?(?:by|from)) " + _LIGHT + r")$"
)  # fmt: skip
_AFTER = (
    r"^(?:the )?(?:[a-z]+ )?(?:fraud|security|support|technical|tech|customer|department|dept|team|service|services|helpdesk|help desk|refunds?|prime|accounts?|engineer|officer|investigat[a-z]+|"
    r"here|calling|speaking|rang|phoned|called|loyalty|upgrades?|billing|broadband|claims|customs|recovery|disconnections?|wanting|saying|said|head office|security team|notice)\b"
)
_NOT_BEFORE = (
    r"(?:\b(?:my|her|his|our|their|mums|dads|real|actual|genuine|proper|rang|ring|phone|phoned|telephoned|contacted|contact|informed|notified|reported (?:it |this )?to|bank with|account with|accounts? (?:at|in)|am with|im with|were with|"
    r"is with|customer of|customer with|told|tell|asked|advised by|adv by|branch of|visited|went (?:in )?to|go to|been to|in to|into|drove to|outside|bought (?:at|in|from)|to the|bank is|bank|via|by|using|on|through|with|have|got|use) )(?:(?:the|real|actual|own|genuine) ){0,2}$"
)
_NOT_AFTER = r"^(?:gift |play )?(?:cards?|vouchers?|apps?|pay|store|stores|shop|cash ?machine|branch|car park|bag|phone|iphone|ipad|tablet|watch|customers?|bill|account (?:was|is|has)|cat|cats)\b"


class BrandFinder:
    """Compiled once for a shelf."""

    def __init__(self, shelf: Shelf, head: Head) -> None:
        """Take scores of CLAIMED and NAMED by the features of `candidates`."""
        self._head = head
        self._brands = spoken_brands(shelf)
        self._words = {normalise(brand.name): brand.slug for brand in shelf.brands.values() if brand.is_word}
        self.patterns = {"brand": any_of({**self._brands, **self._words})}
        self._cues = {
            name: compiled(pattern)
            for name, pattern in {
                "before": _BEFORE, "after": _AFTER, "not_before": _NOT_BEFORE, "not_after": _NOT_AFTER,
            }.items()
        }  # fmt: skip
        self._kinds = _kinds_of_brands(shelf)
        self._trades = {brand.slug: brand.kind for brand in shelf.brands.values()}

    def kinds_of(self, brand: str | None) -> Mapping[str, float] | None:
        """Return kind → bits for it, if its callers claim a brand."""
        return self._kinds.get(brand or "")

    def find(
        self, read: ReadText, found: Sequence[Found], *, topics: Mapping[str, float], named: Mapping[str, Spans]
    ) -> str | None:
        """Return the slug of the brand that the caller claimed, None where none is claimed.

        Whether a brand is claimed or merely comes up (the own bank, a shop, an app, who was rung afterwards) is
        learned from the words around its mentions and from what the story is about (logistic regression;
        `benchmarks/build_story_heads.py`).

        Args:
            read: the text.
            found: signs and acts in it; where there are none, nothing is claimed.
            topics: kind → bits by the words of the story.
            named: where `patterns` stand.
        """
        if not found:
            return None
        odds: dict[str, float] = {}
        for slug, features in self.candidates(read, found, topics=topics, named=named).items():
            scores = self._head.scores(features)
            odds[slug] = scores[CLAIMED] - scores[NAMED]
        best = max(odds, key=lambda slug: odds[slug], default=None)
        return best if best is not None and odds[best] >= 0 else None

    def candidates(
        self, read: ReadText, found: Sequence[Found], *, topics: Mapping[str, float], named: Mapping[str, Spans]
    ) -> dict[str, dict[str, float]]:
        """Return each brand that is named, with the features by which it is judged, in the order of their first mention."""
        mentions: dict[str, list[tuple[int, int]]] = {}
        for first, last in without_overlap(named.get("brand", ()))[:_MOST_MENTIONS]:
            said = " ".join(read.words.words[first:last])
            mentions.setdefault(self._brands.get(said) or self._words[said], []).append((first, last))
        if not mentions:
            return {}
        claims = [
            (one.first, one.last)
            for one in found
            if one.feature.id == "brand_claimed_unasked" or "identity_claim" in one.feature.stages
        ]
        about = _likely_kinds(found, topics)
        first_of_trade: dict[str, str] = {}
        for slug in mentions:
            first_of_trade.setdefault(self._trades[slug], slug)
        made = {}
        for place, (slug, spans) in enumerate(mentions.items()):
            features = self._of_story(slug, about)
            for span in spans:
                features |= self._of_mention(read, span, claims)
            features["early"] = 1 - spans[0][0] / max(20, len(read.words.words))
            features["times"] = math.log1p(len(spans))
            features["others"] = math.log1p(len(mentions) - 1)
            features["first"] = float(place == 0)
            features["only"] = float(len(mentions) == 1)
            features["first of trade"] = float(first_of_trade[self._trades[slug]] == slug)
            features["call" if read.turns else "typed"] = _HALF
            if slug == _ANY_POLICE:
                features["force named"] = float(any(self._is_force(other) for other in mentions))
            made[slug] = features
        return made

    def _is_force(self, slug: str) -> bool:
        return self._trades[slug] == _ANY_POLICE and slug != _ANY_POLICE

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

    def _of_mention(self, read: ReadText, span: tuple[int, int], claims: Sequence[tuple[int, int]]) -> dict[str, float]:
        words, (first, last) = read.words.words, span
        before, after = words[max(0, first - _WORDS_BEFORE) : first], words[last : last + _WORDS_AFTER]
        said_before, said_after = " ".join(before) + " ", " ".join(after)
        made = dict.fromkeys((f"near before:{word}" for word in before), _AROUND)
        made |= dict.fromkeys((f"near after:{word}" for word in after), _AROUND)
        for place, word in enumerate(reversed(before[-_NEXT_BEFORE:]), 1):
            made[f"before {place}:{word}"] = _IN_PLACE
        for place, word in enumerate(after[:_NEXT_AFTER], 1):
            made[f"after {place}:{word}"] = _IN_PLACE
        if len(before) > 1:
            made[f"before:{before[-2]} {before[-1]}"] = _IN_PLACE
        is_claimed = bool(self._cues["before"].search(said_before))
        is_department = bool(self._cues["after"].search(said_after))
        is_not = bool(self._cues["not_after"].search(said_after) or self._cues["not_before"].search(said_before))
        made["claimed" if is_claimed else "not theirs" if is_not else "plain"] = 1.0
        if is_department:
            made["department"] = 1.0
        if any(begin - 1 <= first <= end for begin, end in claims):
            made["in a sign"] = 1.0
        if " ".join(words[first:last]) in self._words and not self._is_name(read, first, last, is_claimed):
            made["an ordinary word"] = 1.0
        if last - first > 1:
            made["several words"] = 1.0
        made[f"frame:{find_frame(read, first, last)}"] = 1.0
        return made

    @staticmethod
    def _is_name(read: ReadText, first: int, last: int, is_claimed: bool) -> bool:
        """Return whether a name that is an ordinary word too is meant as a name."""
        start, end = read.words.original_span(first, last)
        said = read.text[start:end]
        before = read.text[:start].rstrip(" \"'“‘(")
        begins_sentence = not before or before[-1] in ".?!:\n\x1e"
        return (said[:1].isupper() and not begins_sentence and not read.text.isupper()) or is_claimed


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
