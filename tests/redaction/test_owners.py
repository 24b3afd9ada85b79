"""Whose a candidate is, told by what stands around it; how far names, addresses and loose numbers reach."""

import pytest

from ringfence.domain.recognition import Owner
from ringfence.flow.redact_text import redact
from ringfence.redaction.addresses import find_addresses
from ringfence.redaction.doors import find_doors
from ringfence.redaction.loose_identifiers import find_loose
from ringfence.redaction.name_extent import NameFound, widened
from ringfence.redaction.name_phrases import phrases_around
from ringfence.redaction.names import find_names
from ringfence.redaction.owner_features import WEAK, Candidate
from ringfence.redaction.owner_words import Page, value_features, words_around
from ringfence.redaction.value_extent import widened_value
from ringfence.redaction.whose import CLASSES, GROUPS, OwnerHead, packaged_head, tell_owners

EVEN = OwnerHead((0.0, 0.0, 0.0, 0.0, 0.0), {})


def a_head(**weights):
    named = {name.replace("__", "="): values for name, values in weights.items()}
    return OwnerHead(EVEN.bias, dict.fromkeys(GROUPS, named))


def a_candidate(text, value, *, kind="phone", hint=None, shape=""):
    start = text.index(value)
    return Candidate(start, start + len(value), kind, hint, shape)


def test_the_word_before_decides_by_its_weight():
    text = "from 07700 900123"
    head = a_head(b1__from=(0.0, 0.0, 3.0, 0.0, 0.0))
    (whose,) = tell_owners(text, [a_candidate(text, "07700 900123")], head=head)
    assert whose.owner is Owner.SCAMMER


def test_with_nothing_said_it_is_hidden_and_flagged():
    text = "07700 900123"
    head = OwnerHead((0.9, 0.0, 0.0, 0.0, 0.0), {})
    (whose,) = tell_owners(text, [a_candidate(text, text)], head=head)
    assert (whose.owner, whose.is_doubtful) == (Owner.VICTIM, True)


def test_only_what_is_called_weak_can_be_nobodys():
    text = "Ventnor"
    head = OwnerHead((0.0, 0.0, 0.0, 0.0, 9.0), {})
    weak, strong = (a_candidate(text, text, kind="person_name", shape=shape) for shape in (f"{WEAK}unknown", "given"))
    assert tell_owners(text, [weak], head=head)[0].owner is None
    assert tell_owners(text, [strong], head=head)[0].owner is not None


def test_an_address_is_kept_only_when_it_is_almost_certainly_the_scammers():
    text = "4 Mill Lane"
    likelier_than_not = OwnerHead((0.0, -9.0, 0.9, -9.0, -9.0), {})
    address, name = (a_candidate(text, text, kind=kind) for kind in ("address", "person_name"))
    assert tell_owners(text, [address], head=likelier_than_not)[0].owner is Owner.VICTIM
    assert tell_owners(text, [name], head=likelier_than_not)[0].owner is Owner.SCAMMER


def test_one_value_has_one_owner_in_a_text():
    text = "from 07700 900123 or 07700 900123"
    head = a_head(b1__from=(0.0, 0.0, 3.0, 0.0, 0.0))
    first = a_candidate(text, "07700 900123")
    second = Candidate(text.rindex("07700"), len(text), "phone", None)
    assert {whose.owner for whose in tell_owners(text, [first, second], head=head)} == {Owner.SCAMMER}


def test_a_thousand_mentions_of_one_value_take_no_longer_than_a_thousand_values():
    text = "07700 900123 " * 1000
    every = [Candidate(place, place + 12, "phone", None) for place in range(0, len(text), 13)]
    assert len({whose.owner for whose in tell_owners(text, every)}) == 1


def test_the_packaged_head_weighs_every_class():
    head = packaged_head()
    assert len(head.bias) == len(CLASSES)
    assert set(head.weights) == set(GROUPS)
    for features in head.weights.values():
        assert {len(values) for values in features.values()} == {len(CLASSES)}
        assert len(features) > 1000


