"""A small scene for tests of the desk: twelve reports, the rise they make, and two people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ringfence.domain.counts import Alarm, SeriesKey, Surge, SurgeId
from ringfence.domain.form import IncomingFile
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import REAL_WORLD, Report
from ringfence.domain.warning import PublicWarning
from ringfence.flow import desk
from ringfence.flow.ports import Place
from ringfence.flow.reporter_returns import add_to_report
from ringfence.flow.when_form_is_sent import when_form_is_sent
from ringfence.flow.when_report_is_read import read_incoming, when_report_is_read
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import Period, london_date
from ringfence.intake import check_report
from ringfence.wiring.place import build_place

__all__ = [
    "ADDED",
    "ANALYST",
    "APPROVER",
    "PASSWORD",
    "WORDS",
    "a_desk_person",
    "a_published_warning",
    "a_report_with_files",
    "a_rise_in_cheshire",
]

ANALYST, APPROVER, PASSWORD = "r.hughes", "m.adeyemi", "correct horse battery staple"
WORDS = "I'm Winifred Oakapple, ring me on 07700 900123. A man from Microsoft had me download AnyDesk."
ADDED = ("He rang again on Tuesday. My other number is 07700 900456.", "Then a woman asked for iTunes vouchers.")
_ACCOUNTS = (
    "A man rang and said he was from Microsoft. He said my computer had a virus and told me to download AnyDesk.",
    "She said she was a computer security engineer from Microsoft. She wanted to get into my laptop to run a check.",
    "They said my licence had run out. I let them in with TeamViewer and they asked for my card to renew it.",
    "My mother was rung by Microsoft about hackers. They had her open the Event Viewer and download a program.",
)


def a_desk_person(username: str, *roles: str) -> None:
    """Create somebody who can sign in, in the groups of these roles."""
    from django.contrib.auth.models import Group, User

    person = User.objects.create_user(username, password=PASSWORD)
    for role in roles:
        person.groups.add(Group.objects.get_or_create(name=role)[0])


def a_rise_in_cheshire(*, place: Place | None = None, at: datetime | None = None) -> Surge:
    """Keep twelve reports of technical-support calls and the surge over them."""
    place = place or build_place(REAL_WORLD)
    at = at or datetime.now(UTC)
    week = Period.containing(london_date(at)).shifted(-1)
    batch = []
    for number in range(12):
        fields = {
            "text": _ACCOUNTS[number % len(_ACCOUNTS)],
            "area": "cheshire",
            "told_by": "victim",
            "channel": "landline",
            "called_on": week.first_day.isoformat(),
            "contact": f"person{number}@mail.example",
        }
        incoming = check_report(fields, shelf=place.shelf, as_of=at, source="form", source_key=new_id(), original=b"{}")
        batch.append((incoming, read_incoming(incoming, shelf=place.shelf)))
    key = SeriesKey(area="cheshire", kind="tech_support_impersonation")
    alarm = Alarm(
        series=key, period=week, observed=12, expected=1.4, threshold=5.2, p_value=0.00001, detector="farrington"
    )
    surge = Surge(id=SurgeId(new_id()), world=place.world, series=key, alarms=(alarm,), passes_budget=True)
    with place.transaction():
        place.reports.keep_many(batch, received_at=at)
        place.surges.save(surge)
    return surge


def a_report_with_files(*, at: datetime, place: Place | None = None, is_read: bool = True) -> Report:
    """Send a form with a picture, add to it twice, and have it read."""
    place = place or build_place(REAL_WORLD)
    draft = place.forms.find(place.forms.begin({"text": WORDS}, at=at), at=at)
    assert draft is not None
    file = IncomingFile(name="oakapple-letter.png", media_type="image/png", content=b"\x89PNG pretend")
    place.files.keep(file, form_id=draft.id, at=at)
    fields = {"text": WORDS, "area": "kent", "contact": "w.oak@mail.example", "contact_name": "Winifred Oakapple"}
    incoming = check_report(fields, shelf=place.shelf, as_of=at, source="form", source_key=None, original=b"{}")
    sent = when_form_is_sent(incoming, form_id=draft.id, place=place, at=at)
    for number, words in enumerate(ADDED):
        later = at + timedelta(minutes=number)
        add_to_report(sent.report_id, words, key=str(number) * 32, place=place, at=later)
    if is_read:
        when_report_is_read(sent.report_id, place=place)
    report = place.reports.find(sent.report_id)
    assert report is not None
    return report


def a_published_warning(
    *, place: Place | None = None, at: datetime | None = None, is_urgent: bool = False
) -> PublicWarning:
    """Draft, approve and publish a warning of technical-support calls in Cheshire."""
    place = place or build_place(REAL_WORLD)
    at = at or datetime.now(UTC)
    analyst = Actor(username=ANALYST, roles=frozenset({DeskRole.ANALYST}), world=place.world)
    approver = Actor(username=APPROVER, roles=frozenset({DeskRole.APPROVER}), world=place.world)
    drafted = desk.draft_for_surge(a_rise_in_cheshire(place=place, at=at).id, by=analyst, place=place, at=at)
    desk.submit_warning(drafted.id, by=analyst, place=place, at=at)
    desk.approve_warning(drafted.id, by=approver, place=place, at=at)
    return desk.publish_warning(drafted.id, by=approver, place=place, at=at, is_urgent=is_urgent)
