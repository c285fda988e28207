"""Requests: a line to read them from, a page for each with its verdict and a reply, and the answers."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoint import wiring
from counterpoint.desk.boundaries import requests as desk
from counterpoint.desk.boundaries.bending import NothingToBend
from counterpoint.desk.inviting.answering import at_hand, invitation_of, note_proposed
from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.timeline import Span
from counterpoint.doors.web import aside
from counterpoint.doors.web.asking import words
from counterpoint.doors.web.asking.envelope import envelope_of, span_said
from counterpoint.doors.web.asking.forms import RequestForm
from counterpoint.doors.web.asking.kinds import KINDS, REQUESTS
from counterpoint.doors.web.asking.view import case_view, request_line, requests_view, title_of, understood
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages

ENVELOPE = "removed_invitation"
"""Where the invitation of a request that was just removed is kept at hand."""


@require_safe
def requests(request: PersonRequest) -> HttpResponse:
    """What waits for an answer, a line to write a new one in, and what was answered."""
    context = {"view": requests_view(request.diary), "removed": pages.just_removed(request)}
    return render(request, "asking/requests.html", context)


@require_safe
def preview(request: PersonRequest) -> HttpResponse:
    """How a line would be understood; nothing is kept."""
    text, now = request.GET.get("text", "").strip(), timezone.now()
    asked = desk.read_line(request.diary, text, now=now)
    read = understood(asked, request.diary.settings().thing, now=now) if text else None
    return render(request, "asking/understood.html", {"read": read})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """How a line was understood and judged, with a form to put it right; kept when the person says so."""
    now = timezone.now()
    life, settings = request.diary.life(), request.diary.settings().thing
    if request.method == "POST":
        form = RequestForm(request.POST, life=life, settings=settings)
        if form.is_valid() and "look" not in request.POST:
            kept = desk.keep_request(request.diary, replace(form.as_thing("new"), at=now))
            return redirect("request", kept.thing.id)
        seen = replace(form.as_thing("new"), at=now) if form.is_valid() else None
        return _new(request, form, seen, None, status=pages.UNPROCESSABLE if form.wrong else 200)
    text = request.GET.get("text", "").strip()
    asked = desk.read_line(request.diary, text, now=now)
    fields = ("who", "what", "on", "start", "minutes", "all_day")
    form = RequestForm(life=life, settings=settings, initial={name: getattr(asked, name) for name in fields})
    span = asked.span(settings.zone)
    seen = Request("new", now, asked.who, asked.what, span, asked.all_day) if span else None
    read = understood(asked, settings, now=now) if text else None
    return _new(request, form, seen, read)


def _new(
    request: PersonRequest, form: RequestForm, seen: Request | None, read: Any, *, status: int = 200
) -> HttpResponse:
    case = desk.look_at(request.diary, seen, now=timezone.now()) if seen else None
    context = {"form": form, "read": read, "case": case_view(case) if case else None}
    return render(request, "asking/new.html", context, status=status)


@require_safe
def one(request: PersonRequest, id: str) -> HttpResponse:
    """A request with its verdict, other times, and a reply in the tone and at the disclosure chosen."""
    return _one(request, id)


def _one(
    request: PersonRequest,
    id: str,
    *,
    answer: str | None = None,
    status: int = 200,
    beside: bool = False,
    clash: str = "",
) -> HttpResponse:
    """The page with a draft in it, or with the words that somebody made of one; `beside`: with both."""
    case = _case(request, id)
    kept, settings = case.request, request.diary.settings().thing
    answering = _chosen(request, "answering", words.ANSWERINGS, _usual_answer(case))
    tone = _chosen(request, "tone", words.TONES, "warm")
    disclosure = _chosen(request, "disclosure", words.DISCLOSURES, case.disclosure)
    hand = at_hand(request.diary, kept, now=timezone.now())
    proposed = _said(request, "proposed")
    envelope = envelope_of(case, hand, answering=answering, proposed=proposed) if hand else None
    drafted = _front(case, span_said(proposed)) if hand else case
    draft = desk.draft(drafted, answering, tone=tone, disclosure=disclosure)  # type: ignore[arg-type]
    text = answer or draft
    context = {
        "case": case_view(case),
        "envelope": envelope,
        "each": request_line(kept, settings),
        "kept": kept,
        "version": case.version,
        "clash": clash,
        "reply": text,
        "drafted": _digest(draft),
        "other_draft": draft if beside and _digest(draft) != _digest(text) else "",
        "mailto": _mailto(kept, text),
        "chosen": {"answering": answering, "tone": tone, "disclosure": disclosure}
        | ({"proposed": envelope.first_time} if envelope else {}),
        "choices": {
            "answering": words.ANSWERINGS.items(),
            "tone": words.TONES.items(),
            "disclosure": words.DISCLOSURES.items(),
        },
    }
    return render(request, "asking/request.html", context, status=status)


def _digest(text: str) -> str:
    """Tells whether a draft was changed, whatever a browser makes of the ends of its lines."""
    return hashlib.sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()[:16]


def _drafted(request: PersonRequest, id: str, text: str) -> HttpResponse:
    """The draft as it was asked for; what somebody has made of an earlier one stays until they let it go."""
    if text.strip() and _digest(text) != request.POST.get("drafted", ""):
        return _one(request, id, answer=text, beside=True)
    names = ("answering", "tone", "disclosure", "proposed")
    asked = {name: said for name in names if (said := request.POST.get(name, ""))}
    return redirect(f"{reverse('request', args=[id])}?{urlencode(asked)}")


def changed_since(request: PersonRequest) -> str:
    """What was chosen anew since the reply was drafted; "" where it says what is chosen."""
    taken, chosen = request.POST.get("taken", ""), request.POST.get("answering", "")
    if chosen in words.ANSWERINGS and chosen != taken:
        return _("You chose another answer since the reply was drafted.")
    return another_time(request)


def another_time(request: PersonRequest) -> str:
    """The same of the time that is proposed."""
    proposed, drafted = (span_said(request.POST.get(name, "")) for name in ("proposed", "taken_time"))
    if request.POST.get("taken", "") != "counter" or proposed in (None, drafted):
        return ""
    return _("You chose another time to propose since the reply was drafted.")


def drafted_anew(request: PersonRequest, id: str, why: str) -> HttpResponse:
    """The page drafted as it is chosen now; what somebody typed stays, with that draft beside it."""
    text = request.POST.get("reply", "")[: words.LONGEST_ANSWER]
    own = bool(text.strip()) and _digest(text) != request.POST.get("drafted", "")
    return _one(request, id, answer=text if own else None, status=409, beside=own, clash=why)


def _front(case: desk.Case, span: Span | None) -> desk.Case:
    """With the time that is proposed first among the others: it is said first in words, too."""
    others = sorted(case.alternatives, key=lambda each: each.span != span)
    return replace(case, alternatives=tuple(others))


def _said(request: PersonRequest, name: str) -> str:
    return (request.POST if request.method == "POST" else request.GET).get(name, "")


def _usual_answer(case: desk.Case) -> str:
    return "accept" if case.verdict.word == "fits" else "counter"


def _chosen(request: PersonRequest, name: str, choices: dict[str, Any], otherwise: str) -> str:
    said = _said(request, name)
    return said if said in choices else otherwise


def _case(request: PersonRequest, id: str) -> desk.Case:
    try:
        return desk.case_of(request.diary, id, now=timezone.now())
    except NotThere as gone:
        raise Http404 from gone


def _mailto(kept: Request, text: str) -> str:
    subject = _("Re: %(what)s") % {"what": kept.what} if kept.what else _("Your request")
    return f"mailto:{quote(kept.email)}?{urlencode({'subject': subject, 'body': text}, quote_via=quote)}"


@require_POST
def answer(request: PersonRequest, id: str) -> HttpResponse:
    """Notes what was answered, or only takes over the words as they were changed; nothing is sent."""
    act, text = request.POST.get("act", ""), request.POST.get("reply", "")[: words.LONGEST_ANSWER]
    version, now, diary = _version(request), timezone.now(), request.diary
    try:
        match act:
            case "accept" | "give-back":
                back = act == "give-back"
                kept = desk.accept(diary, id, version=version, now=now, answer=text, give_back=back)
            case "counter" if why := another_time(request):
                advice = _("Here it is with that time. Look it over, and say once more what you answered.")
                return drafted_anew(request, id, f"{why} {advice}")
            case "counter":
                kept = _countered(request, id, version, text)
            case "decline":
                kept = desk.decline(diary, id, version=version, now=now, answer=text)
            case "draft":
                return _drafted(request, _case(request, id).request.id, text)
            case "words":
                return _one(request, id, answer=text)
            case "reopen":
                kept = desk.reopen(diary, id, version=version, now=now)
            case _:
                return redirect("request", _case(request, id).request.id)
    except NotThere as gone:
        raise Http404 from gone
    except (ChangedMeanwhile, NothingToBend) as clash:
        return _one(request, id, answer=text, status=409, clash=str(clash))
    messages.success(request, _told(kept.thing), extra_tags="calm")
    return redirect("request", id)


def _countered(request: PersonRequest, id: str, version: int, text: str) -> Kept[Request]:
    """Notes a counter with the time that was drafted to be proposed."""
    drafted = request.POST.get("taken", "counter") == "counter"
    proposed = span_said(request.POST.get("taken_time", "")) if drafted else None
    with request.diary.together():
        kept = desk.counter(request.diary, id, version=version, now=timezone.now(), answer=text)
        note_proposed(request.diary, id, proposed)
    return kept


def _told(kept: Request) -> str:
    title = title_of(kept)
    words_for = {
        "accepted": _("Accepted. Your week shows “%(title)s” and is planned around it."),
        "given_back": _(
            "Accepted. Your week shows “%(title)s”, and the time it takes from what you protect is owed back."
        ),
        "countered": _("Noted: you proposed other times to %(who)s."),
        "declined": _("Noted: you declined. That is an answer, too."),
        "open": _("“%(title)s” waits for your answer again."),
        "called_off": _("“%(title)s” is called off."),
    }
    return words_for[kept.state] % {"title": title, "who": kept.who}


def _version(request: PersonRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0  # noqa: PLR2004


def change(request: PersonRequest, id: str) -> HttpResponse:
    """The form of a request; afterwards its own page."""
    said = pages.change_page(request, REQUESTS, id)
    return redirect("request", id) if said.headers.get("Location") == reverse("requests") else said


@require_POST
def remove(request: PersonRequest, id: str) -> HttpResponse:
    """With the invitation that it came as, which is kept at hand as well."""
    kept = invitation_of(request.diary, id)
    said = pages.remove(request, REQUESTS, id)
    if kept is not None:
        aside.put(request, ENVELOPE, wiring.as_document(kept.thing))
    return said


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    envelope = aside.take(request, ENVELOPE)
    said = pages.put_back(request, KINDS, "requests")
    if envelope:
        desk.bring_envelope_back(request.diary, wiring.from_document(Invitation, envelope))
    return said
