"""To one's values in twenty minutes: questions, cards, the few that stay, and what they mean in practice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from counterpoint.desk.beginning import eliciting as desk
from counterpoint.desk.beginning import first_run
from counterpoint.desk.matters.things import move_value, ranked_values
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.values import Leaning
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.first_run.forms import LONGEST, OWN_WORDS, RankForm
from counterpoint.doors.web.first_run.offers import cards as every_card
from counterpoint.doors.web.first_run.pages import values_shown
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.matters.view import challenge
from counterpoint.doors.web.ten_steps.words import question_words

A_HAND = 5
LONGEST_ANSWER = 4000
MOST_OWN = 20


def hands() -> list[list[Any]]:
    """The cards, a few at a time."""
    every = list(every_card())
    return [every[n : n + A_HAND] for n in range(0, len(every), A_HAND)]


def _pile_words() -> list[tuple[str, str]]:
    return [("very", _("very me")), ("also", _("also")), ("not_now", _("not now"))]


@require_safe
def values(request: PersonRequest) -> HttpResponse:
    """The two ways to one's values, and where one left off."""
    answered = {each.question: each.text for each in desk.answers(request.diary)}
    laid = {kept.thing.id for kept in request.diary.shelf(Leaning).all()}
    words = question_words()
    context = {
        "values": [kept.thing for kept in ranked_values(request.diary)],
        "questions": [
            {"id": each, "words": words[each][0], "there": each in answered} for each in desk.QUESTIONS
        ],
        "hands": [
            {"number": n, "there": all(card.id in laid for card in hand)}
            for n, hand in enumerate(hands(), start=1)
        ],
    }
    return render(request, "ten_steps/values.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PersonRequest, question: str) -> HttpResponse:
    """One question a screen. What is written is a journal entry, sealed; nothing written is fine too."""
    if question not in desk.QUESTIONS:
        raise Http404
    asked, hint = question_words()[question]
    context: dict[str, Any] = {
        "asked": asked,
        "help": hint,
        "answered": desk.answer_to(request.diary, question),
    }
    if request.method == "POST":
        text = request.POST.get("answer", "")[:LONGEST_ANSWER].replace("\0", "").replace("\r\n", "\n")
        said = request.POST.get("version", "")
        version = int(said) if said.isdecimal() and len(said) < 10 else 0  # noqa: PLR2004
        try:
            desk.keep_answer(request.diary, question, text, prompt=asked, version=version, now=timezone.now())
        except CounterpointError as wrong:
            return _not_kept(request, context, text, wrong)
        return _after(question)
    context["text"] = context["answered"].text
    return render(request, "ten_steps/question.html", context)


def _not_kept(
    request: PersonRequest, context: dict[str, Any], text: str, wrong: CounterpointError
) -> HttpResponse:
    """What was typed is still there; so is what another tab wrote meanwhile."""
    clash = isinstance(wrong, ChangedMeanwhile)
    context |= {"text": text, "wrong": wrong, "clash": clash}
    return render(request, "ten_steps/question.html", context, status=409 if clash else UNPROCESSABLE)


def _after(question: str) -> HttpResponse:
    at = desk.QUESTIONS.index(question) + 1
    if at < len(desk.QUESTIONS):
        return redirect("find-values-question", desk.QUESTIONS[at])
    return redirect("find-values-cards", 1)


@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: PersonRequest, hand: int) -> HttpResponse:
    """A few cards a screen, each laid on one of three piles; own words on the last screen."""
    every = hands()
    if not 1 <= hand <= len(every):
        raise Http404
    if request.method == "POST":
        piles = {
            card.id: (card.name, said)
            for card in every[hand - 1]
            if (said := request.POST.get(f"pile-{card.id}", "")) in dict(_pile_words())
        }
        desk.sort_cards(request.diary, piles)  # type: ignore[arg-type]  # one of the piles, as asked above
        own = [name.replace("\0", "").strip()[:LONGEST] for name in request.POST.getlist("own")[:MOST_OWN]]
        desk.add_own(request.diary, own)
        return redirect("find-values-few") if hand == len(every) else redirect("find-values-cards", hand + 1)
    laid = {kept.thing.id: kept.thing for kept in request.diary.shelf(Leaning).all()}
    offered = {card.id for hand in every for card in hand}
    context = {
        "hand": hand,
        "hands": len(every),
        "before": hand - 1,
        "last": hand == len(every),
        "cards": [
            {"card": card, "pile": laid[card.id].pile if card.id in laid else ""} for card in every[hand - 1]
        ],
        "piles": _pile_words(),
        "own": [each.name for each in laid.values() if each.id not in offered],
        "rooms": range(OWN_WORDS),
        "answers": _answers(request),
    }
    return render(request, "ten_steps/cards.html", context)


def _answers(request: PersonRequest) -> list[dict[str, str]]:
    """What was written at the questions, to look at while choosing."""
    words = question_words()
    return [{"asked": words[each.question][0], "text": each.text} for each in desk.answers(request.diary)]


class FewForm(forms.Form):
    """Those that stay; any number is fine but none."""

    chosen = forms.MultipleChoiceField(
        error_messages={
            "required": gettext_lazy("Choose one to begin with."),
        }
    )

    def __init__(self, data: Any = None, *, names: list[str]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["chosen"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def few(request: PersonRequest) -> HttpResponse:
    """From what was sorted near to the three to five that one lives by."""
    changed = False
    near = desk.candidates(request.diary)
    form = FewForm(request.POST if request.method == "POST" else None, names=[each.name for each in near])
    if form.is_bound and form.is_valid():
        in_practice = {card.name: card.in_practice for card in every_card()}
        try:
            shown = request.POST.get("shown")
            desk.narrow_to(request.diary, form.cleaned_data["chosen"], in_practice, shown=shown)
        except ChangedMeanwhile:
            changed = True
        else:
            return redirect("find-values-in-practice")
    said = (
        set(request.POST.getlist("chosen"))
        if form.is_bound
        else {each.name for each in near if each.proposed}
    )
    context = {
        "form": form,
        "near": [{"each": each, "chosen": each.name in said} for each in near],
        "last_hand": len(hands()),
        "answers": _answers(request),
        **values_shown(request, changed=changed),
    }
    status = 409 if changed else UNPROCESSABLE if form.is_bound else 200
    return render(request, "ten_steps/few.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def in_practice(request: PersonRequest) -> HttpResponse:
    """One line in practice for each, and their order."""
    kept = tuple(each.thing for each in ranked_values(request.diary))
    if not kept:
        return redirect("find-values-few")
    form = RankForm(request.POST or None, values=kept)
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            first_run.choose_values(request.diary, form.values_said(), shown=request.POST.get("shown"))
        except ChangedMeanwhile:
            changed = True
    if request.method == "POST" and form.is_valid() and not changed:
        way, _at, moved = request.POST.get("move", "").partition("-")
        if not moved:
            return redirect("find-values")
        try:
            move_value(request.diary, moved, by=-1 if way == "up" else 1)
        except NotThere as gone:
            raise Http404 from gone
        return redirect("find-values-in-practice")
    context = {"form": form, "challenge": challenge(len(kept)), "answers": _answers(request)}
    context |= values_shown(request, changed=changed)
    status = 409 if changed else UNPROCESSABLE if form.is_bound else 200
    return render(request, "ten_steps/in_practice.html", context, status=status)
