"""A victim's name, address, phone and card, planted in 200 reports, appear nowhere they must not.

The reports go through the form's and the file's way in, a surge is drafted,
approved and published; then everything that anybody could read is searched.
"""

from __future__ import annotations

import json
import logging
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from ringfence.domain.counts import SeriesKey
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import REAL_WORLD
from ringfence.flow import desk
from ringfence.flow.every_hour import every_hour
from ringfence.flow.share_cases import export
from ringfence.flow.show_campaign import show_campaign
from ringfence.flow.when_file_arrives import when_file_arrives
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.flow.when_report_is_read import when_report_is_read
from ringfence.flow.when_warning_approved import public_warnings
from ringfence.foundation.errors import InvalidReport
from ringfence.foundation.periods import Period
from ringfence.intake import check_report
from ringfence.publish import render_site
from ringfence.store import models
from ringfence.wiring.privacy import build_privacy

MONDAY = datetime(2026, 6, 1, 6, tzinfo=UTC)  # the weeks before it are judged
NAMES = ["Winifred Oakapple", "Cuthbert Marrowby", "Ottilie Penhallow-Tregg", "Barnaby Quillfeather"]
STREETS = ["17 Larkspur Crescent", "4 Old Tannery Lane", "221 Foxglove Avenue", "Flat 3, 88 Millrace Road"]
TOWNS = ["Crewe CW1 9ZZ", "Macclesfield SK10 9ZZ", "Northwich CW9 9ZZ"]
CARDS = ["4929 0000 0000 0003", "5555555555554444", "4111-1111-1111-1111"]

TEMPLATES = [
    "My name is {name} and I live at {address}. A man rang me saying he was a computer security engineer from "
    "Microsoft, that my computer was infected, and he got me to download AnyDesk so he could see my screen. "
    "I gave him my card number {card}. You can ring me on {phone}.",
    "Caller {name}, {address}, tel {phone}, states she received a call from a male claiming to be from Microsoft. "
    "He stated her PC was at risk and asked for remote access. Card {card} given to validate software.",
    "Hello, I am writing for my mother, {name} of {address}. Someone from Microsoft rang her on {phone} and said "
    "hackers were in her computer. He took control with TeamViewer and she read out her card, {card}.",
    "they said microsoft windows had a virus and to go on a website so he can fix it remotely. im {name} my number is "
    "{phone} and card {card} address {address}",
]


def planted(seed: int) -> tuple[dict[str, str], list[str]]:
    draw = random.Random(seed)
    name = draw.choice(NAMES)
    street, town = draw.choice(STREETS), draw.choice(TOWNS)
    phone = f"07700 900{seed:03d}"
    card = draw.choice(CARDS)
    text = TEMPLATES[seed % len(TEMPLATES)].format(name=name, address=f"{street}, {town}", card=card, phone=phone)
    day = (MONDAY - timedelta(days=draw.randint(1, 6))).date().isoformat()
    fields = {
        "id": f"canary-{seed}",
        "called_on": day,
        "reported_on": day,
        "area": "cheshire",
        "text": text,
        "contact_name": name,
        "contact": f"canary{seed}@oakapple.example",
    }
    surname = name.split()[-1]
    street_name = street.split(", ")[-1].split(" ", 1)[1]
    return fields, [surname, street_name, town.split(" ", 1)[1], phone, phone.replace(" ", ""), card,
                    "".join(filter(str.isdigit, card)), f"canary{seed}@oakapple.example"]  # fmt: skip


