"""Addresses of rituals, of closing the day and of beginning it."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.rituals import guided, pages

urlpatterns = [
    path("rituals/<str:id>/go/", guided.go, name="ritual-go"),
    path("rituals/<str:id>/done/", guided.done, name="ritual-done"),
    path("shutdown/", pages.shutdown, name="shutdown"),
    path("shutdown/closed/", pages.closed, name="shutdown-closed"),
    path("warm-up/", pages.warm_up, name="warm-up"),
]
