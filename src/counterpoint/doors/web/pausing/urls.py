"""Addresses of “Life happened”."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.pausing import pages

urlpatterns = [
    path("life-happened/", pages.life_happened, name="life-happened"),
    path("life-happened/begin/", pages.begin, name="pausing-begin"),
    path("life-happened/end/", pages.end, name="pausing-end"),
    path("life-happened/<str:id>/", pages.change, name="pause-change"),
    path("life-happened/<str:id>/back/", pages.take_back, name="pause-back"),
]
