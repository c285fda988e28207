"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.notices import pages

urlpatterns = [
    path("notices/", pages.notices, name="notices"),
    path("notices/due/", pages.due, name="notices-due"),
    path("notices/answer/", pages.answer, name="notices-answer"),
    path("notices/settings/", pages.settings, name="notices-settings"),
]
