"""“How I work”: written for each audience with a preview beside it, shared by a link that can be revoked."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoint import wiring
from counterpoint.desk.boundaries import how_i_work as desk
from counterpoint.desk.matters.things import keep
from counterpoint.domain.boundaries import AUDIENCES, Audience, HowIWork
from counterpoint.doors.web.asking.forms import HowIWorkForm, form_for
from counterpoint.doors.web.asking.sheet import as_text, sheet_of
from counterpoint.doors.web.asking.words import AUDIENCES as AUDIENCE_WORDS
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame


@require_safe
def how_i_work(request: PersonRequest) -> HttpResponse:
    """The pages, one for each audience, and which of them is shared."""
    lines = [
        {
            "audience": audience,
            "title": AUDIENCE_WORDS[audience],
            "written": desk.page_for(request.diary, audience) is not None,
            "shared": wiring.page_address_of(request.user, audience) is not None,
        }
        for audience in AUDIENCES
    ]
    return render(request, "asking/how_i_work.html", {"lines": lines})


def _audience(name: str) -> Audience:
    if name not in AUDIENCES:
        raise Http404
    return name


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PersonRequest, audience: str) -> HttpResponse:
    """The page of one audience: its words, a preview of all that is read, the link and a mail."""
    whom = _audience(audience)
    kept, make = desk.page_for(request.diary, whom), form_for(whom)
    if request.method == "POST" and "look" in request.POST:
        return _look(request, whom, make)

    def write(thing: HowIWork, version: int | None) -> None:
        keep(request.diary.shelf(HowIWork), thing, version=version)

    frame = Frame(
        _("How I work, for %(whom)s") % {"whom": AUDIENCE_WORDS[whom]},
        "how-i-work",
        aside=_around(request, whom, kept.thing if kept else desk.first_page(whom)),
        template="asking/how_page.html",
    )
    answer = pages.edit(request, make, kept, id=whom, write=write, frame=frame)
    if answer.headers.get("Location") == reverse("how-i-work"):
        return redirect("how-i-work-page", whom)
    return answer


def _look(request: PersonRequest, whom: Audience, make: type[HowIWorkForm]) -> HttpResponse:
    """What would be read of what is typed; nothing is kept."""
    form = _typed(request, make)
    seen = form.as_thing(whom) if form.is_valid() else desk.first_page(whom)
    frame = Frame(_("How I work, for %(whom)s") % {"whom": AUDIENCE_WORDS[whom]}, "how-i-work")
    context = {"form": form, "frame": frame, "was": request.POST.get("was", ""), "looking": True}
    status = pages.UNPROCESSABLE if form.wrong else 200
    return render(request, "asking/how_page.html", {**context, **_around(request, whom, seen)}, status=status)


def _typed(request: PersonRequest, make: type[HowIWorkForm]) -> HowIWorkForm:
    return make(request.POST, life=request.diary.life(), settings=request.diary.settings().thing)


def _around(request: PersonRequest, whom: Audience, seen: HowIWork) -> dict[str, Any]:
    found = wiring.page_address_of(request.user, whom)
    address = request.build_absolute_uri(reverse("how-i-work-shared", args=[found.secret])) if found else ""
    sheet = sheet_of(desk.what_is_shown(request.diary, seen, whom), request.diary.settings().thing)
    text = as_text(sheet, address)
    mail = urlencode({"subject": sheet.title, "body": text}, quote_via=quote)
    return {
        "audience": whom,
        "whom": AUDIENCE_WORDS[whom],
        "sheet": sheet,
        "address": address,
        "text": text,
        "mailto": f"mailto:?{mail}",
        "written": desk.page_for(request.diary, whom) is not None,
    }


@require_POST
def preview(request: PersonRequest, audience: str) -> HttpResponse:
    """The preview alone, while it is being written; nothing is kept."""
    whom = _audience(audience)
    form = _typed(request, form_for(whom))
    if not form.is_valid():
        return HttpResponse(status=pages.UNPROCESSABLE)
    shown = desk.what_is_shown(request.diary, form.as_thing(whom), whom)
    return render(request, "asking/sheet.html", {"sheet": sheet_of(shown, request.diary.settings().thing)})


@require_POST
def link(request: PersonRequest, audience: str) -> HttpResponse:
    """Makes the link of an audience, revokes it, or takes the page away with it."""
    whom, now, act = _audience(audience), timezone.now(), request.POST.get("act", "")
    kept = desk.page_for(request.diary, whom)
    if act == "make" and kept:
        wiring.make_page_address(request.user, whom, now=now)
        words = _("Here is the link. Whoever has it reads this page, and nothing else.")
    elif act in ("revoke", "remove"):
        wiring.revoke_page_address(request.user, whom, now=now)
        words = _("The link no longer works.")
        if act == "remove" and kept:
            request.diary.shelf(HowIWork).remove(whom)
            words = _("The page is gone, and its link with it.")
    else:
        words = _("Keep the page first; then it can be shared.")
    messages.success(request, words, extra_tags="calm")
    return redirect("how-i-work-page", whom)


@login_not_required
@require_safe
def shared(request: HttpRequest, secret: str) -> HttpResponse:
    """The page for whoever has the link: what the preview shows, and nothing else."""
    behind = wiring.open_page(secret)
    shown = desk.shared_page(behind[0], _audience(behind[1])) if behind else None
    if behind is None or shown is None:
        raise Http404
    sheet = sheet_of(shown, behind[0].settings().thing)
    answer = render(request, "asking/shared.html", {"sheet": sheet})
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
