from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.domain.counts import SurgeId
from ringfence.domain.report import REAL_WORLD
from ringfence.domain.warning import WarningState
from ringfence.wiring.place import build_place
from tests.desk_scene import ANALYST, APPROVER, PASSWORD, a_desk_person, a_published_warning, a_rise_in_cheshire
from tests.pages import CheckingClient

pytestmark = pytest.mark.django_db


def signed_in(username: str, *roles: str) -> CheckingClient:
    from django.contrib.auth.models import User

    if not User.objects.filter(username=username).exists():
        a_desk_person(username, *roles)
    client = CheckingClient()
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def analyst():
    return signed_in(ANALYST, "analyst")


@pytest.fixture
def approver():
    return signed_in(APPROVER, "approver")


def drafted(analyst: CheckingClient) -> str:
    """Draft a warning out of a rise and return the address of its page at the desk."""
    surge = a_rise_in_cheshire()
    response = analyst.post(f"/desk/surges/{surge.id}/draft")
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def newest(address: str):
    return build_place(REAL_WORLD).warnings.find(address.rsplit("/", 1)[-1])


def test_a_stranger_is_asked_to_sign_in(visitor):
    assert "/desk/sign-in" in visitor.get("/desk")["Location"]


def test_the_right_words_open_the_desk(visitor):
    a_desk_person(ANALYST, "analyst")

    response = visitor.post("/desk/sign-in", {"username": ANALYST, "password": PASSWORD})

    assert response["Location"] == "/desk"
    assert "no-store" in visitor.get("/desk")["Cache-Control"]


def test_somebody_without_a_role_stays_out():
    assert signed_in("guest").get("/desk").status_code == 403


def test_a_rise_is_shown_with_chart_numbers_and_redacted_reports(analyst):
    surge = a_rise_in_cheshire()

    assert surge.id in analyst.get("/desk").content.decode()
    page = analyst.get(f"/desk/surges/{surge.id}").content.decode()
    assert '<svg role="img"' in page
    assert "<desc" in page
    assert "AnyDesk" in page
    assert "mail.example" not in page


def test_each_sentence_of_a_draft_stands_beside_its_evidence(analyst):
    address = drafted(analyst)

    page = analyst.get(address).content.decode()
    assert page.count("rf-beside__evidence") >= 5
    assert "What stands in its way" in page
    assert analyst.get(f"{address}/edit").status_code == 200


def test_an_edit_is_a_new_revision_and_the_history_says_whose(analyst):
    address = drafted(analyst)
    before = newest(address)
    fields = {f"section-{section.id}": [sentence.text for sentence in section.sentences] for section in before.sections}

    analyst.post(f"{address}/edit", {"title": "Microsoft calls", "description": before.description, **fields})

    after = newest(address)
    assert after.title == "Microsoft calls"
    assert after.revision == before.revision + 1
    assert ANALYST in analyst.get(address).content.decode()


def test_nobody_approves_their_own_words(analyst):
    address = drafted(analyst)
    analyst.post(f"{address}/submit")

    response = analyst.post(f"{address}/approve")

    assert response.status_code == 409
    assert "This cannot be done" in response.content.decode()
    assert newest(address).state is WarningState.IN_REVIEW


def test_the_loop_from_draft_to_withdrawal(analyst, approver, visitor):
    address = drafted(analyst)
    analyst.post(f"{address}/submit")
    for step in ("approve", "publish"):
        response = approver.post(f"{address}/{step}")
        assert response.status_code == 302, response.content.decode()
    warning = newest(address)
    assert warning.state is WarningState.PUBLISHED

    public = visitor.get(f"/{warning.path}")
    page = public.content.decode()
    assert public.status_code == 200
    assert warning.title in page
    assert 'property="og:title"' in page
    assert warning.title in visitor.get("/").content.decode()
    assert warning.title in visitor.get("/warnings/feed.atom").content.decode()
    assert visitor.get("/api/v1/warnings").json()["count"] == 1

    approver.post(f"{address}/withdraw", {"reason": "The reports were a test."})

    after = visitor.get(f"/{warning.path}")
    assert after.status_code == 200
    assert "withdrawn" in after.content.decode().lower()
    assert warning.title not in visitor.get("/").content.decode()


def test_a_withdrawal_wants_a_reason(analyst, approver):
    address = drafted(analyst)
    analyst.post(f"{address}/submit")
    approver.post(f"{address}/approve")
    approver.post(f"{address}/publish")

    assert approver.post(f"{address}/withdraw", {"reason": ""}).status_code == 409


def test_a_draft_is_not_public(analyst, visitor):
    address = drafted(analyst)

    assert newest(address).title not in visitor.get("/warnings/").content.decode()
    assert visitor.get(f"/warnings/2026/1/anything-{newest(address).id}/").status_code == 404


def test_the_board_says_what_the_settings_mean(analyst):
    page = analyst.get("/desk").content.decode()

    assert "0.1 drafts per force and year may be raised by chance alone" in page


def test_a_published_warning_says_what_came_after_and_claims_nothing(analyst):
    published = a_published_warning()

    page = analyst.get(f"/desk/warnings/{published.id}").content.decode()

    assert "Reports before and after it" in page
    assert "This does not show what the warning did." in page


def test_a_wide_rise_names_its_forces_and_how_it_differs(analyst):
    surge = a_rise_in_cheshire()
    wide = replace(
        surge, id=SurgeId("wide"), series=replace(surge.series, area="north_west"), areas=("cheshire", "lancashire"),
        grew_from=surge.id, differs=("In 9 of 12 reports read the caller wants anydesk installed; before in 0 of 20.",),
    )  # fmt: skip
    build_place(REAL_WORLD).surges.save(wide)

    page = analyst.get("/desk/surges/wide").content.decode()

    assert "the North West of England" in page
    assert "Counted together: Cheshire, Lancashire." in page
    assert "before in 0 of 20" in page
