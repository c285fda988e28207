"""The full look: a small group of questions a screen, saved as they are answered, left and found again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from counterpoint import wiring
from counterpoint.desk.know_yourself import answering as desk
from counterpoint.desk.know_yourself.answering import Look
from counterpoint.desk.ports import NotThere
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.know_yourself.pages import RESULTS, nothing_under_way, told
from counterpoint.doors.web.know_yourself.questions import (
    Answers,
    answers_in,
    changed_elsewhere,
    only_changed,
    questions_of,
)

SCREEN = "know-yourself-screen"


def full(request: PersonRequest) -> HttpResponse:
    """What the full look is; a post begins it, or goes on where it was left."""
    packs = wiring.instruments().packs
    if request.method == "POST":
        try:
            begun = desk.begin_look(request.diary, packs, now=timezone.now())
        except NotThere as nothing:
            raise Http404 from nothing
        return redirect(SCREEN, begun.place)
    asked = [each for each in packs if each.id in desk.FULL]
    context = {"look": desk.look_under_way(request.diary, packs), "packs": asked}
    return render(request, "know_yourself/full.html", context)


def screen(request: PersonRequest, screen: int) -> HttpResponse:
    """One screen of the look; each change is kept at once where scripts run, and all of it on the way on."""
    look = desk.look_under_way(request.diary, wiring.instruments().packs)
    if look is None:
        return nothing_under_way(request)
    if not 1 <= screen <= len(look.screens):
        raise Http404
    if request.method != "POST":
        return _show(request, look, screen)
    here = look.screens[screen - 1]
    answers = answers_in(here.items, request.POST)
    clash = changed_elsewhere(here.items, request.POST, look.values(here))
    try:
        desk.answer(request.diary, look, here, only_changed(answers, request.POST))
    except NotThere:
        return nothing_under_way(request)
    if request.headers.get("HX-Request"):
        words = _("Not kept yet: a time is not complete.") if answers.errors else _("Kept.")
        return HttpResponse(words)
    if answers.errors:
        return _show(request, look, screen, answers)
    if clash:
        messages.info(request, _("Another tab had answered this otherwise; what you said here is kept."))
    return _onward(request, look, screen)


def _onward(request: PersonRequest, look: Look, screen: int) -> HttpResponse:
    go = request.POST.get("go", "")
    if go == "later":
        told(request, _("What you answered is kept. You can go on whenever you like."))
        return redirect("know-yourself")
    if go == "before" and screen > 1:
        return redirect(SCREEN, screen - 1)
    if screen < len(look.screens):
        return redirect(SCREEN, screen + 1)
    if desk.finish_look(request.diary, look, now=timezone.now()):
        return redirect(RESULTS)
    messages.info(request, _("Nothing was answered, so nothing is kept."))
    return redirect("know-yourself")


def _show(request: PersonRequest, look: Look, screen: int, answers: Answers | None = None) -> HttpResponse:
    here = look.screens[screen - 1]
    context = {
        "look": look,
        "screen": here,
        "number": screen,
        "all": len(look.screens),
        "questions": questions_of(
            here.items, look.values(here), answers, highest_first=here.pack.highest_first
        ),
        "wrong": bool(answers and answers.errors),
    }
    status = UNPROCESSABLE if answers and answers.errors else 200
    return render(request, "know_yourself/screen.html", context, status=status)


@require_POST
def drop(request: PersonRequest) -> HttpResponse:
    """Puts the look under way away, with its answers."""
    look = desk.look_under_way(request.diary, wiring.instruments().packs)
    if look is not None:
        desk.drop_look(request.diary, look)
        told(request, _("The unfinished look is put away."))
    return redirect("know-yourself")
