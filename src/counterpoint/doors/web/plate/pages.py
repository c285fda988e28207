"""The plate on one page, a page for each commitment, and bridges between them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.plate import commitments as desk
from counterpoint.desk.plate.support import support_for
from counterpoint.desk.ports import NotThere
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import read_duration, up_to_grid
from counterpoint.domain.values import QUESTIONS, Commitment, Question
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.plate.forms import LinesForm
from counterpoint.doors.web.plate.kinds import BACK, COMMITMENTS, bridges_among
from counterpoint.doors.web.plate.view import one_view, plate_view


@require_safe
def plate(request: PersonRequest) -> HttpResponse:
    """Everything that one carries, by life domain."""
    return _page(request)


def _page(request: PersonRequest, *, text: str = "", wrong: str = "", status: int = 200) -> HttpResponse:
    context = {
        "view": plate_view(request.diary, now=timezone.now()),
        "removed": pages.just_removed(request),
        "text": text,
        "wrong": wrong,
    }
    return render(request, "plate/plate.html", context, status=status)


@require_POST
def lines(request: PersonRequest) -> HttpResponse:
    """Puts several commitments on the plate, a line each."""
    form = LinesForm(request.POST)
    if not form.is_valid():
        wrong = _("Write a line first, such as “School board 2h #family”. At most 10,000 letters fit in.")
        return _page(request, text=request.POST.get("text", ""), wrong=wrong, status=pages.UNPROCESSABLE)
    added = desk.add_lines(request.diary, form.cleaned_data["text"])
    if added:
        words = ngettext("“%(title)s” is on the plate.", "%(count)d things are on the plate.", len(added))
        said = words % {"title": added[0].title, "count": len(added)}
        messages.success(request, said, extra_tags="calm")
    else:
        messages.info(request, _("All of this is on the plate already."))
    return redirect(BACK)


@require_safe
def one(request: PersonRequest, id: str) -> HttpResponse:
    """One commitment: what was said, what was decided, who can step in, and its bridges."""
    each = _there(request, id)
    context = {
        "view": one_view(request.diary, each, now=timezone.now()),
        "support": support_for(request.diary, commitment_ids=[id]),
    }
    return render(request, "plate/one.html", context)


def _there(request: PersonRequest, id: str) -> Commitment:
    try:
        return request.diary.shelf(Commitment).get(id).thing
    except NotThere as gone:
        raise Http404 from gone


@require_POST
def say(request: PersonRequest, id: str) -> HttpResponse:
    """One answer in one tap; an empty one leaves the question open."""
    _there(request, id)
    question = request.POST.get("question", "")
    if question not in QUESTIONS:
        raise Http404
    try:
        answer = _answer(question, request.POST.get("answer", "").strip())
        desk.say(request.diary, id, cast(Question, question), answer)
    except (ValueError, CounterpointError):
        messages.warning(request, _("Choose one of the answers, or write a length such as 2h or 45m."))
    return redirect(f"{reverse('commitment', args=[id])}#said")


def _answer(question: str, typed: str) -> int | None:
    """ValueError or NotADuration for what is no answer."""
    if not typed:
        return None
    return up_to_grid(read_duration(typed)) if question == "minutes_a_week" else int(typed[:3])


# Forms


def add(request: PersonRequest) -> HttpResponse:
    return pages.add_page(request, COMMITMENTS)


def change(request: PersonRequest, id: str) -> HttpResponse:
    answer = pages.change_page(request, COMMITMENTS, id)
    return redirect("commitment", id) if answer.status_code == FOUND else answer


FOUND = 302


@require_POST
def remove(request: PersonRequest, id: str) -> HttpResponse:
    return pages.remove(request, COMMITMENTS, id)


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    bridges = bridges_among(request.diary)
    return pages.put_back(request, {COMMITMENTS.name: COMMITMENTS, bridges.name: bridges}, BACK)


def add_bridge(request: PersonRequest) -> HttpResponse:
    """A new bridge; the address may say from where and to where."""
    ends: dict[str, Any] = {"from_id": request.GET.get("from", ""), "to_id": request.GET.get("to", "")}
    return pages.add_page(request, bridges_among(request.diary), ends)


def change_bridge(request: PersonRequest, id: str) -> HttpResponse:
    return pages.change_page(request, bridges_among(request.diary), id)


@require_POST
def remove_bridge(request: PersonRequest, id: str) -> HttpResponse:
    return pages.remove(request, bridges_among(request.diary), id)
