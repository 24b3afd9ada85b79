"""Letters over a real socket, refusals, and delivery reports."""

from __future__ import annotations

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from ringfence.foundation.errors import LetterRefused, MailServerFault
from ringfence.outlets import DjangoMailer, read_bounce
from ringfence.publish import RenderedLetter

LETTER = RenderedLetter(
    subject="Rhybudd: “Microsoft”",
    text="Hang up.\n",
    html="<p>Hang up.</p>",
    headers={
        "List-Unsubscribe": "<https://warnings.example/subscribe/leave/x>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
)
REPORT = """\
From: MAILER-DAEMON@mail.example
To: warnings@warnings.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; gone@mail.example
Action: {action}
Status: {status}
--b
Content-Type: {kind}

Message-ID: <abc@warnings.example>
Subject: Warning

--b--
"""


class Server:
    """Takes letters, or answers as told."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.to_recipient = "250 fine"
        self.to_content = "250 taken"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(envelope.content)
        return self.to_content


@pytest.fixture
def server():
    made = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=5):
        yield made
    controller.stop()


def send(letter: RenderedLetter = LETTER) -> None:
    with DjangoMailer(sender="Ringfence <warnings@warnings.example>").line() as line:
        line.send(letter, to="reader@mail.example", message_id="<abc@warnings.example>")


def test_a_letter_arrives_as_text_and_html_with_its_headers(server):
    send()
    message = message_from_bytes(server.taken[0], policy=policy.default)

    assert message["Message-ID"] == "<abc@warnings.example>"
    assert message["Subject"] == LETTER.subject
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_body(("plain",)).get_content().strip() == "Hang up."
    assert "<p>Hang up.</p>" in message.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("answer", "is_permanent"),
    [
        ("550 5.1.1 no such person", True),
        ("451 4.3.0 try later", False),
        ("452 4.2.2 mailbox full", False),
        ("554 5.7.1 your server is on our list", False),  # about us: no reason to give the address up
    ],
)
def test_a_refused_recipient(server, answer, is_permanent):
    server.to_recipient = answer
    with pytest.raises(LetterRefused) as refusal:
        send()
    assert refusal.value.is_permanent is is_permanent


def test_refused_content_is_no_reason_to_give_the_address_up(server):
    server.to_content = "554 5.6.0 no"
    with pytest.raises(LetterRefused) as refusal:
        send()
    assert not refusal.value.is_permanent


def test_a_server_that_closes_the_line_is_a_fault_of_the_server(server):
    server.to_recipient = "421 4.3.2 going down"
    with pytest.raises(MailServerFault):
        send()


def test_no_server_is_a_fault_of_the_server():
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_PORT=9, EMAIL_TIMEOUT=2), pytest.raises(MailServerFault):
        send()


def test_a_line_break_in_a_subject_makes_no_header(server):
    with pytest.raises(LetterRefused):
        send(RenderedLetter(subject="a\nBcc: b@mail.example", text="t", html="<p>t</p>"))
    assert server.taken == []


def test_without_a_server_letters_lie_in_a_folder(tmp_path):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_FILE_PATH=tmp_path):
        send()
    [kept] = tmp_path.iterdir()
    assert b"Message-ID: <abc@warnings.example>" in kept.read_bytes()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
@pytest.mark.parametrize(
    ("action", "status", "is_permanent"),
    [("failed", "5.1.1", True), ("failed", "5.2.2", False), ("delayed", "4.4.1", False), ("failed", "5.7.26", False)],
)
def test_a_delivery_report_names_the_letter(kind, action, status, is_permanent):
    report = REPORT.format(action=action, status=status, kind=kind).encode()
    bounce = read_bounce(message_from_bytes(report))
    assert bounce is not None
    assert bounce.message_id.strip() == "<abc@warnings.example>"
    assert bounce.is_permanent is is_permanent


def test_an_answer_by_a_person_is_no_delivery_report():
    assert read_bounce(message_from_bytes(b"From: a@mail.example\nSubject: Re: Warning\n\nThank you!\n")) is None
