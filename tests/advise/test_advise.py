"""What to do now, in order."""

from datetime import date

from ringfence.advise import advise
from ringfence.domain.advice import Nation, RoutePurpose
from ringfence.playbooks import load_playbooks
from ringfence.reading import read_text
from ringfence.recognise import Recogniser

SHELF = load_playbooks()
TODAY = date(2026, 11, 23)


def advice_for(text, **more):
    found = Recogniser(SHELF).recognise(read_text(text)) if text else None
    return advise(found, shelf=SHELF, on=TODAY, nation=Nation.ENGLAND, **more)


def test_putting_the_phone_down_comes_first():
    steps = advice_for("I am from Microsoft, please download AnyDesk so that I can see your screen").steps
    assert steps[0].id == "hang_up_now"


def test_advice_of_the_kind_is_given_with_what_they_say_next():
    advice = advice_for("A man from Microsoft rang and got me to download AnyDesk, he showed me event viewer")
    kind = SHELF.kinds["tech_support_impersonation"]
    assert set(kind.key_advice) <= {step.id for step in advice.steps}
    assert advice.they_will_say_next
    assert advice.settling_facts


def test_a_bare_question_gets_general_steps_and_routes():
    advice = advice_for(None)
    assert advice.steps
    assert any(route.purpose is RoutePurpose.REPORT for route in advice.routes)


def test_every_message_says_that_we_never_ask_for_money_codes_or_access():
    assert advice_for("hello").steps[-1].id == "never_from_us"


def test_welsh_is_given_where_it_is_asked_for():
    assert advice_for(None, language="cy").steps[0].text.startswith("Rhowch")


def test_no_placeholder_of_a_playbook_is_left():
    advice = advice_for("A man from Microsoft rang and got me to download AnyDesk")
    said = [step.text for step in advice.steps] + [*advice.settling_facts, *advice.they_will_say_next]
    assert not any("{" in line for line in said)
    assert any("Microsoft" in line for line in said)
