"""Every error that Ringfence raises on purpose.

RingfenceError
├── InvalidInput            what somebody sent cannot be used
│   ├── EmptyText           nothing to read
│   ├── InvalidReport       one report, all its faults gathered
│   ├── UnreadableFile      a whole file: encoding, header, layout
│   └── UnknownName         an area, kind, detector, format or id that is not there
├── InvalidPlaybook         playbooks or tables, all faults gathered
├── InvalidSetting          a setting that stops start-up
├── TooLittleHistory        a series that cannot be judged yet
├── NotAllowed              the person may not do this
├── PublicationStopped      a check found something that must not be published
├── WrongState              the record is not in a state that permits the step
├── LetterRefused           the mail server refused one letter
├── MailServerFault         the mail server or the line to it
└── StorageFault            the disk or the database refused
    ├── NotMigrated         the database is older than the code
    └── NotKept             nothing was kept; safe to try again
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "EmptyText",
    "Fault",
    "InvalidInput",
    "InvalidPlaybook",
    "InvalidReport",
    "InvalidSetting",
    "LetterRefused",
    "MailServerFault",
    "NotAllowed",
    "NotKept",
    "NotMigrated",
    "PublicationStopped",
    "RingfenceError",
    "StorageFault",
    "TooLittleHistory",
    "UnknownName",
    "UnreadableFile",
    "WrongState",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with an input, said so that a person can mend it.

    Never carries report text or a full phone number.
    """

    reason: str  # "Enter the date of the call as 27/08/2020 or 2020-08-27"
    field: str | None = None  # "called_on"
    line: int | None = None  # 1-based line of the file
    file: str | None = None  # name of the file, without its folder

    def __str__(self) -> str:
        where = [self.file or "", f"line {self.line}" if self.line is not None else "", self.field or ""]
        place = ", ".join(part for part in where if part)
        return f"{place}: {self.reason}" if place else self.reason


class RingfenceError(Exception):
    """Root of the tree. `code` is stable and machine-readable."""

    code = "ringfence_error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class _Gathered(RingfenceError):
    """An error that gathers every fault before it is raised."""

    def __init__(self, message: str, faults: Sequence[Fault] = (), *, code: str | None = None) -> None:
        self.faults = tuple(faults)
        lines = [message, *(f"  - {fault}" for fault in self.faults)]
        super().__init__("\n".join(lines), code=code)
        self.summary = message


class InvalidInput(_Gathered):
    """What somebody sent cannot be used; the message says what to change."""

    code = "invalid_input"


class EmptyText(InvalidInput):
    """There is nothing to read."""

    code = "empty_text"


class InvalidReport(InvalidInput):
    """One report with everything that is wrong with it."""

    code = "invalid_report"


class UnreadableFile(InvalidInput):
    """A whole file cannot be read: encoding, header or layout."""

    code = "unreadable_file"


class UnknownName(InvalidInput):
    """A name that stands in none of our tables."""

    code = "unknown_name"


class InvalidPlaybook(_Gathered):
    """Playbooks or their tables do not hold together."""

    code = "invalid_playbook"


class InvalidSetting(_Gathered):
    """A setting has a value that Ringfence cannot start with."""

    code = "invalid_setting"


class TooLittleHistory(RingfenceError):
    """A series is shorter than the baseline needs."""

    code = "too_little_history"

    def __init__(self, *, have_weeks: int, need_weeks: int) -> None:
        self.have_weeks = have_weeks
        self.need_weeks = need_weeks
        super().__init__(
            f"Cannot judge this series: it has {have_weeks} periods of reports and the baseline "
            f"needs {need_weeks}. Choose a wider area or a shorter baseline."
        )


class NotAllowed(RingfenceError):
    """This person may not take this step."""

    code = "not_allowed"


class PublicationStopped(_Gathered):
    """A check found something that must not be published."""

    code = "publication_stopped"


class WrongState(RingfenceError):
    """The record is not in a state that permits this step."""

    code = "wrong_state"


class LetterRefused(RingfenceError):
    """The mail server refused one letter; the line is still good."""

    code = "letter_refused"

    def __init__(self, *, is_permanent: bool) -> None:
        self.is_permanent = is_permanent  # False: it may be taken later
        super().__init__("The mail server refused this letter" + (" for good." if is_permanent else " for now."))


class MailServerFault(RingfenceError):
    """The mail server cannot be reached or does not answer as it should."""

    code = "mail_server_fault"


class StorageFault(RingfenceError):
    """The disk or the database refused."""

    code = "storage_fault"


class NotMigrated(StorageFault):
    """The database is older than the code."""

    code = "not_migrated"


class NotKept(StorageFault):
    """Nothing was kept, and it is safe to try again."""

    code = "not_kept"
