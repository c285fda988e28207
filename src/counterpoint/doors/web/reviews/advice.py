"""Radar and coach: shown with their evidence, taken up or let go in one move."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from counterpoint.desk.reviews import coaching
from counterpoint.domain.reviews import Evidence, Finding, Recommendation
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.reviews.going import behind, onward

BACK = {"radar": "radar", "coach": "coach"}
# The practices that a recommendation may come from, as docs/practices.md names them, in words for the page.
PRACTICES = {
    "P05": gettext_lazy("what is on your plate"),
    "P06": gettext_lazy("sweet spots"),
    "P15": gettext_lazy("two or three non-negotiables as anchors"),
    "P17": gettext_lazy("bending without eroding"),
    "P23": gettext_lazy("planning the week by energy"),
    "P25": gettext_lazy("transition rituals"),
    "P28": gettext_lazy("renewal as an investment"),
    "P36": gettext_lazy("markers over four weeks"),
}


@dataclass(frozen=True, slots=True)
class Row:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding or recommendation, ready to be set."""

    key: str
    title: str
    words: str
    rows: tuple[Row, ...]
    remedy: str
    action: str
    practice: str = ""
    cited: str = ""


def radar(request: PersonRequest) -> HttpResponse:
    found = coaching.advise(request.diary, timezone.now()).findings
    return render(request, "reviews/radar.html", {"found": [_finding(each) for each in found]})


def coach(request: PersonRequest) -> HttpResponse:
    found = coaching.advise(request.diary, timezone.now()).recommendations
    return render(request, "reviews/coach.html", {"found": [_recommendation(each) for each in found]})


def _rows(evidence: tuple[Evidence, ...]) -> tuple[Row, ...]:
    return tuple(Row(each.words, behind(each)) for each in evidence)


def _finding(each: Finding) -> Shown:
    return Shown(
        coaching.radar_key(each), each.title, each.words, _rows(each.evidence), each.remedy, each.take.label
    )


def _recommendation(each: Recommendation) -> Shown:
    return Shown(
        each.key,
        each.title,
        each.why,
        _rows(each.evidence),
        "",
        each.take.label,
        str(PRACTICES[each.practice]),
        each.cited,
    )


@require_POST
def take(request: PersonRequest) -> HttpResponse:
    """Takes something up: a habit begins, or the page that it leads to opens."""
    taken = coaching.take_up(request.diary, request.POST.get("key", ""), timezone.now())
    if taken is None:
        messages.info(request, _("This is no longer offered: your data say something else by now."))
        return redirect(_back(request))
    if taken.kind == "habit":
        messages.success(request, _("“%(title)s” begins now.") % {"title": taken.title}, extra_tags="calm")
    return redirect(onward(taken))


@require_POST
def let_go(request: PersonRequest) -> HttpResponse:
    """Lets something be; it stays away for sixty days, and nobody asks why."""
    now, key = timezone.now(), request.POST.get("key", "")
    advice = coaching.advise(request.diary, now)
    offered = {coaching.radar_key(each) for each in advice.findings} | {
        each.key for each in advice.recommendations
    }
    if key in offered:
        coaching.let_go(request.diary, key, now)
        messages.success(request, _("Let go. It stays away for two months."), extra_tags="calm")
    return redirect(_back(request))


def _back(request: PersonRequest) -> str:
    return BACK.get(request.POST.get("from", ""), "review")
