"""The Recogniser: signs, facts, triage and a verdict for one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ringfence.domain.recognition import Facts, Recognition, Sign, TriageReason, Verdict
from ringfence.playbooks import Shelf
from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame, ReadText
from ringfence.recognise.brand import BrandFinder
from ringfence.recognise.decide import answer, evidence_of, log_odds, probability, with_wording
from ringfence.recognise.facts import FactFinder
from ringfence.recognise.features import Feature, gather_features
from ringfence.recognise.find_signs import Found, SignFinder
from ringfence.recognise.story_heads import (
    NO_PAYMENT,
    Heads,
    packaged_heads,
    payment_features,
    story_features,
    with_kind,
)
from ringfence.recognise.topics import topics_of
from ringfence.recognise.triage import find_triage
from ringfence.recognise.weigh import OTHER, Weighed, weigh
from ringfence.recognise.wording import Model, Tally, packaged_model

__all__ = ["Recogniser"]


# Log-odds from which a text without turns is read as the words of a call.
SPOKEN_FROM = 0.7


class Recogniser:
    """Compiled once from a shelf, then used for any number of texts. Safe to share between threads."""

    def __init__(self, shelf: Shelf, model: Model | None = None, heads: Heads | None = None) -> None:
        self._shelf = shelf
        self._heads = heads or packaged_heads()
        self._model = model or packaged_model()
        self._finder = SignFinder(gather_features(shelf))
        self._facts = FactFinder(shelf, self._heads.loss)
        self._brands = BrandFinder(shelf)
        self._stage_place = {
            slug: {stage.slug: place for place, stage in enumerate(kind.stages)} for slug, kind in shelf.kinds.items()
        }

    def recognise(self, read: ReadText) -> Recognition:
        """Return what the text shows.

        1. Find the signs of all playbooks and the shared acts; choose the kind.
        2. Decide whether these are the words of a call or typed by somebody; signs, acts and wording
           combine into log-odds of a scam.
        3. For turns: the first turn after which the words so far amount to a
           warning; nothing said later plays a part.
        4. Facts, triage, and whether this is an account of a call.
        5. Advice, most pressing first.
        """
        found = self._finder.find(read)
        topics = topics_of(read)
        brand = self._brands.find(read, found, topics=topics)
        weighed = self._weigh(found, self._leaning(topics, brand))
        tally = self._model.tally(read.words.words)
        is_call = bool(read.turns) or tally.odds("is_call") > SPOKEN_FROM
        decision = self._model.call if is_call else self._model.typed
        evidence = with_wording(evidence_of(weighed.counted), tally, is_call=is_call)
        odds = log_odds(evidence, decision.weights)
        signs = [one.feature for one in weighed.counted if one.feature.weight > 0]
        verdict = answer(
            odds,
            judged=evidence["judged"],
            is_decisive=weighed.is_decisive,
            has_sign=bool(signs),
            has_act=any(sign.mouth is not Mouth.ACCOUNT for sign in signs),
            by=decision,
        )
        is_no_signs = verdict is Verdict.NO_SIGNS
        story = self._story_features(found, topics, brand=brand, tally=tally, is_call=is_call)
        kind, facts = self._story(read, story, is_told=bool(found) or weighed.kind != OTHER)
        triage = find_triage(read, has_lost=facts.loss_gbp is not None)
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
            is_report=None if is_call else log_odds(evidence, self._model.account) >= 0,
            first_warned_turn=self._first_warned(read, found) if read.turns else None,
            advice=() if is_no_signs else self._advice(weighed, kind, verdict, triage.reasons, has_paid),
            playbook_version=self._shelf.version,
        )

    def stories(self, read: ReadText, *, is_call: bool) -> tuple[dict[str, float], dict[str, float], str]:
        """Return the features for the kind, those for the payment without the kind, and the kind by signs alone.

        The heads are built from these.
        """
        found = self._finder.find(read)
        topics = topics_of(read)
        brand = self._brands.find(read, found, topics=topics)
        facts, mentions = self._facts.find(read)
        tally = self._model.tally(read.words.words)
        story = self._story_features(found, topics, brand=brand, tally=tally, is_call=is_call)
        payment = payment_features(story, mentions, named=facts.payment)
        return story, payment, self._weigh(found, self._leaning(topics, brand)).kind

    def _story(self, read: ReadText, story: Mapping[str, float], *, is_told: bool) -> tuple[str, Facts]:
        """Return the kind that the story tells of, and its facts."""
        facts, mentions = self._facts.find(read)
        kind = self._heads.kind.best(story) if is_told else OTHER
        means = self._heads.payment.best(with_kind(payment_features(story, mentions, named=facts.payment), kind))
        return kind, replace(facts, payment=None if means == NO_PAYMENT else means)

    def _story_features(
        self, found: Sequence[Found], topics: Mapping[str, float], *, brand: str | None, tally: Tally, is_call: bool
    ) -> dict[str, float]:
        return story_features(
            tally.known,
            found,
            topics=topics,
            leaning_of_brand=self._brands.kinds_of(brand) or {},
            trade=self._shelf.brands[brand].kind if brand else None,
            is_call=is_call,
        )

    def evidence(self, read: ReadText, *, turns: int | None = None) -> tuple[dict[str, float], bool]:
        """Return the features of the decision without wording, and whether something decisive was asked.

        Weights are built from these.

        Args:
            read: the text.
            turns: only what was said in so many first turns.
        """
        found = [one for one in self._finder.find(read) if turns is None or one.turn is None or one.turn < turns]
        topics = topics_of(read)
        brand = self._brands.find(read, found, topics=topics)
        weighed = self._weigh(found, self._leaning(topics, brand))
        return evidence_of(weighed.counted), weighed.is_decisive

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

    def _first_warned(self, read: ReadText, found: Sequence[Found]) -> int | None:
        """Return the first turn after which the log-odds reach the boundary.

        A sequential test: the boundary is set on the largest value that genuine
        calls reach at any turn, so that the false alarms of a whole call, not
        of one turn, are under control (Wald, Sequential Analysis, 1947, ch. 3,
        with the boundary taken from data instead of from two likelihoods).
        """
        tally = self._model.tally()
        by_turn: dict[int, list[Found]] = {}
        for one in found:
            if one.turn is not None:
                by_turn.setdefault(one.turn, []).append(one)
        so_far: list[Found] = []
        evidence: dict[str, float] = {}
        for turn, said in enumerate(read.words_by_turn()):
            tally.add(said)
            if turn in by_turn:
                so_far += by_turn[turn]
                evidence = evidence_of(self._weigh(so_far, None).counted)
            if evidence and (
                log_odds(with_wording(evidence, tally, is_call=True), self._model.call.weights) >= self._model.warn_from
            ):
                return turn
        return None

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
