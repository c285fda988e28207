"""The micro habit: one small thing, its cue, and lines to practise. Nobody counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.day import habits as desk
from counterpoint.desk.ports import NotThere
from counterpoint.domain.living import HabitState, MicroHabit
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.habit.forms import HabitForm
from counterpoint.doors.web.way_on import way_on

HABITS = Kind[MicroHabit](
    name="habit",
    form=HabitForm,
    shelf=lambda diary: diary.shelf(MicroHabit),
    thing_type=MicroHabit,
    add_title=_("A micro habit"),
    change_title=_("Change the micro habit"),
    back="habit",
    lead=_("One small action after something that happens anyway. One at a time is the point."),
    add=lambda diary, habit: desk.start_habit(diary, habit, now=timezone.now()),
    same_but=("id", "since", "last_on"),
    bring_back=desk.bring_back,
)


@dataclass(frozen=True, slots=True)
class HabitShown:
    """A habit as one says it."""

    id: str
    sentence: str
    state: str
    value: str = ""


@require_safe
def habit(request: PersonRequest) -> HttpResponse:
    """The habit that is on, those that rest or are past, and lines to practise."""
    diary, now = request.diary, timezone.now()
    life = diary.life()
    today = desk.habit_today(diary, now)
    all_of_them = [kept.thing for kept in diary.shelf(MicroHabit).all()]
    current, on = today.habit if today else None, desk.habit_on(diary)
    context = {
        "today": today,
        "mark": life.mark(today.value.id) if today and today.value else "",
        "sentence": current.sentence() if current else "",
        "message": desk.message_about(diary, current) if current else "",
        "paused": on.sentence() if on and not today else "",
        "others": [HabitShown(each.id, each.sentence(), each.state) for each in all_of_them if each != on],
        "lines": desk.lines_to_practise(life),
        "own": bool(life.protected),
        "removed": pages.just_removed(request),
    }
    return render(request, "habit/habit.html", context)


@require_POST
def did(request: PersonRequest, id: str) -> HttpResponse:
    """Done today, or taken back."""
    try:
        desk.did_it(request.diary, id, done=request.POST.get("done") != "0", now=timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    return way_on(request, "habit")


@require_POST
def turn(request: PersonRequest, id: str) -> HttpResponse:
    """It rests, is past, or is taken up again."""
    state = request.POST.get("state", "")
    try:
        if state in get_args(HabitState):
            desk.turn_habit(request.diary, id, cast(HabitState, state))
        else:
            request.diary.shelf(MicroHabit).get(id)
    except NotThere as gone:
        raise Http404 from gone
    return redirect("habit")
