from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recordings import a_wave

from ringfence.foundation.errors import InvalidInput
from ringfence.intake import LARGEST_RECORDING, require_sound


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_wave(), "wav"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
        (b"OggS\x00\x02" + bytes(60), "ogg"),
        (b"ID3\x04\x00" + bytes(60), "mp3"),
        (b"\xff\xfb\x90\x64" + bytes(60), "mp3"),
        (b"\xff\xf3\x48\xc4" + bytes(60), "mp3"),
        (b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00", "m4a"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "m4a"),
        (b"\x00\x00\x00\x18ftyp3gp4\x00\x00\x00\x00", "m4a"),
    ],
)
def test_a_recording_is_known_by_its_first_bytes(content, kind):
    assert require_sound(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
        b"\xff\xfe<\x00h\x00t\x00m\x00",  # UTF-16 text begins like an MPEG frame
        b"\xff\xd8\xff\xe0",
        b"MZ\x90",
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(InvalidInput, match="WAV, MP3, M4A or Ogg"):
        require_sound(content)


def test_an_empty_file_and_a_huge_one_are_refused_in_words():
    with pytest.raises(InvalidInput, match="not empty"):
        require_sound(b"")
    with pytest.raises(InvalidInput, match="25 MB or less"):
        require_sound(b"OggS" + bytes(LARGEST_RECORDING))


@given(st.binary(max_size=64))
def test_no_bytes_break_it(content):
    with suppress(InvalidInput):
        assert require_sound(content) in {"wav", "mp3", "m4a", "ogg"}
