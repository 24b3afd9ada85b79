"""`ringfence redact`."""

import json

from click.testing import CliRunner

from ringfence.cli.redact import command
from ringfence.flow.redact_text import redact, redact_all

TEXT = "My number is 07700 900123, he rang from 01632 960123."


def test_plain_text_comes_back_with_stand_ins():
    done = CliRunner().invoke(command, [], input=TEXT + "\n")
    assert done.stdout == "My number is [victim's phone], he rang from 01632 960123.\n"


def test_rows_carry_spans_with_owner_and_action():
    done = CliRunner().invoke(command, ["--jsonl"], input=json.dumps({"id": 7, "text": TEXT}) + "\n")
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert answer["id"] == 7
    assert [(TEXT[span["start"] : span["end"]], span["owner"], span["action"]) for span in answer["spans"]] == [
        ("07700 900123", "victim", "redact"),
        ("01632 960123", "scammer", "keep"),
    ]


def test_a_bad_row_is_answered_in_its_place():
    done = CliRunner().invoke(command, ["--jsonl"], input='{"id": 1}\n{"id": 2, "text": "hello"}\n')
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["error"]["code"], second["id"], done.exit_code) == (1, "empty_text", 2, 1)


def test_many_texts_are_redacted_as_each_by_itself():
    texts = [TEXT, "My mum Jean Harris lives at 4 Mill Lane, Bury.", "No names here.", TEXT]

    assert list(redact_all(texts)) == [redact(text) for text in texts]