def test_what_is_learned_of_names_says_nothing_of_numbers():
    text = "from 07700 900123"
    head = OwnerHead((0.9, 0.0, 0.0, 0.0, 0.0), {"name": {"b1=from": (0.0, 0.0, 3.0, 0.0, 0.0)}})
    number, name = (a_candidate(text, "07700 900123", kind=kind) for kind in ("phone", "person_name"))
    assert tell_owners(text, [number], head=head)[0].owner is Owner.VICTIM
    assert tell_owners(text, [name], head=head)[0].owner is Owner.SCAMMER


def test_a_sort_code_and_the_account_beside_it_are_one_and_the_next_account_another():
    text = "from 20-41-77 60993015 to 04-06-11 88117720"
    head = a_head(b1__from=(3.0, 0.0, 0.0, 0.0, 0.0), b1__to=(0.0, 0.0, 3.0, 0.0, 0.0))
    kinds = {"20-41-77": "sort_code", "60993015": "bank_account", "04-06-11": "sort_code", "88117720": "bank_account"}
    told = tell_owners(text, [a_candidate(text, value, kind=kind) for value, kind in kinds.items()], head=head)
    assert [one.owner for one in told] == [Owner.VICTIM, Owner.VICTIM, Owner.SCAMMER, Owner.SCAMMER]


def test_initials_are_the_person_named_before():
    text = "from HORACE LAMB at last HL"
    head = a_head(b1__from=(0.0, 0.0, 3.0, 0.0, 0.0))
    named, short = (a_candidate(text, value, kind="person_name") for value in ("HORACE LAMB", "HL"))
    assert tell_owners(text, [named, short], head=head)[1].owner is Owner.SCAMMER


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Caller is Horace Lamb. HL has no phone.", "HL"),
        ("He spoke to Mrs K this morning.", "Mrs K"),
        ("My neighbour said that maddie had a call.", "maddie"),
        ("They came. Grace gave them her card.", "Grace"),
    ],
)
def test_short_small_and_ordinary_names_are_found(text, found):
    assert found in {text[one.start : one.end] for one in find_names(text)}


def test_the_letter_behind_an_age_is_no_initial():
    text = "INFT 67F Northwich rang about this at noon."
    assert [text[one.start : one.end] for one in find_names(text)] == ["Northwich"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He will come to flat 9 at noon", "flat 9"),
        ("Our farm is High Swineside, past the chapel", "High Swineside"),
        ("home 5 the Maltings, no loss", "5 the Maltings"),
        ("I'm at twenty two, on my own", "twenty two"),
    ],
)
def test_doors_and_named_houses_may_be_addresses(text, found):
    assert found in {text[start:end] for start, end, _ in find_doors(text)}


def test_what_a_name_stands_in_is_told():
    words = ["he", "said", "is", "that", "<person_name>", "?"]
    assert {"is that", "may i speak"} <= set(phrases_around(words, 4))
    assert "@ here" in phrases_around(["<person_name>", "here"], 0)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("He came to 16 Leven St Edinburgh EH3 on Monday.", "16 Leven St Edinburgh EH3"),
        ("I live at the top flat, 9 Byres Road, Glasgow.", "the top flat, 9 Byres Road, Glasgow"),
        ("flat 2/1, 14 Dock Road", "flat 2/1, 14 Dock Road"),
        ("I'm at 4 The Crescent and he knew.", "4 The Crescent"),
        ("The Laurels, Back Lane, Bingley.", "The Laurels, Back Lane, Bingley"),
        ("Yew Tree Cottage, Nr Malton, North Yorkshire", "Yew Tree Cottage, Nr Malton, North Yorkshire"),
        ("12 Mill Lane\nOtley", "12 Mill Lane\nOtley"),
    ],
)
def test_an_address_reaches_from_the_house_to_the_town(text, whole):
    ((start, end),) = find_addresses(text)
    assert text[start:end] == whole


