"""Who is told of a warning, when, and how often; over whichever database the run is on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.desk_scene import ANALYST, APPROVER, a_published_warning

from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import World
from ringfence.domain.subscriber import Choice, Rhythm, SubscriberState
from ringfence.domain.warning import WarningState
from ringfence.flow import desk
from ringfence.flow.mail_warnings import send_due_letters, tell_of_warning
from ringfence.flow.subscribe import ask_for_warnings, confirm_subscription, end_subscription
from ringfence.foundation.errors import LetterRefused, MailServerFault
from ringfence.publish import RenderedLetter
from ringfence.store.models import LetterRow, NewsRow, SubscriberRow

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 6, 4, 9, tzinfo=UTC)
APPROVERS = Actor(username=APPROVER, roles=frozenset({DeskRole.APPROVER}))
ANALYSTS = Actor(username=ANALYST, roles=frozenset({DeskRole.ANALYST}))


class ListMailer:
    """Takes letters into a list; refuses or breaks off as it is told."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, RenderedLetter]] = []
        self.refuse: dict[str, bool] = {}  # address → for good
        self.breaks_after: int | None = None

    @contextmanager
    def line(self) -> Iterator[ListMailer]:
        yield self

    def send(self, letter: RenderedLetter, *, to: str, message_id: str) -> None:
        if self.breaks_after is not None and len(self.taken) >= self.breaks_after:
            raise MailServerFault("broken off")
        if to in self.refuse:
            raise LetterRefused(is_permanent=self.refuse[to])
        self.taken.append((to, message_id, letter))

    def addresses(self) -> list[str]:
        return [to for to, _, _ in self.taken]


@pytest.fixture
def mailer() -> ListMailer:
    return ListMailer()


@pytest.fixture
def post(place, mailer):
    return replace(place, mailer=mailer)


def a_reader(place, address: str, *, choice: Choice | None = None, at: datetime = THURSDAY) -> str:
    """Ask and confirm; returns the secret. The letter that asked is taken away."""
    ask_for_warnings(address, choice or Choice(), place=place, at=at - timedelta(days=30))
    row = SubscriberRow.objects.get(address_key=place.subscribers._vault.address_key(address))
    LetterRow.objects.filter(subscriber=row).delete()
    confirm_subscription(row.secret, place=place, at=at - timedelta(days=30))
    return row.secret


def send(place, at: datetime):
    return send_due_letters(place=place, clock=lambda: at)


def a_warning_is_out(place, at: datetime = THURSDAY, **options):
    published = a_published_warning(place=place, at=at, **options)
    tell_of_warning(published.id, place=place, at=at)
    return published


def test_nobody_gets_anything_before_they_confirmed_from_their_own_mailbox(post, mailer):
    ask_for_warnings("new@mail.example", Choice(), place=post, at=THURSDAY)
    a_warning_is_out(post)
    send(post, THURSDAY)

    assert [letter.subject for _, _, letter in mailer.taken] == ["Please confirm: warnings from Ringfence"]
    assert SubscriberRow.objects.get().secret in mailer.taken[0][2].text


def test_typing_an_address_often_writes_to_it_once_a_day(post, mailer):
    for minutes in range(5):
        ask_for_warnings("Often@mail.example", Choice(), place=post, at=THURSDAY + timedelta(minutes=minutes))
    send(post, THURSDAY + timedelta(hours=1))
    assert len(mailer.taken) == 1

    ask_for_warnings("often@MAIL.example ", Choice(), place=post, at=THURSDAY + timedelta(days=2))
    send(post, THURSDAY + timedelta(days=2))
    assert len(mailer.taken) == 2


def test_a_warning_goes_to_who_wants_its_place_and_kind(post, mailer):
    a_reader(post, "all@mail.example")
    a_reader(post, "here@mail.example", choice=Choice(areas=frozenset({"cheshire", "kent"})))
    a_reader(post, "elsewhere@mail.example", choice=Choice(areas=frozenset({"kent"})))
    a_reader(post, "kind@mail.example", choice=Choice(kinds=frozenset({"tech_support_impersonation"})))
    a_reader(post, "other@mail.example", choice=Choice(kinds=frozenset({"romance"})))
    a_warning_is_out(post)
    send(post, THURSDAY)

    assert sorted(mailer.addresses()) == ["all@mail.example", "here@mail.example", "kind@mail.example"]


def test_telling_twice_sends_once(post, mailer):
    a_reader(post, "all@mail.example")
    published = a_warning_is_out(post)
    send(post, THURSDAY)
    tell_of_warning(published.id, place=post, at=THURSDAY)
    send(post, THURSDAY + timedelta(days=2))

    assert mailer.addresses() == ["all@mail.example"]


