"""What the reports behind a rise have in common: the brand, the stages, the signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ringfence.domain.recognition import Recognition
from ringfence.domain.report import Report, ReportId
from ringfence.playbooks import Brand, Shelf

__all__ = ["SignTally", "StageTally", "find_claimed_brand", "is_publishable", "tally_stages"]

# A stage told of only once, in a long run of reports, may be a misreading.
_ENOUGH_REPORTS = 2
_ENOUGH_SHARE = 0.10


@dataclass(frozen=True, slots=True, kw_only=True)
class SignTally:
    """How many reports showed one sign."""

    sign: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTally:
    """How many reports told of one stage of the call."""

    stage: str
    reports: int
    of: int  # reports that were read and recognised as this kind
    signs: tuple[SignTally, ...]  # most frequent first


def find_claimed_brand(
    reports: Sequence[Report], recognitions: Mapping[ReportId, Recognition], *, shelf: Shelf, on: date
) -> tuple[Brand, int] | None:
    """Return the brand that most reports name, and how many do.

    Only a brand named by at least half of all reports, and which may be
    published on that day, is given; else None.
    """
    named = Counter(slug for report in reports if (slug := _brand_of(report, recognitions)) is not None)
    if not named:
        return None
    slug, count = max(named.items(), key=lambda item: (item[1], item[0]))
    brand = shelf.brands.get(slug)
    if brand is None or not is_publishable(brand, on=on) or 2 * count < len(reports):
        return None
    return brand, count


def is_publishable(brand: Brand, *, on: date) -> bool:
    """Say whether a brand is on the curated list on a day."""
    return brand.is_publishable and brand.valid_from <= on and (brand.valid_to is None or on <= brand.valid_to)


def tally_stages(recognitions: Mapping[ReportId, Recognition], *, kind: str) -> list[StageTally]:
    """Count, for each stage, the reports with a sign of it; only stages told of often enough."""
    read = [recognition for recognition in recognitions.values() if recognition.kind == kind]
    reports_of_stage: Counter[str] = Counter()
    reports_of_sign: Counter[tuple[str, str]] = Counter()
    for recognition in read:
        # A negative weight speaks against the scam, so it shows no stage.
        signs = {
            (sign.stage, sign.sign)
            for sign in recognition.signs
            if sign.stage is not None and sign.kind == kind and sign.weight > 0
        }
        reports_of_sign.update(signs)
        reports_of_stage.update({stage for stage, _ in signs})
    return [
        StageTally(stage=stage, reports=count, of=len(read), signs=_signs_of(stage, reports_of_sign))
        for stage, count in reports_of_stage.items()
        if count >= _ENOUGH_REPORTS or count >= _ENOUGH_SHARE * len(read)
    ]


def _signs_of(stage: str, reports_of_sign: Mapping[tuple[str, str], int]) -> tuple[SignTally, ...]:
    found = [SignTally(sign=sign, reports=count) for (at, sign), count in reports_of_sign.items() if at == stage]
    return tuple(sorted(found, key=lambda tally: (-tally.reports, tally.sign)))


def _brand_of(report: Report, recognitions: Mapping[ReportId, Recognition]) -> str | None:
    if report.brand is not None:
        return report.brand
    recognition = recognitions.get(report.id)
    return recognition.brand if recognition is not None else None
