"""The address of how one wants to work."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.focus import pages

urlpatterns = [path("focus/", pages.focus, name="focus")]
