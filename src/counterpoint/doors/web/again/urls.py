"""Addresses of what waits to be sent again."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.again import pages

urlpatterns = [
    path("again/", pages.again, name="again"),
    path("again/let-go/", pages.not_wanted, name="again-let-go"),
]
