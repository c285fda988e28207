"""One calendar: its name and domain, what was found in it, its events, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace as with_fields
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from counterpoint import wiring
from counterpoint.desk.calendars import keeping
from counterpoint.desk.calendars.adding import replace_file
from counterpoint.desk.calendars.belonging import belongs_to
from counterpoint.desk.calendars.keeping import account_of
from counterpoint.desk.calendars.marking import events_of, marks_said
from counterpoint.desk.calendars.uploads import too_large
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.desk.syncing import due
from counterpoint.desk.syncing.busy_there import busy_collection
from counterpoint.domain.agenda import CalendarSource
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.adding import words_on
from counterpoint.doors.web.calendars.busy_shown import told_of
from counterpoint.doors.web.calendars.forms import DescribeForm, ReplaceForm
from counterpoint.doors.web.calendars.shown import EventDay, by_day, called, event_line, goes_here, line_of
from counterpoint.doors.web.calendars.uploads import Quota, uploads_of, with_quota
from counterpoint.doors.web.calendars.views import domains_of, of_this_person, way_back

MOST_SHOWN = 200
MOST_FINDINGS = 100


@require_http_methods(["GET", "POST"])
@of_this_person
def calendar(request: PersonRequest, id: str) -> HttpResponse:
    """The page of a calendar; a post gives it a name and a domain."""
    source = request.diary.calendars.get(id).thing
    if request.method == "GET":
        return page(request, source)
    form = DescribeForm(request.POST, domains=domains_of(request))
    if form.is_valid() and _described(request, source, form):
        messages.success(request, _("Kept."))
        return redirect("calendar", id=id)
    return page(request, request.diary.calendars.get(id).thing, describe=form, status=422)


@csrf_exempt
@require_POST
@of_this_person
def replace(request: PersonRequest, id: str) -> HttpResponse:
    return _replace(request, id, with_quota(request))


@csrf_protect
def _replace(request: PersonRequest, id: str, quota: Quota) -> HttpResponse:
    source = request.diary.calendars.get(id).thing
    form = ReplaceForm(request.POST, request.FILES)
    try:
        for name in quota.too_large:
            raise too_large(name)
        upload = next(iter(uploads_of(request, "file")), None)
        if upload is None:
            form.add_error("file", _("No file was chosen. Choose the newer export first."))
            return page(request, source, replace=form, status=422)
        added = replace_file(request.diary, id, upload, now=timezone.now(), read=wiring.reads_calendars())
    except CounterpointError as problem:
        form.is_valid()
        form.blame(problem)
        return page(request, source, replace=form, status=422)
    messages.success(request, words_on(added))
    return redirect("calendars") if added.job else redirect("calendar", id=id)


@require_POST
@of_this_person
def belong(request: PersonRequest, id: str) -> HttpResponse:
    """Says to which part of life a calendar belongs, by one press."""
    said = {each.id: each.name for each in domains_of(request)}
    source = belongs_to(request.diary, id, request.POST.get("domain", ""))
    told = {"name": called(source), "domain": said.get(source.domain_id, "")}
    messages.success(request, _("“%(name)s” belongs to %(domain)s now.") % told, extra_tags="calm")
    return redirect(way_back(request, reverse("calendars")))


@require_POST
@of_this_person
def refresh(request: PersonRequest, id: str) -> HttpResponse:
    due.refresh(request.diary, id)
    return redirect("calendars") if request.POST.get("from") == "list" else redirect("calendar", id=id)


@require_http_methods(["GET", "POST"])
@of_this_person
def remove(request: PersonRequest, id: str) -> HttpResponse:
    """Asks first, and says what would go with the calendar. One of ours is not read but written: it is
    stopped, which says what becomes of what is there.
    """
    source = request.diary.calendars.get(id).thing
    account = account_of(request.diary, id)
    if account is not None and goes_here(request.diary, source):
        busy = busy_collection(request.diary, account.id)
        is_busy = busy is not None and busy.calendar_id == id
        page = "calendar-account-busy" if is_busy else "calendar-account-plan-stop"
        return redirect(page, id=account.id)
    if request.method == "GET":
        marks = marks_said(request.diary.calendars.marks(id))
        shown = {"line": line_of(request.diary, source, timezone.now()), "marks": marks}
        return render(request, "calendars/remove.html", shown)
    keeping.remove(request.diary, id)
    messages.success(request, _("“%(name)s” is removed.") % {"name": called(source)})
    return redirect("calendars")


def page(
    request: PersonRequest,
    source: CalendarSource,
    *,
    describe: DescribeForm | None = None,
    replace: ReplaceForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    findings = request.diary.calendars.findings(source.id)
    shown = {
        "line": line_of(request.diary, source, now),
        "account": account_of(request.diary, source.id) if source.kind == "account" else None,
        **told_of(request.diary, source),
        "describe": describe or _describe_form(request, source),
        "replace": replace or ReplaceForm(),
        "findings": findings,
        "set_aside": findings.set_aside[:MOST_FINDINGS],
        "warnings": findings.warnings[:MOST_FINDINGS],
        "more_aside": max(0, len(findings.set_aside) - MOST_FINDINGS),
        "more_warnings": max(0, len(findings.warnings) - MOST_FINDINGS),
        "marks": marks_said(request.diary.calendars.marks(source.id)),
    }
    return render(
        request,
        "calendars/calendar.html",
        shown | events_shown(request, source.id, now) | more,
        status=status,
    )


def events_shown(request: PersonRequest, id: str, now: datetime, *, focus: str = "") -> dict[str, Any]:
    """What the list of events shows; `focus` is the key of the event that was just decided on."""
    search = " ".join((request.GET.get("q") or request.POST.get("q") or "").split())
    domains = {domain.id: domain for domain in domains_of(request)}
    settings = request.diary.settings().thing
    heard = events_of(request.diary, id, now=now, search=search, most=MOST_SHOWN)
    days: tuple[EventDay, ...] = by_day(
        event_line(each, domains, settings, now, focus=each.occurrence.key == focus) for each in heard
    )
    return {"days": days, "search": search, "cut": len(heard) == MOST_SHOWN, "most": MOST_SHOWN, "id": id}


def _described(request: PersonRequest, source: CalendarSource, form: DescribeForm) -> bool:
    said = form.cleaned_data
    seen = with_fields(source, name=said["seen_name"], domain_id=said["seen_domain"])
    try:
        keeping.describe(request.diary, source.id, name=said["name"], domain_id=said["domain"], seen=seen)
    except ChangedMeanwhile as clash:
        theirs = clash.kept.thing if clash.kept else source
        form.answer(seen_name=theirs.name, seen_domain=theirs.domain_id)
        form.add_error(None, str(clash))
        return False
    except CounterpointError as problem:
        form.blame(problem)
        return False
    return True


def _describe_form(request: PersonRequest, source: CalendarSource) -> DescribeForm:
    start = {
        "name": called(source),
        "domain": source.domain_id,
        "seen_name": source.name,
        "seen_domain": source.domain_id,
    }
    return DescribeForm(initial=start, domains=domains_of(request))
