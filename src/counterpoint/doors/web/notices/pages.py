"""What is due, with something to do about each in place; and of what one wants to hear."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.boundaries import giving_back
from counterpoint.desk.day.checking_in import AtHand
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.post import notices as desk
from counterpoint.desk.post.reaching import ways_confirmed
from counterpoint.domain.living import NoticeWishes
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.checkin.pages import form_context
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame
from counterpoint.doors.web.notices import view
from counterpoint.doors.web.notices.forms import form_for

HERE = "notices"
WAYS_ON = ("today", HERE)


@require_safe
@never_cache
def notices(request: PersonRequest) -> HttpResponse:
    """What is due now; in quiet time only when that ends."""
    now, settings = timezone.now(), request.diary.settings().thing
    board = desk.board(request.diary, now)
    quiet = say.deadline(board.quiet_until, settings, now) if board.quiet_until else ""
    prompt = next((each.thing_id for each in board.shown if each.kind == "prompt"), "")
    context: dict[str, Any] = {"lines": [view.line(each) for each in board.shown], "quiet_until": quiet}
    if prompt:
        asked = form_context(request, AtHand(prompt_id=prompt))
        context["check_in"] = {**asked, "core": asked["core"][:1]}
    return render(request, "notices/notices.html", context)


@require_safe
@never_cache
def due(request: PersonRequest) -> HttpResponse:
    """One notice, as a message outside the app leads to it, with all that can be done about it."""
    kind, subject = request.GET.get("kind", ""), request.GET.get("subject", "")
    try:
        line = view.line(desk.due_named(request.diary, kind, subject, timezone.now()))
    except NotThere:
        return render(request, "notices/due.html")
    context: dict[str, Any] = {"line": line}
    if line.kind == "prompt":
        asked = form_context(request, AtHand(prompt_id=line.subject))
        context["check_in"] = {**asked, "core": asked["core"][:1]}
    return render(request, "notices/due.html", context)


@require_POST
def answer(request: PersonRequest) -> HttpResponse:
    """Not now; or what can be done about a give-back without another page."""
    said = {name: request.POST.get(name, "") for name in ("kind", "subject", "answer", "then")}
    now, diary = timezone.now(), request.diary
    try:
        due = desk.due_named(diary, said["kind"], said["subject"], now)
        words = _("It rests for some days.") if said["answer"] == "not_now" else ""
        if said["answer"] == "not_now":
            desk.put_off(diary, due, now)
        elif due.kind == "give_back" and said["answer"] == "take_up":
            giving_back.take_up(diary, due.thing_id, now)
            words = _("It is owed now. The next planning finds it a place.")
        elif due.kind == "give_back" and said["answer"] == "let_go":
            giving_back.let_go(diary, due.thing_id, now)
            words = _("Let go.")
        else:
            raise Http404(_("There is nothing by that name to do about a notice."))
    except (NotThere, giving_back.NothingOwed) as gone:
        messages.info(request, gone.message)
    except ChangedMeanwhile:
        messages.info(request, _("Another tab was quicker; here it is as it is now."))
    else:
        messages.success(request, words, extra_tags="calm")
    return redirect(said["then"] if said["then"] in WAYS_ON else HERE)


def settings(request: PersonRequest) -> HttpResponse:
    """One row a kind: where it is said, and between which hours."""
    kept = desk.notice_wishes(request.diary)

    def write(wishes: NoticeWishes, version: int | None) -> None:
        desk.keep_notice_wishes(request.diary, wishes, version=version or 0)

    frame = Frame(
        _("What you want to hear of"),
        HERE,
        _(
            "Everything is off but what waits in the app until you look. Nothing is said in protected time, "
            "in deep focus, in quiet hours or while life happens; what was held back is there afterwards "
            "if it still matters."
        ),
        template="notices/settings.html",
    )
    make = form_for(ways_confirmed(request.diary))
    return pages.edit(request, make, kept, id=kept.thing.id, write=write, frame=frame)
