"""A person's word on one event: in its line by htmx, on a page of its own without."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoint.desk.calendars.marking import Heard, hear_event, mark_event
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.marks import MarkForm, mark_form, seen
from counterpoint.doors.web.calendars.one import events_shown
from counterpoint.doors.web.calendars.shown import event_line
from counterpoint.doors.web.calendars.views import by_htmx, domains_of, of_this_person


@require_http_methods(["GET", "POST"])
@of_this_person
def event(request: PersonRequest, id: str) -> HttpResponse:
    if request.method == "GET":
        heard = _heard(request, id, request.GET.get("key", ""), request.GET.get("at", ""))
        return _form(request, heard, mark_form(heard, domains_of(request)))
    heard = _heard(request, id, request.POST.get("key", ""), request.POST.get("at", ""))
    form = MarkForm(request.POST, domains=domains_of(request), auto_id="mark-%s")
    if not form.is_valid():
        return _form(request, heard, form, status=422)
    if form.cleaned_data["seen"] != seen(heard):
        return _clash(request, heard, form)
    at = heard.occurrence.span.start
    mark_event(request.diary, id, heard.occurrence.key, form.mark, starts_at=at, scope=form.chosen_scope)
    return _done(request, id, heard)


def _heard(request: PersonRequest, id: str, key: str, at: str) -> Heard:
    starts_at = _moment(at)
    return hear_event(request.diary, id, key, starts_at=starts_at)


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError) as impossible:
        raise Http404 from impossible
    raise Http404


def _clash(request: PersonRequest, heard: Heard, form: MarkForm) -> HttpResponse:
    form.answer(seen=seen(heard))
    form.add_error(
        None,
        _("This event was decided on in another tab. Your choice is still here; keep it once more."),
    )
    return _form(request, heard, form, status=422)


def _form(request: PersonRequest, heard: Heard, form: MarkForm, *, status: int = 200) -> HttpResponse:
    settings = request.diary.settings().thing
    domains = {domain.id: domain for domain in domains_of(request)}
    shown = {
        "form": form,
        "event": event_line(heard, domains, settings, timezone.now()),
        "repeats": heard.repeats,
        "calendar": heard.calendar,
        "rules": heard.rules,
        "search": request.POST.get("q") or request.GET.get("q") or "",
    }
    # htmx leaves out an answer with an error status; the words in the form say what is wrong.
    if by_htmx(request):
        return render(request, "calendars/_event_form.html", shown)
    return render(request, "calendars/event.html", shown, status=status)


def _done(request: PersonRequest, id: str, heard: Heard) -> HttpResponse:
    if by_htmx(request):
        shown = events_shown(request, id, timezone.now(), focus=heard.occurrence.key)
        answer = render(request, "calendars/_events.html", shown)
        answer["HX-Retarget"] = "#events"
        answer["HX-Reswap"] = "outerHTML"
        return answer
    messages.success(request, _("Kept."))
    search = request.POST.get("q", "")
    query = f"?{urlencode({'q': search})}" if search else ""
    line = event_line(heard, {}, request.diary.settings().thing, timezone.now())
    return redirect(f"{reverse('calendar', args=[id])}{query}#{line.anchor}")
