"""Addresses of those who help one stay true."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.companion import pages

urlpatterns = [
    path("companion/", pages.companions, name="companions"),
    path("companion/new/", pages.add, name="companion-add"),
    path("companion/preview/", pages.preview, name="companions-preview"),
    path("companion/back/", pages.put_back, name="companions-put-back"),
    path("companion/one/<str:id>/", pages.change, name="companion-change"),
    path("companion/one/<str:id>/turn/", pages.turn, name="companion-turn"),
    path("companion/one/<str:id>/send/", pages.send, name="companion-send"),
    path("companion/one/<str:id>/remove/", pages.remove, name="companion-remove"),
]
