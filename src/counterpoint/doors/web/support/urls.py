"""Addresses of the support map."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.support import pages

urlpatterns = [
    path("support/", pages.support, name="support"),
    path("support/back/", pages.put_back, name="support-put-back"),
    path("support/new/", pages.add, name="support-add"),
    path("support/<str:id>/", pages.change, name="support-change"),
    path("support/<str:id>/remove/", pages.remove, name="support-remove"),
]
