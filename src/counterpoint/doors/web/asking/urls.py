"""Addresses of requests, channels, capacity and “How I work”."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.asking import capacity, channels, how, invitations, pages
from counterpoint.doors.web.asking.kinds import CHANNELS
from counterpoint.doors.web.forms.paths import paths_of

urlpatterns = [
    path("requests/", pages.requests, name="requests"),
    path("requests/new/", pages.add, name="request-add"),
    path("requests/preview/", pages.preview, name="requests-preview"),
    path("requests/back/", pages.put_back, name="requests-put-back"),
    path("requests/hand-in/", invitations.hand_in, name="requests-hand-in"),
    path("requests/one/<str:id>/", pages.one, name="request"),
    path("requests/one/<str:id>/answer/", pages.answer, name="request-answer"),
    path("requests/one/<str:id>/answer.eml", invitations.answer_mail, name="request-answer-mail"),
    path("requests/one/<str:id>/answer.ics", invitations.answer_calendar, name="request-answer-calendar"),
    path("requests/one/<str:id>/me/", invitations.me, name="request-me"),
    path("requests/one/<str:id>/change/", pages.change, name="request-change"),
    path("requests/one/<str:id>/remove/", pages.remove, name="request-remove"),
    path("capacity/", capacity.capacity, name="capacity"),
    path("how-i-work/", how.how_i_work, name="how-i-work"),
    path("how-i-work/<str:audience>/", how.page, name="how-i-work-page"),
    path("how-i-work/<str:audience>/preview/", how.preview, name="how-i-work-preview"),
    path("how-i-work/<str:audience>/link/", how.link, name="how-i-work-link"),
    path("how/<str:secret>/", how.shared, name="how-i-work-shared"),
    path("channels/", channels.channels, name="channels"),
    *paths_of(CHANNELS, "channels/"),
]
