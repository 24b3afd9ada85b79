# ruff: noqa: E501  (patterns read better on one line than cut)
"""Who the caller said he was: the firm or body claimed, told apart from those that are merely named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import re2

from ringfence.playbooks import Shelf
from ringfence.reading import Frame, ReadText, normalise
from ringfence.recognise.features import spoken_brands
from ringfence.recognise.find_signs import Found
from ringfence.recognise.pattern_bank import PatternBank, any_of, without_overlap

__all__ = ["BrandFinder"]

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
_MOST_MENTIONS = 200
_WORDS_BEFORE, _WORDS_AFTER = 7, 4
# Who is named but claimed by nobody stays below this.
_CLAIMED_FROM, _CLAIMED_FROM_ALONE = 1.0, 0.35
_CLAIMED, _DEPARTMENT, _IN_A_SIGN, _BY_THE_CALLER, _FIRST = 4.0, 2.0, 2.0, 1.5, 0.5
_NOT_THEIRS = 0.15
# A brand whose callers tell such stories; one of another trade, unless it is claimed outright.
_FITS, _OF_ANOTHER_TRADE = 1.5, 0.4
# Money goes through these and people meet on those; callers hardly ever claim to be them.
_MERE_MEANS, _MEANS = frozenset({"payment", "social"}), 0.3
# Who tells such stories claims to be a person; firms come up on the way.
_CLAIM_NO_FIRM, _CLAIMED_OUTRIGHT = frozenset({"romance", "relative_in_trouble"}), 6.0
_NOT_BY_BEING_ALONE = frozenset({*_MERE_MEANS, "police", "other"})
# Kinds with at least this share of the best kind's bits are what the story may be about.
_NEAR_BEST = 0.6
_ANY_POLICE = "police"

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

    def __init__(self, shelf: Shelf) -> None:
        self._brands = spoken_brands(shelf)
        self._words = {normalise(brand.name): brand.slug for brand in shelf.brands.values() if brand.is_word}
        self._bank = PatternBank({"brand": any_of({**self._brands, **self._words})})
        options = re2.Options()
        options.log_errors = False
        self._cues = {
            name: re2.compile(pattern, options)
            for name, pattern in {
                "before": _BEFORE, "after": _AFTER, "not_before": _NOT_BEFORE, "not_after": _NOT_AFTER,
            }.items()
        }  # fmt: skip
        self._kinds = _kinds_of_brands(shelf)
        self._trades = {brand.slug: brand.kind for brand in shelf.brands.values()}

    def kinds_of(self, brand: str | None) -> Mapping[str, float] | None:
        """Return kind → bits for it, if its callers claim a brand."""
        return self._kinds.get(brand or "")

    def find(self, read: ReadText, found: Sequence[Found], *, topics: Mapping[str, float]) -> str | None:
        """Return the slug of the brand that the caller claimed, None where none is claimed.

        Each mention weighs by what stands around it: "from", "said she was",
        "fraud team" for a claim; "my", "I rang", "gift cards" against one. A brand that is claimed in such
        stories weighs more than a shop, an app or a card that merely comes up. Who is named first weighs more
        than who comes later. A force that is named goes before "the police".

        Args:
            read: the text.
            found: signs and acts in it.
            topics: kind → bits by the words of the story.
        """
        spans = without_overlap(self._bank.find(read).get("brand", ())) if found else []
        claims = [
            (one.first, one.last)
            for one in found
            if one.feature.id == "brand_claimed_unasked" or "identity_claim" in one.feature.stages
        ]
        about = _likely_kinds(found, topics)
        weight: dict[str, float] = {}
        for first, last in spans[:_MOST_MENTIONS]:
            slug = self._slug(read, first, last)
            score = self._score(read, (first, last), slug, claims, about)
            if score > _NOT_THEIRS:
                weight[slug] = weight.get(slug, 0.0) + score + (0.0 if weight else _FIRST)
        best = max(weight, key=lambda slug: weight[slug], default=None)
        if best is None or weight[best] < self._enough(weight, about):
            return None
        if best == _ANY_POLICE:
            forces = [slug for slug in weight if self._trades[slug] == _ANY_POLICE and slug != _ANY_POLICE]
            best = max(forces, key=lambda slug: weight[slug], default=best)
        return best

    def _enough(self, weight: Mapping[str, float], about: Set[str]) -> float:
        """Return what a brand has to weigh: less for a firm that is the only one named at all."""
        if about and about <= _CLAIM_NO_FIRM:
            return _CLAIMED_OUTRIGHT
        alone = next(iter(weight)) if len(weight) == 1 else _ANY_POLICE
        return _CLAIMED_FROM if self._trades[alone] in _NOT_BY_BEING_ALONE else _CLAIMED_FROM_ALONE

    def _slug(self, read: ReadText, first: int, last: int) -> str:
        said = " ".join(read.words.words[first:last])
        return self._brands.get(said) or self._words[said]

    def _score(
        self, read: ReadText, span: tuple[int, int], slug: str, claims: Sequence[tuple[int, int]], about: Set[str]
    ) -> float:
        words = read.words.words
        first, last = span
        before = " ".join(words[max(0, first - _WORDS_BEFORE) : first]) + " "
        after = " ".join(words[last : last + _WORDS_AFTER])
        is_claimed = bool(self._cues["before"].search(before))
        is_department = bool(self._cues["after"].search(after))
        if " ".join(words[first:last]) in self._words and not self._is_name(
            read, first, last, is_claimed and is_department
        ):
            return 0.0
        score = 1.0 + _CLAIMED * is_claimed + _DEPARTMENT * is_department
        score += _IN_A_SIGN * any(begin - 1 <= first <= end for begin, end in claims)
        if read.turns:
            turn = read.turn_of_word(first)
            is_caller = turn is not None and read.turns[turn].speaker != read.listener
            score += _BY_THE_CALLER if is_caller else -_BY_THE_CALLER / 2
        if self._cues["not_after"].search(after) or (not is_claimed and self._cues["not_before"].search(before)):
            score *= _NOT_THEIRS
        if not about.isdisjoint(self._kinds.get(slug, ())):
            score += _FITS
        elif about and not is_claimed:
            score *= _OF_ANOTHER_TRADE
        if self._trades[slug] in _MERE_MEANS and not is_claimed:
            score *= _MEANS
        return score

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
