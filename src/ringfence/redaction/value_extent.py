# ruff: noqa: E501  (patterns read better on one line than cut)
"""How far a number or a reference reaches: the letters before it ("FP 66120"), what is hung on behind ("/B", " 03")."""

from __future__ import annotations

from ringfence.foundation.pattern import compiled
from ringfence.reading import word_set

__all__ = ["widened_value"]

# Letters that name what follows are no part of it.
_LABELS = word_set(
    "id ids ni ref refs no nos tel mob ac acc acct sc pin otp dob po nhs vrm crn urn utr cad log op ops ext fax vat imei sim ip inf inft pc ps dc ds di sgt vic susp crime card code in on at to of or and is was a i the gbp usd btc eth "
    "x by re via from nino cvv exp pw aka q w t s e m f mr mrs ms dr bt ee o2 sky boi tsb rbs aib cr cli voip line ph yrs yob am pm hrs st"
)
_BEFORE = r"(?:^|[^\pL0-9/\-])(\p{Lu}{1,5}(?:[/\-]\p{Lu}{1,4}){0,2}(?: ?[/\-] ?| )(?:[0-9]{1,4}[/\-])?)$"
_LETTERS_BEFORE = r"(?:^|[^\pL0-9])((?:\pL[\pL0-9]{0,4}|[0-9]{3,5})[/\-])$"
_GROUP_BEFORE = r"(?:^|[^\pL0-9.,/£])([0-9]{1,3}[A-Z]?[ /])$"
_BEHIND = r"^(?:(?:/[0-9A-Z]{1,4}|-[0-9A-Z]{1,3})+\b| (?:[0-9]{1,3}|[A-Z]{1,2}[0-9]{0,3})(?:[.,;)\n]|$))"
_OF_A_DAY = r"^ of (?:[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|today|[0-9]{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|yesterday|the [0-9]{1,2}(?:st|nd|rd|th))\b"
_LOOK = 18  # characters on each side


def widened_value(text: str, start: int, end: int, *, is_account: bool) -> tuple[int, int]:
    """Return where a number or a reference begins and ends with what belongs to it.

    Args:
        text: of the report.
        start: of what was found.
        end: behind it.
        is_account: it is a bank account, where letters apart from it name a bank.
    """
    while start > 0 and text[start - 1].isalnum() and (text[start].isalnum() or text[start] in "-/"):
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    lead = text[max(0, start - _LOOK) : start]
    if lead and (match := compiled(_BEFORE).search(lead)):
        piece = match.group(1)
        word = piece.rstrip(" -/0123456789").lower()
        is_joined = piece[-1] in "-/0123456789" and " " not in piece.rstrip()
        if (is_joined or not is_account) and (word not in _LABELS or is_joined):
            start -= len(piece)
    elif lead and lead[-1] in "-/" and (match := compiled(_LETTERS_BEFORE).search(lead)):
        start -= len(match.group(1))
    elif lead and not is_account and text[start].isdigit() and (match := compiled(_GROUP_BEFORE).search(lead)):
        start -= len(match.group(1)) if " " in text[start:end] else 0
    if match := compiled(_BEHIND).search(text[end : end + _LOOK]):
        end += len(match.group().rstrip(".,;)\n"))
    elif match := compiled(_OF_A_DAY).search(text[end : end + _LOOK]):
        end += match.end()
    return start, end
