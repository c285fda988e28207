"""Addresses of the first steps."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.first_run import pages

urlpatterns = [
    path("first-run/", pages.first_run, name="first-run"),
    path("first-run/later/", pages.later, name="first-run-later"),
    path("first-run/domains/", pages.first_domains, name="first-domains"),
    path("first-run/tasks/", pages.step, {"step": "tasks"}, name="first-run-tasks"),
    path("first-run/protected/", pages.step, {"step": "protected"}, name="first-run-protected"),
    path("first-run/<str:step>/", pages.step, name="first-run-step"),
]
