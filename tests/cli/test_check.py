"""`ringfence check`."""

import json

import pytest
from click.testing import CliRunner

from ringfence import check
from ringfence.cli.check import command
from ringfence.flow.check_text import result_as_json
from ringfence.foundation.errors import EmptyText, InvalidInput

SCAM = "A man said he was from Microsoft and got me to download AnyDesk. I sent him £900."


def run(*args, text=""):
    return CliRunner().invoke(command, list(args), input=text)


def test_plain_answer_says_verdict_evidence_advice_and_routes():
    done = run(text=SCAM)
    assert done.exit_code == 0
    assert done.stdout.startswith("This looks like a scam.")
    assert "download AnyDesk]" in done.stdout
    assert "What to do:" in done.stdout
    assert "Where to turn:" in done.stdout


def test_no_signs_is_not_called_safe():
    done = run(text="Can you pick up some milk?")
    assert done.stdout.startswith("We found no signs we know. That does not mean it is safe.")


def test_reasons_are_given_when_asked_for():
    assert "bits" in run("--explain", text=SCAM).stdout


def test_rows_come_back_in_order_with_errors_in_their_place():
    rows = [
        json.dumps({"id": 1, "text": SCAM}),
        "{not json",
        json.dumps({"id": "b", "text": " "}),
        json.dumps({"id": "c", "text": "x", "turns": [{"speaker": "a", "text": "x"}]}),
        json.dumps({"id": "d", "turns": [{"speaker": "a", "text": "press one to cancel your order"}], "listener": "b"}),
        json.dumps({"id": "e", "turns": "x"}),
        "[1]",
    ]
    done = run("--jsonl", text="\n".join(rows) + "\n")
    assert done.exit_code == 1
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, "b", "c", "d", "e", None]
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        None, "invalid_json", "empty_text", "text_and_turns", None, "invalid_row", "invalid_row",
    ]  # fmt: skip


def test_a_good_file_exits_with_0_whatever_the_verdict():
    assert run("--jsonl", text=json.dumps({"id": 1, "text": SCAM}) + "\n").exit_code == 0


def test_answer_has_exactly_the_promised_keys():
    answer = json.loads(run("--jsonl", text=json.dumps({"id": 1, "text": SCAM})).stdout)
    assert list(answer) == [
        "id", "verdict", "score", "is_report", "kind", "brand", "stage", "signs", "facts", "triage",
        "first_warned_turn", "advice",
    ]  # fmt: skip
    assert set(answer["signs"][0]) == {"sign", "turn", "start", "end", "text", "weight"}
    assert set(answer["facts"]) == {"remote_tool", "payment", "loss_gbp", "call_date_text", "area", "numbers"}
    assert set(answer["triage"]) == {"urgent", "vulnerable", "reasons"}


def test_a_file_that_is_not_there_is_an_unusable_argument():
    done = CliRunner().invoke(command, ["no-such-file.txt"])
    assert isinstance(done.exception, InvalidInput)


def test_library_call_refuses_empty_text_and_text_with_turns():
    with pytest.raises(EmptyText):
        check("  ")
    with pytest.raises(InvalidInput) as caught:
        check("a", turns=[("x", "y")])
    assert caught.value.code == "text_and_turns"


def test_library_call_and_command_agree():
    answer = json.loads(run("--jsonl", text=json.dumps({"id": 1, "text": SCAM})).stdout)
    answer.pop("id")
    assert answer == json.loads(json.dumps(result_as_json(check(SCAM))))


def test_a_row_with_half_a_character_is_answered():
    done = run("--jsonl", text='{"id": 3, "text": "press one \\ud800 now"}\n')
    assert json.loads(done.stdout)["id"] == 3
