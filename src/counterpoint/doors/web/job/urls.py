"""Addresses of the guided look at one's job."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.forms.paths import paths_of
from counterpoint.doors.web.job import pages, proposing, trying

urlpatterns = [
    path("job/", pages.job, name="job"),
    path("job/step/", pages.take_step, name="job-step"),
    path("job/sides/<str:side>/", pages.side, name="job-side"),
    path("job/conversation/", pages.talk, name="job-conversation"),
    path("job/proposal/", proposing.proposal, name="job-proposal"),
    path("job/proposal/print/", proposing.on_paper, name="job-proposal-print"),
    *paths_of(trying.TRIALS, "job/trials/"),
]
