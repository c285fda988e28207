"""Those who help one stay true, each with the message of the week as one would send it oneself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.ports import Diary, NotThere
from counterpoint.desk.post.companions import message_to, send_to, turn_companion
from counterpoint.desk.post.telling import answers_to
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Companion, CompanionState
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.companion.forms import CompanionForm
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame, Kind
from counterpoint.doors.web.post.view import can_mail

BACK = "companions"


@dataclass(frozen=True)
class _CompanionKind(Kind[Companion]):
    """Its form has the message beside it."""

    def frame(self, request: PersonRequest, *, new: bool, id: str = "") -> Frame:
        frame = super().frame(request, new=new, id=id)
        aside = {**frame.aside, "message": _message(request.diary, id)}
        return replace(frame, aside=aside, template="companion/form.html")


COMPANION = _CompanionKind(
    name="companion",
    form=CompanionForm,
    shelf=lambda diary: diary.shelf(Companion),
    thing_type=Companion,
    add_title=gettext_lazy("Somebody who helps me stay true"),
    change_title=gettext_lazy("What they are told"),
    back=BACK,
)


def _message(diary: Diary, id: str) -> str:
    found = next((kept.thing for kept in diary.shelf(Companion).all() if kept.thing.id == id), None)
    return message_to(diary, found or Companion("", ""), timezone.now())


@require_safe
def companions(request: PersonRequest) -> HttpResponse:
    lines = [_line(request.diary, kept.thing) for kept in request.diary.shelf(Companion).all()]
    context = {
        "lines": lines,
        "can_mail": can_mail(request),
        "answers_to": answers_to(request.diary),
        "removed": pages.just_removed(request),
    }
    return render(request, "companion/companions.html", context)


def _line(diary: Diary, companion: Companion) -> dict[str, Any]:
    text = message_to(diary, companion, timezone.now())
    mail = urlencode({"subject": _("My week"), "body": text}, quote_via=quote)
    return {"companion": companion, "text": text, "mailto": f"mailto:{quote(companion.email)}?{mail}"}


def add(request: PersonRequest) -> HttpResponse:
    return _look(request) if _only_looks(request) else pages.add_page(request, COMPANION)


def change(request: PersonRequest, id: str) -> HttpResponse:
    return _look(request, id) if _only_looks(request) else pages.change_page(request, COMPANION, id)


def _only_looks(request: PersonRequest) -> bool:
    return request.method == "POST" and "look" in request.POST


def _look(request: PersonRequest, id: str = "") -> HttpResponse:
    """What they would hear of what is typed, also without a script; nothing is kept."""
    frame, form = COMPANION.frame(request, new=not id, id=id), _typed(request)
    context = {"form": form, "frame": frame, "was": request.POST.get("was", ""), **frame.aside}
    if form.is_valid():
        message = message_to(request.diary, form.as_thing("new"), timezone.now())
        context |= {"looking": True, "message": message}
    status = pages.UNPROCESSABLE if form.wrong else 200
    return render(request, frame.template, context, status=status)


def _typed(request: PersonRequest) -> CompanionForm:
    return CompanionForm(request.POST, life=request.diary.life(), settings=request.diary.settings().thing)


@require_POST
def preview(request: PersonRequest) -> HttpResponse:
    """The message alone, while it is being chosen; nothing is kept."""
    form = _typed(request)
    if not form.is_valid():
        return HttpResponse(status=pages.UNPROCESSABLE)
    context = {"message": message_to(request.diary, form.as_thing("new"), timezone.now())}
    return render(request, "companion/message.html", context)


@require_POST
def turn(request: PersonRequest, id: str) -> HttpResponse:
    """Lets it rest, or takes it up again."""
    state: CompanionState = "resting" if request.POST.get("state") == "resting" else "on"
    try:
        turn_companion(request.diary, id, state)
    except NotThere as gone:
        raise Http404 from gone
    return redirect(BACK)


@require_POST
def send(request: PersonRequest, id: str) -> HttpResponse:
    """Sends the message that was on the page, on this press and no other."""
    if not can_mail(request):
        raise Http404(_("No mail goes out of this Counterpoint."))
    try:
        send_to(request.diary, id, request.POST.get("text", ""), timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    except CounterpointError as wrong:
        messages.warning(request, str(wrong))
    else:
        messages.success(request, _("It is on its way; the outbox has it."), extra_tags="calm")
    return redirect(BACK)


@require_POST
def remove(request: PersonRequest, id: str) -> HttpResponse:
    return pages.remove(request, COMPANION, id)


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    return pages.put_back(request, {"companion": COMPANION}, BACK)
