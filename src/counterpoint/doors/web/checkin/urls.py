"""Addresses of check-ins, and of what a phone needs to keep them."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.checkin import app, pages

urlpatterns = [
    path("check-in/", pages.check_in, name="check-in"),
    path("check-in/offline/", pages.offline, name="check-in-offline"),
    path("check-in/token/", pages.token, name="check-in-token"),
    path("check-ins/", pages.check_ins, name="check-ins"),
    path("check-ins/prompts/", pages.prompts, name="check-in-prompts"),
    path("check-ins/back/", pages.put_back, name="check-ins-put-back"),
    path("check-ins/<str:id>/", pages.change, name="check-in-change"),
    path("check-ins/<str:id>/remove/", pages.remove, name="check-in-remove"),
    path("sw.js", app.service_worker, name="service-worker"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
]
