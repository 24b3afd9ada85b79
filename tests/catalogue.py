"""The catalogue of the public pages: what is in the sources, what is in the file, and how one becomes the other.

`make messages` runs this: new sentences are added to the catalogue, those that are gone leave it, and the compiled
form is written beside it. A test says when somebody forgot.

`python -m tests.catalogue sign "Name, 2026-12-01"` is for the Welsh speaker who has read it all. Each sentence then
carries a mark of what was read. One that is new or changed since has no such mark, or a wrong one, and stays out of
the compiled form until somebody signs again: the site says it in English meanwhile.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ringfence.advise.wording import GENERAL_STEPS
from ringfence.domain.advice import Nation
from ringfence.playbooks import load_playbooks
from ringfence.publish.letter_phrases import LETTER_PHRASES
from ringfence.publish.note_to_reporter import NOTE_LINES
from ringfence.publish.phrases import PHRASES
from ringfence.warn.words import HEADINGS, WHOLE_COUNTRY, WORDS

__all__ = ["COMPILED", "LOCALE", "WRITTEN", "compiled", "extracted", "fields", "head", "update", "written"]

SIGNATURE, TABLES = "X-Reviewed-By", "X-Reviewed-Tables"
ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "ringfence"
LOCALE = SOURCES / "web" / "locale"
WRITTEN = LOCALE / "cy" / "LC_MESSAGES" / "django.po"
COMPILED = WRITTEN.with_suffix(".mo")
# Pages of those who work here are in English; the page of a server's fault leans on nothing.
_ENGLISH_ONLY = ("desk/", "errors/forbidden.html", "errors/server_error.html")
_PYTHON = {"translatable": None, "gettext": None, "ngettext": (1, 2)}
_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}
_TABLE = SOURCES / "flow" / "retention.toml"


def extracted() -> Catalog:
    """Return every sentence of the public pages that can be translated."""
    found = Catalog(locale="cy", domain="django")
    for text, place in _sentences():
        found.add(text, locations=[(place, 0)], flags=_flags(text))
    return found


def written() -> Catalog:
    """Return the catalogue as it is kept."""
    with WRITTEN.open("rb") as file:
        return read_po(file, locale="cy", domain="django")


def head() -> str:
    """Return the head of the catalogue as it is kept: its comments, then its fields, the signature among them."""
    return WRITTEN.read_text("utf-8").split("\n\n", 1)[0]


def fields(head: str) -> dict[str, str]:
    """Return the fields of a head."""
    lines = re.findall(r'^"(.*)\\n"$', head, re.MULTILINE)
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def compiled(catalogue: Catalog, head: str) -> bytes:
    """Return the form that the site reads."""
    signed = _Signed(locale="cy", domain="django")
    signed.fields = fields(head)
    for message in catalogue:
        if message.id and (not signed.fields.get(SIGNATURE) or is_read(message)):
            signed[message.id] = message
    content = BytesIO()
    write_mo(content, signed)
    return content.getvalue()


def is_read(message: Message) -> bool:
    """Say whether the sentence is as it was when the catalogue was signed."""
    return mark_of(message) in message.user_comments


def mark_of(message: Message) -> str:
    """Return what stands beside a sentence that was read: it fits these words and no others."""
    words = json.dumps([message.id, message.string], ensure_ascii=False)
    return f"read {sha256(words.encode()).hexdigest()[:8]}"


def tables_mark() -> str:
    """Return the same for the tables that hold both languages beside the catalogue."""
    routes = [
        (route.id, route.sentence)
        for nation in Nation
        for route in load_playbooks().find_routes(on=date(2026, 1, 1), nation=nation, area=None, language="cy")
    ]
    words = [GENERAL_STEPS, HEADINGS, WORDS, WHOLE_COUNTRY, PHRASES, LETTER_PHRASES, NOTE_LINES, sorted(set(routes))]
    return sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()[:16]


def sign(reader: str) -> None:
    """Put a Welsh speaker's name and day into the head, and a mark beside each sentence."""
    update()
    top = re.sub(rf'"{SIGNATURE}: .*', f'"{SIGNATURE}: {reader}\\\\n"', head())
    top = re.sub(rf'"{TABLES}: .*', f'"{TABLES}: {tables_mark()}\\\\n"', top)
    read = written()
    for message in read:
        message.user_comments = [mark_of(message)]
    _write(read, top)


def update() -> None:
    """Bring the file up to date with the sources; the head, with its signature, stays as it is."""
    kept, fresh, top = written(), extracted(), head()
    for message in fresh:
        if message.id and (known := kept.get(message.id)) is not None:
            message.string = known.string
            message.user_comments = known.user_comments
    _write(fresh, top)


def _write(catalogue: Catalog, top: str) -> None:
    content = BytesIO()
    write_po(content, catalogue, width=120, omit_header=True, include_lineno=False)
    WRITTEN.write_text(f"{top}\n\n{content.getvalue().decode().strip()}\n", "utf-8")
    COMPILED.write_bytes(compiled(written(), top))


class _Signed(Catalog):
    """A catalogue that keeps fields of its head which the library does not know."""

    fields: dict[str, str]

    def __iter__(self) -> Iterator[Message]:
        messages = super().__iter__()
        first = next(messages)
        first.string = "".join(f"{name}: {value}\n" for name, value in self.fields.items())
        yield first
        yield from messages


def _sentences() -> Iterator[tuple[str | tuple[str, str], str]]:
    for path in sorted((SOURCES / "web" / "templates").rglob("*.html")):
        place = path.relative_to(SOURCES).as_posix()
        if not any(part in place for part in _ENGLISH_ONLY):
            options = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false", "extensions": "jinja2.ext.do"}
            yield from _in_file(path, place, "jinja2.ext:babel_extract", _TEMPLATES, options)
    for path in sorted(SOURCES.rglob("*.py")):
        place = path.relative_to(SOURCES).as_posix()
        if "web/desk/" not in place and path.name != "translatable.py":
            yield from _in_file(path, place, "python", _PYTHON, {})
    for rule in tomllib.loads(_TABLE.read_text("utf-8")).values():
        for name in ("record", "purpose", "basis", "counted_from"):
            yield rule[name], _TABLE.relative_to(SOURCES).as_posix()


def _in_file(
    path: Path, place: str, method: str, keywords: dict[str, tuple[int, ...] | None], options: dict[str, str]
) -> Iterator[tuple[str | tuple[str, str], str]]:
    with path.open("rb") as file:
        for _line, text, _comments, _context in extract(method, file, keywords=keywords, options=options):
            if text:
                yield text, place


def _flags(text: str | tuple[str, str]) -> set[str]:
    whole = text if isinstance(text, str) else "".join(text)
    return {"python-format"} if re.search(r"%\(\w+\)s", whole) else set()


if __name__ == "__main__":
    if sys.argv[1:2] == ["sign"]:
        sign(sys.argv[2])
    else:
        update()
