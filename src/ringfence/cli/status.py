"""`ringfence status`: how the system is."""

from __future__ import annotations

import sys

import click

__all__ = ["command"]


@click.command("status")
def command() -> None:
    """Say how database, worker, disk and jobs are. Exit code 1 when something needs a person."""
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.wiring.readiness import readiness

    items = readiness()
    for item in items:
        click.echo(f"{'ok  ' if item.is_ok else 'MIND'} {item.name:<9} {item.note}")
    if next(item for item in items if item.name == "database").is_ok:
        _say_jobs_and_reports()
    if not all(item.is_ok for item in items):
        sys.exit(1)


def _say_jobs_and_reports() -> None:
    from django.db.models import Count
    from django_tasks_db.models import DBTaskResult

    from ringfence.domain.report import REAL_WORLD
    from ringfence.store.models import LetterRow, Report, Schedule, SubscriberRow

    states = dict(DBTaskResult.objects.order_by().values_list("status").annotate(number=Count("id")))
    reports = Report.objects.filter(world=REAL_WORLD)
    click.echo(f"     reports   {reports.count():,}, of which {reports.filter(is_read=False).count():,} not read yet")
    click.echo(
        f"     jobs      {states.get('READY', 0)} waiting, {states.get('RUNNING', 0)} running, "
        f"{states.get('FAILED', 0)} failed"
    )
    letters = LetterRow.objects.filter(ended_at__isnull=True)
    oldest = letters.order_by("made_at").values_list("made_at", flat=True).first()
    click.echo(
        f"     e-mail    {SubscriberRow.objects.filter(state='confirmed').count():,} subscribers, "
        f"{letters.count():,} letters waiting" + (f", the oldest since {oldest:%H:%M %d/%m/%Y} UTC" if oldest else "")
    )
    due = Schedule.objects.filter(name="watch").values_list("due_at", flat=True).first()
    click.echo(
        f"     watch     next look at the counts {due:%H:%M %d/%m/%Y} UTC" if due else "     watch     has not run yet"
    )
