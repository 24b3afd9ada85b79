"""Said, negated or only advised."""

import pytest

from ringfence.reading import Frame, find_frame, read_text


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("move it to a safe account", Frame.SAID),
        ("we will never ask you to move money to a safe account", Frame.NEGATED),
        ("Don't worry, move it to a safe account", Frame.SAID),
        ("If anyone asks you about a payment or mentions a safe account hang up", Frame.ADVISED),
        ("He never came. Put it in a safe account", Frame.SAID),
        ("Police are warning about callers who talk of a safe account", Frame.ADVISED),
    ],
)
def test_frame_of_the_words_safe_account(text, frame):
    read = read_text(text)
    place = read.words.words.index("safe")
    assert find_frame(read, place, place + 2) is frame


def test_a_negator_ends_where_another_subject_begins():
    read = read_text("I did not send any money he asked me to install anydesk")
    place = read.words.words.index("install")

    assert find_frame(read, place, place + 2) is Frame.SAID
