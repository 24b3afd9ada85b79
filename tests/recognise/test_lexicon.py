"""What words add up to at once is what they add up to one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.recognise.lexicon import Lexicon
from ringfence.recognise.story_heads import packaged_heads, word_value
from ringfence.recognise.wording import CALL_HEADS, FORM_HEADS, TYPED_HEADS, Tally, packaged_model, word_features

MODEL, HEADS = packaged_model(), packaged_heads()
LEXICON = Lexicon(MODEL, HEADS)
KNOWN = sorted(word for word in MODEL.written.words if " " not in word and word != "#")
# Words of a list (benchmarks/story_words.toml) that no text of the corpus holds.
LISTED = sorted(
    word
    for word in HEADS.kind.weights.keys() - MODEL.written.words.keys() - MODEL.said.words.keys()
    if ":" not in word and " " not in word
)
TEXTS = st.lists(st.sampled_from([*KNOWN[::40], LISTED[0], "|", "didnt", "seven", "£50", "qzx"]), max_size=120)


@given(TEXTS)
def test_tallies_are_what_words_add_up_to_one_by_one(words):
    read = LEXICON.read(words)

    assert read.tally("said").odds([]) == pytest.approx(Tally(MODEL.said, len(CALL_HEADS), words).odds([]))
    assert read.tally("written").odds([]) == pytest.approx(Tally(MODEL.written, len(TYPED_HEADS), words).odds([]))
    form = Tally(MODEL.form, len(FORM_HEADS))
    form.add_features({name: word_features(words).count(name) for name in read.features if " " not in name})
    assert read.tally("form").odds([]) == pytest.approx(form.odds([]))


@given(TEXTS)
def test_heads_hear_each_word_once(words):
    read = LEXICON.read(words)
    different = dict.fromkeys(word_features(words))
    known = LEXICON.known(different)

    for name, by_answer in read.by_heads().items():
        weights = getattr(HEADS, name).weights
        for answer, value in by_answer.items():
            plain = sum(weights.get(word, {}).get(answer, 0.0) for word in different)
            assert value == pytest.approx(word_value(len(known)) * plain, abs=1e-6)


def test_listed_word_that_no_text_holds_weighs():
    words = ["a", LISTED[0], "rang"]
    without = LEXICON.read(["a", "qzx", "rang"]).by_heads()["kind"]

    for answer, value in LEXICON.read(words).by_heads()["kind"].items():
        assert value - without[answer] == pytest.approx(
            word_value(len(LEXICON.known(words))) * HEADS.kind.weights[LISTED[0]].get(answer, 0.0), abs=1e-6
        )
