"""Addresses of tasks and routines."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.tasks import importing, pages, took

TASK, ROUTINE = {"kind": "task"}, {"kind": "routine"}

urlpatterns = [
    path("tasks/", pages.tasks, name="tasks"),
    path("tasks/line/", pages.add_line, name="task-line"),
    path("tasks/preview/", pages.preview, name="task-preview"),
    path("tasks/back/", pages.put_back, name="tasks-put-back"),
    path("tasks/import/", importing.bring_in, name="tasks-import"),
    path("tasks/new/", pages.add, TASK, name="task-add"),
    path("tasks/routines/new/", pages.add, ROUTINE, name="routine-add"),
    path("tasks/routines/<str:id>/", pages.change, ROUTINE, name="routine-change"),
    path("tasks/routines/<str:id>/remove/", pages.remove, ROUTINE, name="routine-remove"),
    path("tasks/routines/<str:id>/pause/", pages.pause, name="routine-pause"),
    path("tasks/one/<str:id>/", pages.change, TASK, name="task-change"),
    path("tasks/one/<str:id>/remove/", pages.remove, TASK, name="task-remove"),
    path("tasks/one/<str:id>/done/", pages.done, name="task-done"),
    path("tasks/one/<str:id>/took/", took.took, name="task-took"),
    path("tasks/one/<str:id>/passed/", pages.passed, name="task-passed"),
]
