"""Addresses of the calendars' pages."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.calendars import (
    accounts,
    adding,
    busy_pages,
    events,
    listing,
    one,
    permissions,
    plan_pages,
    rules,
)

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
    path("calendars/accounts/new/", accounts.new, name="calendar-account-new"),
    path("calendars/accounts/with/<str:provider>/", permissions.with_provider, name="calendar-permission"),
    path("calendars/accounts/with/<str:provider>/go/", permissions.go, name="calendar-permission-go"),
    path("calendars/accounts/with/<str:provider>/back/", permissions.back, name="calendar-permission-back"),
    path("calendars/accounts/<str:id>/", accounts.account, name="calendar-account"),
    path("calendars/accounts/<str:id>/choose/", accounts.choose, name="calendar-account-choose"),
    path("calendars/accounts/<str:id>/sync/", accounts.sync, name="calendar-account-sync"),
    path("calendars/accounts/<str:id>/password/", accounts.password, name="calendar-account-password"),
    path("calendars/accounts/<str:id>/check/", accounts.check, name="calendar-account-check"),
    path("calendars/accounts/<str:id>/leave/", accounts.leave, name="calendar-account-leave"),
    path("calendars/accounts/<str:id>/plan/", plan_pages.plan, name="calendar-account-plan"),
    path("calendars/accounts/<str:id>/plan/answer/", plan_pages.answer, name="calendar-account-plan-answer"),
    path("calendars/accounts/<str:id>/plan/stop/", plan_pages.stop, name="calendar-account-plan-stop"),
    path("calendars/accounts/<str:id>/busy/", busy_pages.busy, name="calendar-account-busy"),
    path("calendars/<str:id>/", one.calendar, name="calendar"),
    path("calendars/<str:id>/line/", listing.line, name="calendar-line"),
    path("calendars/<str:id>/domain/", one.belong, name="calendar-domain"),
    path("calendars/<str:id>/event/", events.event, name="calendar-event"),
    path("calendars/<str:id>/replace/", one.replace, name="calendar-replace"),
    path("calendars/<str:id>/refresh/", one.refresh, name="calendar-refresh"),
    path("calendars/<str:id>/remove/", one.remove, name="calendar-remove"),
]
