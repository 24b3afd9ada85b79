"""What must outlive a restored backup: what was erased, held, told to nobody, and who left, since it was made."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Protocol, TypeVar

from django.db import transaction
from django.db.models import DateTimeField, JSONField, Model

from ringfence.domain.retention import DecisionKind
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.privacy_ledger import BLANK

__all__ = ["Carried", "Promises", "keep_promises", "read_promises"]

Row = dict[str, Any]
T = TypeVar("T")
AT_ONCE = 400  # ids in one statement
_ERASED = "select report_id from store_privacydecisionrow where kind = 'erasure'"
# Each with the table it needs. Rows as they are: the database that is read may be older than the code.
_QUERIES = {
    "decisions": ("store_privacydecisionrow", "select * from store_privacydecisionrow order by id"),
    "requests": (
        "store_publicrequestrow",
        f"select * from store_publicrequestrow where is_withheld or id in ({_ERASED})",  # noqa: S608
    ),
    "contacts": ("store_requestcontactrow", "select request_id, key from store_requestcontactrow"),
    "departures": ("store_departurerow", "select * from store_departurerow"),
    "warnings": (
        "store_warningrow",
        f"select warning_id, step, record from store_warningrow where cast(record as text) like '%{BLANK}%'",  # noqa: S608
    ),
    "events": (
        "store_campaigneventrow",
        f"select world, number, campaign, note from store_campaigneventrow where note like '%{BLANK}%'",  # noqa: S608
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Rows in plain values, so that they can be written to a file; words in them stay sealed."""

    decisions: list[Row] = field(default_factory=list)
    requests: list[Row] = field(default_factory=list)  # erased in part, or about a number told to nobody
    contacts: list[Row] = field(default_factory=list)  # of these
    departures: list[Row] = field(default_factory=list)
    warnings: list[Row] = field(default_factory=list)  # steps in which something was blanked
    events: list[Row] = field(default_factory=list)  # reasons for merges and splits in which something was


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a restored backup did not know yet."""

    decisions: int
    erased: int  # reports, complaints and requests that were in it
    silent: int  # numbers told to nobody
    departed: int  # subscriptions and wishes that were in it


class Cursor(Protocol):
    """What every driver gives."""

    @property
    def description(self) -> Any:
        """Say which columns the last statement gave."""

    def execute(self, sql: str, /) -> Any:
        """Run a statement."""

    def fetchall(self) -> list[Any]:
        """Return its rows."""


def read_promises(cursor: Cursor, *, tables: Collection[str]) -> Promises:
    """Read them out of a database, whatever its age; `tables`: those it has."""
    found: dict[str, list[Row]] = {}
    for name, (table, query) in _QUERIES.items():
        if table not in tables or (_ERASED in query and "store_privacydecisionrow" not in tables):
            continue
        cursor.execute(query)
        columns = [column[0] for column in cursor.description]
        found[name] = [dict(zip(columns, map(_plain, row), strict=True)) for row in cursor.fetchall()]
    ours = {row["id"] for row in found.get("requests", [])}
    found["contacts"] = [row for row in found.get("contacts", []) if row["request_id"] in ours]
    return Promises(**found)


@plain_faults
def keep_promises(promises: Promises) -> Carried:
    """Bring the database that is in place in line with them; a second time changes nothing.

    1. Add the decisions it does not know, in their order: what is held is held.
    2. Delete reports that were erased, with all that came with them.
    3. Put requests that were erased, or promise silence about a number, as they were.
    4. Let who left be gone.
    5. Blank in warnings and reasons what was blanked.
    """
    with transaction.atomic():
        decisions = _decide_again(promises.decisions)
        erased_ids = [row["report_id"] for row in promises.decisions if row["kind"] == DecisionKind.ERASURE]
        erased = 0
        for ids in _pieces(erased_ids):
            erased += models.Report.objects.filter(id__in=ids).delete()[1].get("store.Report", 0)
        gone, silent = _put_requests(promises, erased_ids)
        departed = _let_go(promises.departures)
        for row in promises.warnings:
            steps = models.WarningRow.objects.filter(warning_id=row["warning_id"], step=row["step"])
            steps.update(record=json.loads(row["record"]))
        for row in promises.events:
            entries = models.CampaignEventRow.objects.filter(world=row["world"], number=row["number"])
            entries.filter(campaign=row["campaign"]).update(note=row["note"])
    return Carried(decisions=decisions, erased=erased + gone, silent=silent, departed=departed)


def _decide_again(rows: list[Row]) -> int:
    made = [_model(models.PrivacyDecisionRow, {**row, "id": None}) for row in rows]
    told = ("world", "kind", "report_id", "by", "reason", "at")
    known = set(models.PrivacyDecisionRow.objects.values_list(*told))
    new = [row for row in made if tuple(getattr(row, name) for name in told) not in known]
    models.PrivacyDecisionRow.objects.bulk_create(new, batch_size=AT_ONCE)
    return len(new)


def _put_requests(promises: Promises, erased_ids: list[str]) -> tuple[int, int]:
    """Return how many were erased again, and how many numbers are told to nobody that were not."""
    rows = {row["id"]: row for row in promises.requests}
    contacts = [_model(models.RequestContactRow, row) for row in promises.contacts]
    # A database from before there were contacts carries none out: those of the backup stay then.
    wanting = {id_ for id_, row in rows.items() if row["sealed"]} - {contact.request_id for contact in contacts}
    before: dict[str, bool] = {}
    for ids in _pieces({*erased_ids, *rows}):
        there = models.PublicRequestRow.objects.filter(id__in=ids)
        before |= dict(there.values_list("id", "is_withheld"))
        contacts += models.RequestContactRow.objects.filter(request_id__in=wanting & set(ids))
        there.delete()
    models.PublicRequestRow.objects.bulk_create(
        [_model(models.PublicRequestRow, row) for row in rows.values()], batch_size=AT_ONCE
    )
    models.RequestContactRow.objects.bulk_create(contacts, batch_size=AT_ONCE)
    silent = sum(bool(row["is_withheld"]) and not before.get(id_) for id_, row in rows.items())
    return len(before.keys() & set(erased_ids) - rows.keys()), silent


def _let_go(rows: list[Row]) -> int:
    made = [_model(models.DepartureRow, row) for row in rows]
    models.DepartureRow.objects.bulk_create(made, ignore_conflicts=True, batch_size=AT_ONCE)
    departed = 0
    for ids in _pieces(row.id for row in made):
        for table in (models.SubscriberRow, models.WishRow):
            departed += table.objects.filter(id__in=ids).delete()[1].get(table._meta.label, 0)
    return departed


def _plain(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, datetime) else value


M = TypeVar("M", bound=Model)


def _model(table: type[M], row: Row) -> M:
    """Return a row with the values that the table has a column for; bytes come as base 64, as Django reads them."""
    values = {}
    for column in table._meta.concrete_fields:
        if row.get(column.attname) is None:
            continue
        value = row[column.attname]
        if isinstance(column, DateTimeField):
            moment = datetime.fromisoformat(value)
            values[column.attname] = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite keeps UTC so
        else:
            values[column.attname] = json.loads(value) if isinstance(column, JSONField) else column.to_python(value)
    return table(**values)


def _pieces(ids: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(ids)
    while piece := list(islice(rest, AT_ONCE)):
        yield piece