def test_at_most_one_a_day_and_the_rest_together_the_next(post, mailer):
    a_reader(post, "all@mail.example")
    for hours in range(3):
        a_warning_is_out(post, THURSDAY + timedelta(hours=hours))
        send(post, THURSDAY + timedelta(hours=hours))
    assert len(mailer.taken) == 1

    send(post, THURSDAY + timedelta(days=1))
    assert [letter.subject for _, _, letter in mailer.taken[1:]] == ["2 new warnings about scam calls"]


def test_an_urgent_one_goes_at_once(post, mailer):
    a_reader(post, "all@mail.example")
    a_reader(post, "weekly@mail.example", choice=Choice(rhythm=Rhythm.WEEKLY))
    a_warning_is_out(post)
    send(post, THURSDAY)
    a_warning_is_out(post, THURSDAY + timedelta(hours=1), is_urgent=True)
    send(post, THURSDAY + timedelta(hours=1))

    assert sorted(mailer.addresses()) == ["all@mail.example", "all@mail.example", "weekly@mail.example"]


def test_weekly_ones_come_on_monday_morning_london_together(post, mailer):
    a_reader(post, "weekly@mail.example", choice=Choice(rhythm=Rhythm.WEEKLY))
    for days in range(2):
        a_warning_is_out(post, THURSDAY + timedelta(days=days))
    for hour in range(0, 95):  # until Monday 8 June, 07:00 UTC: 08:00 in London
        send(post, THURSDAY + timedelta(hours=hour))
    assert mailer.taken == []

    send(post, datetime(2026, 6, 8, 8, 0, tzinfo=UTC))  # nine o'clock in London
    send(post, datetime(2026, 6, 8, 12, 0, tzinfo=UTC))
    assert [letter.subject for _, _, letter in mailer.taken] == ["2 new warnings about scam calls"]


def test_every_letter_ends_with_the_sentence_and_can_be_ended_with_one_press(post, mailer):
    secret = a_reader(post, "all@mail.example")
    a_warning_is_out(post)
    ask_for_warnings("new@mail.example", Choice(), place=post, at=THURSDAY)
    ask_for_warnings("all@mail.example", Choice(), place=post, at=THURSDAY)
    send(post, THURSDAY)

    assert len(mailer.taken) == 3
    for _, _, letter in mailer.taken:
        assert letter.text.rstrip().endswith("We never ring, text or e-mail asking for money, codes or access.")
        assert "asking for money, codes or access" in letter.html
        assert "<img" not in letter.html
        assert "<script" not in letter.html
    warned = next(letter for _, _, letter in mailer.taken if "List-Unsubscribe" in letter.headers)
    assert warned.headers["List-Unsubscribe"].endswith(f"/subscribe/leave/{secret}>")
    assert warned.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_who_leaves_is_forgotten_with_what_was_waiting(post, mailer):
    secret = a_reader(post, "all@mail.example")
    a_warning_is_out(post)
    end_subscription(secret, place=post, at=THURSDAY)
    send(post, THURSDAY)

    assert mailer.taken == []
    assert (SubscriberRow.objects.count(), LetterRow.objects.count(), NewsRow.objects.count()) == (0, 0, 0)


def test_a_withdrawn_warning_is_taken_back_from_who_was_told_and_kept_from_who_was_not(post, mailer):
    a_reader(post, "told@mail.example")
    published = a_warning_is_out(post)
    send(post, THURSDAY)
    late = a_reader(post, "late@mail.example", choice=Choice(rhythm=Rhythm.WEEKLY))
    tell_of_warning(published.id, place=post, at=THURSDAY)
    assert late
    next_day = THURSDAY + timedelta(days=1)
    desk.withdraw_warning(published.id, reason="It was a test.", by=ANALYSTS, place=post, at=next_day)
    tell_of_warning(published.id, place=post, at=next_day)
    send(post, next_day)
    send(post, next_day + timedelta(days=7))

    assert mailer.addresses() == ["told@mail.example", "told@mail.example"]
    assert "We have taken this warning back. It was a test." in mailer.taken[1][2].text


def test_a_correction_reaches_who_was_told(post, mailer):
    a_reader(post, "told@mail.example")
    published = a_warning_is_out(post)
    send(post, THURSDAY)
    day = THURSDAY + timedelta(days=1)
    texts = {section.id: [each.text for each in section.sentences] for section in published.sections}
    desk.correct_warning(
        published.id, note="The day was wrong.", title=published.title, description=published.description,
        sections=texts, by=replace(APPROVERS, username="corrector"), place=post, at=day,
    )  # fmt: skip
    desk.submit_warning(published.id, by=ANALYSTS, place=post, at=day)
    desk.approve_warning(published.id, by=APPROVERS, place=post, at=day)
    desk.publish_warning(published.id, by=APPROVERS, place=post, at=day)
    tell_of_warning(published.id, place=post, at=day)
    send(post, day)

    assert "We have corrected this warning: The day was wrong." in mailer.taken[1][2].text


