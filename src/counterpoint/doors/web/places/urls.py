"""Addresses of places."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.places import pages

urlpatterns = [
    path("places/", pages.places, name="places"),
    path("places/back/", pages.put_back, name="places-put-back"),
    path("ways/", pages.ways, name="ways"),
    path("locations/", pages.name_location, name="location-name"),
    path("places/new/", pages.add, name="place-add"),
    path("places/<str:id>/", pages.change, name="place-change"),
    path("places/<str:id>/remove/", pages.remove, name="place-remove"),
]
