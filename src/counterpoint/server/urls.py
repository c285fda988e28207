"""Where every address leads."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("counterpoint.doors.web.urls"))]
