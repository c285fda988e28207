"""Addresses of the calendars' pages."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.calendars import adding, events, listing, one, rules

urlpatterns = [
    path("calendars/", listing.calendars, name="calendars"),
    path("calendars/add/", adding.add, name="calendars-add"),
    path("calendars/subscribe/", adding.subscribe, name="calendars-subscribe"),
    path("calendars/rules/", rules.rules, name="event-rules"),
    path("calendars/rules/new/", rules.edit, name="event-rule-new"),
    path("calendars/rules/put-back/", rules.put_back, name="event-rule-put-back"),
    path("calendars/rules/<str:id>/", rules.edit, name="event-rule"),
    path("calendars/rules/<str:id>/move/", rules.move, name="event-rule-move"),
    path("calendars/rules/<str:id>/remove/", rules.remove, name="event-rule-remove"),
    path("calendars/<str:id>/", one.calendar, name="calendar"),
    path("calendars/<str:id>/line/", listing.line, name="calendar-line"),
    path("calendars/<str:id>/domain/", one.belong, name="calendar-domain"),
    path("calendars/<str:id>/event/", events.event, name="calendar-event"),
    path("calendars/<str:id>/replace/", one.replace, name="calendar-replace"),
    path("calendars/<str:id>/refresh/", one.refresh, name="calendar-refresh"),
    path("calendars/<str:id>/remove/", one.remove, name="calendar-remove"),
]
