"""Addresses of days elsewhere."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.forms.paths import paths_of
from counterpoint.doors.web.stays import pages

urlpatterns = [
    path("stays/", pages.stays, name="stays"),
    *paths_of(pages.KIND, "stays/"),
]
