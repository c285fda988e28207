"""“Can I take this on?”: a promise in one line, an answer in words, and a no to copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from counterpoint.desk.boundaries import capacity as desk
from counterpoint.domain.planning.one_line import LONGEST_LINE, read_one_line
from counterpoint.doors.web import say
from counterpoint.doors.web.asking.capacity_view import answer_view
from counterpoint.doors.web.asking.words import DISCLOSURES, TONES
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.tasks.view import understood

ANSWERS = {"no": gettext_lazy("say no"), "later": gettext_lazy("say “not before …”")}


@require_safe
def capacity(request: PersonRequest) -> HttpResponse:
    """What a line asks of the coming weeks. Nothing is kept here."""
    text = request.GET.get("text", "").strip()[:LONGEST_LINE]
    context = {"text": text} | (_answered(request, text) if text else {})
    return render(request, "asking/capacity.html", context)


def _answered(request: PersonRequest, text: str) -> dict[str, Any]:
    now, settings = timezone.now(), request.diary.settings().thing
    domains = [kept.thing for kept in request.diary.domains.all()]
    read = read_one_line(text, today=say.today_of(settings, now), zone=settings.zone, domains=domains)
    answer = desk.can_i_take_on(request.diary, read.thing, now=now)
    answers = {key: words for key, words in ANSWERS.items() if key == "no" or answer.ready}
    chosen = {
        "answering": _chosen(request, "answering", answers, "later" if answer.ready else "no"),
        "tone": _chosen(request, "tone", TONES, "warm"),
        "disclosure": _chosen(request, "disclosure", DISCLOSURES, answer.disclosure),
    }
    reply = desk.draft(
        answer,
        chosen["answering"],  # type: ignore[arg-type]
        tone=chosen["tone"],  # type: ignore[arg-type]
        disclosure=chosen["disclosure"],  # type: ignore[arg-type]
    )
    return {
        "read": understood(read, request.diary, now=now),
        "answer": answer_view(answer, settings, now=now),
        "reply": reply,
        "chosen": chosen,
        "choices": {
            "answering": answers.items(),
            "tone": TONES.items(),
            "disclosure": DISCLOSURES.items(),
        },
    }


def _chosen(request: PersonRequest, name: str, choices: Mapping[str, Any], otherwise: str) -> str:
    said = request.GET.get(name, "")
    return said if said in choices else otherwise
