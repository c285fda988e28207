"""Addresses of what renews one."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.forms.paths import paths_of
from counterpoint.doors.web.renewal import pages

urlpatterns = [
    path("renewal/", pages.renewal, name="renewal"),
    path("renewal/choose/", pages.choose, name="renewal-choose"),
    path("renewal/not-after-all/", pages.not_after_all, name="renewal-not-after-all"),
    path("renewal/<str:id>/place/", pages.place, name="renewal-place"),
    path("renewal/<str:id>/take/", pages.take, name="renewal-take"),
    *paths_of(pages.RENEWALS, "renewal/"),
]
