from datetime import date
from math import log2

import pytest

from ringfence.domain.campaign import CampaignId, ReportTraits
from ringfence.domain.recognition import Recognition, Verdict
from ringfence.domain.report import ReportId
from ringfence.link import BookMemory, read_traits
from ringfence.link.background import GENERAL_REPORTS, Background
from ringfence.link.canonical import canonical
from ringfence.link.group import Group
from ringfence.link.meanings import joined_word, meaning_of
from ringfence.link.personas import persona_gender, persona_names
from ringfence.link.read_traits import phone_digits
from ringfence.link.score import Weigher
from ringfence.link.told_numbers import roughly, told_numbers
from ringfence.link.verbatim import verbatim_bits
from ringfence.link.weights import CALIBRATED, RETOLD, retold_again
from ringfence.reading import read_text, read_turns


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pike", "pyke"),
        ("ray", "raymond"),
        ("steven", "stephen"),
        ("ollie", "oliver"),
        ("katherine", "kate"),
        ("voucher", "vouchers"),
        ("hummed", "humming"),
        ("philips", "filips"),
    ],
)
def test_ways_of_telling_a_word_are_one(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("pike", "poke"), ("drew", "andrew"), ("mercer", "mercy"), ("bill", "william")]
)
def test_other_words_stay_others(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He wanted £1,950 by noon", {"1950"}),
        ("two hundred and forty nine pounds", {"249"}),
        ("six thousand in notes", {"6000"}),
        ("asked for 6k", {"6000"}),
        ("it stayed nine minutes for half an hour", {"9minut"}),
        ("he said dial one six one", {"161"}),
        ("£436.80 owed", {"436"}),
        ("She is 83 and lives alone", set()),
        ("It was in 2019", set()),
        ("I rang 999 and then 101", set()),
        ("ring him on 07700 900123", set()),
    ],
)
def test_numbers_that_tell_one_script_from_another(text, values):
    assert {one.value for one in told_numbers(read_text(text))} == values


@pytest.mark.parametrize(
    ("value", "about"), [("980", "1000"), ("1450", "1500"), ("612", "600"), ("249", "250"), ("7", None)]
)
def test_sums_are_rounded_as_people_do(value, about):
    assert roughly(value) == about


def test_words_that_mean_the_same_and_words_written_as_two():
    assert meaning_of(canonical("taxi")) == meaning_of(canonical("cab")) is not None
    assert meaning_of("qwertz") is None
    assert joined_word("finger", "tips") == "fingertips"
    assert joined_word("green", "tick") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A man called Raymond Pike rang", {"raymond", "pike"}),
        ("PS Tull of Lewisham", {"tull"}),
        ('Female "Angela" from Windows Help', {"angela"}),
        ("A man from Microsoft rang", set()),
    ],
)
def test_names_that_the_scammer_gave(text, names):
    assert persona_names(read_text(text)) == {canonical(name) for name in names}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A man from BT rang", "man"),
        ("Got a call from a very posh lady at the bank", "woman"),
        ("My laptop is slow", None),
    ],
)
def test_who_rang(text, who):
    assert persona_gender(read_text(text)) == who


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("020 7946 0118", "02079460118"),
        ("+44 20 7946 0118", "02079460118"),
        ("0044 (0)20 7946 0118", "02079460118"),
        ("withheld", None),
        ("0000000", None),
    ],
)
def test_a_number_is_one_however_it_is_written(text, digits):
    assert phone_digits(text) == digits


def test_stand_ins_of_redaction_are_nobodys_words():
    traits = read_traits(ReportId("a"), read_text("[victim's name] rang [reporter's phone] about a conservatory"))

    assert not {"w:victim", "w:reporter"} & set(traits.features)
    assert "w:konservatori" in traits.features


def test_only_recordings_are_compared_word_for_word():
    said = "this is a message about your warranty which is about to run out"
    call = Recognition(verdict=Verdict.SCAM, score=0.9, kind="warranty", is_report=None)
    account = Recognition(verdict=Verdict.SCAM, score=0.9, kind="warranty", is_report=True)

    def phrases(read, recognition):
        return [one for one in read_traits(ReportId("a"), read, recognition).features if one.startswith("v:")]

    assert len(phrases(read_text(said), call)) == 11
    assert phrases(read_text(said), account) == []
    assert phrases(read_turns([("a", said), ("b", "no thank you")]), call) == []


@pytest.mark.parametrize(
    ("shared", "shorter", "bits"), [(9, 10, 12.0), (7, 10, 6.0), (6, 10, 0.0), (3, 10, -6.0), (0, 10, -12.0)]
)
def test_levels_of_recordings(shared, shorter, bits):
    assert verbatim_bits(shared, shorter) == bits


