"""Invitations that are handed in as files, and answers to take along: nothing is sent from here."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from counterpoint import wiring
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.inviting.answering import answer_of, say_who_i_am
from counterpoint.desk.inviting.taking_in import TakenIn, take_in, words_on
from counterpoint.desk.ports import NotThere
from counterpoint.domain.agenda import Doubt, SetAside
from counterpoint.domain.boundaries import Request
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.inviting import CannotAnswer, Said
from counterpoint.doors.web.asking.envelope import span_said
from counterpoint.doors.web.asking.pages import changed_since, drafted_anew
from counterpoint.doors.web.asking.words import LONGEST_ANSWER
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.uploads import Quota, uploads_of, with_quota

MOST_TOLD = 5
"""Parts of a file of which each is told by itself."""
KINDS = {"eml": "message/rfc822", "ics": "text/calendar; charset=utf-8"}
SAYINGS: dict[str, Said] = {"accept": "accept", "counter": "counter", "decline": "decline"}


@csrf_exempt
@require_POST
def hand_in(request: PersonRequest) -> HttpResponse:
    """Takes in mails and calendars. The quota has to stand before the form is read, also by CSRF's check."""
    return _hand_in(request, with_quota(request))


@csrf_protect
def _hand_in(request: PersonRequest, quota: Quota) -> HttpResponse:
    uploads = uploads_of(request, "file")
    if not uploads and not quota.too_large:
        messages.warning(request, _("No file was chosen. Choose the mail (.eml) or the calendar (.ics)."))
        return redirect("requests")
    for name in quota.too_large:
        messages.warning(request, _("“%(name)s” is too large for an invitation.") % {"name": name})
    went_to = [went for each in uploads for went in _one(request, each)]
    return redirect("request", went_to[0]) if len(went_to) == 1 else redirect("requests")


def _one(request: PersonRequest, upload: Upload) -> list[str]:
    """Takes one file in and says what became of it; the requests that it is about."""
    now, diary = timezone.now(), request.diary
    try:
        found = wiring.read_invitations(upload.raw, now=now, zone=diary.settings().thing.zone)
    except CounterpointError as problem:
        messages.warning(request, f"{upload.filename}: {problem}")
        return []
    taken = take_in(diary, found, now=now, mine=[request.user.email])
    _tell(request, taken)
    return list(dict.fromkeys(each.request_id for each in taken.taken if each.request_id))


def _tell(request: PersonRequest, taken: TakenIn) -> None:
    for each in taken.taken:
        messages.success(request, words_on(each), extra_tags="calm")
    for said in _some(_("Set aside – %(what)s: %(why)s"), taken.set_aside):
        messages.warning(request, said)
    for said in _some(_("Read on a guess – %(what)s: %(why)s"), taken.doubts):
        messages.info(request, said)


def _some(words: str, noted: Sequence[SetAside | Doubt]) -> list[str]:
    """The first of what was noted of a file, and how much more there is."""
    told = [words % {"what": _about(each), "why": each.why} for each in noted[:MOST_TOLD]]
    more = len(noted) - len(told)
    last = ngettext("And %(n)d more like these.", "And %(n)d more like these.", more) % {"n": more}
    return [*told, last] if more else told


def _about(noted: SetAside | Doubt) -> str:
    return noted.about if isinstance(noted, Doubt) else noted.component


@require_POST
def answer_mail(request: PersonRequest, id: str) -> HttpResponse:
    """The answer as a mail to take along; nothing is kept, and nothing is sent."""
    return _answer(request, id, "eml")


@require_POST
def answer_calendar(request: PersonRequest, id: str) -> HttpResponse:
    """The same as a calendar."""
    return _answer(request, id, "ics")


def _answer(request: PersonRequest, id: str, kind: str) -> HttpResponse:
    kept, said = _request(request, id), SAYINGS.get(request.POST.get("taken", ""))
    if said is None:
        return redirect("request", id)
    if why := changed_since(request):
        advice = _(
            "Here it is as you chose now. No file was made yet: look the reply over, then take it along."
        )
        return drafted_anew(request, id, f"{why} {advice}")
    text = request.POST.get("reply", "")[:LONGEST_ANSWER]
    proposed = span_said(request.POST.get("taken_time", ""))
    try:
        answer = answer_of(request.diary, kept, said, text=text, proposed=proposed, now=timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    except CannotAnswer as why:
        messages.warning(request, str(why))
        return redirect("request", id)
    raw = wiring.answer_as_mail(answer) if kind == "eml" else wiring.answer_as_ics(answer)
    return HttpResponse(
        raw,
        content_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="answer.{kind}"'},
    )


@require_POST
def me(request: PersonRequest, id: str) -> HttpResponse:
    """By which address the person is invited: one of those that are named, or another that they write."""
    _request(request, id)
    address = request.POST.get("other", "").strip() or request.POST.get("me", "")
    try:
        say_who_i_am(request.diary, id, address)
    except CannotAnswer as why:
        messages.warning(request, str(why))
    return redirect(f"{reverse('request', args=[id])}#answer-title")


def _request(request: PersonRequest, id: str) -> Request:
    try:
        return request.diary.dated(Request).get(id).thing
    except NotThere as gone:
        raise Http404 from gone
