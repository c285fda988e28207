"""Addresses of “Know yourself”."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.know_yourself import look, pages, profile

urlpatterns = [
    path("know-yourself/", pages.overview, name="know-yourself"),
    path("know-yourself/quick/", pages.quick, name="know-yourself-quick"),
    path("know-yourself/full/", look.full, name="know-yourself-full"),
    path("know-yourself/full/drop/", look.drop, name="know-yourself-drop"),
    path("know-yourself/full/<int:screen>/", look.screen, name="know-yourself-screen"),
    path("know-yourself/results/", pages.results, name="know-yourself-results"),
    path("know-yourself/sheets/<str:id>/remove/", pages.remove_sheet, name="sheet-remove"),
    path("know-yourself/back/", pages.put_back, name="know-yourself-back"),
    path("know-yourself/profile/", profile.profile, name="know-yourself-profile"),
    path("know-yourself/profile/say/", profile.say_of_myself, name="know-yourself-say"),
    path("know-yourself/profile/switch/", profile.switch, name="know-yourself-switch"),
    path("know-yourself/instruments/", pages.all_instruments, name="instruments"),
    path("know-yourself/instruments/<str:pack>/", pages.instrument, name="instrument"),
    path("know-yourself/instruments/<str:pack>/answer/", pages.answer_instrument, name="instrument-answer"),
]
