"""Addresses of the chances to mix."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.blending import pages

urlpatterns = [
    path("blending/", pages.blending, name="blending"),
    path("blending/take/", pages.take, name="blending-take"),
    path("blending/let-go/", pages.let_go, name="blending-let-go"),
]
