"""Numbers to ring are links; a scammer's number, a count and what somebody else said are not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.builders import a_warning
from tests.publish.test_renderings import SITE

from ringfence.domain.advice import Nation
from ringfence.domain.warning import SectionId
from ringfence.playbooks import load_playbooks
from ringfence.publish import link_numbers
from ringfence.publish.number_links import numbers_to_ring
from ringfence.publish.pages import render_page


def linked(page: str) -> list[str]:
    return re.findall(r'<a class="govuk-link rf-tel" href="tel:(\d+)">', link_numbers(page))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("<p>Call Report Fraud on 0300 123 2040 or report at reportfraud.police.uk.</p>", ["03001232040"]),
        ("<p>ring 0300\u00a0123\u00a02040.</p>", ["03001232040"]),
        ("<p>Ring 101 from another phone and ask.</p>", ["101"]),
        ("<p>The number on your card, or 159.</p>", ["159"]),
        ("<li>Ring back on a number you have, or 159 for your bank.</li>", ["159"]),
        ("<li>A courier at the door? <strong>999.</strong></li>", ["999"]),
        ("<dd>0300 123 2040 (Scotland: 101)</dd>", ["03001232040", "101"]),
        ("<p>Somebody is on the way: 999.</p>", ["999"]),
        ("<p>Ffoniwch Heddlu Gogledd Cymru ar 101.</p>", ["101"]),
        ("<p>Samaritans, at any hour, on 116 123.</p>", ["116123"]),
    ],
)
def test_a_number_to_ring_is_a_link(words, numbers):
    assert linked(words) == numbers
    assert re.sub(r"</?a\b[^>]*>", "", link_numbers(words)) == words


@pytest.mark.parametrize(
    "words",
    [
        "<p>The display showed 0808 157 0123, or 020 7946 0118.</p>",  # a scammer's
        "<p>Ring them on 01632 960123.</p>",
        "<p>159 reports came in, and 101 the week before.</p>",
        "<p>There were 95 or 101 reports of it.</p>",
        "<p>They took £159, or £101.50, or 999%.</p>",
        "<td>101</td>",
        "<dd>159</dd>",
        "<table><tr><td>Ring 101.</td></tr></table>",
        "<p>+44 0300 123 20401</p>",
        '<input value="ring 0300 123 2040"><textarea>ring 0300 123 2040</textarea>',
        '<a href="/x">ring 0300 123 2040</a>',
        "<button>Ring 159</button><title>Ring 999</title><label>Ring 101</label>",
        "<blockquote><p>Ring 0300 123 2040.</p></blockquote>",
        '<ul class="x" data-said><li>Hang up and ring 999.</li><li>Or ring 101.</li></ul>',
        "<!-- ring 999 -->",
        "<svg><text>ring 999</text></svg>",
    ],
)
def test_what_is_not_to_be_rung_stays_as_it_is(words):
    assert link_numbers(words) == words


def test_the_words_after_what_somebody_said_are_linked_again():
    assert linked("<p data-said>ring 999.</p><p>Ring 101.</p>") == ["101"]


def test_each_route_with_a_number_is_linked_in_both_languages():
    shelf = load_playbooks()
    for dated in shelf.routes:
        for language in ("en-GB", "cy"):
            sentence = dated.sentence.get(language, "").replace("{short_force}", "Cheshire Police")
            wanted = [dated.route.phone.replace(" ", "")] if dated.route.phone else []
            assert linked(f"<p>{sentence}</p>") == wanted, sentence
    assert shelf.find_routes(on=shelf.routes[0].route.valid_from, nation=Nation.ENGLAND, area=None)


def test_no_number_that_is_linked_is_one_that_films_use():
    from ringfence.playbooks.drama_numbers import is_drama_number

    assert not [number for number in numbers_to_ring() if is_drama_number(number)]


def test_the_page_of_a_warning_links_where_to_report_and_not_what_scammers_say():
    warning = a_warning()
    said = "They say that 0300 123 2040 is their own number."
    sections = tuple(
        replace(each, sentences=(replace(each.sentences[0], text=said),)) if each.id is SectionId.HOW_IT_WORKS else each
        for each in warning.sections
    )
    page = render_page(replace(warning, sections=sections), site=SITE).decode()

    assert "They say that 0300 123 2040 is" in page
    assert 'href="tel:03001232040"' in page.split('id="where-to-report"')[1]
