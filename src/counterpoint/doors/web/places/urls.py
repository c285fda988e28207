"""Addresses of places."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.forms.paths import paths_of
from counterpoint.doors.web.places import pages

urlpatterns = [
    path("places/", pages.places, name="places"),
    path("ways/", pages.ways, name="ways"),
    path("locations/", pages.name_location, name="location-name"),
    *paths_of(pages.KIND, "places/"),
]
