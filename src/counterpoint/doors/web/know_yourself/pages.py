"""The overview, sheets that are answered at once, results, and the instruments with their licences."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint import wiring
from counterpoint.desk.know_yourself import answering as desk
from counterpoint.desk.know_yourself.picture import picture_of, results_of, set_aside
from counterpoint.desk.ports import NotThere
from counterpoint.domain.assessment import AnswerSheet, Pack
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import UNPROCESSABLE, Kind
from counterpoint.doors.web.forms.thing_form import ThingForm
from counterpoint.doors.web.know_yourself.questions import answers_in, questions_of
from counterpoint.doors.web.know_yourself.view import aside_shown, picture_shown, results_shown

RESULTS = "know-yourself-results"
SHEETS = Kind[AnswerSheet](
    name="sheet",
    form=ThingForm,
    shelf=lambda diary: diary.dated(AnswerSheet),
    thing_type=AnswerSheet,
    add_title="",
    change_title="",
    back=RESULTS,
)


@require_safe
def overview(request: PersonRequest) -> HttpResponse:
    """What can be asked, what is under way, and what came of it."""
    found = wiring.instruments()
    context = {
        "look": desk.look_under_way(request.diary, found.packs),
        "own": [each for each in found.packs if not each.shipped],
        "quick": found.named("quick"),
        "answered": bool(results_of(request.diary, found.packs)),
        "picture": picture_shown(picture_of(request.diary, found.packs), request.diary),
    }
    return render(request, "know_yourself/overview.html", context)


def quick(request: PersonRequest) -> HttpResponse:
    """The three quick questions."""
    return _at_once(request, _named("quick"), reverse("know-yourself"))


def answer_instrument(request: PersonRequest, pack: str) -> HttpResponse:
    """One instrument by itself, on one page."""
    return _at_once(request, _named(pack), reverse("instrument", args=[pack]))


def _at_once(request: PersonRequest, pack: Pack, back: str) -> HttpResponse:
    answers, trouble = None, ""
    if request.method == "POST":
        answers = answers_in(pack.items, request.POST)
        if not answers.errors:
            try:
                desk.answer_at_once(request.diary, pack, answers.said, now=timezone.now())
            except desk.NothingSaid as nothing:
                trouble = str(nothing)
            else:
                return redirect(f"{reverse(RESULTS)}#{pack.id}")
    questions = questions_of(pack.items, {}, answers, highest_first=pack.highest_first)
    wrong = bool(trouble or (answers and answers.errors))
    context = {"pack": pack, "questions": questions, "trouble": trouble, "wrong": wrong, "back": back}
    return render(request, "know_yourself/at_once.html", context, status=UNPROCESSABLE if wrong else 200)


def _named(pack: str) -> Pack:
    found = wiring.instruments().named(pack)
    if found is None:
        raise Http404
    return found


@require_safe
def results(request: PersonRequest) -> HttpResponse:
    """Everything that was answered, in words and over time."""
    packs = wiring.instruments().packs
    found = results_of(request.diary, packs)
    settings = request.diary.settings().thing
    context = {
        "results": results_shown(found, settings),
        "aside": aside_shown(set_aside(request.diary, packs), packs, settings),
        "heavy": any(each.heavy for each in found),
        "support": wiring.support_text(),
        "removed": pages.just_removed(request),
    }
    return render(request, "know_yourself/results.html", context)


@require_POST
def remove_sheet(request: PersonRequest, id: str) -> HttpResponse:
    """Takes the answers of one occasion away; one press brings them back."""
    shelf = request.diary.dated(AnswerSheet)
    try:
        sheet = shelf.get(id).thing
        shelf.remove(id)
    except NotThere as gone:
        raise Http404 from gone
    pack = wiring.instruments().named(sheet.pack_id)
    pages.keep_aside(request, SHEETS.name, pack.title if pack else sheet.pack_id, sheet)
    return redirect(RESULTS)


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    return pages.put_back(request, {SHEETS.name: SHEETS}, RESULTS)


@require_safe
def all_instruments(request: PersonRequest) -> HttpResponse:
    """Every instrument of this site, whose it is and under which licence."""
    found = wiring.instruments()
    context = {"packs": found.packs, "faults": found.faults if request.user.is_owner else ()}
    return render(request, "know_yourself/instruments.html", context)


@require_safe
def instrument(request: PersonRequest, pack: str) -> HttpResponse:
    """One instrument: what it asks, what it means and does not, its source and its licence in full."""
    return render(request, "know_yourself/instrument.html", {"pack": _named(pack)})


def told(request: PersonRequest, words: str) -> None:
    messages.success(request, words, extra_tags="calm")


def nothing_under_way(request: PersonRequest) -> HttpResponse:
    messages.info(request, _("There is nothing under way any more; it was finished or put away."))
    return redirect("know-yourself-full")
