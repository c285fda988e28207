"""Where one is reached outside the app: named, confirmed, tried, taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from counterpoint import wiring
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.post import reaching
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import WAYS
from counterpoint.domain.living.services import SERVICES
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.post import view

HERE = "post"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: PersonRequest) -> HttpResponse:
    """Every place with its state; and one field for another mail address."""
    if request.method != "POST":
        return show(request)
    if not view.can_mail(request):
        raise Http404(_("No mail goes out of this Counterpoint."))
    said = request.POST.get("address", "")
    try:
        target = reaching.add_mail(request.diary, said, timezone.now())
    except CounterpointError as wrong:
        return show(request, {"typed": said, "wrong": str(wrong)}, status=UNPROCESSABLE)
    words = _("A mail is on its way to %(address)s. Nothing else goes there until it is confirmed.")
    if target.confirmed_at is not None:
        words = _("%(address)s is confirmed already.")
    messages.success(request, words % {"address": target.name}, extra_tags="calm")
    return redirect(HERE)


def show(request: PersonRequest, said: Mapping[str, str] | None = None, *, status: int = 200) -> HttpResponse:
    """The page; `said` is what was typed and what is wrong with it."""
    now, settings = timezone.now(), request.diary.settings().thing
    places: dict[str, list[view.Place]] = {way: [] for way in WAYS}
    for each in reaching.reached(request.diary):
        places[each.target.way].append(view.place(each, settings, now))
    context: dict[str, Any] = {
        "mails": places["mail"],
        "devices": places["push"],
        "services": places["apprise"],
        "can_mail": view.can_mail(request),
        "in_example": view.in_example(request),
        "is_owner": request.user.is_owner,
        "full": {way for way in WAYS if len(places[way]) >= reaching.MOST_TARGETS},
        "offered": SERVICES,
        **view.this_browser(request),
    }
    return render(request, "post/post.html", {**context, **(said or {})}, status=status)


@require_POST
def ask(request: PersonRequest, id: str) -> HttpResponse:
    """Another confirmation."""
    return _done(
        request,
        lambda: reaching.ask_to_confirm(request.diary, id, timezone.now()),
        _("Another code is on its way; the one before works no longer."),
    )


@require_POST
def code(request: PersonRequest, id: str) -> HttpResponse:
    """The code from the message, typed."""
    said = request.POST.get("code", "")[:80]
    back = wiring.ways_back()
    return _done(
        request,
        lambda: reaching.confirm_by_code(request.diary, id, said, timezone.now(), back),
        _("Confirmed. Now choose what is told there, on “What you want to hear of”."),
    )


@require_POST
def test(request: PersonRequest, id: str) -> HttpResponse:
    return _done(
        request,
        lambda: reaching.send_test(request.diary, id, timezone.now()),
        _("A test is on its way. The outbox says what becomes of it."),
    )


@require_POST
def remove(request: PersonRequest, id: str) -> HttpResponse:
    return _done(
        request,
        lambda: reaching.remove_target(request.diary, id),
        _("Taken away. Nothing goes there any more."),
    )


def _done(request: PersonRequest, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except NotThere as gone:
        raise Http404(gone.message) from gone
    except ChangedMeanwhile:
        messages.info(request, _("Another tab was quicker; here it is as it is now."))
    except CounterpointError as wrong:
        messages.warning(request, str(wrong))
    else:
        messages.success(request, words, extra_tags="calm")
    return redirect(HERE)
