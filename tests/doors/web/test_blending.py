"""Chances to mix, in the browser."""

from __future__ import annotations

import pytest
from django.test import Client

from counterpoint.desk.ports import Diary
from counterpoint.domain.assessment import Portrait
from counterpoint.domain.planning import Routine, Task
from counterpoint.domain.values import LifeDomain

pytestmark = pytest.mark.django_db


def test_a_chance_is_a_question_with_its_why_and_two_answers(tab: Client, diary: Diary) -> None:
    assert "Whoever likes things apart is not asked." in tab.get("/blending/").content.decode()
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.routines.add(Routine("walk", "Walk", 30, 2, demand="light"))
    diary.shelf(Portrait).add(Portrait("portrait", "blender"))
    assert "No pair just now." in tab.get("/blending/").content.decode()
    diary.tasks.add(Task("talk", "Talk with Ada", 30, "work", demand="social"))
    page = tab.get("/blending/").content.decode()
    assert "Could “Talk with Ada” and “Walk” share time, as a call on a walk does?" in page
    key = "blend:routine.walk+task.talk"
    assert (
        "in the notes of “Talk with Ada”"
        in tab.post("/blending/take/", {"key": key}, follow=True).content.decode()
    )
    assert "not there any more" in tab.post("/blending/take/", {"key": key}, follow=True).content.decode()
    tab.post("/blending/let-go/", {"key": "nothing"})
