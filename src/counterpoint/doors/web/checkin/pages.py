"""Checking in, looking back at one's own check-ins, and being asked."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from counterpoint.desk.day import checking_in as desk
from counterpoint.desk.day.checking_in import AtHand
from counterpoint.desk.matters.things import keep
from counterpoint.desk.ports import NotThere
from counterpoint.domain.energy import CheckIn, PromptWishes
from counterpoint.domain.zones import zone_at
from counterpoint.doors.web.at_the_door import PersonRequest, sign_of
from counterpoint.doors.web.checkin import view
from counterpoint.doors.web.checkin.forms import PULLED, WHERE, CheckInForm, NewAnswers, PromptsForm
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import UNPROCESSABLE, Frame, Kind

BACK = "check-ins"
MOST_DIGITS = 5
WAYS_ON = ("today", "notices", BACK)
CHECK_INS = Kind[CheckIn](
    name="check-in",
    form=CheckInForm,
    shelf=lambda diary: diary.shelf(CheckIn),
    thing_type=CheckIn,
    add_title="",
    change_title="",
    back=BACK,
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check_in(request: PersonRequest) -> HttpResponse:
    """A few taps. A page with script sends each of them here; without it, one button sends them all."""
    if request.method == "POST":
        return _take(request)
    now = timezone.now()
    return render(request, "checkin/check_in.html", form_context(request, desk.at_hand(request.diary, now)))


def form_context(request: PersonRequest, at_hand: AtHand, said: Any = None) -> dict[str, Any]:
    """What the form of a new check-in is set from, here and wherever else it stands."""
    return {
        "new_id": uuid.uuid4().hex,
        "sign": sign_of(request.user),
        "at_hand": at_hand,
        "core": view.core(said),
        "evening": view.evening(said),
        "where": WHERE,
        "pulled": PULLED,
        "said": said or {},
        "zone": zone_at(request.diary.settings().thing.zone, timezone.now()),
    }


def _take(request: PersonRequest) -> HttpResponse:
    plainly = "application/json" not in request.headers.get("Accept", "")
    meant_for = request.POST.get("for", "")
    if meant_for and meant_for != sign_of(request.user):
        return JsonResponse({"kept": False, "why": "somebody else's"}, status=409)
    form = NewAnswers(request.POST)
    if not form.is_valid():
        return _again(request, form) if plainly else JsonResponse({"kept": False}, status=UNPROCESSABLE)
    now = timezone.now()
    kept = desk.keep_answers(
        request.diary,
        form.cleaned_data["id"],
        form.said(),
        at=desk.moment_of(now, timedelta(seconds=min(form.cleaned_data["ago"] or 0.0, 1e9))),
        zone=request.diary.settings().thing.zone,
    )
    if not plainly:
        return JsonResponse({"kept": True, "id": kept.thing.id, "version": kept.version})
    messages.success(request, _("Kept."), extra_tags="calm")
    then = request.POST.get("then", "")
    return redirect(then if then in WAYS_ON else BACK)


def _again(request: PersonRequest, form: NewAnswers) -> HttpResponse:
    context = form_context(request, desk.at_hand(request.diary, timezone.now()), form.data)
    return render(request, "checkin/check_in.html", {**context, "wrong": True}, status=UNPROCESSABLE)


@require_GET
@never_cache
def offline(request: PersonRequest) -> HttpResponse:
    """The page that a device keeps for when there is no network: nothing of the person's is on it."""
    return render(request, "checkin/offline.html", form_context(request, AtHand()))


@require_GET
@never_cache
def token(request: PersonRequest) -> HttpResponse:
    """What a device needs to send what it kept: who is signed in, and the proof that a form is ours."""
    return JsonResponse({"for": sign_of(request.user), "token": get_token(request)})


@require_GET
def check_ins(request: PersonRequest) -> HttpResponse:
    """One's own, the newest first, page by page."""
    now, settings = timezone.now(), request.diary.settings().thing
    looked = desk.look_back(request.diary, _page(request.GET.get("page", "")))
    context = {
        "past": [view.past_of(each, settings, now) for each in looked.past],
        "page": looked.page,
        "newer": looked.page - 1,
        "older": looked.page + 1 if looked.older else 0,
        "removed": pages.just_removed(request),
        "often": desk.prompt_wishes(request.diary).thing.often,
    }
    return render(request, "checkin/check_ins.html", context)


def _page(said: str) -> int:
    """The number of a page; the first one for whatever else is said."""
    number = int(said) if said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS else 1
    return max(1, number)


def change(request: PersonRequest, id: str) -> HttpResponse:
    """A check-in as it was said, to be put right."""
    shelf = request.diary.shelf(CheckIn)
    try:
        kept = shelf.get(id)
    except NotThere as gone:
        raise Http404 from gone
    frame = Frame(
        view.when(kept.thing, request.diary.settings().thing, timezone.now()).capitalize(),
        BACK,
        _("Leave out what you like. What is not said stays unknown."),
        remove="check-in-remove",
        aside={"id": id, **_shown(request, kept.thing)},
        template="checkin/change.html",
    )

    def write(thing: CheckIn, version: int | None) -> None:
        keep(shelf, thing, version=version)

    return pages.edit(request, CheckInForm, kept, id=id, write=write, frame=frame)


def _shown(request: PersonRequest, thing: CheckIn) -> dict[str, Any]:
    pulled = {None: "", True: "yes", False: "no"}[thing.pulled]
    said: Any = request.POST if request.method == "POST" else None
    kept = {name: getattr(thing, name) for name in thing.__slots__} | {"pulled": pulled}
    said = said or kept
    return {
        "core": view.core(said),
        "evening": view.evening(said),
        "where": WHERE,
        "pulled": PULLED,
        "said": said,
    }


@require_POST
def remove(request: PersonRequest, id: str) -> HttpResponse:
    """Away at once, and back with one press."""
    shelf = request.diary.shelf(CheckIn)
    try:
        thing = shelf.get(id).thing
        shelf.remove(id)
    except NotThere as gone:
        if pages.is_just_removed(request, CHECK_INS.name, id):
            return redirect(BACK)
        raise Http404 from gone
    title = view.when(thing, request.diary.settings().thing, timezone.now())
    pages.keep_aside(request, CHECK_INS.name, title, thing)
    page = _page(request.POST.get("page", ""))
    return redirect(f"{reverse(BACK)}?page={page}" if page > 1 else BACK)


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    return pages.put_back(request, {CHECK_INS.name: CHECK_INS}, BACK)


def prompts(request: PersonRequest) -> HttpResponse:
    """Whether and how often one is asked."""
    kept = desk.prompt_wishes(request.diary)

    def write(wishes: PromptWishes, version: int | None) -> None:
        desk.keep_prompt_wishes(request.diary, wishes, version=version or 0)

    frame = Frame(
        _("Being asked"),
        BACK,
        _(
            "At moments that nobody can foresee, once in each part of your waking day. Each waits for "
            "45 minutes and is then over without a word. The first two days stay out of every estimate, "
            "because looking at oneself is new then."
        ),
    )
    return pages.edit(request, PromptsForm, kept, id=kept.thing.id, write=write, frame=frame)
