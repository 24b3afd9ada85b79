"""A recognition in plain words."""

from __future__ import annotations

from ringfence.domain.recognition import Recognition, Verdict
from ringfence.foundation.translatable import translatable
from ringfence.playbooks import Shelf
from ringfence.reading import ReadText

__all__ = ["VERDICT_WORDS", "explain"]

VERDICT_WORDS = {
    Verdict.SCAM: translatable("This looks like a scam."),
    Verdict.UNSURE: translatable("We are not sure. Treat it as a scam until you have checked."),
    Verdict.NO_SIGNS: translatable("We found no signs we know. That does not mean it is safe."),
}


def explain(recognition: Recognition, read: ReadText, shelf: Shelf) -> str:
    """Return why, in plain words: verdict, kind, each sign quoted with its reason."""
    lines = [VERDICT_WORDS[recognition.verdict]]
    kind = shelf.kinds.get(recognition.kind or "")
    if kind is not None:
        lines.append(f"It is most like: {kind.name.get('en-GB', kind.slug)}.")
    for sign in recognition.signs:
        where = f"turn {sign.turn + 1}, " if sign.turn is not None else ""
        mark = "for" if sign.weight > 0 else "against"
        lines.append(f"- {where}“{sign.text}” ({mark}, {sign.weight:+.1f} bits, {sign.sign}): {sign.why}")
    for reason in recognition.triage.reasons:
        lines.append(f"- {reason.reason.replace('_', ' ')}: “{reason.text}”")
    if read.turns and recognition.first_warned_turn is not None:
        lines.append(f"A listener would have been warned after turn {recognition.first_warned_turn + 1}.")
    return "\n".join(lines)
