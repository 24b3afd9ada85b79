from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ringfence.store.models import Schedule, WorkerBeat
from ringfence.store.tasks import read_report
from ringfence.store.worker import MOST_TRIES, enqueue_due_work, put_back_stranded, run_worker

pytestmark = pytest.mark.django_db
LEASE = 30


def a_job(status: str, *, workers: list[str], age: int) -> DBTaskResult:
    job = DBTaskResult.objects.get(id=read_report.enqueue("real", "no-such-report").id)
    moment = timezone.now() - timedelta(seconds=age)
    DBTaskResult.objects.filter(id=job.id).update(
        status=status, worker_ids=workers, started_at=moment, finished_at=moment if status == "FAILED" else None
    )
    return job


def status_of(job: DBTaskResult) -> str:
    return DBTaskResult.objects.get(id=job.id).status


def test_a_job_of_a_silent_worker_goes_back_to_the_queue():
    job = a_job("RUNNING", workers=["gone"], age=LEASE + 1)
    assert put_back_stranded(lease_seconds=LEASE) == 1
    assert status_of(job) == "READY"


def test_a_long_job_of_a_living_worker_is_left_alone():
    WorkerBeat.objects.create(worker_id="alive", beat_at=timezone.now())
    job = a_job("RUNNING", workers=["gone", "alive"], age=LEASE * 10)
    assert put_back_stranded(lease_seconds=LEASE) == 0
    assert status_of(job) == "RUNNING"


def test_a_failed_job_is_tried_again_until_it_needs_a_person():
    few = a_job("FAILED", workers=["a"], age=LEASE + 1)
    many = a_job("FAILED", workers=["a"] * MOST_TRIES, age=LEASE + 1)
    put_back_stranded(lease_seconds=LEASE)
    assert (status_of(few), status_of(many)) == ("READY", "FAILED")


def test_the_hourly_look_is_asked_for_once_an_hour_whoever_asks():
    assert enqueue_due_work()
    assert not enqueue_due_work()
    Schedule.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert enqueue_due_work()


@pytest.mark.django_db(transaction=True)
def test_a_failed_job_keeps_no_words_of_its_error(place, monkeypatch):
    read_report.enqueue("real", "no-such-report")
    run_worker(lease_seconds=LEASE, interval=0.01, until_empty=True)
    job = DBTaskResult.objects.get(task_path="ringfence.store.tasks.read_report")
    assert job.status == "FAILED"
    assert "JobFailed" in job.exception_class_path
    assert "no-such-report" not in job.traceback
