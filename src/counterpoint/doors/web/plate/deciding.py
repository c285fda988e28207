"""Deciding about a commitment, and taking a decision back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from counterpoint.desk.plate import commitments as desk
from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere
from counterpoint.desk.week.which import date_here
from counterpoint.domain.values import DECISIONS, Commitment, Decision
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.plate.decide_form import DecideForm, start_of
from counterpoint.doors.web.plate.view import freed_in_words
from counterpoint.doors.web.plate.words import DECISION_LEADS, DECISION_WORDS


def decide(request: PersonRequest, id: str) -> HttpResponse:
    """The form of one decision, or the decision made."""
    try:
        kept = request.diary.shelf(Commitment).get(id)
    except NotThere as gone:
        raise Http404 from gone
    said = request.POST.get("decision") or request.GET.get("decision", "keep")
    if said not in DECISIONS:
        raise Http404
    decision, now = said, timezone.now()
    form = _form(request, kept, decision, desk.usual_day(decision, date_here(request.diary, now)))
    if not form.is_bound or not form.is_valid():
        return _page(request, kept, form, status=UNPROCESSABLE if form.is_bound else 200)
    try:
        made = desk.decide(request.diary, id, form.as_choice(), now=now, version=form.cleaned_data["version"])
    except ChangedMeanwhile as clash:
        return _page(request, clash.kept or kept, form, status=409, clash=True)
    freed = freed_in_words(made.freed)
    words = _("Decided. What it frees: %(freed)s.") % {"freed": freed} if freed else _("Decided.")
    messages.success(request, words, extra_tags="calm")
    return redirect("commitment", id)


def _form(request: PersonRequest, kept: Kept[Commitment], decision: Decision, day: Any) -> DecideForm:
    return DecideForm(
        request.POST if request.method == "POST" else None,
        decision=decision,
        tasks=desk.linked_tasks(request.diary, kept.thing),
        routines=desk.linked_routines(request.diary, kept.thing),
        initial=start_of(decision, kept.thing, day),
    )


def _page(
    request: PersonRequest, kept: Kept[Commitment], form: DecideForm, *, status: int, clash: bool = False
) -> HttpResponse:
    context = {
        "each": kept.thing,
        "version": kept.version if clash or not form.is_bound else request.POST.get("version", ""),
        "form": form,
        "decision": form.decision,
        "title": DECISION_WORDS[form.decision],
        "lead": DECISION_LEADS[form.decision],
        "clash": clash,
    }
    return render(request, "plate/decide.html", context, status=status)


@require_POST
def take_back(request: PersonRequest, id: str) -> HttpResponse:
    """Brings everything back as it was before a decision."""
    try:
        gone = desk.take_back(request.diary, id)
    except NotThere as missing:
        raise Http404 from missing
    words = _("“%(title)s” and what belongs to it are back as they were.")
    messages.success(request, words % {"title": gone.was.title}, extra_tags="calm")
    return redirect("commitment", gone.was.id)
