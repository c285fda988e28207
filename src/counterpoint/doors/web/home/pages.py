"""The first page of a signed-in person."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from counterpoint.doors.web.at_the_door import PersonRequest


def home(request: PersonRequest) -> HttpResponse:
    """The week, as soon as there is a page for it."""
    try:
        return redirect(reverse("week"))
    except NoReverseMatch:
        return render(request, "home/home.html")
