"""Subscribers, the letters to them, and the line on which these leave."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from ringfence.domain.subscriber import Choice, Letter, LetterId, News, Subscriber
from ringfence.domain.warning import PublicWarning
from ringfence.publish import RenderedLetter

__all__ = ["LetterLedger", "MailLine", "Mailer", "SubscriberLedger"]


class SubscriberLedger(Protocol):
    """Keeps who wants warnings. Addresses are encrypted; who leaves is forgotten."""

    def ask(self, address: str, choice: Choice, *, at: datetime) -> None:
        """Keep a wish that is not confirmed yet, and make the letter that asks for the confirmation.

        An address is written to at most once a day for this, however often
        somebody types it. A confirmed subscription is left as it is.
        """

    def find(self, secret: str) -> Subscriber | None:
        """Return the subscription behind a link."""

    def confirm(self, secret: str, *, at: datetime) -> Subscriber | None:
        """Confirm it; a second time changes nothing."""

    def change(self, secret: str, choice: Choice) -> Subscriber | None:
        """Replace what somebody wants to be told."""

    def leave(self, secret: str, *, at: datetime) -> None:
        """Forget the address and everything kept with it; a second time changes nothing."""

    def forget_unconfirmed(self, *, asked_before: datetime) -> int:
        """Forget who never confirmed."""

    def bounced(self, message_id: str, *, is_permanent: bool) -> bool:
        """Take note that a letter came back; says whether it was one of ours."""


class LetterLedger(Protocol):
    """Keeps what is to be told, the letters made of it, and which have left."""

    def note(self, warning: PublicWarning, news: News, *, is_urgent: bool, at: datetime) -> int:
        """Note the news for everybody it concerns, in batches; repeated, it adds nothing.

        A published warning concerns whoever wants its area and kind. A
        correction or withdrawal concerns whoever was told of the warning;
        what is still waiting to be told of a withdrawn one is dropped.
        """

    def make_letters(self, *, at: datetime, limit: int, unless_waiting: int) -> int:
        """Make letters of waiting news for at most `limit` subscribers; returns how many were made.

        Where `unless_waiting` letters wait to be sent already, only urgent
        ones are made: looking for what is due takes longest.
        """

    def claim(self, *, at: datetime, lease_seconds: int, limit: int) -> tuple[str, list[Letter]]:
        """Take the next letters for sending, most pressing first; returns the claim and the letters.

        Letters of a claim that was not renewed for the lease are free again.
        """

    def holds(self, letter_id: LetterId, claim: str, *, at: datetime) -> bool:
        """Renew the claim on an unsent letter; False where another has taken it over."""

    def sent(self, letter_id: LetterId, *, at: datetime) -> None:
        """The server has taken the letter."""

    def refused(self, letter_id: LetterId, *, at: datetime, is_permanent: bool) -> None:
        """The server refused this letter, for good or for now."""

    def dropped(self, letter_id: LetterId, *, at: datetime) -> None:
        """There was nothing left to say."""

    def release(self, claim: str) -> None:
        """Give back what was claimed and not sent."""

    def is_waiting(self, *, at: datetime, lease_seconds: int) -> bool:
        """Say whether there is something to write or to send now that nobody is sending."""


class MailLine(Protocol):
    """An open line to the mail server."""

    def send(self, letter: RenderedLetter, *, to: str, message_id: str) -> None:
        """Hand over one letter; returns once the server has taken it.

        Raises:
            LetterRefused: this letter only.
            MailServerFault: the server or the line.
        """


class Mailer(Protocol):
    """Opens lines."""

    def line(self) -> AbstractContextManager[MailLine]:
        """Open a line; it closes on leaving."""
