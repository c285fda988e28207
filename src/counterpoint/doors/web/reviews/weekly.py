"""The weekly review, one part to a page: it can be left at any part and found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.desk.reviews import weekly as desk
from counterpoint.desk.reviews.days import week_due_on
from counterpoint.desk.reviews.ending import finish
from counterpoint.desk.reviews.lived import week_can_be_reviewed
from counterpoint.desk.reviews.looks import keep_words, review_under_way
from counterpoint.desk.reviews.markers import keep_markers, markers_of
from counterpoint.domain.living.habits import current_habit
from counterpoint.domain.reviews import WEEK_PARTS, WEEKLY, Review
from counterpoint.domain.timeline import Week
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.reviews.forms import ChangeForm, MarkersForm, was_from, words_from
from counterpoint.doors.web.reviews.going import onward, protecting
from counterpoint.doors.web.reviews.parts import QUESTIONS, shown_at, suggestions
from counterpoint.doors.web.reviews.view import PART_TITLES, span_words

CONFLICT, UNPROCESSABLE = 409, 422


def go_on(request: PersonRequest) -> HttpResponse:
    """The first part that was not seen yet; before there is anything to see, when there will be."""
    now = timezone.now()
    if not week_can_be_reviewed(request.diary, now):
        return render(request, "reviews/not_yet.html", {"due": week_due_on(request.diary, now)})
    review = review_under_way(request.diary, "week", now)
    return redirect("review-part", part=review.next_part)


def part(request: PersonRequest, part: str) -> HttpResponse:
    """One part: what is known of it, a question, and what one says to it."""
    if part not in WEEK_PARTS:
        raise Http404
    now = timezone.now()
    if request.method != "POST" and not week_can_be_reviewed(request.diary, now):
        return redirect("review-week")
    review = review_under_way(request.diary, "week", now)
    ways: Mapping[str, Callable[..., HttpResponse]] = {"markers": _markers, "change": _change}
    return ways.get(part, _words)(request, review, part, now)


def _words(request: PersonRequest, review: Review, part: str, now: datetime) -> HttpResponse:
    if request.method != "POST":
        return _show(request, review, part, now)
    words = words_from(request.POST, part)
    try:
        keep_words(request.diary, review, {part: words}, was_from(request.POST, part))
    except ChangedMeanwhile as clash:
        there = clash.kept.thing.words_at(part) if clash.kept else ""
        more = {"clash": clash, "there": there, "words": words, "was": there}
        return _show(request, review, part, now, status=CONFLICT, **more)
    return _onward(request, part)


def _markers(request: PersonRequest, review: Review, part: str, now: datetime) -> HttpResponse:
    week = Week(review.first)
    form = MarkersForm(WEEKLY, request.POST or None, said=markers_of(request.diary, week))
    if request.method != "POST" or not form.is_valid():
        return _show(request, review, part, now, status=UNPROCESSABLE if form.errors else 200, form=form)
    if any(answer is not None for answer in form.answers().values()):
        keep_markers(request.diary, week, form.answers(), now)
    keep_words(request.diary, review, {part: ""})
    return _onward(request, part)


def _onward(request: PersonRequest, part: str) -> HttpResponse:
    """To the next part, or out of the review for now."""
    if "leave" in request.POST:
        messages.success(request, _("Kept. It goes on here whenever you like."), extra_tags="calm")
        return redirect("review")
    following = WEEK_PARTS[min(WEEK_PARTS.index(part) + 1, len(WEEK_PARTS) - 1)]
    return redirect("review-part", part=following)


def _change(request: PersonRequest, review: Review, part: str, now: datetime) -> HttpResponse:
    choose = desk.to_choose(request.diary, now)
    takes = suggestions(choose)
    initial = {"choice": review.change, "title": review.promise, "cue": review.cue} if review.change else {}
    form = ChangeForm(takes, request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        habit = current_habit(choose.habits)
        context = {"form": form, "choose": choose, "habit": habit}
        return _show(request, review, part, now, status=UNPROCESSABLE if form.errors else 200, **context)
    chosen = form.chosen(request.POST.get("rest", ""))
    ended = finish(request.diary, review, chosen, now)
    messages.success(request, _ended_words(ended), extra_tags="calm")
    if form.taken and form.taken[1].kind == "go":
        return redirect(onward(form.taken[1]))
    if chosen.change == "boundary":
        value = form.taken[1].id if form.taken else ""
        return redirect(protecting(chosen.title, value))
    return redirect("review")


def _ended_words(review: Review) -> str:
    words = {
        "habit": _("That is the week. “%(promise)s” begins now; next week’s review asks how it went."),
        "boundary": _("That is the week. Say when “%(promise)s” is, and it is protected."),
        "later": _("That is the week. “%(promise)s” is kept for when you want to try it."),
    }
    return words.get(review.change, _("That is the week. Nothing has to change.")) % {
        "promise": review.promise
    }


def _show(
    request: PersonRequest, review: Review, part: str, now: datetime, *, status: int = 200, **more: Any
) -> HttpResponse:
    at = WEEK_PARTS.index(part)
    context = {
        "review": review,
        "days": span_words(review.first, review.last),
        "part": part,
        "title": PART_TITLES[part],
        "facts": f"reviews/parts/{part}.html",
        "question": QUESTIONS.get(part, ""),
        "words": review.words_at(part),
        "was": review.words_at(part),
        "before": WEEK_PARTS[at - 1] if at else "",
        "steps": [(name, PART_TITLES[name], name in review.seen) for name in WEEK_PARTS],
        **shown_at(part, request.diary, review, now),
        **more,
    }
    return render(request, "reviews/part.html", context, status=status)
