"""The review's own place, its markers, and what was kept of earlier ones."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from counterpoint.desk.ports import NotThere
from counterpoint.desk.reviews.coaching import advise
from counterpoint.desk.reviews.days import week_due_on, week_to_review
from counterpoint.desk.reviews.lived import week_can_be_reviewed, week_has_markers
from counterpoint.desk.reviews.looks import reviews_of, to_try_later
from counterpoint.desk.reviews.markers import keep_markers, marker_lines, markers_of
from counterpoint.desk.reviews.offers import offers
from counterpoint.domain.reviews import WEEKLY, Review
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.reviews.forms import MarkersForm
from counterpoint.doors.web.reviews.lines import drawn_lines
from counterpoint.doors.web.reviews.view import kept_review, offer_card, review_line

UNPROCESSABLE = 422


def review(request: PersonRequest) -> HttpResponse:
    """What can be looked back at now, what was put aside, and earlier reviews."""
    now = timezone.now()
    advice = advise(request.diary, now)
    context = {
        "open": week_can_be_reviewed(request.diary, now),
        "due": week_due_on(request.diary, now),
        "offers": [offer_card(each) for each in offers(request.diary, now)],
        "findings": len(advice.findings),
        "recommendations": len(advice.recommendations),
        "later": to_try_later(request.diary),
        "earlier": [review_line(each) for each in reversed(reviews_of(request.diary))],
    }
    return render(request, "reviews/reviews.html", context)


def markers(request: PersonRequest) -> HttpResponse:
    """The five markers of a week, and how each compares with one's own usual."""
    now = timezone.now()
    week = week_to_review(request.diary, now)
    form = MarkersForm(WEEKLY, request.POST or None, said=markers_of(request.diary, week))
    if request.method == "POST" and form.is_valid():
        keep_markers(request.diary, week, form.answers(), now)
        messages.success(request, _("Kept."), extra_tags="calm")
        return redirect("review-markers")
    context = {
        "form": form if form.is_bound or week_has_markers(request.diary, now) else None,
        "due": week_due_on(request.diary, now),
        "week": week,
        "lines": drawn_lines(marker_lines(request.diary, now)),
    }
    return render(request, "reviews/markers.html", context, status=UNPROCESSABLE if form.errors else 200)


def kept(request: PersonRequest, id: str) -> HttpResponse:
    """A review as it was said."""
    try:
        there = request.diary.dated(Review).get(id).thing
    except NotThere as gone:
        raise Http404 from gone
    return render(request, "reviews/kept.html", {"review": kept_review(there)})
