"""The journal: written, read again, changed, and removed for good."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoint.desk.day.journal import look_into, question_of_the_day, write_entry
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import JournalEntry
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE, Frame
from counterpoint.doors.web.journal.forms import EntryForm, LookForm, WriteForm
from counterpoint.doors.web.journal.view import entries_shown
from counterpoint.doors.web.sealed import change_sealed, remove_for_good

A_PAGE = 20
MOST_QUESTIONS = 1000


@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: PersonRequest) -> HttpResponse:
    """A place to write, and below it what was written."""
    if request.method != "POST" or "another" in request.POST:
        return _show(request, None)
    form = WriteForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _show(request, form)
    try:
        write_entry(
            request.diary, form.cleaned_data["text"], prompt=form.cleaned_data["prompt"], now=timezone.now()
        )
    except CounterpointError as wrong:
        form.add_error(None, f"{wrong.message} {wrong.advice}".strip())
        return _show(request, form)
    messages.success(request, _("Kept, for you alone."), extra_tags="calm")
    return redirect("journal")


def _show(request: PersonRequest, typed: WriteForm | None) -> HttpResponse:
    look = LookForm(request.GET if request.method == "GET" else None, label_suffix="")
    asked: dict[str, Any] = look.cleaned_data if look.is_bound and look.is_valid() else {}
    looked = look_into(
        request.diary, first=asked.get("first"), last=asked.get("last"), words=asked.get("words", "")
    )
    page = Paginator(looked.entries, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **_question(request, typed),
        "look": look,
        "looking": any(asked.values()) or bool(look.errors),
        "any": looked.any_at_all,
        "page": page,
        "asked": request.GET.copy(),
        "entries": entries_shown(page.object_list, request.diary.settings().thing, timezone.now()),
    }
    context["asked"].pop("page", None)
    return render(request, "journal/journal.html", context, status=UNPROCESSABLE if typed else 200)


def _question(request: PersonRequest, typed: WriteForm | None) -> dict[str, Any]:
    said = request.POST.get("another", request.GET.get("another", ""))
    another = int(said) % MOST_QUESTIONS if said.isdecimal() and len(said) < len(str(2**31)) else 0
    question = "" if said == "none" else question_of_the_day(request.diary, timezone.now(), another=another)
    if typed is not None:
        question = str(typed.data.get("prompt", ""))
    written = request.POST.get("text", "")  # stays while another question is looked for
    form = typed or WriteForm(initial={"prompt": question, "text": written}, label_suffix="")
    return {"form": form, "question": question, "another": another + 1}


def change(request: PersonRequest, id: str) -> HttpResponse:
    """An entry in a form, with the day on which it was written."""

    def frame(entry: JournalEntry | None) -> Frame:
        asked = entry.prompt if entry else ""
        return Frame(_("An entry"), "journal", asked, "journal-remove", aside={"id": id})

    return change_sealed(request, JournalEntry, partial(EntryForm, now=timezone.now()), id, frame)


def remove(request: PersonRequest, id: str) -> HttpResponse:
    return remove_for_good(request, JournalEntry, id, "journal")
