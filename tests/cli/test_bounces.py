"""`ringfence bounces`, as a mail server's alias pipes reports into it, or over a mailbox."""

from __future__ import annotations

import mailbox
from datetime import UTC, datetime
from email import message_from_string

import pytest
from click.testing import CliRunner
from tests.outlets.test_mail import REPORT

from ringfence.cli.bounces import command
from ringfence.domain.subscriber import Choice
from ringfence.flow.subscribe import ask_for_warnings, confirm_subscription
from ringfence.store.models import LetterRow, SubscriberRow

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 4, 9, tzinfo=UTC)


def a_report(letter_id: str) -> str:
    report = REPORT.format(action="failed", status="5.1.1", kind="message/rfc822")
    return report.replace("<abc@warnings.example>", f"<{letter_id}@warnings.example>")


def letters_to_a_subscriber(place, number: int) -> list[str]:
    ask_for_warnings("gone@mail.example", Choice(), place=place, at=AT)
    row = SubscriberRow.objects.get()
    confirm_subscription(row.secret, place=place, at=AT)
    made = [
        LetterRow(id=f"{each:032}", subscriber=row, purpose="warnings", rank=2, made_at=AT, not_before=AT, ended_at=AT, outcome="sent")
        for each in range(number)
    ]  # fmt: skip
    LetterRow.objects.bulk_create(made)
    return [letter.id for letter in made]


def test_three_letters_that_came_back_end_the_writing(place, tmp_path):
    letters = letters_to_a_subscriber(place, 3)
    box = mailbox.mbox(tmp_path / "box")
    for letter_id in [letters[0], letters[0], letters[1]]:  # a second notice about the same letter counts for nothing
        box.add(message_from_string(a_report(letter_id)))
    box.add(message_from_string("From: a@mail.example\nSubject: Thank you\n\nGood work.\n"))
    box.close()
    said = CliRunner().invoke(command, [str(tmp_path / "box")])
    assert said.exit_code == 0, said.output
    assert "read: 4. About e-mails of ours that came back: 3." in said.output
    assert SubscriberRow.objects.get().state == "confirmed"

    said = CliRunner().invoke(command, ["-"], input=a_report(letters[2]))
    assert "came back: 1." in said.output
    assert SubscriberRow.objects.get().state == "bounced"


def test_a_report_about_a_letter_that_is_not_ours_changes_nothing(place):
    letters_to_a_subscriber(place, 1)
    said = CliRunner().invoke(command, ["-"], input=a_report("nothing"))
    assert "came back: 0." in said.output
    assert SubscriberRow.objects.get().bounces == 0


def test_a_mailbox_that_is_not_there_is_said():
    said = CliRunner().invoke(command, ["no/such/box"])
    assert said.exit_code != 0
    assert "There is no mailbox" in str(said.exception)