@pytest.mark.parametrize(
    "text", ["I paid 4 times in 2 weeks at Tesco, Crewe.", "It took 14 days, and the bank, in May, said no."]
)
def test_counts_and_shops_are_no_addresses(text):
    assert find_addresses(text) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("My card, the first eight were 4000 0012.", "4000 0012", "card"),
        ("Her card ended 8 8 8 1.", "8 8 8 1", "card"),
        ("my account ends in 4471", "4471", "bank_account"),
        ("she gave her PIN (2908) to him", "2908", "other_id"),
        ("Password compromised Rugby1977!", "Rugby1977!", "other_id"),
        ("my passcode (kitty22) was changed", "kitty22", "other_id"),
        ("I read out the code, 77 41 02", "77 41 02", "other_id"),
        ("my memorable word, harbourmouth", "harbourmouth", "other_id"),
        ("his name there is @mia.rose", "@mia.rose", "other_id"),
    ],
)
def test_loose_numbers_and_words_are_found_whole(text, value, kind):
    assert (value, kind) in {(text[start:end], found) for start, end, found, _ in find_loose(text)}


@pytest.mark.parametrize(
    "text",
    ["He took £12,500 at 10.15 on 12/11/2025.", "INFT 19M at 0310hrs, 36-month contract, 24/7.", "in 2019 and 2020-21"],
)
def test_money_times_and_years_are_no_loose_numbers(text):
    assert list(find_loose(text)) == []


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("faithfully, Brigadier L. Swann (retd)", "L. Swann", "Brigadier L. Swann (retd)"),
        ("Yours, Mr and Mrs Dunphy", "Mrs Dunphy", "Mr and Mrs Dunphy"),
        ("I am E. M. Prowse (Mrs)", "E. M. Prowse", "E. M. Prowse (Mrs)"),
    ],
)
def test_a_name_reaches_over_ranks_and_titles(text, value, whole):
    start = text.index(value)
    (found,) = widened(text, [NameFound(start, start + len(value), None, "initial unknown 3")])
    assert text[found.start : found.end] == whole


def test_two_people_of_one_surname_and_a_nickname_are_one_name():
    text = "Pat and Les Bird, Margaret (Peggy) Smith"
    pieces = [NameFound(text.index(word), text.index(word) + len(word), None, "given") for word in ("Pat", "Les Bird")]
    pieces += [
        NameFound(text.index(word), text.index(word) + len(word), None, "given")
        for word in ("Margaret", "Peggy", "Smith")
    ]
    assert [text[one.start : one.end] for one in widened(text, pieces)] == [
        "Pat and Les Bird",
        "Margaret (Peggy) Smith",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I was in Ventnor for the Cowes week and the ferry was late.",
        "We buy our bread at Warburtons and our tea at Taylors.",
        "Our group meets in Chapeltown, mostly over-60s.",
    ],
)
def test_places_and_shops_stay(text):
    assert redact(text).text == text


def test_what_follows_my_name_is_is_hidden_though_its_words_are_ordinary():
    assert "dave" not in redact("hello. my name is big dave and they rang me").text


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("real one FP 66120/B was", "66120", "FP 66120/B"),
        ("acct no EE-20774135 and", "20774135", "EE-20774135"),
        ("visa number GWF 078 442 190.", "078 442 190", "GWF 078 442 190"),
        ("AnyDesk, 1 097 662 344.", "097 662 344", "1 097 662 344"),
        ("id ASC-0771, he", "C-0771", "ASC-0771"),
        ("ref LEI-0477 of 2 Dec.", "LEI-0477", "LEI-0477 of 2 Dec"),
        ("Policy AA 6690 4412 03.", "6690 4412", "AA 6690 4412 03"),
        ("his ref 440771 and", "440771", "440771"),
        ("read out ID 440771 then", "440771", "440771"),
        ("in code 440771 3 times", "440771", "440771"),
    ],
)
def test_a_reference_reaches_over_its_letters_and_what_hangs_on(text, found, whole):
    start = text.index(found)
    begin, end = widened_value(text, start, start + len(found), is_account=False)
    assert text[begin:end] == whole


