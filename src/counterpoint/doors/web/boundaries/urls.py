"""Addresses of the boundaries and their ledger."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.boundaries import pages

urlpatterns = [
    path("boundaries/", pages.boundaries, name="boundaries"),
    path("boundaries/ledger/", pages.ledger, name="ledger"),
    path("boundaries/wait/", pages.wait, name="wait"),
    path("boundaries/bend/", pages.bend, name="bend"),
    path("boundaries/bends/<str:id>/", pages.bent, name="bend-page"),
    path("boundaries/bends/<str:id>/back/", pages.unbend, name="bend-back"),
    path("boundaries/give-backs/<str:id>/", pages.give_back, name="give-back"),
    path("boundaries/wishes/<str:id>/back/", pages.wish_back, name="loosening-back"),
]
