"""The one e-mail a reporter may wish for. Somebody else may read it, so it says nothing of what was reported."""

from __future__ import annotations

from html import escape

from ringfence.publish.letters import RenderedLetter
from ringfence.publish.phrases import phrase

__all__ = ["render_note_to_reporter"]

_SUBJECT = "A short message"
_LINES = (
    "Hello,",
    "You filled in a form and asked us to write when it had been of use. It has been. Thank you.",
    "There is nothing that you need to do. We have now deleted this address.",
)


def render_note_to_reporter() -> RenderedLetter:
    """Return the e-mail; it is the same for everybody."""
    lines = (*_LINES, phrase("never_ring", "en-GB"))
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    return RenderedLetter(
        subject=_SUBJECT,
        text="\n\n".join(lines) + "\n",
        html=f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{_SUBJECT}</title></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n",
        headers={"Auto-Submitted": "auto-generated"},
        is_neutral=True,
    )
