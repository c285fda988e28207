"""Addresses of the micro habit."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.forms.paths import paths_of
from counterpoint.doors.web.habit import pages

urlpatterns = [
    path("habit/", pages.habit, name="habit"),
    path("habit/<str:id>/did/", pages.did, name="habit-did"),
    path("habit/<str:id>/turn/", pages.turn, name="habit-turn"),
    *paths_of(pages.HABITS, "habit/"),
]
