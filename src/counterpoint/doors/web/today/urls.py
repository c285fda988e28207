"""Addresses of Today."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.today import pages

urlpatterns = [
    path("today/", pages.today, name="today"),
    path("today/stretch/", pages.stretch, name="today-stretch"),
]
