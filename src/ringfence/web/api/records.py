"""What the API takes and gives."""

from __future__ import annotations

from ninja import Field, Schema
from pydantic import ConfigDict

__all__ = ["CheckIn", "FaultOut", "FaultsOut", "ReportIn", "ReportOut", "TurnIn", "WarningOut", "WarningsOut"]

# Longer than any account of a call; the body of a request is limited as well.
LONGEST_TEXT = 100_000


class ReportIn(Schema):
    """One report; every field may be left out, but either text or kind is needed."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(None, max_length=200, description="Your own number for the report.")
    called_on: str | None = Field(None, description="Day of the call: 2026-08-27 or 27/08/2026.")
    called_time: str | None = Field(None, description="London clock time: 14:30.")
    reported_on: str | None = Field(None, description="When the person told you; now when left out.")
    area: str | None = Field(None, description="Code of the police area, or unknown.")
    told_by: str | None = Field(None, description="victim, relative, call_handler, partner or unknown.")
    channel: str | None = Field(None, description="How the call came: landline, mobile, robocall, ...")
    shown_number: str | None = Field(None, description="The number shown; often forged.")
    kind: str | None = Field(None, description="Kind of scam, if you have sorted it already.")
    claimed_identity: str | None = Field(None, description="Who they said they were.")
    text: str | None = Field(None, description="The account of the call.")
    happened: list[str] | None = Field(None, description="access, data, paid, nothing.")
    loss_gbp: float | str | None = Field(None, description="Money gone, in pounds.")
    paid_how: list[str] | None = Field(
        None, description="bank_transfer, card, cash, gift_cards, crypto, cheque, other."
    )
    paid_on: str | None = Field(None, description="Day the money went, or two days with 'to' between them.")
    contact_name: str | None = None
    contact: str | None = Field(None, description="E-mail address or phone of the person.")
    reply_allowed: bool | None = None
    reply_how: str | None = Field(None, description="email, text or ring; only with reply_allowed.")


class ReportOut(Schema):
    """What is given back once the report is safely on disk."""

    reference: str
    received_at: str
    is_new: bool
    notice: str


class FaultOut(Schema):
    """One thing to mend."""

    field: str | None = None
    reason: str


class FaultsOut(Schema):
    """Everything that is wrong, at once."""

    code: str
    message: str
    faults: list[FaultOut] = Field(default_factory=list)


class WarningOut(Schema):
    """One warning as a list shows it."""

    id: str
    state: str
    title: str
    description: str
    area: str
    kind: str
    language: str
    url: str
    published_at: str | None
    updated_at: str
    expires_on: str | None


class WarningsOut(Schema):
    """A page of warnings, newest first."""

    count: int
    warnings: list[WarningOut]


class TurnIn(Schema):
    """One turn of a call."""

    speaker: str = Field(max_length=200)
    text: str = Field(max_length=LONGEST_TEXT)


class CheckIn(Schema):
    """A text, or the turns of a call."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(None, max_length=200)
    text: str | None = Field(None, max_length=LONGEST_TEXT)
    turns: list[TurnIn] | None = Field(None, max_length=5_000)
    listener: str | None = Field(None, max_length=200)
