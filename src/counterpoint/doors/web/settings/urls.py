"""Addresses of the settings."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.settings import pages

urlpatterns = [path("settings/", pages.settings, name="settings")]
