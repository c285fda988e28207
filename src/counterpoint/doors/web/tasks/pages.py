"""Tasks and routines: one line to add, one page to see them, one form for each."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.matters import tasks as desk
from counterpoint.desk.ports import NotThere
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import read_duration
from counterpoint.domain.planning import Routine, Task
from counterpoint.domain.planning.one_line import OneLine, read_one_line
from counterpoint.doors.web import aside, say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.fields import OnDay, last_moment
from counterpoint.doors.web.tasks.kinds import KINDS
from counterpoint.doors.web.tasks.took import ask_how_long
from counterpoint.doors.web.tasks.view import tasks_view, understood

BACK = "tasks"
HALF_TYPED = "half-typed"
LONGEST_LINE = 500


@require_safe
def tasks(request: PersonRequest) -> HttpResponse:
    """Musts first, what is done folded away, routines beside."""
    return _page(request)


def _page(request: PersonRequest, *, line: str = "", status: int = 200, wrong: str = "") -> HttpResponse:
    now = timezone.now()
    context = {
        "view": tasks_view(request.diary, now=now, page=request.GET.get("page", "1")),
        "removed": pages.just_removed(request),
        "done": _just_done(request),
        "line": line or aside.take(request, HALF_TYPED) or "",
        "wrong": wrong,
        "added": just_added(request, now),
    }
    return render(request, "tasks/tasks.html", context, status=status)


def _just_done(request: PersonRequest) -> Task | None:
    """The task that was ticked last, to be had back in one press; told once."""
    named = request.session.pop("just_done", "")
    try:
        task = request.diary.tasks.get(named).thing if named else None
    except NotThere:
        return None
    return task if task and task.done else None


def _keep_half_typed(request: PersonRequest) -> None:
    """A line that was begun when something else on the page was pressed is on the page that follows."""
    line = request.POST.get("text", "").strip()[:LONGEST_LINE]
    if line:
        aside.put(request, HALF_TYPED, line)


# One line


def _read(request: PersonRequest, text: str, now: datetime) -> OneLine:
    settings = request.diary.settings().thing
    domains = [kept.thing for kept in request.diary.domains.all()]
    return read_one_line(text, today=say.today_of(settings, now), zone=settings.zone, domains=domains)


@require_safe
def preview(request: PersonRequest) -> HttpResponse:
    """How a line would be understood; nothing is kept."""
    text = request.GET.get("text", "").strip()
    now = timezone.now()
    read = understood(_read(request, text, now), request.diary, now=now) if text else None
    return render(request, "tasks/understood.html", {"read": read})


@require_POST
def add_line(request: PersonRequest) -> HttpResponse:
    """Keeps what a line says, and shows how it was understood."""
    text = request.POST.get("text", "").strip()
    if not text:
        wrong = _("Write a few words first, such as “Call the dentist 15m by Fri”.")
        return _page(request, status=pages.UNPROCESSABLE, wrong=wrong)
    read = _read(request, text, timezone.now())
    thing = read.thing
    if isinstance(thing, Routine):
        kept, kind = desk.add_routine(request.diary, thing).thing, "routine"
    else:
        kept, kind = desk.add_task(request.diary, thing).thing, "task"  # type: ignore[assignment]
    request.session["added"] = {"kind": kind, "id": kept.id, "notes": list(read.notes)}
    return redirect(_way_back(request))


def _way_back(request: PersonRequest) -> str:
    return "first-run-tasks" if request.POST.get("from") == "first-run" else BACK


def just_added(request: PersonRequest, now: datetime) -> dict[str, object] | None:
    """The line that was added last, as it was understood; told once."""
    added = request.session.pop("added", None)
    if not added:
        return None
    shelf = KINDS[added["kind"]].shelf(request.diary)
    try:
        read = OneLine(shelf.get(added["id"]).thing, tuple(added["notes"]))
    except NotThere:
        return None
    return {
        "read": understood(read, request.diary, now=now),
        "id": added["id"],
        "change": f"{added['kind']}-change",
        "remove": f"{added['kind']}-remove",
    }


# One thing


def add(request: PersonRequest, kind: str) -> HttpResponse:
    return pages.add_page(request, KINDS[kind])


def change(request: PersonRequest, kind: str, id: str) -> HttpResponse:
    return pages.change_page(request, KINDS[kind], id)


@require_POST
def remove(request: PersonRequest, kind: str, id: str) -> HttpResponse:
    return pages.remove(request, KINDS[kind], id)


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    return pages.put_back(request, KINDS, BACK)


@require_POST
def done(request: PersonRequest, id: str) -> HttpResponse:
    """Done, or not after all."""
    _keep_half_typed(request)
    is_done = request.POST.get("done") != "no"
    with _or_404():
        task = desk.mark_done(request.diary, id, done=is_done).thing
    if is_done:
        request.session["just_done"] = id
    else:
        words = _("“%(title)s” is open again.") % {"title": task.title}
        messages.success(request, words, extra_tags="calm")
    ask_how_long(request, id)
    return redirect(BACK)


@require_POST
def passed(request: PersonRequest, id: str) -> HttpResponse:
    """What becomes of a task whose deadline has passed: another day, none, only a part of it, or nothing."""
    _keep_half_typed(request)
    choice = request.POST.get("choice", "")
    if choice == "let-go":
        return pages.remove(request, KINDS["task"], id)
    with _or_404():
        request.diary.tasks.get(id)
        wrong = _settle(request, id, choice)
    if wrong:
        messages.warning(request, wrong)
    return redirect(BACK)


def _settle(request: PersonRequest, id: str, choice: str) -> str:
    """Does what was chosen; else says what would be right."""
    zone = request.diary.settings().thing.zone
    if choice == "no-deadline":
        desk.move_deadline(request.diary, id, None)
        return ""
    day = _day_in(request.POST.get("on", "")) if choice in ("move", "part") else None
    if day is None or last_moment(day, None, zone) <= timezone.now():
        return _("Choose a day from today on; then it can be planned again.")
    if choice == "part":
        try:
            minutes = read_duration(request.POST.get("minutes", ""))
        except CounterpointError:
            return _("Say how much of it you still want to do, like 45 or 1h 30m.")
        desk.keep_only_part(request.diary, id, minutes, last_moment(day, None, zone))
        return ""
    desk.move_deadline(request.diary, id, last_moment(day, None, zone))
    return ""


def _day_in(text: str) -> date | None:
    try:
        day: date | None = OnDay(required=False).clean(text)
    except ValidationError:
        return None
    return day


@require_POST
def pause(request: PersonRequest, id: str) -> HttpResponse:
    _keep_half_typed(request)
    with _or_404():
        desk.pause_routine(request.diary, id, paused=request.POST.get("paused") == "yes")
    return redirect(BACK)


class _or_404:  # noqa: N801  # reads as the clause that it is
    """What is not there answers as if it had never been."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, NotThere):
            raise Http404 from error
