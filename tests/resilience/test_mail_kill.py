"""Ten thousand subscribers, a real SMTP server, and a worker killed half-way."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from benchmarks.mail_kill import run

pytestmark = pytest.mark.slow


def test_nobody_is_missed_and_at_most_one_letter_is_repeated():
    result = run(10_000, kills=1)

    assert result.missed == 0
    assert result.repeated <= 1
    assert result.other_ids == 0
    assert result.open_letters == 0
    letter = message_from_bytes(result.last, policy=policy.default)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = letter.get_body(("plain",)).get_content().rstrip()
    assert text.endswith("We never ring, text or e-mail asking for money, codes or access.")
