"""The one e-mail a reporter may wish for. Somebody else may read it, so it says nothing of what was reported."""

from __future__ import annotations

from html import escape

from ringfence.publish.letters import RenderedLetter
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["NOTE_LINES", "render_note_to_reporter"]

_SUBJECT = {"en-GB": "A short message", "cy": "Neges fer"}
NOTE_LINES = {
    "en-GB": (
        "Hello,",
        "You filled in a form and asked us to write when it had been of use. It has been. Thank you.",
        "There is nothing that you need to do. We have now deleted this address.",
    ),
    "cy": (
        "Helo,",
        "Fe wnaethoch chi lenwi ffurflen a gofyn i ni ysgrifennu pan fyddai wedi bod o ddefnydd. "
        "Mae hi wedi bod. Diolch.",
        "Does dim angen i chi wneud dim. Rydyn ni nawr wedi dileu’r cyfeiriad hwn.",
    ),
}


def render_note_to_reporter(language: str, *, site: SiteIdentity) -> RenderedLetter:
    """Return the e-mail; it is the same for everybody of a language, and English where the site does not speak it."""
    spoken = language if language in site.languages else "en-GB"
    subject, lines = _SUBJECT[spoken], (*NOTE_LINES[spoken], phrase("never_ring", spoken))
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    return RenderedLetter(
        subject=subject,
        text="\n\n".join(lines) + "\n",
        html=f'<!DOCTYPE html>\n<html lang="{spoken}">\n<head><meta charset="utf-8"><title>{subject}</title></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n",
        headers={"Auto-Submitted": "auto-generated"},
        is_neutral=True,
    )
