"""Addresses of good things."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.savour import pages

urlpatterns = [
    path("savour/", pages.savour, name="savour"),
    path("savour/moment/", pages.moment, name="savour-moment"),
    path("savour/not-now/", pages.not_now, name="savour-not-now"),
    path("savour/things/<str:id>/", pages.change, name="good-thing-change"),
    path("savour/things/<str:id>/remove/", pages.remove, name="good-thing-remove"),
]
