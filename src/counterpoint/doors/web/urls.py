"""One line per room: each keeps its own addresses in `<room>/urls.py`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from counterpoint.doors.web.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", include("counterpoint.doors.web.accounts.urls")),
    path("", include("counterpoint.doors.web.again.urls")),
    path("", include("counterpoint.doors.web.blending.urls")),
    path("", include("counterpoint.doors.web.boundaries.urls")),
    path("", include("counterpoint.doors.web.asking.urls")),
    path("", include("counterpoint.doors.web.calendars.urls")),
    path("", include("counterpoint.doors.web.checkin.urls")),
    path("", include("counterpoint.doors.web.feed.urls")),
    path("", include("counterpoint.doors.web.focus.urls")),
    path("", include("counterpoint.doors.web.habit.urls")),
    path("", include("counterpoint.doors.web.home.urls")),
    path("", include("counterpoint.doors.web.journal.urls")),
    path("", include("counterpoint.doors.web.know_yourself.urls")),
    path("", include("counterpoint.doors.web.matters.urls")),
    path("", include("counterpoint.doors.web.notices.urls")),
    path("", include("counterpoint.doors.web.places.urls")),
    path("", include("counterpoint.doors.web.renewal.urls")),
    path("", include("counterpoint.doors.web.post.urls")),
    path("", include("counterpoint.doors.web.rituals.urls")),
    path("", include("counterpoint.doors.web.savour.urls")),
    path("", include("counterpoint.doors.web.pausing.urls")),
    path("", include("counterpoint.doors.web.reviews.urls")),
    path("", include("counterpoint.doors.web.tasks.urls")),
    path("", include("counterpoint.doors.web.today.urls")),
    path("", include("counterpoint.doors.web.plate.urls")),
    path("", include("counterpoint.doors.web.support.urls")),
    path("", include("counterpoint.doors.web.job.urls")),
    path("", include("counterpoint.doors.web.seasons.urls")),
    path("", include("counterpoint.doors.web.settings.urls")),
    path("", include("counterpoint.doors.web.stays.urls")),
    path("", include("counterpoint.doors.web.first_run.urls")),
    path("", include("counterpoint.doors.web.ten_steps.urls")),
    path("", include("counterpoint.doors.web.companion.urls")),
    path("", include("counterpoint.doors.web.week.urls")),
]
