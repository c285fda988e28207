"""The proposal: put together from one's own answers, edited, kept, copied or printed. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from counterpoint.desk.plate import job as desk
from counterpoint.desk.ports import Kept, NotThere
from counterpoint.domain.boundaries import Disclosure, ProtectedTime
from counterpoint.domain.job import PROPOSAL, JobNote, Named, proposal_text
from counterpoint.domain.planning import Life
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.job.trying import days_of

LONGEST_TEXT = 10_000
DEGREES: tuple[tuple[Disclosure, object], ...] = (
    ("nothing", gettext_lazy("say nothing of it")),
    ("commitment", gettext_lazy("“a personal commitment”")),
    ("value", gettext_lazy("name the value")),
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One protected time, and how much of it is told."""

    key: str
    id: str
    title: str
    hours: str
    value: str
    most: Disclosure
    degree: Disclosure

    @property
    def degrees(self) -> Sequence[tuple[str, object, bool]]:
        offered = DEGREES[: _allowed(self.most, self.value)]
        return [(name, words, name == self.degree) for name, words in offered]


def proposal(request: PersonRequest) -> HttpResponse:
    """The kept text, or a fresh draft; what is told of protected time is chosen here, nothing at first."""
    kept = _kept(request)
    told = list(_telling(request))
    if request.method != "POST":
        return _page(request, kept, told, kept.thing.text if kept else _draft(request, told))
    if "afresh" in request.POST:
        return _page(request, kept, told, _draft(request, told), fresh=kept is not None)
    typed = request.POST.get("text", "")
    try:
        text = forms.CharField(required=False, max_length=LONGEST_TEXT, strip=False).clean(typed)
    except forms.ValidationError as wrong:
        error = " ".join(wrong.messages)
        return _page(request, kept, told, typed.replace("\0", ""), error=error, status=UNPROCESSABLE)
    plain = "\n".join(text.splitlines()).strip()
    said = request.POST.get("version", "0")
    version = int(said) if said.isascii() and said.isdigit() and len(said) < LONG_NUMBER else 0
    elsewhere = desk.write_notes(request.diary, {PROPOSAL: plain}, read={PROPOSAL: version})
    if elsewhere:
        return _page(request, elsewhere[PROPOSAL], told, plain, clash=True, status=409)
    messages.success(request, _("Kept. It is sent to nobody."), extra_tags="calm")
    return redirect("job-proposal")


LONG_NUMBER = 10


def _kept(request: PersonRequest) -> Kept[JobNote] | None:
    try:
        kept = request.diary.shelf(JobNote).get(PROPOSAL)
    except NotThere:
        return None
    return kept


def _page(
    request: PersonRequest,
    kept: Kept[JobNote] | None,
    told: Sequence[Telling],
    text: str,
    *,
    fresh: bool = False,
    clash: bool = False,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "text": text,
        "kept": kept.thing.text if kept else "",
        "version": kept.version if kept else 0,
        "told": told,
        "fresh": fresh,
        "clash": clash,
        "error": error,
    }
    return render(request, "job/proposal.html", context, status=status)


def _telling(request: PersonRequest) -> Iterator[Telling]:
    """Every protected time with the degree that was chosen for it; without a choice, nothing is told."""
    life, settings = request.diary.life(), request.diary.settings().thing
    for number, each in enumerate(life.protected):
        key = f"tell-{number}"
        named = request.POST.get(f"{key}-id") == each.id
        said = request.POST.get(key, "nothing") if named else "nothing"
        hours, value = say.when_protected(each, settings), _value(each, life)
        allowed = [name for name, _words in DEGREES[: _allowed(each.disclosure, value)]]
        degree = said if said in allowed else "nothing"
        yield Telling(f"{number}", each.id, each.title, hours, value, each.disclosure, degree)


def _allowed(most: Disclosure, value: str) -> int:
    """How many of the degrees may be chosen: never more than others get to read of the boundary itself."""
    if most == "nothing":
        return 1
    return 3 if most == "value" and value else 2


def _value(each: ProtectedTime, life: Life) -> str:
    value = life.value(each.value_id)
    return value.name if value else ""


def _draft(request: PersonRequest, told: Sequence[Telling]) -> str:
    now = timezone.now()
    settings = request.diary.settings().thing
    trial = desk.trial_to_propose(request.diary, now=now)
    return proposal_text(
        desk.job_notes(request.diary),
        [Named(each.hours, each.degree, each.value) for each in told],
        trial,
        name=settings.name,
        days=days_of(trial) if trial else "",
    )


@require_safe
def on_paper(request: PersonRequest) -> HttpResponse:
    """The kept text, ready to be printed."""
    kept = _kept(request)
    text = kept.thing.text if kept else ""
    return render(request, "job/print.html", {"text": text or _draft(request, list(_telling(request)))})
