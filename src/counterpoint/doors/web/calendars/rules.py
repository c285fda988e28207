"""Rules on titles and organisers: their order, what they would touch, and the way back from a removal."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from counterpoint.desk.calendars import marking
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.domain.agenda import EventRule
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.values import LifeDomain
from counterpoint.doors.web import aside
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.marks import RuleForm, effect_of, rule_form
from counterpoint.doors.web.calendars.shown import changes_of, effect_words, rule_words
from counterpoint.doors.web.calendars.views import by_htmx, domains_of, of_this_person

MOST_TOUCHED = 50


@require_GET
def rules(request: PersonRequest) -> HttpResponse:
    domains = _domains(request)
    kept = request.diary.event_rules.all()
    shown = [
        {
            "id": each.thing.id,
            "place": place,
            "when": rule_words(each.thing),
            "then": effect_words(each.thing.mark, domains),
            "first": place == 0,
            "last": place == len(kept) - 1,
        }
        for place, each in enumerate(kept)
    ]
    return render(
        request,
        "calendars/rules.html",
        {"rules": shown, "removed": aside.take(request, "removed_rule")},
    )


@require_http_methods(["GET", "POST"])
@of_this_person
def edit(request: PersonRequest, id: str = "") -> HttpResponse:
    """A new rule or an earlier one: shown, tried out (`preview`) or kept."""
    kept = request.diary.event_rules.get(id) if id else None
    domains = list(_domains(request).values())
    if request.method == "GET":
        start = {"contains": request.GET.get("contains", ""), "where": request.GET.get("where") or "title"}
        form = rule_form(kept.thing, domains) if kept else RuleForm(initial=start, domains=domains)
        return _page(request, form, kept.thing if kept else None)
    form = RuleForm(request.POST, domains=domains)
    rule = _rule(form, id)
    if rule is None or "preview" in request.POST or by_htmx(request):
        return _page(request, form, rule, tried="preview" in request.POST)
    try:
        marking.keep_rule(request.diary, rule, seen=form.cleaned_data["seen"])
    except ChangedMeanwhile as clash:
        return _clash(request, form, rule, clash)
    messages.success(request, _("The rule is kept."))
    return redirect("event-rules")


@require_POST
@of_this_person
def move(request: PersonRequest, id: str) -> HttpResponse:
    by: Literal[-1, 1] = -1 if request.POST.get("by") == "earlier" else 1
    try:
        marking.move_rule(request.diary, id, by=by, place=_place(request))
    except ChangedMeanwhile:
        messages.warning(request, _("The rules were changed in another tab. This is their order now."))
    return redirect("event-rules")


@require_POST
@of_this_person
def remove(request: PersonRequest, id: str) -> HttpResponse:
    rule, place = marking.drop_rule(request.diary, id)
    gone = {
        "where": rule.where,
        "contains": rule.contains,
        "effect": effect_of(rule.mark),
        "domain": rule.mark.domain_id or "",
        "place": place,
    }
    aside.put(request, "removed_rule", gone)
    return redirect("event-rules")


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    form = RuleForm(request.POST, domains=_domains(request).values())
    rule = _rule(form, "")
    if rule is not None:
        marking.put_back(request.diary, rule, place=_place(request))
        messages.success(request, _("The rule is back."))
    return redirect("event-rules")


def _rule(form: RuleForm, id: str) -> EventRule | None:
    if not form.is_valid():
        return None
    try:
        return marking.rule_of(form.cleaned_data["where"], form.cleaned_data["contains"], form.mark, id=id)
    except CounterpointError as problem:
        form.blame(problem)
        return None


def _clash(request: PersonRequest, form: RuleForm, rule: EventRule, clash: ChangedMeanwhile) -> HttpResponse:
    theirs: Any = clash.kept
    if theirs is not None:
        form.answer(seen=marking.saying(theirs.thing))
        said = f"{rule_words(theirs.thing)}: {effect_words(theirs.thing.mark, _domains(request))}"
        form.add_error(
            None,
            _("This rule was changed in another tab. Now it says: %(rule)s. Keep again to have your way.")
            % {"rule": said},
        )
    return _page(request, form, rule, status=422)


def _page(
    request: PersonRequest, form: RuleForm, rule: EventRule | None, *, tried: bool = True, status: int = 0
) -> HttpResponse:
    now = timezone.now()
    domains, settings = _domains(request), request.diary.settings().thing
    touched = marking.touched_by(request.diary, rule, now=now) if rule else ()
    changes = changes_of(touched, domains, settings, now)[:MOST_TOUCHED]
    shown = {"form": form, "rule": rule, "changes": changes, "touched": len(touched), "tried": tried}
    if by_htmx(request):
        return render(request, "calendars/_touched.html", shown)
    return render(request, "calendars/rule.html", shown, status=status or (422 if form.errors else 200))


def _place(request: PersonRequest) -> int:
    text = request.POST.get("place", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0  # noqa: PLR2004


def _domains(request: PersonRequest) -> dict[str, LifeDomain]:
    return {domain.id: domain for domain in domains_of(request)}
