"""Addresses of the seasons."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.forms.paths import paths_of
from counterpoint.doors.web.seasons import pages

urlpatterns = [
    path("seasons/", pages.seasons, name="seasons"),
    path("seasons/<str:id>/waiting/", pages.waiting, name="season-waiting"),
    path("seasons/<str:id>/look-back/", pages.look_back, name="season-look-back"),
    *paths_of(pages.SEASONS, "seasons/"),
]
