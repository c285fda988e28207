"""Addresses of the seasons."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.seasons import pages

urlpatterns = [
    path("seasons/", pages.seasons, name="seasons"),
    path("seasons/back/", pages.put_back, name="seasons-put-back"),
    path("seasons/new/", pages.add, name="season-add"),
    path("seasons/<str:id>/", pages.change, name="season-change"),
    path("seasons/<str:id>/remove/", pages.remove, name="season-remove"),
    path("seasons/<str:id>/waiting/", pages.waiting, name="season-waiting"),
    path("seasons/<str:id>/look-back/", pages.look_back, name="season-look-back"),
]
