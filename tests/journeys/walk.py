"""A walk past every page of the site, with something on each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.signing import get_cookie_signer
from django.test import Client

from ringfence.domain.public_request import RequestKind
from ringfence.domain.recording import RecordingFault
from ringfence.domain.subscriber import Choice
from ringfence.flow.hear_recording import when_recording_arrives
from ringfence.flow.subscribe import ask_for_warnings
from ringfence.store.models import RecordingRow, SubscriberRow
from ringfence.wiring.place import build_place
from tests.desk_scene import (
    ANALYST,
    APPROVER,
    a_desk_person,
    a_published_warning,
    a_report_with_files,
    a_rise_in_cheshire,
)
from tests.journeys.pressing import press
from tests.recordings import a_wave
from tests.web.test_desk_campaigns import a_report, the_campaign
from tests.web.test_pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

__all__ = ["SCAM", "Scene", "a_scene", "every_page", "sign_in"]

SCAM = (
    "A man rang and said he was from my bank. He said somebody was taking my money and I must move it to a new account. "
    "He wanted the code from my phone, and I was to tell nobody."
)
UNSURE = "Somebody rang about my broadband and wanted to know how old my computer is."
NO_SIGNS = "The dentist rang to confirm my appointment on Tuesday at ten."


@dataclass(frozen=True, slots=True)
class Scene:
    """What is there to be seen."""

    warning: str  # address of a published warning
    warning_id: str
    surge: str  # address of its surge at the desk
    campaign: str  # address of a campaign at the desk
    report: str  # address of one of the reports there
    draft: str  # address of a warning at work
    pending: str  # secret of somebody who has not confirmed yet
    confirmed: str


def a_scene() -> Scene:
    """Publish a warning, begin another, subscribe two people, ask the desk for something."""
    cache.clear()
    place, at = build_place(), datetime.now(UTC)
    warning = a_published_warning(place=place, at=at)
    surge = a_rise_in_cheshire(place=place, at=at)
    for name, role in ((ANALYST, "analyst"), (APPROVER, "approver")):
        a_desk_person(name, role)
    desk = Client()
    desk.force_login(User.objects.get(username=ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    draft = desk.post(f"/desk/surges/{surge.id}/draft")["Location"]
    place.notes.keep(warning.id, "It was on a Tuesday.", at=at)
    place.requests.keep(RequestKind.NUMBER, text="They ring me.", number="01632 960123", contact="", at=at)
    ask_for_warnings("reader@mail.example", Choice(), place=place, at=at - timedelta(minutes=1))
    ask_for_warnings("other@mail.example", Choice(), place=place, at=at)
    pending, confirmed = SubscriberRow.objects.order_by("-asked_at").values_list("secret", flat=True)
    place.subscribers.confirm(confirmed, at=at)
    for number in range(3):
        a_report(number)
    campaign = f"/desk/campaigns/{the_campaign()}"
    report = f"/desk/reports/{a_report_with_files(at=at, place=place).id}"
    return Scene(
        f"/{warning.path}", warning.id, f"/desk/surges/{surge.id}", campaign, report, draft, pending, confirmed
    )


def every_page(window: BrowserContext, site: str, scene: Scene) -> Iterator[tuple[str, Page]]:
    """Give every page, each with a name, as somebody with script sees it."""
    page = window.new_page()
    yield from _by_address(page, site, scene)
    yield from _asking(page, site)
    yield from _reporting(page, site)
    sign_in(window, ANALYST)
    at_the_desk = {
        "desk": "/desk",
        "surge": scene.surge,
        "campaigns": "/desk/campaigns",
        "campaign": scene.campaign,
        "desk-warning": scene.draft,
    }
    for name, address in at_the_desk.items():
        page.goto(site + address)
        yield name, page
    page.goto(site + scene.report)
    yield "desk-report", page
    page.get_by_label("Why do you have to read it?").fill("Needed for an enquiry into the courier")
    press(page.get_by_role("button", name="Open the original"))
    yield "desk-report-opened", page
    page.goto(site + scene.draft)
    press(page.get_by_role("button", name="Edit", exact=True))
    yield "desk-edit", page


def sign_in(window: BrowserContext, username: str) -> None:
    """Put the cookie of somebody at the desk into the window."""
    client = Client()
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    window.add_cookies([{"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}])


def _by_address(page: Page, site: str, scene: Scene) -> Iterator[tuple[str, Page]]:
    more = {
        "warning": scene.warning,
        "warning-note": f"/warnings/wrong/{scene.warning_id}",
        "warnings-filtered": "/warnings/?area=cheshire&since=90",
        "subscribe-confirm": f"/subscribe/mine/{scene.pending}",
        "subscribe-mine": f"/subscribe/mine/{scene.confirmed}",
        "subscribe-leave": f"/subscribe/leave/{scene.confirmed}",
        "subscribe-gone": "/subscribe/mine/nothing",
        "practice-end": "/learn/practice/bank?line=5&hung_up=yes",
        "data-of-an-area": "/data?area=cheshire",
        "exercise": "/exercise/cheshire-2020/",
        "exercise-warnings": "/exercise/cheshire-2020/warnings/",
        "not-found": "/nothing/here",
    }
    for address in PAGES:
        page.goto(site + address)
        yield address.strip("/").replace("/", "-") or "home", page
    for name, address in more.items():
        page.goto(site + address)
        yield name, page
    for address in ("/complaints", "/your-number"):
        page.goto(site + address)
        press(page.locator("main form button[type=submit]").last)
        yield f"{address[1:]}-fault", page


def _asking(page: Page, site: str) -> Iterator[tuple[str, Page]]:
    page.goto(f"{site}/now")
    page.get_by_role("button", name="My bank, or a card firm").click()
    yield "now-who", page
    page.get_by_role("button", name="Move money, or pay something").click()
    yield "now-what", page
    for name, text in (("scam", SCAM), ("unsure", UNSURE), ("no-signs", NO_SIGNS), ("nothing", "")):
        page.goto(f"{site}/check")
        page.get_by_label("What did they say").fill(text)
        press(page.get_by_role("button", name="Look for the signs"))
        yield f"check-{name}", page
    place = build_place()
    page.goto(f"{site}/check/recording")
    yield "recording-gone", page
    recording_id = when_recording_arrives(a_wave(), place=place, at=datetime.now(UTC))
    value = get_cookie_signer(salt="rf_recording").sign(f"{recording_id} england")
    page.context.add_cookies([{"name": "rf_recording", "value": value, "domain": "localhost", "path": "/check"}])
    page.goto(f"{site}/check/recording")
    yield "recording-listening", page
    page.goto("about:blank")  # the page would move on by itself, in between
    place.recordings.finish(recording_id, SCAM)
    page.goto(f"{site}/check/recording")
    yield "recording-heard", page
    RecordingRow.objects.filter(id=recording_id).update(state="failed", fault=RecordingFault.NO_SPEECH)
    page.goto(f"{site}/check/recording")
    yield "recording-failed", page


def _reporting(page: Page, site: str) -> Iterator[tuple[str, Page]]:
    page.goto(f"{site}/report")
    page.get_by_label("Money went in the last 24 hours").check()
    press(page.get_by_role("button", name="Go on"))
    yield "report-first", page
    page.goto(f"{site}/report/start")
    yield "report-start", page
    press(page.get_by_role("button", name="Start"))
    while re.search(r"/report/\d+$", page.url):
        yield f"report-{page.url.rsplit('/', 1)[1]}", page
        if page.get_by_label("What did they say").count():
            page.get_by_label("What did they say").fill(SCAM)
        press(page.get_by_role("button", name="Continue"))
    yield "report-answers", page
    for name in ("all", "back", "again"):
        page.goto(f"{site}/report/{name}")
        yield f"report-{name}", page
    page.goto(f"{site}/report/answers")
    press(page.get_by_role("button", name="Send the report"))
    yield "report-sent", page
    page.goto(f"{site}/report/copy")
    yield "report-copy", page
