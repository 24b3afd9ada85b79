"""Style sheet, scripts, colour: what a page loads besides itself."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from ringfence.foundation.errors import InvalidSetting
from ringfence.foundation.settings import load_settings
from ringfence.web.static_files import static_address

WEB = Path(__file__).resolve().parents[2] / "src/ringfence/web"
STYLE = WEB / "static/vendor/ringfence.css"
# Hooks of the design system that have no rules of their own.
WITHOUT_RULES = {"govuk-table__row", "govuk-table__body", "govuk-tag--blue"}


def test_every_class_of_the_design_system_that_a_page_uses_has_rules():
    style = STYLE.read_text(encoding="utf-8").replace("\\", "")
    used = {
        name
        for page in (WEB / "templates").rglob("*.html")
        for name in re.findall(r"\bgovuk-[a-z0-9_!-]+", page.read_text(encoding="utf-8"))
    }
    parts = {
        name
        for page in (WEB / "templates").rglob("*.html")
        for name in re.findall(r"govuk_frontend_jinja/components/([a-z-]+)/", page.read_text(encoding="utf-8"))
    }

    missing = {name for name in used - WITHOUT_RULES if f".{name}" not in style}
    assert missing == set(), "add their component to src/ringfence/web/assets/ringfence.scss"
    assert {part for part in parts if f".govuk-{part}" not in style} == set()


def test_an_address_changes_with_the_content():
    assert re.fullmatch(r"/static/start\.js\?v=[0-9a-f]{8}", static_address("start.js"))
    assert static_address("start.js") != static_address("components.js")


def test_compressed_copies_lie_beside_what_is_served():
    for name in ("vendor/ringfence.css", "vendor/govuk-frontend.min.js", "start.js"):
        assert (WEB / f"static/{name}.br").stat().st_size < (WEB / f"static/{name}").stat().st_size
        assert (WEB / f"static/{name}.gz").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("tagline", ["5% of calls, <b>warned</b>", "%(calls)s & co"])
def test_words_of_a_setting_stand_on_the_page_as_they_are(visitor, settings, tagline):
    settings.RINGFENCE_TAGLINE = tagline

    assert f'rf-header__line">{escape(tagline)}</span>' in visitor.get("/").content.decode()


def test_unread_welsh_is_refused_where_the_public_is_served():
    run = {f"RINGFENCE_{name}": "x" for name in ("OPERATOR", "DATA_CONTROLLER", "STAFFED_HOURS", "URGENT_CONTACT")}

    assert load_settings({"RINGFENCE_WELSH": "draft"}).welsh == "draft"
    assert load_settings(run).welsh == ""
    with pytest.raises(InvalidSetting, match="nobody has read this Welsh"):
        load_settings({**run, "RINGFENCE_WELSH": "draft"})


@pytest.mark.django_db
def test_a_force_puts_its_name_and_colour_on_every_page(visitor, settings):
    settings.RINGFENCE_SITE_NAME = "Cheshire scam calls"
    settings.RINGFENCE_THEME_COLOUR = "#5b1a44"

    page = visitor.get("/").content.decode()

    assert "Cheshire scam calls" in page
    assert '<meta name="theme-color" content="#5b1a44">' in page
    address = re.search(r'href="(/theme\.css[^"]*)"', page).group(1)
    style = visitor.get(address)
    assert style["Content-Type"] == "text/css"
    assert style.content.decode() == ":root { --rf-band: #5b1a44; }\n"


@pytest.mark.django_db
def test_nobody_waits_for_the_built_in_colour(visitor):
    assert "theme.css" not in visitor.get("/").content.decode()


@pytest.mark.parametrize(
    ("colour", "words"),
    [("#ffdd00", "a darker colour"), ("#777777", "it is 4.5"), ("blue", "a colour such as"), ("#0b3d5g", "such as")],
)
def test_a_colour_that_white_words_cannot_be_read_on_stops_the_start(colour, words):
    with pytest.raises(InvalidSetting, match=words):
        load_settings({"RINGFENCE_THEME_COLOUR": colour})


@pytest.mark.parametrize("colour", ["#000000", "#0b3d5c", "#767676", "#5b1a44"])
def test_a_dark_colour_is_taken(colour):
    assert load_settings({"RINGFENCE_THEME_COLOUR": colour}).theme_colour == colour
