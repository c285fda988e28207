"""Addresses of the ten steps and of what belongs to them alone."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.ten_steps import lives, pages, values

urlpatterns = [
    path("ten-steps/", pages.ten_steps, name="ten-steps"),
    path("ten-steps/go/<str:step>/", pages.go, name="ten-steps-go"),
    path("ten-steps/leave/", pages.leave, name="ten-steps-leave"),
    path("ten-steps/non-negotiables/", pages.protected, name="ten-steps-protected"),
    path("ten-steps/last-week/", pages.last_week, name="ten-steps-week"),
    path("ten-steps/values/", values.values, name="find-values"),
    path("ten-steps/values/question/<str:question>/", values.question, name="find-values-question"),
    path("ten-steps/values/cards/<int:hand>/", values.cards, name="find-values-cards"),
    path("ten-steps/values/few/", values.few, name="find-values-few"),
    path("ten-steps/values/in-practice/", values.in_practice, name="find-values-in-practice"),
    path("starting-lives/", lives.lives, name="starting-lives"),
    path("starting-lives/<str:life>/", lives.life, name="starting-life"),
    path("starting-lives/<str:life>/add/", lives.add, name="starting-life-add"),
]
