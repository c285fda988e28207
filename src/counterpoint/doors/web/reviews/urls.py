"""Addresses of reviews, markers, radar and coach."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.reviews import advice, looks, pages, weekly

urlpatterns = [
    path("review/", pages.review, name="review"),
    path("review/weekly/", weekly.go_on, name="review-week"),
    path("review/weekly/<str:part>/", weekly.part, name="review-part"),
    path("review/fortnight/", looks.fortnight, name="review-fortnight"),
    path("review/month/", looks.month, name="review-month"),
    path("review/markers/", pages.markers, name="review-markers"),
    path("review/kept/<str:id>/", pages.kept, name="review-kept"),
    path("radar/", advice.radar, name="radar"),
    path("coach/", advice.coach, name="coach"),
    path("coach/take/", advice.take, name="advice-take"),
    path("coach/let-go/", advice.let_go, name="advice-let-go"),
]
