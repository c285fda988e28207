"""Addresses of the micro habit."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.habit import pages

urlpatterns = [
    path("habit/", pages.habit, name="habit"),
    path("habit/new/", pages.add, name="habit-add"),
    path("habit/back/", pages.put_back, name="habit-put-back"),
    path("habit/<str:id>/", pages.change, name="habit-change"),
    path("habit/<str:id>/did/", pages.did, name="habit-did"),
    path("habit/<str:id>/turn/", pages.turn, name="habit-turn"),
    path("habit/<str:id>/remove/", pages.remove, name="habit-remove"),
]
