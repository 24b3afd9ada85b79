"""Verdicts, reasons and bounds, with the packaged playbooks."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.domain.recognition import Verdict
from ringfence.playbooks import load_playbooks
from ringfence.reading import read_text, read_turns
from ringfence.recognise import Recogniser, explain

SHELF = load_playbooks()
RECOGNISER = Recogniser(SHELF)

SCAMS = [
    "I had a call from a man saying he was from Microsoft. He got me to download AnyDesk and I sent him £2,400.",
    "Bank fraud team rang, said my account was compromised and I had to move my savings to a safe account.",
    "HMRC phoned, there is a warrant out for my arrest and I should pay with iTunes vouchers.",
    "Male rang purporting to be DC. Asked her to withdraw £5000 and a courier would attend to collect it.",
    "Hello, there is an order for £899 on your Amazon account. If you did not authorise it press 1 to speak to us.",
]
GENUINE = [
    "Hello Mrs Jones, it's Karen from the fraud team at the bank. Did you make a payment of £42? I won't ask for "
    "your PIN or password. Please hang up and call us back on the number on the back of your card.",
    "Hi, it's Raj from the IT service desk about the ticket you raised this morning. Can I look at your screen with "
    "Quick Assist?",
    "This is PC Hughes, I'm ringing about the burglary you reported. When can I come and take a statement?",
    "HMRC here, returning your call about your self assessment. No payment is due.",
]
HARMLESS = [
    "Remember: your bank will never ask you to move money to a safe account. Never share your PIN.",
    "Hi mum it's me, can you pick up some milk on the way?",
    "How do I change the address on my account?",
    "My bike was stolen from outside the station last night.",
]


def recognise(text):
    return RECOGNISER.recognise(read_text(text))


@pytest.mark.parametrize("text", SCAMS)
def test_a_scam_is_called_one_with_reasons(text):
    found = recognise(text)
    assert found.verdict is Verdict.SCAM
    assert found.kind is not None
    assert all(sign.why for sign in found.signs)


def test_many_texts_show_what_each_shows_by_itself():
    reads = [*map(read_text, [*SCAMS, *GENUINE, *HARMLESS]), read_turns([("a", SCAMS[4]), ("b", "No thank you.")])]

    assert list(RECOGNISER.recognise_all(reads)) == [RECOGNISER.recognise(read) for read in reads]


@pytest.mark.parametrize("text", GENUINE)
def test_a_genuine_call_is_not_called_a_scam(text):
    assert recognise(text).verdict is not Verdict.SCAM


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_show_no_signs(text):
    found = recognise(text)
    assert (found.verdict, found.kind) == (Verdict.NO_SIGNS, None)


@pytest.mark.parametrize(
    "text",
    [
        "He wants me to install TeamViewer",
        "read me the code that I just sent you",
        "You need to transfer the money",
        "please buy some Google Play gift cards",
        "A courier will come to collect your card",
    ],
)
def test_no_signs_is_never_said_where_something_decisive_was_asked_for(text):
    assert recognise(text).verdict is not Verdict.NO_SIGNS


def test_facts_are_read():
    facts = recognise("Last Tuesday he had me install AnyDesk, then I transferred £1,000 and paid £200 more.").facts
    assert (facts.remote_tool, facts.payment, facts.loss_gbp) == ("AnyDesk", "bank_transfer", 1200.0)
    assert facts.call_date_text == "Last Tuesday"


def test_triage_quotes_its_reasons():
    text = "I am 84 and live alone, he is still in my computer"
    triage = recognise("Someone from Microsoft rang. " + text).triage
    assert triage.urgent
    assert triage.vulnerable
    assert {reason.reason for reason in triage.reasons} >= {"still_connected", "alone", "age"}


@pytest.mark.parametrize("names", [("a", "b"), ("caller", "listener")])
def test_listener_is_warned_by_what_was_said_so_far_only(names):
    caller, listener = names
    turns = [
        (caller, "Hello, I am calling from Microsoft technical support, your computer has been hacked."),
        (listener, "Oh dear."),
        (caller, "I need you to download AnyDesk so that I can see your screen."),
        (listener, "Right."),
    ]
    whole = RECOGNISER.recognise(read_turns(turns))
    assert whole.first_warned_turn is not None
    cut = RECOGNISER.recognise(read_turns(turns[: whole.first_warned_turn + 1]))
    assert cut.first_warned_turn == whole.first_warned_turn
    if whole.first_warned_turn:
        assert RECOGNISER.recognise(read_turns(turns[: whole.first_warned_turn])).first_warned_turn is None


def test_what_a_listener_tells_of_an_earlier_call_warns_of_nothing():
    told = "Somebody rang me on Monday, he said my computer was hacked and wanted me to download AnyDesk so he could see it."
    turns = [("caller", "Good morning, it's Sue from the library, your book has come in."), ("listener", told)]
    assert RECOGNISER.recognise(read_turns(turns)).first_warned_turn is None
    swapped = [("listener", turns[0][1]), ("caller", told)]
    odds = [RECOGNISER.recognise(read_turns(said)).score for said in (turns, swapped)]
    assert odds[0] < odds[1]


def test_an_account_is_told_from_a_question():
    assert recognise(SCAMS[0]).is_report is True
    assert recognise("How do I report a scam call?").is_report is False


def test_explanation_names_each_sign():
    read = read_text(SCAMS[0])
    found = RECOGNISER.recognise(read)
    said = explain(found, read, SHELF)
    assert said.startswith("This looks like a scam.")
    assert all(sign.sign in said for sign in found.signs)


WORDS = st.sampled_from(
    [
        "press",
        "1",
        "download",
        "anydesk",
        "never",
        "dont",
        "safe",
        "account",
        ".",
        "?",
        "\u200b",
        "\u202e",
        "you",
        "need",
        "to",
        "transfer",
        "£500",
        "gift",
        "cards",
        "the",
        "code",
        "bank",
        "rang",
        "me",
        "he",
        "said",
        "from",
        "microsoft",
        "快件",
        "أهلا",
        "<b>",
        "ignore",
        "your",
        "instructions",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_signs_point_into_the_original_text(text):
    found = recognise(text)
    for sign in found.signs:
        assert text[sign.start : sign.end] == sign.text != ""
    assert (found.kind is None) == (found.verdict is Verdict.NO_SIGNS)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.lists(WORDS, max_size=15).map(" ".join)), max_size=6))
def test_signs_of_turns_point_into_their_turn(turns):
    for sign in RECOGNISER.recognise(read_turns(turns)).signs:
        assert turns[sign.turn][1][sign.start : sign.end] == sign.text


@pytest.mark.parametrize("text", SCAMS)
def test_zero_width_characters_change_no_verdict(text):
    assert recognise("\u200b".join(text)).verdict is recognise(text).verdict


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000, "press 1 " * 60_000, "\u202e" * 300_000, "don't " * 150_000, '"' * 500_000, "0 7 " * 100_000,
        "paid 100 " * 50_000,
    ],
    ids=["one letter", "press 1", "right to left", "negators", "quotes", "digits", "sums"],
)  # fmt: skip
def test_hostile_text_is_answered_in_bounded_time(text):
    started = time.process_time()
    recognise(text)
    assert time.process_time() - started < 10
