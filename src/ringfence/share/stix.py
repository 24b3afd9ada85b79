"""STIX 2.1: a campaign, its numbers as observed data, and the extension definition for what STIX has no words for."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import stix2
from stix2.properties import BooleanProperty, DictionaryProperty, IntegerProperty, ListProperty, StringProperty

from ringfence.domain.shared_case import SharedCase, SharedTally
from ringfence.share.caveats import COUNT_CAVEAT, NUMBER_CAVEAT

__all__ = ["CAMPAIGN_EXTENSION_ID", "EXTENSION_ID", "render_stix"]

# Fixed for ever: partners know the extensions by these.
EXTENSION_ID = "extension-definition--6d7f2c0e-2b60-5d0e-9a53-6f3f1f2a7c11"
CAMPAIGN_EXTENSION_ID = "extension-definition--6d7f2c0e-2b60-5d0e-9a53-6f3f1f2a7c12"
_SPACE = uuid.UUID("0b8e9d0a-52c4-5a3b-8f5e-1d2c3b4a5968")
_BORN = datetime(2026, 11, 24, tzinfo=UTC)
_IDENTITY = f"identity--{uuid.uuid5(_SPACE, 'ringfence')}"


class _PhoneNumber:
    """A number that callers showed or asked to ring."""

    extension_type = "new-sco"


class _CallCampaign:
    """What Ringfence knows of a campaign of calls."""

    extension_type = "property-extension"


_phone_number: Any = stix2.v21.CustomObservable(
    "phone-number",
    [
        ("value", StringProperty(required=True)),
        ("expires_on", StringProperty(required=True)),
        ("is_possibly_forged", BooleanProperty(required=True)),
    ],
    ["value"],
    EXTENSION_ID,
)(_PhoneNumber)
stix2.v21.CustomExtension(
    CAMPAIGN_EXTENSION_ID,
    [
        ("kind", StringProperty(required=True)),
        ("area", StringProperty(required=True)),
        ("brand_pretended", StringProperty()),
        ("distinct_reporters", IntegerProperty()),
        ("stages", ListProperty(DictionaryProperty)),
        ("tools", ListProperty(DictionaryProperty)),
        ("payments", ListProperty(DictionaryProperty)),
        ("techniques", ListProperty(StringProperty)),
        ("is_exercise", BooleanProperty(required=True)),
        ("basis", StringProperty()),
        ("areas", ListProperty(DictionaryProperty)),
        ("figures", ListProperty(DictionaryProperty)),
        ("came_back_after_days", IntegerProperty()),
    ],
)(_CallCampaign)


def render_stix(cases: Sequence[SharedCase]) -> bytes:
    """Return one bundle; the same cases give the same bytes."""
    objects: list[Any] = [_identity(), *_definitions()]
    for case in cases:
        objects += _objects(case)
    unique = {made["id"]: made for made in objects}
    bundle_id = f"bundle--{uuid.uuid5(_SPACE, ' '.join(unique))}"
    bundle = stix2.v21.Bundle(objects=list(unique.values()), id=bundle_id)
    return str(bundle.serialize(pretty=True)).encode()


def _identity() -> Any:
    return stix2.v21.Identity(id=_IDENTITY, name="Ringfence", identity_class="system", created=_BORN, modified=_BORN)


def _definitions() -> list[Any]:
    common = {"created_by_ref": _IDENTITY, "created": _BORN, "modified": _BORN, "version": "1.0.0"}
    return [
        stix2.v21.ExtensionDefinition(
            id=EXTENSION_ID, name="Phone number",
            description=f"Observable phone-number: value (E.164), expires_on (ISO date). {NUMBER_CAVEAT}",
            schema="docs/how-to/share-with-partners.md#phone-number", extension_types=["new-sco"], **common,
        ),
        stix2.v21.ExtensionDefinition(
            id=CAMPAIGN_EXTENSION_ID, name="Campaign of scam calls",
            description=f"Kind, area, stages, tools and payments of a campaign of calls. {COUNT_CAVEAT}",
            schema="docs/how-to/share-with-partners.md#campaign", extension_types=["property-extension"], **common,
        ),
    ]  # fmt: skip


def _objects(case: SharedCase) -> list[Any]:
    at = _midnight(case.as_of)
    common = {
        "created_by_ref": _IDENTITY,
        "created": at,
        "modified": at,
        "object_marking_refs": [stix2.v21.TLP_AMBER],
    }
    if case.is_exercise:
        common["labels"] = ["exercise"]
    known = {
        "kind": case.kind,
        "area": case.area,
        "is_exercise": case.is_exercise,
        "brand_pretended": case.brand_name,
        "distinct_reporters": case.reporters,
        "stages": _tallies(case.stages),
        "tools": _tallies(case.tools),
        "payments": _tallies(case.payments),
        "techniques": list(case.techniques),
        "basis": case.basis.value,
        "areas": _tallies(case.areas),
        "figures": _tallies(case.figures),
        "came_back_after_days": case.came_back_after_days,
    }
    campaign = stix2.v21.Campaign(
        id=_campaign_id(case.id),
        name=case.title,
        description=f"{COUNT_CAVEAT} Reporters: {case.reporters_label}.",
        first_seen=_midnight(case.first_day),
        last_seen=_midnight(case.last_day),
        extensions={
            CAMPAIGN_EXTENSION_ID: {
                "extension_type": "property-extension",
                **{key: value for key, value in known.items() if value not in (None, [])},
            }
        },
        **common,
    )
    made: list[Any] = [stix2.v21.TLP_AMBER, campaign]
    if case.campaigns:
        # A rise and the campaigns among its reports: more than one crew may be at work in it.
        grouping = stix2.v21.Grouping(
            id=f"grouping--{uuid.uuid5(_SPACE, case.id)}",
            name=case.title,
            context="suspicious-activity",
            object_refs=[campaign.id, *map(_campaign_id, case.campaigns)],
            **common,
        )
        made.append(grouping)
    for technique in case.techniques:
        pattern = stix2.v21.AttackPattern(
            id=f"attack-pattern--{uuid.uuid5(_SPACE, technique)}",
            name=technique,
            external_references=[{"source_name": "mitre-f3", "external_id": technique}],
            created_by_ref=_IDENTITY,
            created=_BORN,
            modified=_BORN,
        )
        made += [pattern, _relation(campaign, "uses", pattern, common)]
    for number in case.numbers:
        phone = _phone_number(value=number.e164, expires_on=number.expires_on.isoformat(), is_possibly_forged=True)
        seen = stix2.v21.ObservedData(
            id=f"observed-data--{uuid.uuid5(_SPACE, f'{case.id} {number.e164}')}",
            first_observed=_midnight(case.first_day),
            last_observed=_midnight(case.last_day),
            number_observed=1,
            object_refs=[phone.id],
            **common,
        )
        made += [phone, seen, _relation(seen, "related-to", campaign, common)]
    return made


def _campaign_id(case_id: str) -> str:
    return f"campaign--{uuid.uuid5(_SPACE, case_id)}"


def _relation(source: Any, kind: str, target: Any, common: dict[str, Any]) -> Any:
    relation = uuid.uuid5(_SPACE, f"{source.id} {kind} {target.id}")
    return stix2.v21.Relationship(
        id=f"relationship--{relation}",
        source_ref=source.id,
        relationship_type=kind,
        target_ref=target.id,
        **common,
    )


def _tallies(tallies: Sequence[SharedTally]) -> list[dict[str, str | int]]:
    return [{"slug": one.slug, "name": one.name, "reporters": one.reporters} for one in tallies]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
