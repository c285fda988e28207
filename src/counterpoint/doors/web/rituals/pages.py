"""Closing the day and beginning to work, each in two minutes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoint.desk.day.closing import CHOICES, Closed, close_day, closing_of
from counterpoint.desk.day.opening import opening_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.values import marks_of
from counterpoint.doors.web import aside, say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.rituals.view import items_shown, leftovers_shown, one_shown
from counterpoint.doors.web.tasks.took import ask_how_long

LONGEST_GOOD = 2000
TOLD = "day closed"
LONG_NUMBER = 10


@never_cache
def shutdown(request: PersonRequest) -> HttpResponse:
    """What is left of today, what tomorrow holds, and the day's good thing; one press closes it."""
    if request.method == "POST" and "close" in request.POST:
        return _close(request)
    return _show(request)


def _show(request: PersonRequest, wrong: CounterpointError | None = None) -> HttpResponse:
    now, settings = timezone.now(), request.diary.settings().thing
    closing = closing_of(request.diary, now)
    context = {
        "closing": closing,
        "late": "" if closing.today == say.today_of(settings, now) else date_format(closing.today, "l"),
        "leftovers": leftovers_shown(closing, settings, request.POST),
        "tomorrow": items_shown(closing.tomorrow, marks_of(request.diary.life().values), settings),
        "good": request.POST.get("good", ""),
        "longest": LONGEST_GOOD,
        "wrong": wrong,
    }
    return render(request, "rituals/shutdown.html", context, status=409 if wrong else 200)


def _close(request: PersonRequest) -> HttpResponse:
    names = [name for name in request.POST if name.startswith("left-")]
    choices = {name.removeprefix("left-"): request.POST[name] for name in names}
    said = request.POST.get("version", "")
    try:
        closed = close_day(
            request.diary,
            {block: choice for block, choice in choices.items() if choice in CHOICES},
            version=int(said) if said.isdecimal() and len(said) < LONG_NUMBER else 0,
            good=request.POST.get("good", "")[:LONGEST_GOOD],
            now=timezone.now(),
        )
    except CounterpointError as wrong:
        return _show(request, wrong)
    aside.put(request, TOLD, _words(request, closed))
    ask_how_long(request, *closed.done)
    return redirect("shutdown-closed")


def _words(request: PersonRequest, closed: Closed) -> list[str]:
    """What came of the leftovers, in sentences."""
    words = []
    today = say.today_of(request.diary.settings().thing, timezone.now())
    if closed.again and closed.planning:
        words.append(
            ngettext(
                "A new place is being found for %(titles)s.",
                "New places are being found for %(titles)s.",
                len(closed.again),
            )
            % {"titles": _titles(closed.again)}
        )
    elif closed.again:
        words.append(
            _("Next week’s plan will find a place for %(titles)s.") % {"titles": _titles(closed.again)}
        )
    if closed.rests and closed.until:
        words.append(
            _("Not before %(day)s: %(titles)s.")
            % {"titles": _titles(closed.rests), "day": say.day(closed.until, today)}
        )
    settings, now = request.diary.settings().thing, timezone.now()
    words += [
        _("“%(title)s” stays open until its deadline, %(day)s.")
        % {"title": title, "day": say.deadline(due, settings, now)}
        for title, due in closed.stays_open
    ]
    if closed.left_out:
        words.append(_("Left out today: %(titles)s.") % {"titles": _titles(closed.left_out)})
    return words


def _titles(titles: tuple[str, ...]) -> str:
    return ", ".join(f"“{each}”" for each in titles)


@require_safe
@never_cache
def closed(request: PersonRequest) -> HttpResponse:
    """The end of the working day, in a calm sentence."""
    return render(request, "rituals/closed.html", {"told": aside.take(request, TOLD) or []})


@require_safe
@never_cache
def warm_up(request: PersonRequest) -> HttpResponse:
    """The first thing, the one must, and what it is for."""
    settings = request.diary.settings().thing
    opening = opening_of(request.diary, timezone.now())
    marks = marks_of(request.diary.life().values)
    context = {
        "opening": opening,
        "now": one_shown(opening.now, marks, settings),
        "first": one_shown(opening.first, marks, settings),
        "must": one_shown(opening.must, marks, settings),
        "same": opening.must is not None and opening.must in (opening.now, opening.first),
    }
    return render(request, "rituals/warm_up.html", context)
