"""From what a browser sends to answers that are kept, and from these to what intake checks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.utils.translation import gettext

from ringfence.domain.report import IncomingReport
from ringfence.foundation.errors import Fault, InvalidReport
from ringfence.foundation.periods import london_date
from ringfence.foundation.translatable import translatable
from ringfence.intake import check_report
from ringfence.playbooks import Shelf
from ringfence.reading import read_text
from ringfence.recognise.triage import find_triage
from ringfence.web.faults import shorten_this
from ringfence.web.report.days import read_day
from ringfence.web.report.questions import QUESTIONS, Question
from ringfence.web.report.wording import CHOICES
from ringfence.web.typed import readable

__all__ = ["IS_HARD", "answers_to", "in_plain_words", "is_hard", "report_of"]

# Kept with the answers: the text says that the reporter is in despair, and every page names who listens.
IS_HARD = "is_hard"
# Choices that mean another day when they are looked at on another day.
_DAYS_BY_NOW = frozenset({"today", "yesterday", "week"})
LONGEST = 300  # characters of every answer but the account
LONGEST_TEXT = 20_000
# Intake's field → what this form asks people to do instead of intake's words, which are for files too.
_ASK = {
    "called_time": translatable("Enter the time as 14:30 or 2.30pm"),
    "loss_gbp": translatable("Enter the amount in pounds, such as 250 or 1,299.99"),
    "area": translatable("Choose an area from the list, or leave it empty"),
    "text": translatable("Answer at least one question about the call, such as what they said"),
}
# Where intake's field and the form's input differ.
_INPUT_OF = {"called_on": "when", "paid_on": "paid_when", "reply_allowed": "reply", "reply_how": "reply"}


def answers_to(
    questions: Iterable[Question], sent: QueryDict, *, before: Mapping[str, str], shelf: Shelf, at: datetime
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the answers on a page, and what is to be mended: input → what to enter.

    Answers are kept as they were typed, so that a page shows them again;
    days such as "yesterday" are fixed beside them, as the form may be
    sent next week; chosen already `before`, they mean the day they meant then.
    """
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    for question in questions:
        for name in question.inputs:
            typed = readable(sent.get(name, ""))
            answers[name] = typed if name == "text" else typed.strip()
        for name in question.ticks:
            answers[name] = ";".join(dict.fromkeys(readable(value).strip() for value in sent.getlist(name)))
        faults |= _length_faults(question, answers)
        faults |= _choice_faults(question, answers)
        happened = answers["happened"].split(";") if "happened" in question.ticks else []
        if "nothing" in happened and len(happened) > 1:
            faults["happened"] = gettext("Tick what happened, or “None of these”, but not both")
        for name, field in (("when", "called_on"), ("paid_when", "paid_on")):
            if name in question.inputs and name not in faults:
                if not answers[name] and any(answers[f"{name}-{part}"] for part in ("day", "month", "year")):
                    answers[name] = "day"  # typed without choosing it: meant all the same
                if answers[name] in _DAYS_BY_NOW and before.get(name) == answers[name] and before.get(field):
                    answers[field] = before[field]
                    continue
                answers[field], fault = _day(answers, name, at=at)
                faults |= {f"{name}-day": fault} if fault else {}
        if "text" in question.inputs:
            answers[IS_HARD] = "yes" if is_hard(answers["text"]) else ""
    inputs = {name for question in questions for name in (*question.inputs, *question.ticks)}
    for field, reason in _intake_faults(answers, shelf=shelf, at=at).items():
        name = _INPUT_OF.get(field, field)
        if name in inputs and not any(known.startswith(name) for known in faults):
            faults[name] = reason
    return answers, faults


def report_of(answers: Mapping[str, str], *, shelf: Shelf, at: datetime, has_files: bool) -> IncomingReport:
    """Return the checked report of a whole form.

    Raises:
        InvalidReport: nothing about the call was answered.
    """
    fields = _fields(answers)
    if has_files and not any(fields.get(name) for name in ("text", "called_on", "shown_number", "happened")):
        fields["text"] = "See the files."
    return check_report(
        fields,
        shelf=shelf,
        as_of=at,
        source="form",
        source_key=None,
        original=json.dumps(fields, ensure_ascii=False, sort_keys=True).encode(),
        needs_words=False,
    )


def in_plain_words(fault: Fault) -> str:
    """Return what to enter, in the words of this form."""
    return gettext(_ASK.get(fault.field or "", fault.reason))


def is_hard(text: str) -> bool:
    """Say whether the words are those of somebody in despair."""
    if not text.strip():
        return False
    return any(reason.reason == "distress" for reason in find_triage(read_text(text)).reasons)


def _fields(answers: Mapping[str, str]) -> dict[str, str]:
    names = {
        name for question in QUESTIONS if question.applies(answers) for name in (*question.inputs, *question.ticks)
    }
    fields = {name: value for name, value in answers.items() if name in names and "-" not in name and value}
    for name, field in (("when", "called_on"), ("paid_when", "paid_on")):
        fields.pop(name, None)
        if name in names and answers.get(field):
            fields[field] = answers[field]
    reply = fields.pop("reply", "no")
    if reply in CHOICES["reply"] and reply != "no":
        fields |= {"reply_allowed": "yes", "reply_how": reply}
    return fields


def _length_faults(question: Question, answers: Mapping[str, str]) -> dict[str, str]:
    faults = {}
    for name in (*question.inputs, *question.ticks):
        longest = LONGEST_TEXT if name == "text" else LONGEST
        if len(answers[name]) > longest:
            faults[name] = shorten_this(longest)
    return faults


def _choice_faults(question: Question, answers: Mapping[str, str]) -> dict[str, str]:
    faults = {}
    for name in (*question.inputs, *question.ticks):
        given = [part for part in answers[name].split(";") if part] if name in CHOICES else []
        if any(part not in CHOICES[name] for part in given):
            faults[name] = gettext("Choose one of these answers, or leave it empty")
    return faults


def _day(answers: Mapping[str, str], name: str, *, at: datetime) -> tuple[str, str]:
    """Return the day or days meant, as intake reads them, and what is to be mended."""
    today, chosen = london_date(at), answers.get(name, "")
    typed = tuple(answers.get(f"{name}-{part}", "") for part in ("day", "month", "year"))
    if chosen == "today":
        return today.isoformat(), ""
    if chosen == "yesterday":
        return (today - timedelta(days=1)).isoformat(), ""
    if chosen == "week":
        return f"{(today - timedelta(days=7)).isoformat()} to {today.isoformat()}", ""
    if chosen == "unknown" or not any(typed):
        return "", gettext("Enter the day, the month and the year, such as 27 8 2026") if chosen == "day" else ""
    day, fault = read_day(*typed, today=today)
    return day.isoformat() if isinstance(day, date) else "", fault


def _intake_faults(answers: Mapping[str, str], *, shelf: Shelf, at: datetime) -> dict[str, str]:
    """Return what intake says about these answers; what is still missing is no fault on the way."""
    fields = {name: value for name, value in _fields_of_page(answers).items() if value}
    try:
        check_report(fields, shelf=shelf, as_of=at, source="form", source_key=None, original=b"")
    except InvalidReport as error:
        return {
            fault.field: in_plain_words(fault)
            for fault in error.faults
            if fault.field is not None and fields.get(fault.field)
        }
    return {}


def _fields_of_page(answers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in answers.items() if "-" not in name and name not in CHOICES}
