"""Nothing that the public reads is left in English by mistake: with every sentence in brackets, no word stands outside."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from ringfence.advise.wording import GENERAL_STEPS
from ringfence.domain.advice import Nation
from ringfence.flow.when_warning_approved import public_warnings
from ringfence.playbooks import load_playbooks
from ringfence.wiring.place import build_place
from tests.journeys.walk import NO_SIGNS, SCAM, UNSURE, a_scene
from tests.pages import CheckingClient
from tests.pseudo import bare_words, make_pretended_catalogue
from tests.web.test_pages import PAGES

pytestmark = pytest.mark.django_db

ADDRESSES = [address for address in PAGES if not address.startswith("/desk")]
# Names and what somebody typed; the site's own name.
NAMES = frozenset(
    {
        "Ringfence", "English", "Atom", "JSON Feed", "Error", "CSV", "cheshire-2020", "Cymraeg", "£", "!",
        *(area.name for area in load_playbooks().areas.values()),
    }
)  # fmt: skip
# Tables with both languages of their own, and what somebody typed.
KNOWN = "\n".join(
    [
        SCAM,
        UNSURE,
        NO_SIGNS,
        *(step["cy"] for step in GENERAL_STEPS.values()),
        *(
            route.sentence
            for nation in Nation
            for route in load_playbooks().find_routes(
                on=datetime.now(UTC).date(), nation=nation, area=None, language="cy"
            )
        ),
        *(f"{kind.name['en-GB']} – Ringfence" for kind in load_playbooks().kinds.values()),
    ]
)
TYPED = frozenset({SCAM, UNSURE, NO_SIGNS, "my bank", "withheld", "Jo Example", "jo@mail.example", "csrftoken", "form", "form-again",
    "form-cy, form-again-cy, rf_recording-cy", "rf_recording", "sessionid"})  # fmt: skip


@pytest.fixture
def pretended(tmp_path, settings):
    make_pretended_catalogue(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]


def require_no_bare_words(response, known=""):
    page = response.content.decode()
    assert '<html lang="cy"' in page
    found = bare_words(page, allowed=NAMES | TYPED, known=KNOWN + known)
    assert not found, f"{response.request['PATH_INFO']}: {found}"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_word_of_a_page_stands_outside_the_catalogue(visitor, pretended, address):
    require_no_bare_words(visitor.get(f"/cy{address}"))


def test_no_word_stands_outside_where_there_is_something_to_show(visitor, pretended):
    scene = a_scene()
    warning = public_warnings(build_place())[0]
    for address in (
        "/",
        "/warnings/",
        "/warnings/?area=cheshire&since=90",
        scene.warning,
        f"/warnings/wrong/{scene.warning_id}",
        f"/subscribe/mine/{scene.pending}",
        f"/subscribe/mine/{scene.confirmed}",
        f"/subscribe/leave/{scene.confirmed}",
        "/subscribe/mine/nothing",
        "/learn/practice/bank?line=5&hung_up=yes",
        "/learn/practice/bank?line=2&hung_up=yes",
        "/learn/practice/surgery?end=yes",
        "/data",
        "/data?area=cheshire",
        "/exercise/cheshire-2020/",
        "/exercise/cheshire-2020/warnings/",
        "/nothing/here",
        "/check/recording",
    ):
        # The head of a warning's page is the warning's own, in its language.
        require_no_bare_words(visitor.get(f"/cy{address}"), known=f"{warning.title} – Ringfence\n{warning.description}")


@pytest.mark.parametrize("text", [SCAM, UNSURE, NO_SIGNS, "", "x" * 20_001])
def test_no_word_of_an_answer_stands_outside(visitor, pretended, text):
    require_no_bare_words(visitor.post("/cy/check", {"text": text, "nation": "wales"}))


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/complaints", {"text": ""}),
        ("/your-number", {"number": "1", "text": "x" * 3000, "contact": "x" * 300}),
        ("/subscribe", {"email": "no", "area": "nowhere", "kinds": "nothing", "rhythm": "never"}),
        ("/report/back", {"code": "", "secret": ""}),
        ("/report/back", {"code": "SV-7K2M-Q9XD", "secret": "7K2M-Q9XD-4TRP"}),
        ("/report/again", {}),
        ("/report", {"first": "danger"}),
        ("/report", {"first": "phone"}),
        ("/report", {"first": "computer"}),
        ("/report", {"first": "money"}),
    ],
)
def test_no_word_of_a_fault_stands_outside(visitor, pretended, address, sent):
    require_no_bare_words(visitor.post(f"/cy{address}", sent))


def test_no_word_of_the_form_stands_outside(pretended):
    visitor = CheckingClient()
    address = visitor.post("/cy/report/start", {})["Location"]
    answers = {
        "told_by": "victim", "area": "cheshire", "when": "week", "channel": "mobile", "shown_number": "withheld",
        "claimed_identity": "my bank", "text": SCAM, "happened": "paid", "loss_gbp": "250", "paid_when": "today",
        "paid_how": "card", "contact_name": "Jo Example", "contact": "jo@mail.example", "reply": "email",
    }  # fmt: skip
    while match := re.search(r"/cy/report/(\d+)$", address):
        require_no_bare_words(visitor.get(address))
        for faulty in (
            {"when": "day", "when-day": "40", "when-month": "", "when-year": "1"},
            {"loss_gbp": "much", "told_by": "x"},
        ):
            require_no_bare_words(visitor.post(address, faulty, follow=True))
        address = visitor.post(address, answers)["Location"]
        assert match
    assert address == "/cy/report/answers"
    require_no_bare_words(visitor.get(address))
    require_no_bare_words(visitor.post(address, {"save": "yes"}))
    assert visitor.post(address, {})["Location"] == "/cy/report/sent"
    for after in (
        "sent",
        "copy",
        "again/mine",
        "again/mine?done=hard",
        "again/mine?done=wished",
        "again/mine?done=dropped",
    ):
        require_no_bare_words(visitor.get(f"/cy/report/{after}"))
    for added in ({"text": ""}, {"text": "x" * 30_000}, {"what": "told", "tell": "yes", "address": "no"}):
        require_no_bare_words(visitor.post("/cy/report/again/mine", added))
    assert visitor.get("/report/sent").status_code == 200  # the form is held in both languages
