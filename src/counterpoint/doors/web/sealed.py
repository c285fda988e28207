"""Pages of what is sealed: opened in a form, told of where it does not open, and removed for good.

It stands nowhere but sealed in its table, so it is not kept aside to be brought back: removing asks first.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counterpoint.desk.matters.things import keep
from counterpoint.desk.ports import Kept, NotThere
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import GoodThing, JournalEntry
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame
from counterpoint.doors.web.forms.thing_form import ThingForm

SealedKind = type[JournalEntry] | type[GoodThing]


def change_sealed(
    request: PersonRequest,
    kind: SealedKind,
    make: Callable[..., ThingForm[Any]],
    id: str,
    frame: Callable[[Any], Frame],
) -> HttpResponse:
    """The thing in a form; `frame` is asked with it, or with None when another tab removed it."""
    shelf: Any = request.diary.dated(kind)
    kept: Kept[Any] | None
    try:
        kept = shelf.get(id)
    except NotThere as gone:
        if request.method != "POST" or not request.POST.get("was"):
            raise Http404 from gone
        kept = None
    except CounterpointError as wrong:
        return _cannot_be_read(request, wrong, id, frame(None))
    return pages.edit(
        request,
        make,
        kept,
        id=id,
        write=lambda thing, version: keep(shelf, thing, version=version),
        frame=frame(kept.thing if kept else None),
    )


def _cannot_be_read(request: PersonRequest, wrong: CounterpointError, id: str, frame: Frame) -> HttpResponse:
    """What is told of a sealed text that does not open, with the one thing that can be done here."""
    context = {"wrong": wrong, "remove": frame.remove, "id": id, "back": frame.back}
    return render(request, "sealed/closed.html", context, status=409)


def remove_for_good(request: PersonRequest, kind: SealedKind, id: str, back: str) -> HttpResponse:
    """Asks, then removes. Nothing of it is kept aside."""
    shelf: Any = request.diary.dated(kind)
    try:
        shelf.get(id)
    except NotThere as gone:
        raise Http404 from gone
    except CounterpointError:
        pass  # what cannot be opened can still be taken away
    if request.method != "POST" or "sure" not in request.POST:
        return render(request, "sealed/remove.html", {"id": id, "back": back})
    with suppress(NotThere):  # another tab was quicker, and it is gone as was wished
        shelf.remove(id)
    messages.success(request, _("It is gone."), extra_tags="calm")
    return redirect(back)