def test_a_broken_line_leaves_the_rest_waiting_and_repeats_nothing(post, mailer):
    for number in range(6):
        a_reader(post, f"reader{number}@mail.example")
    a_warning_is_out(post)
    mailer.breaks_after = 2
    send(post, THURSDAY)
    assert len(mailer.taken) == 2

    mailer.breaks_after = None
    send(post, THURSDAY)
    assert len(set(mailer.addresses())) == len(mailer.taken) == 6


def test_a_letter_interrupted_after_the_server_took_it_is_repeated_with_the_same_id(post, mailer):
    a_reader(post, "all@mail.example")
    a_warning_is_out(post)

    class Dies(ListMailer):
        def send(self, letter, *, to, message_id):
            mailer.send(letter, to=to, message_id=message_id)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(replace(post, mailer=Dies()), THURSDAY)
    send(post, THURSDAY)

    assert len(mailer.taken) == 2
    assert mailer.taken[0][1] == mailer.taken[1][1]


def test_a_worker_that_lost_its_claim_stops(post, mailer):
    for number in range(3):
        a_reader(post, f"reader{number}@mail.example")
    a_warning_is_out(post)

    class Slow(ListMailer):
        def send(self, letter, *, to, message_id):
            super().send(letter, to=to, message_id=message_id)
            later = THURSDAY + timedelta(hours=1)
            send(post, later)  # another worker, after the lease ran out

    slow = Slow()
    send(replace(post, mailer=slow), THURSDAY)

    # The letter in hand may come twice; the others come once.
    assert len(slow.taken) == 1
    assert len(mailer.taken) == 3


def test_an_address_that_is_gone_is_given_up_after_three_letters(post, mailer):
    a_reader(post, "gone@mail.example")
    mailer.refuse["gone@mail.example"] = True
    for days in range(3):
        assert SubscriberRow.objects.get().state == SubscriberState.CONFIRMED
        a_warning_is_out(post, THURSDAY + timedelta(days=days))
        send(post, THURSDAY + timedelta(days=days))
    assert SubscriberRow.objects.get().state == SubscriberState.BOUNCED


def test_a_refusal_for_now_is_tried_again_later_and_counts_for_nothing(post, mailer):
    a_reader(post, "busy@mail.example")
    mailer.refuse["busy@mail.example"] = False
    a_warning_is_out(post)
    send(post, THURSDAY)
    mailer.refuse.clear()
    send(post, THURSDAY + timedelta(minutes=5))
    assert mailer.taken == []

    send(post, THURSDAY + timedelta(minutes=16))
    assert mailer.addresses() == ["busy@mail.example"]
    assert SubscriberRow.objects.get().bounces == 0


def test_a_mistyped_address_is_forgotten_at_its_first_refusal(post, mailer):
    mailer.refuse["typo@mail.example"] = True
    ask_for_warnings("typo@mail.example", Choice(), place=post, at=THURSDAY)
    send(post, THURSDAY)
    assert SubscriberRow.objects.count() == 0


def test_who_never_confirms_is_forgotten(post):
    ask_for_warnings("new@mail.example", Choice(), place=post, at=THURSDAY)
    a_reader(post, "stays@mail.example")
    assert post.subscribers.forget_unconfirmed(asked_before=THURSDAY + timedelta(days=7)) == 1
    assert SubscriberRow.objects.get().state == SubscriberState.CONFIRMED


def test_an_exercise_mails_nobody(post, mailer):
    from ringfence.wiring.place import build_place

    a_reader(post, "all@mail.example")
    practice = replace(build_place(World("practice")), mailer=mailer)
    published = a_published_warning(place=practice, at=THURSDAY)
    assert published.state is WarningState.PUBLISHED
    assert tell_of_warning(published.id, place=practice, at=THURSDAY) == 0
    send(practice, THURSDAY)
    assert mailer.taken == []


def test_no_address_stands_in_plain_in_any_table(post):
    a_reader(post, "secret.reader@mail.example")
    a_warning_is_out(post)
    send(post, THURSDAY)
    for table in (SubscriberRow, LetterRow, NewsRow):
        for row in table.objects.all().values():
            assert "secret.reader" not in str(row)


def test_an_address_that_no_key_opens_holds_nobody_up(post, mailer):
    a_reader(post, "lost@mail.example")
    a_reader(post, "all@mail.example")
    lost = post.subscribers._vault.address_key("lost@mail.example")
    SubscriberRow.objects.filter(address_key=lost).update(sealed=b"of another key")
    a_warning_is_out(post)
    send(post, THURSDAY)
    assert mailer.addresses() == ["all@mail.example"]


def test_who_presses_the_button_again_has_their_mailbox_back(post, mailer):
    secret = a_reader(post, "back@mail.example")
    SubscriberRow.objects.update(state="bounced", bounces=3)
    confirm_subscription(secret, place=post, at=THURSDAY)
    a_warning_is_out(post)
    send(post, THURSDAY)
    assert mailer.addresses() == ["back@mail.example"]
