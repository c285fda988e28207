"""Addresses of the feed."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.feed import pages

urlpatterns = [
    path("feed/", pages.feed, name="feed"),
    path("feed/<str:secret>.ics", pages.subscribed, name="feed_ics"),
]
