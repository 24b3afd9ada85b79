from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django_tasks_db.models import DBTaskResult

from tests.desk_scene import ANALYST, a_desk_person

pytestmark = pytest.mark.django_db
PAGE = "/exercise/cheshire-2020/"


def test_on_a_demonstration_one_click_plays_it_once(visitor):
    assert "Play the exercise" in visitor.get(PAGE).content.decode()
    assert visitor.post(PAGE).status_code == 302
    visitor.post(PAGE)
    assert DBTaskResult.objects.filter(task_path="ringfence.store.tasks.play").count() == 1
    page = visitor.get(PAGE).content.decode()
    assert "It is being played" in page
    assert "Exercise: everything on this page is made up" in page


def test_a_real_deployment_lets_only_the_desk_play(visitor, settings):
    for name in ("OPERATOR", "DATA_CONTROLLER", "STAFFED_HOURS", "URGENT_CONTACT"):
        setattr(settings, f"RINGFENCE_{name}", "Somebody")
    visitor.post(PAGE)
    assert not DBTaskResult.objects.exists()
    a_desk_person(ANALYST, "analyst")
    user = User.objects.get(username=ANALYST)
    visitor.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    visitor.post(PAGE)
    assert DBTaskResult.objects.count() == 1


def test_there_is_no_page_for_an_exercise_nobody_wrote(visitor):
    assert visitor.get("/exercise/nonsense/").status_code == 404
