"""MISP events in its core format (JSON): a `report` object and numbers as attributes, nothing to be detected by."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from ringfence.domain.shared_case import SharedCase
from ringfence.share.caveats import COUNT_CAVEAT, NUMBER_CAVEAT

__all__ = ["render_misp"]

_SPACE = uuid.UUID("0b8e9d0a-52c4-5a3b-8f5e-1d2c3b4a5968")
# Template of the object "report" in MISP's public collection, version 8.
REPORT_TEMPLATE = "70a68471-df22-4e3f-aa1a-5a3be19f82df"
REPORT_TEMPLATE_VERSION = "8"
_YOUR_ORGANISATION_ONLY = "0"
_INHERIT = "5"
_LOW, _INITIAL_ANALYSIS = "3", "0"


def render_misp(cases: Sequence[SharedCase]) -> bytes:
    """Return `{"response": [{"Event": …}]}`; the same cases give the same bytes."""
    events = [{"Event": _event(case)} for case in cases]
    return json.dumps({"response": events}, ensure_ascii=False, indent=2).encode()


def _event(case: SharedCase) -> dict[str, Any]:
    event = uuid.uuid5(_SPACE, case.id)
    stamp = str(int(datetime.combine(case.as_of, time(), UTC).timestamp()))
    tags = ["tlp:amber", f'ringfence:kind="{case.kind}"', f'ringfence:area="{case.area}"']
    tags.append(f'ringfence:basis="{case.basis.value}"')
    tags += [f'ringfence:campaign="{campaign}"' for campaign in case.campaigns]
    tags += [f'ringfence:technique="{technique}"' for technique in case.techniques]
    if case.is_exercise:
        tags.append('ringfence:exercise="true"')
    numbers = [
        _attribute(
            event, stamp, "phone-number", "Other", number.e164,
            comment=f"{NUMBER_CAVEAT} Not to be used after {number.expires_on.isoformat()}.",
        )
        for number in case.numbers
    ]  # fmt: skip
    return {
        "uuid": str(event),
        "info": case.title,
        "date": case.first_day.isoformat(),
        "timestamp": stamp,
        "threat_level_id": _LOW,
        "analysis": _INITIAL_ANALYSIS,
        "distribution": _YOUR_ORGANISATION_ONLY,
        "published": False,
        "Tag": [{"name": tag} for tag in tags],
        "Attribute": numbers,
        "Object": [_report_object(case, event, stamp)],
    }


def _report_object(case: SharedCase, event: uuid.UUID, stamp: str) -> dict[str, Any]:
    parts = [f"{COUNT_CAVEAT} Reporters: {case.reporters_label}."]
    if case.came_back_after_days is not None:
        parts.append(f"It came back after {case.came_back_after_days} days.")
    tallied = (
        ("Areas", case.areas), ("Stages", case.stages), ("Tools", case.tools), ("Payments", case.payments),
        ("Sums and counts of the script", case.figures),
    )  # fmt: skip
    for heading, tallies in tallied:
        if tallies:
            parts.append(f"{heading}: {', '.join(f'{one.name} ({one.reporters})' for one in tallies)}.")
    values = (("title", case.title), ("type", "Case"), ("case-number", case.id), ("summary", " ".join(parts)))
    return {
        "uuid": str(uuid.uuid5(event, "report")),
        "name": "report",
        "meta-category": "misc",
        "description": "Report object to describe a report along with its metadata.",
        "template_uuid": REPORT_TEMPLATE,
        "template_version": REPORT_TEMPLATE_VERSION,
        "timestamp": stamp,
        "distribution": _INHERIT,
        "Attribute": [
            {**_attribute(event, stamp, "text", "Other", value), "object_relation": relation}
            for relation, value in values
        ],
    }


def _attribute(
    event: uuid.UUID, stamp: str, kind: str, category: str, value: str, *, comment: str = ""
) -> dict[str, Any]:
    return {
        "uuid": str(uuid.uuid5(event, f"{kind} {value}")),
        "type": kind,
        "category": category,
        "value": value,
        "comment": comment,
        "to_ids": False,
        "disable_correlation": kind == "text",
        "distribution": _INHERIT,
        "timestamp": stamp,
    }
