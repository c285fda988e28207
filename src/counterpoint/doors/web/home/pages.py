"""The first page: it leads to where one left off."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from counterpoint import wiring
from counterpoint.desk.beginning.first_run import progress
from counterpoint.desk.week.which import week_of
from counterpoint.doors.web.first_run.pages import LATER


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Nobody signs in first; who is new goes to the first steps, who has a plan to today, else the week."""
    if not request.user.is_authenticated:
        return redirect("account_login") if wiring.has_owner() else render(request, "home/no_owner.html")
    diary = wiring.diary_of(request.user)
    if LATER in request.COOKIES or progress(diary).under_way:
        now = timezone.now()
        return redirect("today" if diary.plans.of(week_of(diary, now)) else "week")
    return redirect("first-run")
