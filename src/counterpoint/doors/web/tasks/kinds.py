"""The two kinds of things that live under “Tasks”."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from counterpoint.desk.matters.estimates import change_task
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Routine, Task
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.tasks.routine_form import RoutineForm
from counterpoint.doors.web.tasks.task_form import TaskForm


def _change(diary: Diary, task: Task, version: int | None) -> str:
    change_task(diary, task, version=version)
    return ""


TASKS = Kind[Task](
    name="task",
    form=TaskForm,
    shelf=lambda diary: diary.tasks,
    thing_type=Task,
    add_title=_("A task"),
    change_title=_("Change a task"),
    back="tasks",
    change=_change,
)
ROUTINES = Kind[Routine](
    name="routine",
    form=RoutineForm,
    shelf=lambda diary: diary.routines,
    thing_type=Routine,
    add_title=_("A routine"),
    change_title=_("Change a routine"),
    back="tasks",
    lead=_("Something that recurs and has its place in a good week. A week without it is fine."),
)

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in (TASKS, ROUTINES)}
