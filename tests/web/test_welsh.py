"""The Welsh pages: by their address alone, complete in themselves, and not there before a Welsh speaker has signed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from lxml import etree

from ringfence.foundation.in_words import day_in_words, moment_in_words, month_in_words, number_in_words
from ringfence.playbooks import load_playbooks
from ringfence.store.models import SubscriberRow, WishRow
from ringfence.wiring.languages import WelshState, welsh_state
from ringfence.wiring.place import build_place
from tests.desk_scene import a_published_warning
from tests.journeys.walk import SCAM
from tests.pseudo import make_pretended_catalogue
from tests.web.report_form import begin, send_a_report
from tests.web.test_pages import PAGES

pytestmark = pytest.mark.django_db

PUBLIC = [address for address in PAGES if not address.startswith("/desk")]
BANNER = "No Welsh speaker has read this Welsh yet"


@pytest.fixture
def draft(settings):
    settings.RINGFENCE_WELSH = "draft"


@pytest.fixture
def signed(settings, tmp_path):
    make_pretended_catalogue(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("address", ["/cy", "/cy/nothing", "/cy/cy/nothing"])
def test_there_is_no_welsh_until_it_is_signed(visitor, address):
    assert welsh_state() is WelshState.OFF
    response = visitor.get(address, follow=True)

    assert response.status_code == 404
    assert '<html lang="en-GB"' in text_of(response)


@pytest.mark.parametrize(
    ("address", "english"),
    [
        ("/cy/", "/"),
        ("/cy/now", "/now"),
        ("/cy/subscribe/leave/s3cret?from=letter", "/subscribe/leave/s3cret?from=letter"),
        ("/cy//elsewhere.example", "/elsewhere.example"),
        ("/cy/%5Celsewhere.example", "/%5Celsewhere.example"),
    ],
)
def test_an_address_of_a_welsh_site_that_was_taken_down_leads_to_the_english_page(visitor, address, english):
    response = visitor.get(address)

    assert (response.status_code, response["Location"]) == (302, english)
    assert visitor.post(address).status_code == 404


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_leads_to_welsh_that_is_not_there(visitor, address):
    page = text_of(visitor.get(address))

    assert "Cymraeg" not in page
    assert "/cy" not in page
    assert "hreflang" not in page


@pytest.mark.parametrize("address", PUBLIC)
def test_a_draft_says_in_both_languages_that_nobody_has_read_it(visitor, draft, address):
    page = text_of(visitor.get(f"/cy{address}"))

    assert page.count(BANNER) == 1
    assert "Does neb sy’n siarad Cymraeg wedi darllen" in page
    assert '<meta name="robots" content="noindex">' in page
    assert BANNER not in text_of(visitor.get(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_signed_page_says_nothing_of_a_draft(visitor, signed, address):
    page = text_of(visitor.get(f"/cy{address}"))

    assert welsh_state() is WelshState.REVIEWED
    assert BANNER not in page


@pytest.mark.parametrize("address", PUBLIC)
def test_each_page_names_its_language_and_leads_to_the_other(visitor, signed, address):
    english, welsh = text_of(visitor.get(address)), text_of(visitor.get(f"/cy{address}"))

    assert '<html lang="en-GB"' in english
    assert f'href="/cy{address}" hreflang="cy" lang="cy">Cymraeg</a>' in english
    assert '<html lang="cy"' in welsh
    assert f'href="{address}" hreflang="en-GB" lang="en-GB">English</a>' in welsh
    for page in (english, welsh):
        assert re.findall(r'rel="alternate" hreflang="([^"]+)" href="https?://[^/"]+([^"]+)"', page) == [
            ("en-GB", address),
            ("cy", f"/cy{address}"),
        ]


@pytest.mark.parametrize("address", PUBLIC)
def test_links_and_forms_of_a_welsh_page_stay_in_welsh(visitor, signed, address):
    page = re.sub(r'<a [^>]*lang="en-GB">English</a>', "", text_of(visitor.get(f"/cy{address}")))
    led = set(re.findall(r'(?:href|action|data-script|data-page)="(/[^"]*)"', page))

    left = {each for each in led if not each.startswith(("/cy/", "/static/", "/desk", "/api/", "/theme"))}
    assert not left


def test_the_language_is_told_by_the_address_alone(signed):
    asking = Client(headers={"accept-language": "cy"})
    asking.cookies["django_language"] = "cy"
    response = asking.get("/")

    assert response["Content-Language"] == "en-GB"
    assert "Accept-Language" not in response.get("Vary", "")
    assert Client(headers={"accept-language": "en"}).get("/cy/")["Content-Language"] == "cy"
    assert Client().get("/cy")["Location"] == "/cy/"


@pytest.mark.parametrize(
    "address", ["/cy/desk", "/cy/desk/sign-in", "/cy/healthz", "/cy/api/v1/warnings", "/cy/theme.css"]
)
def test_desk_and_machines_have_one_language(visitor, signed, address):
    assert visitor.get(address).status_code == 404


def test_one_page_does_not_leave_its_language_to_the_next(visitor, signed):
    visitor.get("/cy/")

    assert "Scam phone calls" in text_of(visitor.get("/"))
    assert "⟦" not in text_of(visitor.get("/healthz"))


def test_a_playbook_speaks_english_until_its_welsh_is_read(visitor, signed):
    kind = load_playbooks().kinds["bank_impersonation"]
    page = text_of(visitor.get(f"/cy/learn/kinds/{kind.slug}"))

    assert f'<h1 class="govuk-heading-xl" lang="en-GB">{kind.name["en-GB"]}</h1>' in page
    assert kind.name["cy"] not in page


def test_a_playbook_that_was_read_speaks_welsh(visitor, signed, monkeypatch):
    shelf = load_playbooks()
    kind = replace(shelf.kinds["bank_impersonation"], welsh_reviewed_by="A. Darllenydd, 2026-11-29")
    read = replace(build_place(), shelf=replace(shelf, kinds={**shelf.kinds, kind.slug: kind}))
    for place in ("learn.views", "check.views", "now.views", "warnings.views"):
        monkeypatch.setattr(f"ringfence.web.{place}.build_place", lambda world, read=read: read)

    assert f'<h1 class="govuk-heading-xl">{kind.name["cy"]}</h1>' in text_of(
        visitor.get(f"/cy/learn/kinds/{kind.slug}")
    )
    answer = text_of(visitor.post("/cy/check", {"text": SCAM}))
    assert kind.key_advice["never_move_money"]["en-GB"] not in answer
    title = json.loads(visitor.get("/cy/warnings/kind/bank_impersonation/feed.json").content)["title"]
    assert title.startswith(kind.name["cy"])


def test_advice_of_a_playbook_that_nobody_read_is_english_and_says_so(visitor, draft):
    answer = text_of(visitor.post("/cy/check", {"text": SCAM}))

    assert "<li>Rhowch y ffôn i lawr." in answer
    assert re.search(r'<li lang="en-GB">[A-Z]', answer)


def test_an_english_warning_stands_in_welsh_pages_as_english(visitor, signed):
    warning = a_published_warning(place=build_place(), at=datetime.now(UTC))
    listed, page = text_of(visitor.get("/cy/warnings/")), text_of(visitor.get(f"/cy/{warning.path}"))

    assert f'href="/cy/{warning.path}" lang="en-GB">{warning.title}</a>' in listed
    assert "This warning is in English only" in page
    assert '<article lang="en-GB">' in page
    assert f'href="/cy/{warning.path}copy.txt"' in page
    assert visitor.get(f"/cy/{warning.path}copy.txt").status_code == 200
    assert "in English only" not in text_of(visitor.get(f"/{warning.path}"))


def test_feeds_of_the_welsh_site_name_their_language(visitor, signed):
    warning = a_published_warning(place=build_place(), at=datetime.now(UTC))
    atom = etree.fromstring(visitor.get("/cy/warnings/feed.atom").content)
    feed = json.loads(visitor.get("/cy/warnings/feed.json").content)
    lang, names = "{http://www.w3.org/XML/1998/namespace}lang", {"a": "http://www.w3.org/2005/Atom"}

    assert atom.get(lang) == "cy"
    assert atom.findtext("a:title", namespaces=names).startswith("Rhybuddion sgam")
    assert atom.find("a:link[@rel='self']", names).get("href").endswith("/cy/warnings/feed.atom")
    assert [entry.get(lang) for entry in atom.findall("a:entry", names)] == [warning.language]
    assert (feed["language"], feed["items"][0]["language"]) == ("cy", "en-GB")
    english = etree.fromstring(visitor.get("/warnings/feed.atom").content)
    assert english.get(lang) == "en-GB"
    assert english.findtext("a:id", namespaces=names) != atom.findtext("a:id", namespaces=names)


def test_days_and_numbers_are_said_in_welsh():
    on, at = date(2026, 2, 3), datetime(2026, 8, 27, 10, 39, tzinfo=UTC)

    assert day_in_words(on, "cy") == "3 Chwefror 2026"
    assert month_in_words(on, "cy") == "Chwefror 2026"
    assert moment_in_words(at, "cy") == "27 Awst 2026 am 11:39"
    assert moment_in_words(at, "en-GB") == "27 August 2026 at 11:39"
    assert number_in_words(1234567, "cy") == "1,234,567"


def test_the_copy_for_when_there_is_no_line_is_kept_apart_for_each_language(visitor, signed):
    english, welsh = text_of(visitor.get("/now/offline.js")), text_of(visitor.get("/cy/now/offline.js"))

    assert '"page": "/now"' in english
    assert '"page": "/cy/now"' in welsh
    assert visitor.get("/cy/now/offline.js")["Service-Worker-Allowed"] == "/cy/now"
    assert re.search(r'"store": "([^"]+)"', english)[1] != re.search(r'"store": "([^"]+)"', welsh)[1]


def test_a_month_can_be_typed_in_welsh():
    from ringfence.web.report.days import read_day

    today = date(2026, 11, 29)
    names = [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ]
    assert [read_day("1", name, "2025", today=today)[0].month for name in names] == list(range(1, 13))


def test_who_asks_on_a_welsh_page_is_written_to_in_welsh(visitor, draft):
    visitor.post("/cy/subscribe", {"email": "reader@mail.example", "rhythm": "immediate"})
    visitor.post("/subscribe", {"email": "other@mail.example", "rhythm": "immediate"})

    assert sorted(SubscriberRow.objects.values_list("language", flat=True)) == ["cy", "en-GB"]
    assert build_place().site.languages == {"en-GB", "cy"}


def test_who_wishes_to_be_told_on_a_welsh_page_is_told_in_welsh(visitor, draft):
    reference, secret = send_a_report(visitor)
    again = visitor.post("/cy/report/again", {"reference": reference, "secret": secret})
    visitor.post(again["Location"], {"what": "told", "tell": "yes", "address": "reader@mail.example"})

    assert again["Location"] == "/cy/report/again/mine"
    assert WishRow.objects.get().language == "cy"


def test_no_letter_is_welsh_while_the_site_is_not():
    assert build_place().site.languages == {"en-GB"}


def test_a_welsh_page_takes_it_that_somebody_lives_in_wales(visitor, draft):
    assert '<option value="wales" selected>' in text_of(visitor.get("/cy/check"))
    assert '<option value="england" selected>' in text_of(visitor.get("/check"))


def test_welsh_pages_say_that_the_program_reads_english_better(visitor, draft):
    for page in (visitor.get("/cy/"), visitor.get("/cy/check"), visitor.post("/cy/check", {"text": SCAM})):
        assert "Mewn testun Cymraeg mae’n methu llawer" in text_of(page)
    assert "in English" not in text_of(visitor.get("/check"))


def test_nothing_leads_away_from_a_secret_that_is_shown_once(visitor, draft):
    begin(visitor)
    question = text_of(visitor.get("/report/1"))
    saved = text_of(visitor.post("/report/1", {"told_by": "victim", "save": "yes"}))

    assert ">Cymraeg</a>" in question
    assert "rf-reference__secret" in saved
    assert ">Cymraeg</a>" not in saved


def test_a_heading_inside_a_sentence_is_welsh_too(visitor, draft):
    page = text_of(visitor.get("/cy/report/all"))

    assert "Am yr arian" in page
    assert "About the money" not in page


def test_files_beside_an_english_warning_are_not_called_welsh(visitor, signed):
    warning = a_published_warning(place=build_place(), at=datetime.now(UTC))

    assert "Content-Language" not in visitor.get(f"/cy/{warning.path}copy.txt")
    assert visitor.get(f"/cy/{warning.path}")["Content-Language"] == "cy"


def test_a_fault_of_ours_is_told_in_english_and_says_so(signed, monkeypatch):
    monkeypatch.setattr("ringfence.web.about.views.deployment", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/cy/privacy")

    assert (response.status_code, response["Content-Language"]) == (500, "en-GB")
