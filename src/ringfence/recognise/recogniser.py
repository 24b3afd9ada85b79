"""The Recogniser: signs, facts, triage and a verdict for one text."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ringfence.domain.recognition import Facts, Recognition, Sign, TriageReason, Verdict
from ringfence.foundation.side_by_side import Steps, alone, side_by_side
from ringfence.playbooks import Shelf
from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame, ReadText
from ringfence.recognise.brand import BrandFinder, Candidates
from ringfence.recognise.decide import (
    answer,
    evidence_of,
    judged_bits,
    log_odds,
    names_by_side,
    probability,
    sign_names,
)
from ringfence.recognise.facts import FactFinder
from ringfence.recognise.features import Feature, gather_features
from ringfence.recognise.find_signs import Found, SignFinder
from ringfence.recognise.lexicon import Lexicon, WordsRead
from ringfence.recognise.live import first_warned_turn
from ringfence.recognise.pattern_bank import SharedWalk, Spans
from ringfence.recognise.story_heads import (
    NO_PAYMENT,
    Heads,
    packaged_heads,
    payment_features,
    story_features,
    with_kind,
)
from ringfence.recognise.topics import TOPIC_PATTERNS, topics_of
from ringfence.recognise.triage import TRIAGE_PATTERNS, find_triage, judge_triage
from ringfence.recognise.weigh import OTHER, Weighed, weigh
from ringfence.recognise.windows import penalty, windows_of
from ringfence.recognise.wording import CALL_HEADS, Model, Tally, packaged_model, word_features

__all__ = ["Recogniser", "SignsOf"]

# So near to the boundary between calls and typed texts (natural log-odds) a text may be either.
UNCLEAR = 0.6


@dataclass(frozen=True, slots=True)
class SignsOf:
    """The signs of a text as the weights see them."""

    names: frozenset[str]
    by_side: frozenset[str]  # the same apart by who says them; none where that is not known
    judged: float  # bits
    is_decisive: bool  # something was asked for that alone forbids "no signs"
    has_sign: bool  # something speaks for a scam

    @classmethod
    def of(cls, found: Sequence[Found], weighed: Weighed, read: ReadText) -> SignsOf:
        """Return the signs found in a text, and what they amount to."""
        return cls(
            names=frozenset(sign_names(found)),
            by_side=frozenset(names_by_side(found, read)),
            judged=judged_bits(weighed.counted),
            is_decisive=weighed.is_decisive,
            has_sign=any(one.feature.weight > 0 for one in weighed.counted),
        )


class Recogniser:
    """Compiled once from a shelf, then used for any number of texts. Safe to share between threads."""

    def __init__(self, shelf: Shelf, model: Model | None = None, heads: Heads | None = None) -> None:
        self._shelf = shelf
        self._heads = heads or packaged_heads()
        self._model = model or packaged_model()
        self._lexicon = Lexicon(self._model, self._heads)
        self._finder = SignFinder(gather_features(shelf))
        self._facts = FactFinder(shelf, self._heads)
        self._brands = BrandFinder(shelf, self._heads.brand, self._heads.firm)
        self._walk = SharedWalk(
            signs=self._finder.patterns,
            topics=TOPIC_PATTERNS,
            brands=self._brands.patterns,
            facts=self._facts.patterns,
            triage=TRIAGE_PATTERNS,
        )
        self._stage_place = {
            slug: {stage.slug: place for place, stage in enumerate(kind.stages)} for slug, kind in shelf.kinds.items()
        }

    def recognise(self, read: ReadText) -> Recognition:
        """Return what the text shows; `steps` says how."""
        return alone(self.steps(read))

    def recognise_all(self, reads: Iterable[ReadText]) -> Iterator[Recognition]:
        """Yield what each text shows, in order: the same as of one text, in two thirds of the time."""
        return side_by_side(reads, steps=self.steps, size=lambda read: len(read.text))

    def steps(self, read: ReadText) -> Steps[Recognition]:
        """Recognise a text step by step.

        1. Find the signs of all playbooks and the shared acts; choose the kind.
        2. Decide whether these are the words of a call or typed by somebody; signs, acts and wording
           combine into log-odds of a scam.
        3. For turns: the first turn after which words and signs so far amount
           to a warning; nothing said later plays a part. Where it is known who
           rang, each side's words have weights of their own, here and in 2.
        4. Facts, triage, and whether this is an account of a call.
        5. Advice, most pressing first.
        """
        places = yield from self._walk.steps(read)
        yield
        found = self._finder.find(read, places["signs"])
        topics = topics_of(read, places["topics"])
        yield
        brand = self._brands.find(read, found, topics=topics, named=places["brands"])
        weighed = self._weigh(found, self._leaning(topics, brand))
        yield
        model = self._model
        names, words = sign_names(found), self._lexicon.read(read.words.words)
        yield
        form = math.inf if read.turns else words.tally("form").odds(names)[0] - model.spoken_from
        is_call = form >= 0
        if is_call and not read.turns:
            found = said_in_call(found)
            weighed = self._weigh(found, self._leaning(topics, brand))
        signs = SignsOf.of(found, weighed, read)
        odds, verdict, evidence = self._judge(read, signs, words, is_call=is_call)
        if is_call and verdict is not Verdict.SCAM:
            odds, verdict = max((odds, verdict), self._worst_window(read), key=lambda one: one[1] is Verdict.SCAM)
        if abs(form) < UNCLEAR and verdict is not Verdict.SCAM:
            # A message of a few lines: what it would be, were it the other of the two.
            other_odds, other, _ = self._judge(read, signs, words, is_call=not is_call)
            odds, verdict = (other_odds, other) if other is Verdict.SCAM else (odds, verdict)
        is_no_signs = verdict is Verdict.NO_SIGNS
        by_words = words.by_heads()
        story = self._story_features(found, topics, brand=brand, words=(), is_call=is_call)
        yield
        kind, facts = self._story(read, places["facts"], story, by_words, is_told=bool(found) or weighed.kind != OTHER)
        yield
        triage = find_triage(read, places["triage"], has_lost=facts.loss_gbp is not None)
        if not is_call:
            triage = judge_triage(read, triage, loss_gbp=facts.loss_gbp, heads=self._heads, by_words=by_words)
        has_paid = facts.loss_gbp is not None
        return Recognition(
            verdict=verdict,
            score=round(probability(odds), 4),
            kind=None if is_no_signs else kind,
            brand=brand,
            stage=None if is_no_signs else self._stage_reached(weighed, kind),
            signs=tuple(self._sign(one, read) for one in weighed.counted),
            facts=facts,
            triage=triage,
            is_report=None if is_call else evidence["account"] >= model.report_from,
            first_warned_turn=first_warned_turn(read, found, model) if read.turns else None,
            advice=() if is_no_signs else self._advice(weighed, kind, verdict, triage.reasons, has_paid),
            playbook_version=self._shelf.version,
        )

    def _judge(
        self, read: ReadText, signs: SignsOf, words: WordsRead, *, is_call: bool, less: float = 0.0
    ) -> tuple[float, Verdict, dict[str, float]]:
        """Return log-odds of a scam, the answer, and the evidence.

        Args:
            read: the text.
            signs: what was found in it.
            words: its words.
            is_call: the words of a call, not typed.
            less: what the log-odds are lowered by.
        """
        model = self._model
        if is_call and read.sides:
            decision, names, tally = model.turns, signs.by_side, Tally(model.sides, len(CALL_HEADS))
            for side, said in zip(read.sides, read.words_by_turn(), strict=True):
                tally.add(said, side)
        elif is_call:
            decision, names, tally = model.call, signs.names, words.tally("said")
        else:
            decision, names, tally = model.typed, signs.names, words.tally("written")
        evidence = evidence_of(tally, names, signs.judged, is_call=is_call)
        odds = log_odds(evidence, decision.weights) - less
        verdict = answer(
            odds,
            judged=signs.judged,
            is_decisive=signs.is_decisive,
            has_sign=signs.has_sign,
            by=decision,
            words=len(read.words.words),
        )
        return odds, verdict, evidence

    def _worst_window(self, read: ReadText) -> tuple[float, Verdict]:
        """Return the log-odds and the answer of the piece of a long call that looks most like a scam."""
        less = penalty(len(read.words.words))
        worst = (-math.inf, Verdict.NO_SIGNS)
        for window in windows_of(read):
            signs = self.signs_of(window, is_call=True)[0]
            if signs.has_sign:
                words = self._lexicon.read(window.words.words)
                odds, verdict, _ = self._judge(window, signs, words, is_call=True, less=less)
                worst = max(worst, (odds, verdict), key=lambda one: (one[1] is Verdict.SCAM, one[0]))
        return worst

    def stories(self, read: ReadText, *, is_call: bool) -> tuple[dict[str, float], dict[str, float], str]:
        """Return the features for the kind, those for the payment without the kind, and the kind by signs alone.

        The heads are built from these.
        """
        places = self._walk.find(read)
        found = self._finder.find(read, places["signs"])
        topics = topics_of(read, places["topics"])
        brand = self._brands.find(read, found, topics=topics, named=places["brands"])
        facts, mentions = self._facts.find(read, places["facts"])
        story = self._story_features(found, topics, brand=brand, words=self.known_words(read), is_call=is_call)
        payment = payment_features(story, mentions, named=facts.payment)
        return story, payment, self._weigh(found, self._leaning(topics, brand)).kind

    def brands_named(self, read: ReadText, *, unknown: Collection[str] = ()) -> Candidates:
        """Return who is named in a text, `unknown` ones as if they stood in no table; the heads are built from it."""
        places = self._walk.find(read)
        found = self._finder.find(read, places["signs"])
        topics = topics_of(read, places["topics"])
        return self._brands.candidates(read, found, topics=topics, named=places["brands"], unknown=unknown)

    def known_words(self, read: ReadText) -> list[str]:
        """Return the different words and pairs of words of a text that the model knows."""
        return self._lexicon.known(dict.fromkeys(word_features(read.words.words)))

    def _story(
        self,
        read: ReadText,
        said: Mapping[str, Spans],
        story: Mapping[str, float],
        by_words: Mapping[str, Mapping[str, float]],
        *,
        is_told: bool,
    ) -> tuple[str, Facts]:
        """Return the kind that the story tells of, and its facts."""
        facts, mentions = self._facts.find(read, said)
        kind = self._heads.kind.best(story, by_words=by_words["kind"]) if is_told else OTHER
        features = with_kind(payment_features(story, mentions, named=facts.payment), kind)
        means = self._heads.payment.best(features, by_words=by_words["payment"])
        return kind, replace(facts, payment=None if means == NO_PAYMENT else means)

    def _story_features(
        self,
        found: Sequence[Found],
        topics: Mapping[str, float],
        *,
        brand: str | None,
        words: Collection[str],
        is_call: bool,
    ) -> dict[str, float]:
        return story_features(
            words,
            found,
            topics=topics,
            leaning_of_brand=self._brands.kinds_of(brand) or {},
            trade=self._brands.trade_of(brand),
            is_call=is_call,
        )

    def signs_of(self, read: ReadText, *, is_call: bool, turns: Sequence[int] = ()) -> list[SignsOf]:
        """Return the signs of a text as weights see them; weights are built from these.

        Args:
            read: the text.
            is_call: the words of a call, not typed.
            turns: how many first turns were heard, one answer each; none: the whole text.
        """
        places = self._walk.find(read)
        found = self._finder.find(read, places["signs"])
        if is_call:
            found = said_in_call(found)
        if turns:
            heard = [[one for one in found if one.turn is not None and one.turn < n] for n in turns]
            return [SignsOf.of(so_far, self._weigh(so_far, None), read) for so_far in heard]
        topics = topics_of(read, places["topics"])
        brand = self._brands.find(read, found, topics=topics, named=places["brands"])
        return [SignsOf.of(found, self._weigh(found, self._leaning(topics, brand)), read)]

    @property
    def features(self) -> tuple[Feature, ...]:
        """Everything that is looked for."""
        return self._finder.features

    def _weigh(self, found: Sequence[Found], leaning: Mapping[str, float] | None) -> Weighed:
        return weigh(found, stage_place=self._stage_place, leaning_of_story=leaning)

    def _leaning(self, topics: Mapping[str, float], brand: str | None) -> dict[str, float]:
        """Return kind → bits for it by the brand claimed and by what the story is about."""
        leaning = dict(self._brands.kinds_of(brand) or {})
        for kind, bits in topics.items():
            leaning[kind] = leaning.get(kind, 0.0) + bits
        return leaning

    def _sign(self, one: Found, read: ReadText) -> Sign:
        whole_start, whole_end = read.words.original_span(one.first, one.last)
        turn, start, end = read.locate(whole_start, whole_end)
        return Sign(
            sign=one.feature.id,
            start=start,
            end=end,
            text=read.text[whole_start:whole_end],
            weight=one.feature.weight,
            turn=turn,
            stage=self._stage_name(one, None),
            kind=one.feature.kind,
            why=one.feature.why,
        )

    def _stage_name(self, one: Found, kind: str | None) -> str | None:
        if kind is None:
            return one.feature.stages[0] if one.feature.stages else None
        known = self._stage_place.get(kind, {})
        return next((stage for stage in one.feature.stages if stage in known), None)

    def _stage_reached(self, weighed: Weighed, kind: str) -> str | None:
        known = self._stage_place.get(kind)
        reached: list[str] = []
        for one in weighed.counted:
            if one.feature.weight > 0 and one.frame is Frame.SAID:
                name = self._stage_name(one, kind if known else None)
                if name is not None:
                    reached.append(name)
        if not reached:
            return None
        return max(reached, key=lambda name: known[name]) if known else reached[-1]

    def _advice(
        self, weighed: Weighed, named: str, verdict: Verdict, reasons: Sequence[TriageReason], has_paid: bool
    ) -> tuple[str, ...]:
        slugs = {reason.reason for reason in reasons}
        kind = self._shelf.kinds.get(named)
        wanted: list[str] = []
        if kind is not None:
            if "still_connected" in slugs or verdict is Verdict.SCAM:
                wanted += kind.during_call
            if has_paid or "money_moved_today" in slugs:
                wanted += kind.if_you_paid
            if any(one.feature.id in {"asks_for_remote_access", "opens_device"} for one in weighed.counted):
                wanted += kind.if_you_let_them_in
            wanted += kind.key_advice
        return tuple(dict.fromkeys(wanted))


def said_in_call(found: Sequence[Found]) -> list[Found]:
    """Return what can be said in a call: a call is not told of while it goes on."""
    return [one for one in found if one.feature.mouth is not Mouth.ACCOUNT]
