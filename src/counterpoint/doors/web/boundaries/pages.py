"""Boundaries, the ledger, and what is done to a bend, a give-back and a wish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoint.desk.boundaries import bending, giving_back
from counterpoint.desk.boundaries import ledger as desk_ledger
from counterpoint.desk.boundaries.bending import NothingToBend
from counterpoint.desk.boundaries.changing import keep_wait, take_wish_back
from counterpoint.desk.ports import NotThere
from counterpoint.desk.week.which import week_named, week_of
from counterpoint.domain.boundaries import Bend, GiveBack
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import NotAWeek, Week
from counterpoint.domain.values import marks_of
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.boundaries import view
from counterpoint.doors.web.boundaries.forms import BendForm, MoreForm, WaitForm
from counterpoint.doors.web.boundaries.view import GiveBackLine
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame

HERE = "boundaries"
MOST_QUOTED = 2000


@require_safe
def boundaries(request: PersonRequest) -> HttpResponse:
    """What is protected, when it is next, and what is owed."""
    page = view.boundaries_of(request.diary, timezone.now())
    return render(request, "boundaries/boundaries.html", {"page": page})


@require_safe
def ledger(request: PersonRequest) -> HttpResponse:
    """The last weeks in words; `until` names the latest of them."""
    now, settings = timezone.now(), request.diary.settings().thing
    last = _week(request.GET.get("until", ""), settings) or week_of(request.diary, now)
    weeks = desk_ledger.ledger(request.diary, now, until=last)
    context = {
        "weeks": view.told(weeks, marks_of(request.diary.life().values), settings),
        "earlier": last.next(-desk_ledger.WEEKS).name,
        "is_now": last == week_of(request.diary, now),
    }
    return render(request, "boundaries/ledger.html", context)


def _week(name: str, settings: Settings) -> Week | None:
    try:
        return week_named(name, settings.week_start) if name else None
    except (NotAWeek, OverflowError):
        return None


@require_POST
def bend(request: PersonRequest) -> HttpResponse:
    """One tap: this time bends, for this."""
    form = BendForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("That names no time that could bend. Choose one below."))
        return redirect(HERE)
    read, now = form.cleaned_data, timezone.now()
    try:
        bent = bending.bend(request.diary, read["protected"], read["span"], read["cause"], now)
    except (NothingToBend, NotThere) as refused:
        there = bending.just_bent(request.diary, read["protected"], read["span"], now)
        if there is not None:  # the second of two taps
            return redirect("bend-page", id=there.id)
        messages.warning(request, str(refused))
        return redirect(HERE)
    messages.success(
        request, _("“%(title)s” bends this once.") % {"title": bent.bend.title}, extra_tags="calm"
    )
    return redirect("bend-page", id=bent.bend.id)


@require_http_methods(["GET", "HEAD", "POST"])
def bent(request: PersonRequest, id: str) -> HttpResponse:
    """A bend: what is on offer for it, and what its person adds, if they like.

    What is pressed about its give-back comes with the words that were typed beside it: both are kept.
    """
    try:
        kept, back = bending.bend_of(request.diary, id)
    except NotThere as gone:
        if request.method != "POST":
            raise Http404 from gone
        return _nothing_to_add_to(request)
    if back is not None and "act" in request.POST and _can_be_kept(request, kept.thing):
        _do(request, back.id)
        if not _says_more(request, kept.thing):
            return redirect("bend-page", id=id)
        back = bending.bend_of(request.diary, id)[1]

    def write(said: Bend, version: int | None) -> None:
        bending.say_more(
            request.diary, id, cause=said.cause, for_whom=said.for_whom, reason=said.reason, version=version
        )

    frame = Frame(
        kept.thing.title,
        reverse("bend-page", args=[id]),
        aside=_around(request, kept.thing, back),
        template="boundaries/bend.html",
    )
    try:
        return pages.edit(request, MoreForm, kept, id=id, write=write, frame=frame)
    except NotThere:  # taken back between the two readings
        return _nothing_to_add_to(request)


def _can_be_kept(request: PersonRequest, one: Bend) -> bool:
    """Whether the words beside a press can be kept; else neither is, and the page says what to put right."""
    life, settings = request.diary.life(), request.diary.settings().thing
    return (
        not _says_more(request, one)
        or MoreForm(request.POST, life=life, settings=settings, thing=one).is_valid()
    )


def _says_more(request: PersonRequest, one: Bend) -> bool:
    """Whether a form says anything else of a bend than what is kept."""
    there = {"for_whom": one.for_whom, "cause": one.cause, "reason": one.reason}
    return any(request.POST.get(name, said).strip() != said for name, said in there.items())


def _around(request: PersonRequest, one: Bend, back: GiveBack | None) -> dict[str, Any]:
    now, settings = timezone.now(), request.diary.settings().thing
    return {
        "bend": one,
        "past": one.span.end <= now,
        "words": view.bend_words(one, settings),
        "back": _back_line(request, back, settings, now) if back else None,
    }


def _back_line(request: PersonRequest, back: GiveBack, settings: Settings, now: datetime) -> GiveBackLine:
    diary = request.diary
    return view.give_back_line(back, giving_back.places_of(diary, back, now), diary.life(), settings, now)


def _nothing_to_add_to(request: PersonRequest) -> HttpResponse:
    """The bend was taken back in another tab; what was typed here stays to be read."""
    words = _("That time holds after all: it was taken back in another tab, so there is nothing to add to.")
    typed = " ".join(request.POST.get(name, "").strip() for name in ("for_whom", "reason")).strip()
    if typed:
        words += " " + _("You had written: “%(typed)s”.") % {"typed": typed[:MOST_QUOTED]}
    messages.warning(request, words)
    return redirect(HERE)


@require_POST
def unbend(request: PersonRequest, id: str) -> HttpResponse:
    """It holds after all."""
    try:
        _kept, back = bending.bend_of(request.diary, id)
        gone = bending.unbend(request.diary, id, timezone.now())
    except NotThere as missing:
        raise Http404 from missing
    words = _("“%(title)s” holds after all.")
    if back and back.minutes_lived:
        words = _("“%(title)s” holds after all. The time that you gave back stays told, as a gift.")
    messages.success(request, words % {"title": gone.title}, extra_tags="calm")
    return redirect(HERE)


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: PersonRequest, id: str) -> HttpResponse:
    """What is said of a give-back; whoever only looks is led to the page of its bend."""
    if request.method == "POST":
        _do(request, id)
        return redirect(HERE)
    try:
        back = request.diary.shelf(GiveBack).get(id).thing
    except NotThere as gone:
        raise Http404 from gone
    return redirect(HERE) if back.is_gift else redirect("bend-page", id=back.bend_id)


def _do(request: PersonRequest, id: str) -> None:
    """Take it up, let it go, say that it was given, or put it on offer again."""
    now, diary, act = timezone.now(), request.diary, request.POST.get("act", "")
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "take": (
            lambda: giving_back.take_up(diary, id, now),
            _("It is owed now. The next planning finds it a place."),
        ),
        "let-go": (lambda: giving_back.let_go(diary, id, now), _("Let go.")),
        "given": (lambda: giving_back.give(diary, id, now), _("Given back.")),
        "offer": (lambda: giving_back.offer_again(diary, id, now), _("It is on offer again.")),
    }
    if act not in acts:
        raise Http404(_("There is nothing by that name to do with a give-back."))
    do, words = acts[act]
    try:
        do()
    except NotThere as gone:
        raise Http404 from gone
    except giving_back.NothingOwed as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, words, extra_tags="calm")


@require_POST
def wish_back(request: PersonRequest, id: str) -> HttpResponse:
    """A wish to loosen is taken back: what was firm stays so."""
    try:
        wish = take_wish_back(request.diary, id, timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    stays = _("“%(title)s” stays as it is.") % {"title": wish.title}
    if wish.days is not None:
        stays = _("Loosening waits as long as before.")
    messages.success(request, stays, extra_tags="calm")
    return redirect(HERE)


def wait(request: PersonRequest) -> HttpResponse:
    """How long loosening waits."""

    def write(settings: Settings, version: int | None) -> str:
        days, now = settings.loosening_days, timezone.now()
        wish = keep_wait(request.diary, days, version=version or 0, now=now)
        return view.shorter_words(wish, settings) if wish else ""

    lead = _("A promise to yourself for hard days. A wish that waits already keeps its day.")
    frame = Frame(_("How loosening waits"), HERE, lead)
    return pages.edit(request, WaitForm, request.diary.settings(), id="", write=write, frame=frame)
