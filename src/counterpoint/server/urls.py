"""Where every address leads."""

from __future__ import annotations

from django.urls import include, path

handler400 = "counterpoint.doors.web.faults.not_understood"
handler500 = "counterpoint.doors.web.faults.went_wrong"
urlpatterns = [path("", include("counterpoint.doors.web.urls"))]
