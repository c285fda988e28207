"""Addresses of the guided look at one's job."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.job import pages, proposing, trying

urlpatterns = [
    path("job/", pages.job, name="job"),
    path("job/back/", trying.put_back, name="job-put-back"),
    path("job/step/", pages.take_step, name="job-step"),
    path("job/sides/<str:side>/", pages.side, name="job-side"),
    path("job/conversation/", pages.talk, name="job-conversation"),
    path("job/proposal/", proposing.proposal, name="job-proposal"),
    path("job/proposal/print/", proposing.on_paper, name="job-proposal-print"),
    path("job/trials/new/", trying.add, name="trial-add"),
    path("job/trials/<str:id>/", trying.change, name="trial-change"),
    path("job/trials/<str:id>/remove/", trying.remove, name="trial-remove"),
]
