"""Adding calendars from files and from addresses; `next` leads back to a page in which the forms stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from counterpoint import wiring
from counterpoint.desk.calendars.adding import Added, add_feed, add_file
from counterpoint.desk.calendars.uploads import Upload, too_large
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.forms import AddressForm, FilesForm
from counterpoint.doors.web.calendars.uploads import Quota, uploads_of, with_quota
from counterpoint.doors.web.calendars.views import domains_of, way_back


@dataclass(frozen=True)
class Adding:
    """Everything that the template ``calendars/_add.html`` shows, under the name `adding`."""

    files: FilesForm
    address: AddressForm
    next: str = ""
    problems: list[CounterpointError] = field(default_factory=list)


def adding(request: PersonRequest, *, next: str = "", **bound: Any) -> Adding:
    """The two forms for one person; `next` is where adding leads back to, the list of calendars if empty."""
    domains = domains_of(request)
    files, address = bound.get("files"), bound.get("address")
    return Adding(
        files or FilesForm(domains=domains, auto_id="files-%s"),
        address or AddressForm(domains=domains, auto_id="address-%s"),
        next or way_back(request, ""),
        bound.get("problems", []),
    )


@csrf_exempt
@require_http_methods(["GET", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """Counts the files while they come in, which must begin before the form's token is looked for."""
    return _add(request, with_quota(request))


@csrf_protect
def _add(request: PersonRequest, quota: Quota) -> HttpResponse:
    if request.method == "GET":
        return _page(request)
    form = FilesForm(request.POST, request.FILES, domains=domains_of(request), auto_id="files-%s")
    uploads = uploads_of(request, "file")
    if not form.is_valid() or not (uploads or quota.too_large):
        if not form.errors:
            form.add_error("file", _("No file was chosen. Choose one, or drop it onto the box."))
        return _page(request, files=form, status=422)
    problems: list[CounterpointError] = [too_large(name) for name in quota.too_large]
    added = [_added(request, each, form.cleaned_data["domain"], problems) for each in uploads]
    if not any(added):
        return _page(request, files=form, problems=problems, status=422)
    for problem in problems:
        messages.warning(request, str(problem))
    return redirect(way_back(request, reverse("calendars")))


@require_http_methods(["GET", "POST"])
def subscribe(request: PersonRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request)
    form = AddressForm(request.POST, domains=domains_of(request), auto_id="address-%s")
    if not form.is_valid():
        return _page(request, address=form, status=422)
    said = form.cleaned_data
    try:
        add_feed(request.diary, said["address"], name=said["name"], domain_id=said["domain"])
    except CounterpointError as problem:
        form.blame(problem)
        return _page(request, address=form, status=422)
    messages.success(request, _("The address is kept. Its events appear as soon as it has answered."))
    return redirect(way_back(request, reverse("calendars")))


def _added(
    request: PersonRequest, upload: Upload, domain_id: str, problems: list[CounterpointError]
) -> Added | None:
    try:
        added = add_file(
            request.diary, upload, domain_id=domain_id, now=timezone.now(), read=wiring.reads_calendars()
        )
    except CounterpointError as problem:
        problems.append(problem)
        return None
    messages.success(request, words_on(added))
    return added


def words_on(added: Added) -> str:
    """What became of a file: what was read, and what had to be set aside."""
    name = added.calendar.name
    if added.job:
        return _("“%(name)s” is kept and is now being read.") % {"name": name}
    events, aside = added.calendar.events, len(added.agenda.set_aside)
    words = ngettext(
        "“%(name)s” is here, with %(events)d event.", "“%(name)s” is here, with %(events)d events.", events
    ) % {"name": name, "events": events}
    if aside:
        words += " " + ngettext(
            "%(n)d part of the file could not be read; the calendar’s page says why.",
            "%(n)d parts of the file could not be read; the calendar’s page says why.",
            aside,
        ) % {"n": aside}
    return words


def _page(request: PersonRequest, *, status: int = 200, **bound: Any) -> HttpResponse:
    return render(request, "calendars/add.html", {"adding": adding(request, **bound)}, status=status)
