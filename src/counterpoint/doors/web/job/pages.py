"""A guided look at one's job: four sides, small steps, and a guide to a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.plate import job as desk
from counterpoint.desk.ports import Kept, NotThere
from counterpoint.domain.job import PROPOSAL, SIDES, JobNote, Side, conversation
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.job.trying import lines_of_trials
from counterpoint.doors.web.job.words import QUESTION_WORDS, SIDE_LEADS, SIDE_TITLES

LONGEST_ANSWER = 2000


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of the job on the overview: how it begins, or what was written last."""

    name: Side
    title: Any
    lead: Any
    written: bool


@require_safe
def job(request: PersonRequest) -> HttpResponse:
    """The four sides, and what comes of them."""
    notes = desk.job_notes(request.diary)
    now = timezone.now()
    sides = [
        SideLine(name, SIDE_TITLES[name], SIDE_LEADS[name], any(notes.get(each) for each in questions))
        for name, questions in SIDES.items()
    ]
    context = {
        "sides": sides,
        "proposed": bool(notes.get(PROPOSAL)),
        "trials": lines_of_trials(request.diary, now=now),
        "removed": pages.just_removed(request),
    }
    return render(request, "job/job.html", context)


@dataclass(frozen=True, slots=True)
class AnswerField:
    """A question with its field, the version that was read, and what another tab says by now."""

    name: str
    label: Any
    help: Any
    text: str
    version: int
    elsewhere: str | None = None
    error: str = ""


def side(request: PersonRequest, side: str) -> HttpResponse:
    """The questions of one side, in one's own words, and the small steps that come of the answers."""
    if side not in SIDES:
        raise Http404
    name = cast(Side, side)
    there = {kept.thing.id: kept for kept in request.diary.shelf(JobNote).all()}
    if request.method != "POST":
        return _side_page(request, name, list(_fields(SIDES[name], there)))
    read = {each: _typed(request, each) for each in SIDES[name]}
    if any(error for _text, error in read.values()):
        return _side_page(request, name, list(_fields(SIDES[name], there, read)), status=pages.UNPROCESSABLE)
    elsewhere = desk.write_notes(
        request.diary,
        {each: text for each, (text, _error) in read.items()},
        read={each: _version(request, each) for each in SIDES[name]},
    )
    if elsewhere:
        return _side_page(request, name, list(_fields(SIDES[name], there, read, elsewhere)), status=409)
    messages.success(request, _("Kept."), extra_tags="calm")
    return redirect("job-side", name)


def _typed(request: HttpRequest, name: str) -> tuple[str, str]:
    """(text, what is wrong with it)."""
    typed = request.POST.get(name, "")
    try:
        text = forms.CharField(required=False, max_length=LONGEST_ANSWER).clean(typed)
    except forms.ValidationError as wrong:
        return typed.replace("\0", ""), " ".join(wrong.messages)
    return "\n".join(text.splitlines()), ""


def _version(request: HttpRequest, name: str) -> int:
    said = request.POST.get(f"{name}-version", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONG_NUMBER else 0


LONG_NUMBER = 10


def _fields(
    questions: Sequence[str],
    there: Mapping[str, Kept[JobNote]],
    read: Mapping[str, tuple[str, str]] | None = None,
    elsewhere: Mapping[str, Kept[JobNote]] | None = None,
) -> Iterator[AnswerField]:
    for name in questions:
        kept = there.get(name)
        other = (elsewhere or {}).get(name)
        text, error = (read or {}).get(name, (kept.thing.text if kept else "", ""))
        label, aid = QUESTION_WORDS[name]
        version = other.version if other else kept.version if kept else 0
        yield AnswerField(name, label, aid, text, version, other.thing.text if other else None, error)


def _side_page(
    request: PersonRequest, name: Side, fields: Sequence[AnswerField], *, status: int = 200
) -> HttpResponse:
    order = list(SIDES)
    after = order[order.index(name) + 1] if name != order[-1] else ""
    context = {
        "name": name,
        "title": SIDE_TITLES[name],
        "lead": SIDE_LEADS[name],
        "fields": fields,
        "clash": any(each.elsewhere is not None for each in fields),
        "any_wrong": any(each.error for each in fields),
        "steps": [(each, say.length(each.step.minutes)) for each in desk.steps_of(request.diary, name)],
        "sides": [(each, SIDE_TITLES[each]) for each in order],
        "after": after,
        "after_title": SIDE_TITLES.get(cast(Side, after), ""),
    }
    return render(request, "job/side.html", context, status=status)


@require_POST
def take_step(request: PersonRequest) -> HttpResponse:
    """Makes a small step a task, in one tap."""
    step = request.POST.get("step", "")
    name = step.partition("-")[0]
    try:
        task, new = desk.take_up(request.diary, step)
    except NotThere as gone:
        raise Http404 from gone
    words = _("“%(title)s” is on your list of tasks.") if new else _("“%(title)s” was on your list already.")
    messages.success(request, words % {"title": task.title}, extra_tags="calm")
    return redirect("job-side", name)


@require_safe
def talk(request: PersonRequest) -> HttpResponse:
    """What to keep in mind before, while and after talking with whoever decides."""
    return render(request, "job/conversation.html", {"passages": conversation(desk.job_notes(request.diary))})
