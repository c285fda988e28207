"""The seasons: over time, one by one, those who wait, and the look back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from counterpoint.desk.matters import seasons as desk
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere
from counterpoint.desk.week.which import date_here
from counterpoint.domain.values import Season
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import UNPROCESSABLE, Kind
from counterpoint.doors.web.seasons.forms import CatchUpForm, LookBackForm, SeasonForm
from counterpoint.doors.web.seasons.view import line_of, page_of, waiting_of


def _change(diary: Diary, season: Season, version: int | None) -> str:
    desk.change_season(diary, season, version=version)
    return ""


SEASONS = Kind[Season](
    name="season",
    form=SeasonForm,
    shelf=lambda diary: diary.shelf(Season),
    thing_type=Season,
    add_title=gettext_lazy("A season"),
    change_title=gettext_lazy("Change a season"),
    back="seasons",
    lead=gettext_lazy(
        "For a while some parts of your life are louder and others softer, until a day that you name."
        " What has no part in it stays as it is."
    ),
    change=_change,
)


@require_safe
def seasons(request: PersonRequest) -> HttpResponse:
    """The voices over time, and every season."""
    now = timezone.now()
    page = page_of(desk.seasons_of(request.diary, now=now), desk.season_news(request.diary, now))
    return render(request, "seasons/seasons.html", {"page": page, "removed": pages.just_removed(request)})


def waiting(request: PersonRequest, id: str) -> HttpResponse:
    """A note for each part of life that waits, and time that is put aside for right after."""
    season = _there(request, id).thing
    form = None
    if request.method == "POST":
        form = CatchUpForm(request.POST)
        if form.is_valid():
            read = form.cleaned_data
            desk.book_catch_up(
                request.diary, season, read["domain"], title=read["title"], minutes=read["minutes"]
            )
            said = {"title": read["title"], "day": date_format(season.last, "j F")}
            messages.success(
                request, _("“%(title)s” is planned once %(day)s is over.") % said, extra_tags="calm"
            )
            return redirect("season-waiting", id=id)
    lines = waiting_of(
        desk.those_who_wait(request.diary, season),
        season,
        name=request.diary.settings().thing.name,
        typed=form,
    )
    context = {"season": _line(request, season), "lines": lines, "until": date_format(season.last, "j F")}
    return render(request, "seasons/waiting.html", context, status=UNPROCESSABLE if form else 200)


def look_back(request: PersonRequest, id: str) -> HttpResponse:
    """One look back; what was written stays with the season."""
    kept = _there(request, id)
    start = {"words": kept.thing.looking_back, "version": kept.version}
    form = LookBackForm(request.POST or None, initial=start)
    changed = False
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            desk.look_back(request.diary, id, read["words"], version=read["version"] or 0, now=timezone.now())
        except ChangedMeanwhile:
            changed = True
            form = LookBackForm({"words": read["words"], "version": kept.version})
        else:
            messages.success(request, _("Kept with the season."), extra_tags="calm")
            return redirect("seasons")
    context = {"season": _line(request, kept.thing), "form": form, "changed": changed}
    return render(request, "seasons/look_back.html", context, status=409 if changed else 200)


def _line(request: PersonRequest, season: Season) -> Any:
    domains = [kept.thing for kept in request.diary.domains.all()]
    return line_of(season, domains, date_here(request.diary, timezone.now()))


def _there(request: PersonRequest, id: str) -> Kept[Season]:
    try:
        return request.diary.shelf(Season).get(id)
    except NotThere as gone:
        raise Http404 from gone
