"""E-mail, through Django's mail machinery: an SMTP server, or a folder where there is none."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection

from ringfence.foundation.errors import LetterRefused, MailServerFault
from ringfence.publish import RenderedLetter

__all__ = ["DjangoMailer"]

_log = logging.getLogger(__name__)
_PERMANENT = 500  # replies from here on are final (RFC 5321, 4.2.1)
_GOING_DOWN = 421  # the server closes the line (RFC 5321, 4.2.1)


class DjangoMailer:
    """Implements `flow.ports.Mailer`.

    Args:
        sender: the From line, "Ringfence <warnings@example>".
        neutral_sender: the From line of letters that must not say what they are about.
    """

    def __init__(self, *, sender: str, neutral_sender: str = "") -> None:
        self._sender = sender
        self._neutral_sender = neutral_sender or sender

    @contextmanager
    def line(self) -> Iterator[_Line]:
        """Open a line; it closes on leaving.

        Raises:
            MailServerFault: the server cannot be reached, or breaks off.
        """
        connection = get_connection(fail_silently=False)
        try:
            connection.open()
            yield _Line(connection, sender=self._sender, neutral_sender=self._neutral_sender)
        except (OSError, smtplib.SMTPException) as error:
            _log.warning("the mail server does not take letters now: %s", type(error).__name__)
            raise MailServerFault("The mail server cannot be reached. The letters wait and are tried again.") from None
        finally:
            try:
                connection.close()
            except (OSError, smtplib.SMTPException):
                _log.warning("the mail server did not say goodbye")


class _Line:
    """Implements `flow.ports.MailLine`."""

    def __init__(self, connection: Any, *, sender: str, neutral_sender: str) -> None:
        self._connection = connection
        self._sender = sender
        self._neutral_sender = neutral_sender

    def send(self, letter: RenderedLetter, *, to: str, message_id: str) -> None:
        """Hand over one letter; returns once the server has taken it."""
        message = EmailMultiAlternatives(
            letter.subject,
            letter.text,
            self._neutral_sender if letter.is_neutral else self._sender,
            [to],
            headers={**letter.headers, "Message-ID": message_id},
            connection=self._connection,
        )
        message.attach_alternative(letter.html, "text/html")
        try:
            message.send(fail_silently=False)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            # 5.7 is the server's policy (RFC 3463, 3.8): about us, not about the address.
            raise _refusal(code, is_about_us=said.startswith(b"5.7")) from None
        except (smtplib.SMTPSenderRefused, smtplib.SMTPConnectError, smtplib.SMTPHeloError):
            raise  # not about this letter: no letter of ours would be taken
        except smtplib.SMTPResponseException as error:
            # The address was taken and the content was not.
            raise _refusal(error.smtp_code, is_about_us=True) from None
        except (UnicodeError, ValueError):
            raise LetterRefused(is_permanent=True) from None


def _refusal(code: int, *, is_about_us: bool) -> Exception:
    if code == _GOING_DOWN:
        return smtplib.SMTPServerDisconnected("the server closes the line")
    return LetterRefused(is_permanent=code >= _PERMANENT and not is_about_us)
