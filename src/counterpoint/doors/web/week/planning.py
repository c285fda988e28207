"""What is done to a whole plan: plan it, stop, take or leave an offer, accept, undo."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from counterpoint.desk.planning import background as week_planning
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.ports import NotThere
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.week.answers import Attempt, answered, version_in, week_in
from counterpoint.doors.web.week.together import weeks_in


@require_POST
def plan(request: PersonRequest, week: str) -> HttpResponse:
    """Starts to plan: from nothing, around what was changed, or afresh; this week, or several from it on."""
    which, afresh = week_in(request, week), request.POST.get("afresh") == "1"
    weeks = weeks_in(request.POST)

    def do() -> str:
        version = version_in(request)
        week_planning.start_planning(request.diary, which, weeks=weeks, afresh=afresh, version=version)
        return ""

    words = _("plan it afresh") if afresh else _("plan it")
    fields = {"afresh": "1"} if afresh else {}
    if weeks > 1:
        words, fields = _("plan several weeks together"), {**fields, "weeks": str(weeks)}
    return answered(request, which, do, attempt=Attempt(words, reverse("week_plan", args=[week]), fields))


@require_POST
def stop(request: PersonRequest, week: str) -> HttpResponse:
    which = week_in(request, week)

    def do() -> str:
        job = week_planning.stop_planning(request.diary, which)
        return (
            _("Stopping. The best so far is kept.") if job else _("Nothing is being planned at the moment.")
        )

    return answered(request, which, do)


@require_POST
def offer(request: PersonRequest, week: str) -> HttpResponse:
    """Takes the plan that was found while the person changed theirs, or leaves it."""
    which, job = week_in(request, week), request.POST.get("job", "")

    def do() -> str:
        if request.POST.get("take") != "1":
            week_planning.decline_offer(request.diary, job)
            return _("Your week stays as it is.")
        week_planning.take_offer(request.diary, which, job, version=version_in(request))
        return _("The new plan is in place. Undo brings yours back.")

    fields = {"take": request.POST.get("take", ""), "job": job}
    attempt = Attempt(_("take the new plan"), reverse("week_offer", args=[week]), fields)
    return answered(request, which, do, attempt=attempt)


@require_POST
def accept(request: PersonRequest, week: str) -> HttpResponse:
    which = week_in(request, week)

    def do() -> str:
        week_edits.accept(request.diary, which, version=version_in(request))
        return _("Accepted. This is your week now.")

    return answered(
        request, which, do, attempt=Attempt(_("accept the plan"), reverse("week_accept", args=[week]))
    )


@require_POST
def undo(request: PersonRequest, week: str) -> HttpResponse:
    which = week_in(request, week)

    def do() -> str:
        before = request.diary.plans.of(which)
        if before is None or not before.thing.undoable:
            raise NotThere(_("There is no step to take back."))
        week_edits.undo(request.diary, which, version=version_in(request), now=timezone.now())
        return _("Taken back: %(step)s.") % {"step": before.thing.last_step}

    return answered(
        request, which, do, attempt=Attempt(_("take a step back"), reverse("week_undo", args=[week]))
    )
