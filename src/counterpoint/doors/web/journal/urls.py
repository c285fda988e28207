"""Addresses of the journal."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.journal import pages

urlpatterns = [
    path("journal/", pages.journal, name="journal"),
    path("journal/<str:id>/", pages.change, name="journal-change"),
    path("journal/<str:id>/remove/", pages.remove, name="journal-remove"),
]
