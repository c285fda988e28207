"""What the seasons' pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from counterpoint.desk.matters.seasons import SeasonNews, Seasons, Waiting
from counterpoint.desk.ports import Kept
from counterpoint.domain.values import LifeDomain, Season
from counterpoint.domain.values.waiting import note_to_who_waits
from counterpoint.doors.web import say
from counterpoint.doors.web.seasons import words
from counterpoint.doors.web.seasons.drawing import NARROW, WIDE, Drawing, drawing_of
from counterpoint.doors.web.seasons.forms import CatchUpForm


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """How loud one life domain is."""

    name: str
    sphere: str
    dynamic: str
    loud: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """A season in the list."""

    id: str
    title: str
    when: str
    voices: Sequence[VoiceLine]
    why: str
    looking_back: str
    ended: bool

    @property
    def waits(self) -> bool:
        return any(each.soft for each in self.voices)


@dataclass(frozen=True, slots=True)
class RunLine:
    """A row of the table: one voice between two days."""

    name: str
    when: str
    dynamic: str
    loud: str
    season: str


@dataclass(frozen=True, slots=True)
class News:
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class SeasonsPage:
    drawings: Sequence[Drawing]
    table: Sequence[RunLine]
    news: Sequence[News]
    heard: Sequence[SeasonLine]
    coming: Sequence[SeasonLine]
    past: Sequence[SeasonLine]
    any: bool
    has_domains: bool


def page_of(seen: Seasons, news: Sequence[SeasonNews]) -> SeasonsPage:
    def lines(several: Sequence[Kept[Season]]) -> list[SeasonLine]:
        return [line_of(kept.thing, seen.domains, seen.today) for kept in several]

    return SeasonsPage(
        drawings=[drawing_of(seen, width) for width in (WIDE, NARROW)],
        table=list(_table(seen)),
        news=[news_of(each, seen.today) for each in news],
        heard=lines(seen.heard),
        coming=lines(seen.coming),
        past=lines(seen.past[::-1]),
        any=bool(seen.every),
        has_domains=bool(seen.domains),
    )


def news_of(news: SeasonNews, today: date) -> News:
    season = news.season
    return News(season.id, words.ends(season.title, news.days_left, season.last, today))


def line_of(season: Season, domains: Sequence[LifeDomain], today: date) -> SeasonLine:
    said = [(each, season.dynamic_of(each.id)) for each in domains]
    soft = {each.domain_id for each in season.soft}
    return SeasonLine(
        id=season.id,
        title=season.title,
        when=words.between(season.first, season.last, today),
        voices=[
            VoiceLine(each.name, each.sphere, dynamic, words.loud(dynamic), each.id in soft)
            for each, dynamic in said
            if dynamic
        ],
        why=season.why,
        looking_back=season.looking_back,
        ended=season.ended_on is not None,
    )


def _table(seen: Seasons) -> Sequence[RunLine]:
    return [
        RunLine(
            voice.domain.name,
            words.between(run.first, run.last, seen.today),
            run.voice.dynamic,
            words.loud(run.voice.dynamic),
            run.voice.season.title,
        )
        for voice in seen.voices
        for run in voice.runs
        if run.voice.season
    ]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A part of life that waits: the note to copy, what is booked, and a form to book more."""

    id: str
    name: str
    sphere: str
    loud: str
    note: str
    booked: Sequence[str]
    form: CatchUpForm


def waiting_of(
    waiting: Sequence[Waiting], season: Season, *, name: str, typed: CatchUpForm | None
) -> list[WaitingLine]:
    """One line for each domain that is soft; the form that was typed into is shown as it is."""
    until = date_format(season.last, "j F")
    lines = []
    for nth, each in enumerate(waiting):
        own = typed if typed and typed.data.get("domain") == each.domain.id else None
        lines.append(
            WaitingLine(
                id=f"wait-{nth}",
                name=each.domain.name,
                sphere=each.domain.sphere,
                loud=words.loud(each.dynamic),
                note=note_to_who_waits(each.domain.name, until, booked=bool(each.booked), name=name),
                booked=[f"{task.title} · {say.length(task.minutes)}" for task in each.booked],
                form=own or CatchUpForm(initial={"domain": each.domain.id}, auto_id=f"wait-{nth}-%s"),
            )
        )
    return lines
