"""Addresses of the first page."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.home.pages import home

urlpatterns = [path("", home, name="home")]
