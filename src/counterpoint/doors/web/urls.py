"""One line per room: each keeps its own addresses in `<room>/urls.py`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from counterpoint.doors.web.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", include("counterpoint.doors.web.accounts.urls")),
    path("", include("counterpoint.doors.web.home.urls")),
]