def test_a_bank_named_before_an_account_is_no_part_of_it():
    text = "paid to TSB 20774135"
    assert widened_value(text, 12, 20, is_account=True) == (12, 20)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('resident Thomas "Tommy" BIRCH, 79', 'Thomas "Tommy" BIRCH'),
        ("Rec'd from Philip MARCH, trustee", "Philip MARCH"),
        ("the ref he gave. Blessing A.", "Blessing A"),
        ("Kasia W kasiaw@mail.example", "Kasia W"),
    ],
)
def test_a_name_reaches_over_a_nickname_and_a_letter_or_capitals_for_a_surname(text, name):
    assert name in [text[one.start : one.end] for one in find_names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He'll c/b DC Stone himself", "Stone"),
        ("so when Frank told me Bill's old order", "Bill"),
        ("pc stone came round", "stone"),
    ],
)
def test_a_word_that_is_a_name_too_may_be_one(text, name):
    assert name in [text[one.start : one.end] for one in find_names(text)]


@pytest.mark.parametrize("text", ["nfa op 4402", "your officer PC Wang (5517) says", "bank was Lloyds ..0917,"])
def test_numbers_of_officers_and_ends_of_accounts_are_looked_at(text):
    assert [shape for *_, shape in find_loose(text)] == ["weak staff"]


def test_a_hidden_officer_is_hidden_with_the_rank():
    spans = redact("Could you tell Sgt Pugh that my neighbour Sgt Pugh is kind? My niece is Sgt Pugh.").spans
    assert all(span.end - span.start >= len("Sgt Pugh") for span in spans if span.action.value == "redact")


def a_page(text, *values):
    return Page(text, text.lower().split(), values)


def test_words_speak_by_their_beginning_for_the_sentence_and_for_the_whole_text():
    page = a_page("they transferred money to 07700900123 yesterday evening")
    made = words_around(page, 4, 0, 7)
    assert {"tb=transf", "ta=yester"} <= set(made)
    assert "tt=evenin" in page.anywhere
    assert "tb=transf" in words_around(a_page("she transfers it 07700900123"), 3, 0, 4)


def test_a_name_and_an_address_of_mail_that_share_a_word_say_so():
    text = "Anya Petrov wrote from anya.p@mail.example"
    values = [("person_name", "Anya Petrov"), ("email", "anya.p@mail.example")]
    page = a_page(text, *values)
    assert "mail shares" in value_features(page, "person_name", 0, 11, 0)
    assert "name shares" in value_features(page, "email", 23, len(text), 4)
    assert "no name shares" in value_features(a_page(text, values[1]), "email", 23, len(text), 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello\nName of caller: Anya", "lab=caller"),
        ("Hello\nWho rang you?\nAnya", "plab=rang"),
    ],
)
def test_the_label_of_a_line_speaks_or_the_question_above_it(text, said):
    assert said in value_features(a_page(text), "person_name", text.index("Anya"), len(text), 2)


def test_a_title_that_fits_the_pronoun_before_it_says_so():
    text = "he said Mr Pratt"
    assert "agree=True" in value_features(a_page(text), "person_name", 8, len(text), 2)
    assert "agree=False" in value_features(a_page(text.replace("he", "she", 1)), "person_name", 9, len(text) + 1, 2)


def test_packed_weights_add_up_as_single_ones_do():
    head = packaged_head()
    for group, kind in (("name", "person_name"), ("contact", "phone")):
        features = list(head.weights[group])[::97]
        single = [
            bias + sum(head.weights[group][name][place] for name in features) for place, bias in enumerate(head.bias)
        ]
        assert head.scores(kind, [*features, "never seen"]) == pytest.approx(single, abs=1e-6)


def test_a_text_of_many_words_speaks_by_its_first_ones_only():
    letters = "abcdefghij"
    words = [a + b + c for a in letters for b in letters for c in letters]
    page = a_page(" ".join(words))
    assert len(page.anywhere) < 500