def _report(name: str, *features: str, kind: str | None = None, day: date | None = None) -> ReportTraits:
    return ReportTraits(id=ReportId(name), told_on=day, voice=name, kind=kind, features=features)


def test_the_weight_of_a_word_worked_by_hand():
    # 1,000 reports, of which 10 hold the word; the list of words has nothing to add: u = 10 / 2000 with a prior of nil.
    background = Background(general={"w:tick": 0.0}, reports={"w:tick": 10}, by_kind={}, total=1000, totals={})
    weigher = Weigher(_report("a", "w:tick"), memory=BookMemory(), background=background, is_counted=False)

    found = weigher.against_report(_report("b", "w:tick"))

    u = 10 / (1000 + GENERAL_REPORTS - 1)  # the other report is not among those elsewhere
    m = RETOLD["w"]
    slope, begins = CALIBRATED["w"]
    assert found == pytest.approx(slope * (log2(m / u + 1 - m) - begins))


def test_the_weight_of_another_tool_worked_by_hand():
    background = Background(general={}, reports={}, by_kind={}, total=0, totals={})
    weigher = Weigher(_report("a", "tool:AnyDesk"), memory=BookMemory(), background=background, is_counted=False)

    assert weigher.against_report(_report("b", "tool:Supremo")) == pytest.approx(log2(1 - RETOLD["tool"]))
    assert weigher.against_report(_report("c")) == 0.0


def test_reasons_of_both_directions_name_the_same_things():
    background = Background(general={}, reports={}, by_kind={}, total=0, totals={})
    a, b = _report("a", "w:tick", "n:249"), _report("b", "n:249", "w:tick")

    def weigh(one, other):
        return Weigher(one, memory=BookMemory(), background=background, is_counted=False).against_report(other)

    assert weigh(a, b) == pytest.approx(weigh(b, a))


def test_days_close_together_speak_for_and_far_apart_against():
    memory = BookMemory()
    for month in range(1, 13):
        memory.count(_report(f"m{month}", day=date(2023, month, 1)))
    background = Background(general={}, reports={}, by_kind={}, total=0, totals={})
    weigher = Weigher(_report("a", day=date(2023, 6, 1)), memory=memory, background=background, is_counted=False)

    near = weigher.against_report(_report("b", day=date(2023, 6, 9)))
    far = weigher.against_report(_report("c", day=date(2025, 6, 1)))

    assert near > 0 > far >= -2.0


def test_a_firm_in_no_table_is_one_however_its_name_is_written():
    features = [
        read_traits(
            ReportId("r"), None, Recognition(verdict=Verdict.SCAM, score=0.9, kind="loan_fee", brand=name),
            told_on=None, area=None, shown_number=None, voice="somebody",
        ).features
        for name in ("Larkspur Vale Loans", "larkspur vale loans")
    ]  # fmt: skip
    assert features[0] == features[1]


def a_group(*reports: ReportTraits) -> Group:
    group = Group.founded_by(reports[0], CampaignId("C-1"))
    for report in reports[1:]:
        group.add(report)
    return group


def bits_against(group: Group, *features: str) -> float:
    nothing = Background(general={}, reports={}, by_kind={}, total=0, totals={})
    return (
        Weigher(_report("new", *features), memory=BookMemory(), background=nothing, is_counted=False)
        .against(group)
        .bits
    )


def test_a_detail_that_several_voices_tell_weighs_more_than_one_voices_own():
    agreed = a_group(*(_report(str(n), "w:heron", f"w:own{n}") for n in range(3)))
    strays = a_group(_report("0", "w:heron", "w:own0"), *(_report(str(n), f"w:own{n}") for n in (1, 2)))

    # log2 of (2.14 / 3) / (0.14 / 3), along the slope of words.
    assert bits_against(agreed, "w:heron") - bits_against(strays, "w:heron") == pytest.approx(0.85 * 3.93, abs=0.01)


def test_what_a_campaign_agrees_on_and_a_report_leaves_out_speaks_against_it():
    agreed = a_group(*(_report(str(n), "w:heron", "w:lantern", f"w:own{n}") for n in range(3)))
    two_things = a_group(*(_report(str(n), "w:heron", f"w:own{n}", f"w:more{n}") for n in range(3)))

    # A fifth of log2(1 - 2.14 / 3).
    assert bits_against(agreed, "w:heron") - bits_against(two_things, "w:heron") == pytest.approx(-0.36, abs=0.01)


def test_with_one_voice_a_detail_is_told_again_as_often_as_its_class():
    assert retold_again("n", 1, 1) == RETOLD["n"]


def test_what_a_group_agrees_on_follows_those_who_join_it():
    group = a_group(*(_report(str(n), "w:heron") for n in range(2)))
    assert "w:heron" in group.agreed()

    for n in range(2, 9):
        group.add(_report(str(n), "w:lantern"))

    assert set(group.agreed()) == {"w:lantern"}