def sheet_text(pdf: bytes, folder) -> str:
    """The words of the printed sheet, where a tool to read them is installed; else its bytes."""
    if shutil.which("pdftotext") is None:
        return pdf.decode("latin-1")
    (folder / "sheet.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", folder / "sheet.pdf", "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.django_db(transaction=True)
def test_planted_personal_data_reaches_nothing_that_can_be_read(place, tmp_path, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    history = Period.containing(MONDAY.date()).shifted(-360)
    place.counts.import_counts(
        (
            (SeriesKey(area="cheshire", kind="tech_support_impersonation"), history.shifted(i), 2 + i % 3)
            for i in range(359)
        ),
        source="test",
    )
    canaries: list[str] = []
    rows = []
    for seed in range(200):
        fields, secrets = planted(seed)
        canaries += secrets
        if seed % 2:
            rows.append(fields)
            continue
        incoming = check_report(
            fields, shelf=place.shelf, as_of=MONDAY, source="form", source_key=fields["id"],
            original=json.dumps(fields).encode(),
        )  # fmt: skip
        report, _ = when_report_arrives(incoming, place=place, received_at=MONDAY)
        when_report_is_read(report.id, place=place)
    # A row that fails, with canaries in every cell, must not put them in its reason.
    bad, secrets = planted(999)
    canaries += secrets
    rows.append({**bad, "called_on": bad["contact_name"], "area": bad["text"][:80]})
    file = tmp_path / "reports.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    outcome = when_file_arrives(file, layout="jsonl", place=place, received_at=MONDAY)
    with pytest.raises(InvalidReport) as refused:
        check_report(
            {**bad, "called_on": bad["text"], "shown_number": bad["text"], "loss_gbp": bad["contact"]},
            shelf=place.shelf, as_of=MONDAY, source="form", source_key=None, original=b"",
        )  # fmt: skip

    hour = every_hour(place=place, as_of=MONDAY)
    assert hour.surges, "two hundred reports in one week are a surge"
    surge = hour.surges[0]
    analyst = Actor(username="ana", roles=frozenset({DeskRole.ANALYST}), world=REAL_WORLD)
    approver = Actor(username="ben", roles=frozenset({DeskRole.APPROVER}), world=REAL_WORLD)
    draft = hour.drafts[0] if hour.drafts else desk.draft_for_surge(surge.id, by=analyst, place=place, at=MONDAY)
    desk.submit_warning(draft.id, by=analyst, place=place, at=MONDAY)
    desk.approve_warning(draft.id, by=approver, place=place, at=MONDAY)
    desk.publish_warning(draft.id, by=approver, place=place, at=MONDAY)

    readable = {
        "redacted reports": "\n".join(
            report.redacted_text or "" for report in place.reports.behind(
                SeriesKey(area="cheshire", kind="tech_support_impersonation"), history, history.shifted(400), limit=1000
            )
        ),
        "draft": repr(place.warnings.find(draft.id)),
        "surges": repr(place.surges.all()),
        "log": caplog.text,
        "output": "".join(capsys.readouterr()),
        "rejects": repr(outcome.rejected),
        "refusal": str(refused.value),
        "recognitions": json.dumps([row.recognition for row in models.Report.objects.all()], ensure_ascii=False),
        "warnings kept": json.dumps([row.record for row in models.WarningRow.objects.all()], ensure_ascii=False),
        "what linking keeps": json.dumps(
            [list(table.objects.values()) for table in (
                models.LinkBookRow, models.LinkFeatureRow, models.CampaignRow, models.CampaignEventRow)]
            + [list(models.LinkedReportRow.objects.values("features", "voice", "area", "kind"))], default=repr
        ),
        "profiles of campaigns": "".join(
            repr(place.campaigns.read_only().groups([row.id])) for row in models.CampaignRow.objects.filter(into=None)
        ),
        "campaigns as the desk reads them": repr(
            [show_campaign(line.id, place=place) for line in place.campaigns.newest(most=20)]
        ),
        "jobs": json.dumps(list(DBTaskResult.objects.values()), default=str),
        **{
            f"export {name}": export(name, place=place, as_of=MONDAY, is_contact=build_privacy().is_contact).decode(
                "utf-8", "replace"
            )
            for name in ("stix", "misp", "csv")
        },
        "sheet": sheet_text(export("pdf", place=place, as_of=MONDAY, is_contact=build_privacy().is_contact), tmp_path),
        **{
            path: content.decode("utf-8", "replace")
            for path, content in render_site(public_warnings(place), site=place.site).items()
        },
    }  # fmt: skip
    assert "Microsoft" in readable["export stix"]
    assert "AnyDesk" in readable["sheet"]
    assert readable["redacted reports"].count("Microsoft") + readable["redacted reports"].count("microsoft") > 150
    leaks = sorted({(where, canary) for where, text in readable.items() for canary in canaries if canary in text})
    assert leaks == []
