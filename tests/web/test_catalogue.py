"""The Welsh catalogue: complete, in step with the sources, and nothing lost between the languages."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from io import BytesIO

import pytest
from babel import Locale
from babel.messages.checkers import python_format
from babel.messages.mofile import read_mo

from tests import catalogue
from tests.catalogue import SIGNATURE, TABLES, compiled, extracted, fields, head, is_read, mark_of, tables_mark, written

MESSAGES = [message for message in written() if message.id]
_FORMS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 10}


def said(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def english(message):
    return message.id if isinstance(message.id, str) else message.id[1]


def marks(text):
    """Placeholders and tags, with their attributes: a translation keeps all of them and adds none."""
    return Counter(re.findall(r"%\(\w+\)s", text)), Counter(re.findall(r"</?[a-z][^>]*>", text))


def test_the_catalogue_holds_the_sentences_of_the_sources_and_no_others():
    ours, theirs = {message.id for message in extracted()}, {message.id for message in written()}

    assert ours - theirs == set(), "run make messages, and say it in Welsh"
    assert theirs - ours == set(), "run make messages"


def test_every_sentence_is_said_in_welsh():
    assert [english(message) for message in MESSAGES if not all(said(message))] == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: english(message)[:40])
def test_placeholders_and_tags_agree(message):
    for text in said(message):
        assert marks(text) == marks(english(message))
    if "python-format" in message.flags:
        python_format(None, message)


def test_each_plural_has_the_six_forms_of_welsh():
    counted = [message for message in MESSAGES if not isinstance(message.id, str)]

    assert counted
    assert all(len(message.string) == 6 for message in counted)
    assert fields(head())["Plural-Forms"].startswith("nplurals=6;")


def test_a_number_gets_the_form_that_welsh_gives_it():
    rule = fields(head())["Plural-Forms"].split("plural=")[1].strip(";")
    gettext_form = eval(
        "lambda n: " + re.sub(r"\(?(n == \d) \? (\d) : ", r"(\2 if \1 else ", rule.strip("()")) + ")" * rule.count("?")
    )
    for number in range(30):
        form = str(Locale("cy").plural_form(number))
        assert gettext_form(number) == list(_FORMS).index(form), number


def test_marks_that_would_break_a_page_stand_in_no_sentence():
    for message in MESSAGES:
        for text in (english(message), *said(message)):
            bare = re.sub(r"<[^>]*>", "", text)
            assert not set('"<>') & set(bare), text
            assert not re.search(r"&(?!\w+;)", bare), text
            assert "'" not in bare.replace("exercise's", ""), text


def test_the_compiled_form_is_that_of_the_written_one():
    assert catalogue.COMPILED.read_bytes() == compiled(written(), head()), "run make messages"


def test_a_signature_covers_what_stands_beside_the_catalogue():
    signed = fields(head())
    assert bool(signed[SIGNATURE]) == bool(signed[TABLES])
    if signed[SIGNATURE]:
        assert signed[TABLES] == tables_mark(), (
            "Welsh outside the catalogue has changed: let it be read, and sign again"
        )


def test_once_signed_a_sentence_that_changed_is_not_published():
    read = deepcopy(written())
    for message in read:
        message.user_comments = [mark_of(message)]
    first, second = [message for message in read if isinstance(message.id, str) and message.id][:2]
    second.string = "Rhywbeth arall"
    top = head().replace(f"{SIGNATURE}: ", f"{SIGNATURE}: A. Darllenydd, 2026-12-01")
    published = {str(message.id) for message in read_mo(BytesIO(compiled(read, top)))}

    assert is_read(first)
    assert first.id in published
    assert second.id not in published


def test_what_stands_in_a_variable_is_never_taken_for_a_template():
    for page in (catalogue.SOURCES / "web" / "templates").rglob("*.html"):
        assert not re.search(r"(?<!\w)_\((?![\"'])", page.read_text("utf-8")), f"{page.name}: say translated(…)"
