"""The two-week look and the monthly refinement: one page each, kept as it is typed and sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.desk.reviews import monthly as desk
from counterpoint.desk.reviews.days import week_to_review
from counterpoint.desk.reviews.ending import finish_look
from counterpoint.desk.reviews.looks import keep_words, review_under_way
from counterpoint.desk.reviews.markers import keep_markers, marker_lines, markers_of
from counterpoint.domain.reviews import AT_TWO_WEEKS, MONTH_PARTS, Review
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.reviews.forms import MarkersForm, was_from, words_from
from counterpoint.doors.web.reviews.lines import drawn_lines
from counterpoint.doors.web.reviews.view import MONTH_TITLES, PART_TITLES, span_words

CONFLICT, UNPROCESSABLE = 409, 422


def fortnight(request: PersonRequest) -> HttpResponse:
    """Is this way of living working? Three items, what the data say, and what to adjust."""
    now = timezone.now()
    review = review_under_way(request.diary, "fortnight", now)
    week = week_to_review(request.diary, now)
    form = MarkersForm(AT_TWO_WEEKS, request.POST or None, said=markers_of(request.diary, week))
    if request.method == "POST" and form.is_valid():
        clash = _keep(request, review, ("adjust",))
        if clash is None:
            if any(answer is not None for answer in form.answers().values()):
                keep_markers(request.diary, week, form.answers(), now)
            return _done(request, review, ("adjust",), now)
        return _show_fortnight(request, review, form, now, **clash)
    status = UNPROCESSABLE if form.errors else 200
    return _show_fortnight(request, review, form, now, status=status)


def _show_fortnight(
    request: PersonRequest,
    review: Review,
    form: MarkersForm,
    now: datetime,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    lines = [line for line in marker_lines(request.diary, now) if line.marker in AT_TWO_WEEKS]
    context = {
        "days": span_words(review.first, review.last),
        "form": form,
        "words": review.words_at("adjust"),
        "was": review.words_at("adjust"),
        "lines": drawn_lines(lines),
        "data": desk.fortnight_data(request.diary, review, now),
        **more,
    }
    return render(request, "reviews/fortnight.html", context, status=status)


def month(request: PersonRequest) -> HttpResponse:
    """Values, seasons, boundaries, plate and markers, one look at each."""
    now = timezone.now()
    review = review_under_way(request.diary, "month", now)
    if request.method == "POST":
        clash = _keep(request, review, MONTH_PARTS)
        if clash is None:
            return _done(request, review, MONTH_PARTS, now)
        return _show_month(request, review, now, **clash)
    return _show_month(request, review, now)


def _show_month(
    request: PersonRequest, review: Review, now: datetime, *, status: int = 200, **more: Any
) -> HttpResponse:
    clashed = more.pop("clashed", {})
    typed = more.pop("typed", {})
    parts = [
        {
            "name": part, "title": MONTH_TITLES.get(part, PART_TITLES[part]),
            "facts": f"reviews/month/{part}.html",
            "question": desk_question(part), "words": typed.get(part, review.words_at(part)),
            "was": clashed.get(part, review.words_at(part)), "there": clashed.get(part),
        }
        for part in MONTH_PARTS
    ]  # fmt: skip
    context = {
        "days": span_words(review.first, review.last),
        "parts": parts,
        "month": desk.month_data(request.diary, now),
        "lines": drawn_lines(marker_lines(request.diary, now)),
        **more,
    }
    return render(request, "reviews/month.html", context, status=status)


def desk_question(part: str) -> str:
    """What each part of a monthly look asks."""
    return {
        "values": _("Are these still what you live by? What would you say differently?"),
        "seasons": _("Which part of your life is louder now, which softer, and until when?"),
        "boundaries": _("Which of these carries your week? Which only stands on paper?"),
        "plate": _("What may go, what may stay, what may wait?"),
        "markers": _("What do you make of it?"),
    }[part]


def _keep(request: PersonRequest, review: Review, parts: tuple[str, ...]) -> dict[str, Any] | None:
    """Keeps all words, or gives back what to show when another tab was quicker; nothing typed is lost."""
    said = {part: words_from(request.POST, part) for part in parts}
    was = {name: words for part in parts for name, words in was_from(request.POST, part).items()}
    try:
        keep_words(request.diary, review, said, was)
    except ChangedMeanwhile as clash:
        there = clash.kept.thing if clash.kept else review
        clashed = {
            part: there.words_at(part)
            for part in parts
            if part in was and there.words_at(part) not in (was[part].strip(), said[part])
        }
        single = {"words": said[parts[0]], "was": there.words_at(parts[0]), "there": there.words_at(parts[0])}
        common = {"clash": clash, "status": CONFLICT}
        return common | (single if len(parts) == 1 else {"clashed": clashed, "typed": said})
    return None


def _done(request: PersonRequest, review: Review, parts: tuple[str, ...], now: datetime) -> HttpResponse:
    if "leave" in request.POST:
        messages.success(request, _("Kept. It goes on here whenever you like."), extra_tags="calm")
    else:
        finish_look(request.diary, review, {part: words_from(request.POST, part) for part in parts}, now)
        messages.success(request, _("Looked at and kept."), extra_tags="calm")
    return redirect("review")
