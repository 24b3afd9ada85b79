"""Reporters who wished it hear once, and neutrally, that they helped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from tests.desk_scene import a_published_warning

from ringfence.flow.tell_reporters import tell_reporters
from ringfence.foundation.errors import LetterRefused, MailServerFault
from ringfence.outlets import mail as outlet
from ringfence.store import models

pytestmark = pytest.mark.django_db
AT = datetime.now(UTC)


def the_wishes(place, number: int):
    """A published warning; so many of those whose reports are behind it wish to be told."""
    warning = a_published_warning(place=place, at=AT)
    for index, row in enumerate(models.Report.objects.order_by("id")[:number]):
        place.reporters.wish(row.id, f"reader{index}@mail.example", at=AT)
    return warning


def tell(place, warning, at=AT):
    return tell_reporters(warning.id, place=place, clock=lambda: at)


def test_each_wish_is_told_once_and_its_address_is_forgotten(place):
    warning = the_wishes(place, 3)

    assert (tell(place, warning), tell(place, warning)) == (3, 0)
    assert sorted(message.to[0] for message in mail.outbox) == [f"reader{n}@mail.example" for n in range(3)]
    assert not any(bytes(row.sealed) for row in models.WishRow.objects.all())


def test_the_letter_says_nothing_of_calls_police_or_the_report(place):
    warning = the_wishes(place, 1)
    tell(place, warning)
    (message,) = mail.outbox
    report = models.Report.objects.get(wishrow__isnull=False)

    everything = (message.subject + message.body + message.from_email + str(message.alternatives)).lower()
    for word in (
        "scam",
        "fraud",
        "police",
        "report",
        "phone",
        "warning",
        "cheshire",
        "ringfence",
        report.reference.lower(),
    ):
        assert word not in everything
    assert "we never ring, text or e-mail asking for money, codes or access" in everything


def test_a_report_that_did_not_help_is_not_told(place):
    warning = the_wishes(place, 0)
    other = models.Report.objects.order_by("id").first()
    models.Report.objects.filter(id=other.id).update(area="kent")
    place.reporters.wish(other.id, "reader@mail.example", at=AT)

    assert tell(place, warning) == 0


def test_killed_between_sending_and_noting_one_letter_is_repeated_with_the_same_id(place, monkeypatch):
    warning = the_wishes(place, 3)
    ledger = type(place.reporters)

    def dies(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "told", dies)
        with pytest.raises(KeyboardInterrupt):
            tell(place, warning)
    assert tell(place, warning) == 2  # the one in hand belongs to the dead until the lease is over
    assert tell(place, warning, at=AT + timedelta(seconds=120)) == 1

    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert (len(ids), len(set(ids))) == (4, 3)


def test_a_letter_put_off_is_tried_again_and_a_refused_one_is_not(place, monkeypatch):
    warning = the_wishes(place, 2)
    answers = {"reader0@mail.example": False, "reader1@mail.example": True}

    def refuse(self, letter, *, to, message_id):
        raise LetterRefused(is_permanent=answers[to])

    with monkeypatch.context() as patch:
        patch.setattr(outlet._Line, "send", refuse)
        with pytest.raises(MailServerFault):
            tell(place, warning)
    assert tell(place, warning, at=AT + timedelta(seconds=120)) == 1
    assert [message.to for message in mail.outbox] == [["reader0@mail.example"]]
