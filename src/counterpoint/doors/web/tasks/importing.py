"""A list of tasks from a file: first a look at it, then what was chosen of it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint import wiring
from counterpoint.desk.matters.tasks import sort_arrivals, take_in
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning.intake import TasksRead
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.tasks.view import task_line

MOST_BYTES = 2_000_000


def bring_in(request: PersonRequest) -> HttpResponse:
    """The upload, the look at it, and the taking in, on one page."""
    if request.method != "POST":
        return render(request, "tasks/import.html", {})
    uploaded: UploadedFile[Any] | None = request.FILES.get("file")
    if uploaded is not None:
        return _look(request, uploaded.read(MOST_BYTES + 1), uploaded.name or "")
    raw = _carried(request)
    if not raw:
        return _wrong(request, _("Choose a file first."))
    return _take(request, raw, request.POST.get("name", ""))


def _carried(request: PersonRequest) -> bytes:
    """The file's bytes as the look at them carried them along."""
    try:
        return base64.b64decode(request.POST.get("document", ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _look(request: PersonRequest, raw: bytes, name: str) -> HttpResponse:
    if len(raw) > MOST_BYTES:
        return _wrong(request, _("This file is larger than 2 MB; a list of tasks is shorter than that."))
    try:
        read = _read(request, raw, name)
    except CounterpointError as wrong:
        return _wrong(request, str(wrong))
    life, settings = request.diary.life(), request.diary.settings().thing
    arrivals = sort_arrivals(request.diary, read.tasks)
    now = timezone.now()
    context = {
        "read": read,
        "name": name,
        "document": base64.b64encode(raw).decode(),
        "lines": [(n, task_line(task, life, settings, now)) for n, task in enumerate(arrivals.new)],
        "known": arrivals.known,
    }
    return render(request, "tasks/import.html", context)


def _read(request: PersonRequest, raw: bytes, name: str) -> TasksRead:
    return wiring.read_task_list(raw, name=name, life=request.diary.life())


def _wrong(request: PersonRequest, why: str) -> HttpResponse:
    return render(request, "tasks/import.html", {"wrong": why}, status=UNPROCESSABLE)


def _take(request: PersonRequest, raw: bytes, name: str) -> HttpResponse:
    try:
        read = _read(request, raw, name)
    except CounterpointError as wrong:
        return _wrong(request, str(wrong))
    wanted = set(request.POST.getlist("take"))
    new = [task for n, task in enumerate(sort_arrivals(request.diary, read.tasks).new) if str(n) in wanted]
    kept = take_in(request.diary, new)
    words = ngettext("%(count)d task came in.", "%(count)d tasks came in.", len(kept))
    messages.success(request, words % {"count": len(kept)}, extra_tags="calm")
    return redirect("tasks")
