"""One page for every thing that can be added, changed, removed and had back, also when two tabs clash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counterpoint import wiring
from counterpoint.desk.matters.things import fresh_id_of, ids_on, keep, twin_of
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere, Shelf
from counterpoint.doors.web import aside
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.thing_form import ThingForm, differences, with_theirs

T = TypeVar("T")
UNPROCESSABLE = 422
REMOVED = "removed"
WAYS_BACK = ("review-month", "ten-steps-protected", "first-run-protected", "first-run-tasks")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a form: its titles, where one goes afterwards, and a word above it."""

    title: str
    back: str
    lead: str = ""
    remove: str = ""
    aside: dict[str, Any] = field(default_factory=dict)
    template: str = "forms/page.html"


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A kind of thing that lives on a shelf of the diary."""

    name: str
    form: Callable[..., ThingForm[T]]
    shelf: Callable[[Diary], Shelf[T]]
    thing_type: type[T]
    add_title: Any
    change_title: Any
    back: str
    lead: Any = ""
    add: Callable[[Diary, T], Kept[T]] | None = None
    change: Callable[[Diary, T, int | None], str] | None = None
    """Keeps a change in its own way, and says in words what is left to be said of it."""
    same_but: tuple[str, ...] = ("id",)
    """The fields that a person does not say: two that differ in nothing else are one, sent twice."""
    take: Callable[[Diary, str], str] | None = None
    """Removes in its own way; what it says in words is why the thing is still there."""
    bring_back: Callable[[Diary, T], Kept[T]] | None = None

    def frame(self, request: PersonRequest, *, new: bool, id: str = "") -> Frame:
        then = request.GET.get("then", "")
        return Frame(
            title=str(self.add_title if new else self.change_title),
            back=then if then in WAYS_BACK else self.back,
            lead=str(self.lead),
            remove="" if new else f"{self.name}-remove",
            aside={"id": id},
        )


def add_page(request: PersonRequest, kind: Kind[Any], initial: dict[str, Any] | None = None) -> HttpResponse:
    """An empty form, or the new thing on its shelf."""
    form = _form(request, kind.form, None, initial)
    if not form.is_bound or form.quiet or not form.is_valid():
        return _show(request, form, kind.frame(request, new=True))
    title = str(form.cleaned_data.get("title") or form.cleaned_data.get("name"))
    shelf = kind.shelf(request.diary)
    with request.diary.together():  # pressed twice, the second finds what the first has kept
        thing = form.as_thing(fresh_id_of(kind.thing_type, title, ids_on(shelf)))
        twin = twin_of(shelf, thing, but=kind.same_but)
        if twin is None:
            (kind.add or (lambda _diary, new: shelf.add(new)))(request.diary, thing)
    words = _("“%(title)s” is kept.") if twin is None else _("“%(title)s” is there, just as you wrote it.")
    messages.success(request, words % {"title": title}, extra_tags="calm")
    return redirect(kind.frame(request, new=True).back)


def change_page(request: PersonRequest, kind: Kind[Any], id: str) -> HttpResponse:
    """The form of a thing as it is kept, or the thing as it was changed."""
    shelf = kind.shelf(request.diary)
    kept = _kept_or_gone(request, shelf, id)

    def write(thing: Any, version: int | None) -> str:
        if kind.change is not None:
            return kind.change(request.diary, thing, version)
        keep(shelf, thing, version=version)
        return ""

    return edit(request, kind.form, kept, id=id, write=write, frame=kind.frame(request, new=False, id=id))


def _kept_or_gone(request: PersonRequest, shelf: Shelf[Any], id: str) -> Kept[Any] | None:
    """The thing; None when a form that was read earlier comes back for one that is gone by now."""
    try:
        return shelf.get(id)
    except NotThere as gone:
        if request.method == "POST" and request.POST.get("was"):
            return None
        raise Http404 from gone


def edit(
    request: PersonRequest,
    make: Callable[..., ThingForm[Any]],
    kept: Kept[Any] | None,
    *,
    id: str,
    write: Callable[[Any, int | None], object],
    frame: Frame,
) -> HttpResponse:
    """Shows, checks and keeps a form; a clash shows both sides, and nothing typed is lost."""
    if "take" in request.POST and "rows" not in request.POST and kept is not None:
        return _take_one(request, make, kept, frame)
    form = _form(request, make, kept)
    if not form.is_bound or form.quiet or not form.is_valid():
        return _show(request, form, frame)
    try:
        more = _write(form, make, write, id, request.POST.get("was", ""))
    except ChangedMeanwhile as clash:
        if clash.kept is None or differences(_again(make, form, clash.kept), form):
            return _show_both(request, make, form, clash.kept, frame)
        more = ""  # pressed twice, or said alike in two tabs: it is kept
    words = " ".join((_("Kept."), *([more] if isinstance(more, str) and more else [])))
    messages.success(request, words, extra_tags="calm")
    return redirect(frame.back)


def _write(
    form: ThingForm[Any],
    make: Callable[..., ThingForm[Any]],
    write: Callable[[Any, int | None], object],
    id: str,
    was: str,
) -> object:
    """Keeps what the form says; a change by another tab of other fields than these is no clash."""
    thing = form.as_thing(id)
    try:
        return write(thing, form.cleaned_data["version"])
    except ChangedMeanwhile as clash:
        if clash.kept is None or fingerprint(_again(make, form, clash.kept)) != was:
            raise
        return write(thing, clash.kept.version)


def _again(make: Callable[..., ThingForm[Any]], form: ThingForm[Any], kept: Kept[Any]) -> ThingForm[Any]:
    return make(life=form.life, settings=form.settings, thing=kept.thing, version=kept.version)


def fingerprint(form: ThingForm[Any]) -> str:
    """A digest of what an unbound form shows, to tell whether somebody else changed any of it."""
    said = "\x1f".join(f"{name}\x1e{form.shown(name)}" for name in form.names)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _take_one(
    request: PersonRequest, make: Callable[..., ThingForm[Any]], kept: Kept[Any], frame: Frame
) -> HttpResponse:
    life, settings = request.diary.life(), request.diary.settings().thing
    theirs = make(life=life, settings=settings, thing=kept.thing, version=kept.version)
    data = with_theirs(request.POST, request.POST["take"], theirs, version=kept.version)
    yours = make(data, life=life, settings=settings, thing=kept.thing)
    return _show(request, yours, frame, clash=differences(theirs, yours), was=fingerprint(theirs))


def _show_both(
    request: PersonRequest,
    make: Callable[..., ThingForm[Any]],
    yours: ThingForm[Any],
    kept: Kept[Any] | None,
    frame: Frame,
) -> HttpResponse:
    data: QueryDict = request.POST.copy()
    data["version"] = str(kept.version) if kept else ""
    fresh = make(data, life=yours.life, settings=yours.settings, thing=kept.thing if kept else None)
    if kept is None:
        return _show(request, fresh, frame, gone=True)
    theirs = _again(make, yours, kept)
    return _show(request, fresh, frame, clash=differences(theirs, fresh), was=fingerprint(theirs))


def _form(
    request: PersonRequest,
    make: Callable[..., ThingForm[Any]],
    kept: Kept[Any] | None,
    initial: dict[str, Any] | None = None,
) -> ThingForm[Any]:
    data = request.POST if request.method == "POST" else None
    return make(
        data,
        life=request.diary.life(),
        settings=request.diary.settings().thing,
        thing=kept.thing if kept else None,
        version=kept.version if kept else None,
        initial=initial,
    )


def _show(
    request: PersonRequest,
    form: ThingForm[Any],
    frame: Frame,
    *,
    clash: Any = None,
    gone: bool = False,
    was: str = "",
) -> HttpResponse:
    status = 409 if clash is not None or gone else UNPROCESSABLE if form.wrong else 200
    was = was or (request.POST.get("was", "") if form.is_bound else fingerprint(form))
    context = {"form": form, "frame": frame, "clash": clash, "gone": gone, "was": was, **frame.aside}
    return render(request, frame.template, context, status=status)


# Away, and back


def remove(request: PersonRequest, kind: Kind[Any], id: str) -> HttpResponse:
    """Takes a thing away at once, and keeps it at hand for as long as the person may want it back."""
    shelf = kind.shelf(request.diary)
    try:
        thing = shelf.get(id).thing
        stays = kind.take(request.diary, id) if kind.take else ""
        if kind.take is None:
            shelf.remove(id)
    except NotThere as gone:
        if is_just_removed(request, kind.name, id):
            return redirect(kind.back)
        raise Http404 from gone
    if stays:
        messages.info(request, stays)
        return redirect(kind.back)
    put_aside(request, kind, thing)
    return redirect(kind.back)


def put_aside(request: PersonRequest, kind: Kind[Any], thing: Any) -> None:
    """Remembers what was just removed, so that one press brings it back."""
    keep_aside(request, kind.name, getattr(thing, "title", "") or thing.name, thing)


def keep_aside(request: PersonRequest, kind: str, title: str, thing: Any) -> None:
    """The same for what has a title of its own making."""
    aside.put(request, REMOVED, {"kind": kind, "title": title, "thing": wiring.as_document(thing)})
    request.session["removed_is_new"] = True


def is_just_removed(request: PersonRequest, kind: str, id: str) -> bool:
    """Whether this was removed last, so that a second tap asks: bringing it back is offered again."""
    removed = aside.seen(request, REMOVED) or {}
    if removed.get("kind") != kind or removed.get("thing", {}).get("id") != id:
        return False
    request.session["removed_is_new"] = True
    return True


def just_removed(request: PersonRequest) -> dict[str, Any] | None:
    """What the next page offers to bring back; it offers it once."""
    if not request.session.pop("removed_is_new", False):
        return None
    removed: dict[str, Any] | None = aside.seen(request, REMOVED)
    return removed


def put_back(request: PersonRequest, kinds: dict[str, Kind[Any]], otherwise: str) -> HttpResponse:
    """Brings back what was removed last."""
    removed = aside.take(request, REMOVED)
    if not removed or removed["kind"] not in kinds:
        messages.info(request, _("There is nothing left to bring back."))
        return redirect(otherwise)
    kind = kinds[removed["kind"]]
    thing, shelf = wiring.from_document(kind.thing_type, removed["thing"]), kind.shelf(request.diary)
    with request.diary.together():
        taken = ids_on(shelf)
        free = fresh_id_of(kind.thing_type, removed["title"], taken)
        again = replace(thing, id=free) if thing.id in taken else thing
        if twin_of(shelf, thing, but=kind.same_but) is None:  # pressed twice, it is back once
            (kind.bring_back or (lambda _diary, gone: shelf.add(gone)))(request.diary, again)
    messages.success(request, _("“%(title)s” is back.") % {"title": removed["title"]}, extra_tags="calm")
    return redirect(kind.back)
