"""Addresses of the first page, and of the page that leads everywhere."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.home.more import more
from counterpoint.doors.web.home.pages import home

urlpatterns = [path("", home, name="home"), path("more/", more, name="more")]
