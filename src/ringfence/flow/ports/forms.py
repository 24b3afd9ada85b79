"""Forms being filled in, files, and reporters who come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from ringfence.domain.form import Addition, FileId, FormDraft, FormId, IncomingFile, KeptFile, ReporterWish, SentForm
from ringfence.domain.report import Report, ReportId

__all__ = ["FileLedger", "FormLedger", "ReporterLedger"]


class FormLedger(Protocol):
    """Keeps forms on the server, encrypted and for a while. Past its time a form is not found any more."""

    def begin(self, answers: Mapping[str, str], *, at: datetime) -> str:
        """Begin a form; returns the secret of the browser that holds it."""

    def find(self, holder: str, *, at: datetime) -> FormDraft | None:
        """Return the form that a browser holds."""

    def answer(self, holder: str, answers: Mapping[str, str], *, at: datetime) -> FormDraft | None:
        """Take answers over the earlier ones and move the end of its time on; None where there is no such form."""

    def save(self, holder: str, *, at: datetime) -> tuple[str, str, datetime] | None:
        """Keep it for seven days; returns the code, the secret that goes with it and the end of its time.

        A new secret each time: only its hash is kept.
        """

    def come_back(self, code: str, secret: str, *, at: datetime) -> str | None:
        """Give a saved form to another browser; the one that held it holds nothing any more."""

    def lock(self, form_id: FormId, *, at: datetime) -> FormDraft | None:
        """Return a form and lock it until the transaction ends."""

    def mark_sent(self, form_id: FormId, sent: SentForm) -> None:
        """Note what it became; nothing of it can be changed any more, and soon it is gone."""

    def forget(self, holder: str) -> None:
        """Delete a form with its files; what it became stays. A second time changes nothing."""


class FileLedger(Protocol):
    """Keeps files encrypted."""

    def keep(self, file: IncomingFile, *, form_id: FormId, at: datetime) -> KeptFile:
        """Keep a file with a form.

        Raises:
            NotKept: there is no room for more files of forms that are not sent.
        """

    def remove(self, file_id: FileId, *, form_id: FormId) -> None:
        """Delete a file of a form; a second time changes nothing."""

    def hand_over(self, form_id: FormId, report_id: ReportId) -> None:
        """Let the files of a form be those of the report that it became."""

    def of_report(self, report_id: ReportId) -> list[KeptFile]:
        """Return the files of a report, oldest first."""

    def open(self, file_id: FileId, *, report_id: ReportId) -> IncomingFile:
        """Decrypt a file of a report."""


class ReporterLedger(Protocol):
    """What a reporter may do with their report who has its reference and its secret."""

    def give_secret(self, report_id: ReportId, secret: str) -> None:
        """Keep the hash of the secret."""

    def find(self, reference: str, secret: str) -> Report | None:
        """Return the report; None where either is wrong, whichever it is."""

    def add(self, report_id: ReportId, text: str, *, key: str, at: datetime) -> bool:
        """Keep words added to a report and let it be read again; False where this key was kept before."""

    def additions(self, report_id: ReportId) -> list[Addition]:
        """Return what was added, oldest first. For the reading job and for the person themselves."""

    def added_at(self, report_id: ReportId) -> list[datetime]:
        """Return when something was added, oldest first, without the words."""

    def wish(self, report_id: ReportId, address: str, *, at: datetime, language: str = "en-GB") -> None:
        """Keep the wish to be told, in place of an earlier one that is still open."""

    def drop_wish(self, report_id: ReportId, *, at: datetime) -> None:
        """Forget the wish with its address."""

    def wish_of(self, report_id: ReportId) -> str | None:
        """Return the address of a wish that is open."""

    def note_helped(self, report_ids: list[ReportId], *, at: datetime) -> int:
        """Let the open wishes of these reports be due; those that are due already stay as they are."""

    def claim_due(self, *, at: datetime, lease_seconds: int) -> ReporterWish | None:
        """Take the next letter that is due; one whose sender was silent for the lease is free again."""

    def told(self, wish_id: str, *, at: datetime) -> None:
        """The server has taken the letter, or refused it for good: the address is forgotten."""
