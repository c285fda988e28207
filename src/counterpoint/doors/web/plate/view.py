"""What the pages of the plate show: lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from counterpoint.desk.plate import commitments as desk
from counterpoint.desk.plate.bridges import bridges_of, maybe_bridges
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.which import date_here
from counterpoint.domain.asking.said import all_of
from counterpoint.domain.planning import Decided, Freed, Life
from counterpoint.domain.timeline import local
from counterpoint.domain.values import Bridge, Commitment, LifeDomain, MaybeABridge, note_about
from counterpoint.domain.values import Question as Name
from counterpoint.doors.web import say
from counterpoint.doors.web.plate.words import ASKED, DECIDED_WORDS, HOURS, answer_of, decisions, summary


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment as a line."""

    id: str
    title: str
    words: str
    mark: str = ""
    tag: str = ""
    again: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The commitments of one life domain; `inside` says what kinds of things are in it, in words."""

    name: str
    voice: str
    lines: Sequence[Line]
    inside: str


@dataclass(frozen=True, slots=True)
class FreedLine:
    """A decision that took something out of the plan."""

    id: str
    commitment_id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a commitment, with what was said to it."""

    name: str
    text: str
    answers: Sequence[tuple[int, str, bool]]
    said: str


@dataclass(frozen=True, slots=True)
class PlateView:
    due: Sequence[Line]
    parts: Sequence[Part]
    gone: Sequence[Line]
    freed: Sequence[FreedLine]
    maybe: Sequence[MaybeABridge]
    first_open: str
    empty: bool


def plate_view(diary: Diary, *, now: datetime) -> PlateView:
    life, today = diary.life(), date_here(diary, now)
    every = [kept.thing for kept in diary.shelf(Commitment).all()]
    carried = [each for each in every if each.decision != "let_go"]
    due = desk.due_to_look_again(diary, now=now)
    first = desk.next_open(diary)
    there = {each.id for each in every}
    return PlateView(
        due=[line_of(each, life, today) for each in due],
        parts=list(_parts(carried, life, today)),
        gone=[line_of(each, life, today) for each in every if each.decision == "let_go"],
        freed=[_freed_line(each, there) for each in desk.freed_by(diary)],
        maybe=maybe_bridges(diary),
        first_open=first.id if first else "",
        empty=not every,
    )


def line_of(each: Commitment, life: Life, today: date) -> Line:
    again = say.day(each.look_again_on, today) if each.look_again_on else ""
    return Line(
        each.id,
        each.title,
        summary(each) or _("nothing said yet"),
        mark=life.mark(each.value_id),
        tag=str(DECIDED_WORDS.get(each.decision, "")),
        again=again,
        open=bool(each.open_questions),
    )


def _parts(carried: Sequence[Commitment], life: Life, today: date) -> Iterable[Part]:
    """One part for each life domain that has something, in the person's order; without one comes last."""
    nowhere = LifeDomain("", _("No life domain"), "both")
    known = {each.id for each in life.domains}
    for domain in (*life.domains, nowhere):
        here = [each for each in carried if (each.domain_id if each.domain_id in known else "") == domain.id]
        if here:
            voice = domain.sphere if domain.id else ""
            lines = [line_of(each, life, today) for each in here]
            yield Part(domain.name, voice, lines, inside_in_words(here))


def inside_in_words(here: Sequence[Commitment]) -> str:
    """Which kinds of things a life domain holds, by the person's own labels; no sum says how it should be."""
    labels: dict[str, list[Commitment]] = {}
    for each in here:
        if each.label:
            labels.setdefault(each.label.strip().casefold(), []).append(each)
    parts = []
    for several in labels.values():
        minutes = [each.minutes_a_week for each in several]
        known = sum(each for each in minutes if each is not None)
        words = several[0].label.strip()
        if known and None not in minutes:
            words = _("%(label)s, about %(length)s a week") % {"label": words, "length": say.length(known)}
        parts.append(words)
    if not parts:
        return ""
    without = any(not each.label for each in here)
    return _("In it: %(parts)s.") % {"parts": "; ".join(parts)} + (
        " " + _("Of the others no kind was said.") if without else ""
    )


def freed_in_words(freed: Freed) -> str:
    """“about 2 h a week, and 3 h once”."""
    words = []
    if freed.a_week:
        words.append(_("about %(length)s a week") % {"length": say.length(freed.a_week)})
    if freed.once:
        words.append(_("%(length)s once") % {"length": say.length(freed.once)})
    return all_of(words)


def _freed_line(each: Decided, there: set[str]) -> FreedLine:
    return FreedLine(
        each.id, each.was.id if each.was.id in there else "", each.became.title, freed_in_words(each.freed)
    )


# One commitment


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was decided, as the history tells it."""

    id: str
    day: str
    words: str
    freed: str
    changed: Sequence[str]


@dataclass(frozen=True, slots=True)
class OneView:
    id: str
    title: str
    words: str
    domain: str
    voice: str
    label: str
    notes: str
    decision: str
    again: str
    due: bool
    questions: Sequence[Question]
    hours: Sequence[tuple[int, str, bool]]
    hours_said: str
    decisions: Sequence[tuple[str, str]]
    told: Sequence[Told]
    note: str
    tasks: Sequence[str]
    routines: Sequence[str]
    bridges: Sequence[tuple[str, str, str, str]]
    next_open: str


def one_view(diary: Diary, each: Commitment, *, now: datetime) -> OneView:
    life, today = diary.life(), date_here(diary, now)
    domain = life.domain(each.domain_id)
    again = say.day(each.look_again_on, today) if each.look_again_on else ""
    after = desk.next_open(diary, each.id)
    return OneView(
        id=each.id,
        title=each.title,
        words=summary(each),
        domain=domain.name if domain else "",
        voice=domain.sphere if domain else "",
        label=each.label,
        notes=each.notes,
        decision=str(DECIDED_WORDS.get(each.decision, "")),
        again=again,
        due=each.asks_to_be_looked_at(today),
        questions=[_question(each, name) for name in ASKED],
        hours=[(some, say.length(some), each.minutes_a_week == some) for some in HOURS],
        hours_said=answer_of(each, "minutes_a_week"),
        decisions=decisions(),
        told=[_told(decided, life.zone, today) for decided in desk.decisions_about(diary, each.id)],
        note=_note(each, life, "" if each.asks_to_be_looked_at(today) else again),
        tasks=[task.title for task in desk.linked_tasks(diary, each)],
        routines=[routine.title for routine in desk.linked_routines(diary, each)],
        bridges=[_bridge_line(each, bridge, other) for bridge, other in bridges_of(diary, each.id)],
        next_open=after.id if after else "",
    )


def _question(each: Commitment, name: Name) -> Question:
    asked, said = ASKED[name], getattr(each, name)
    answers = [(value, str(words), value == said) for value, words in asked.answers]
    return Question(name, str(asked.question), answers, answer_of(each, name))


def _note(each: Commitment, life: Life, again: str) -> str:
    hours = say.length(each.minutes_a_week) if each.minutes_a_week else ""
    return note_about(each, hours=hours, day=again, name=life.name)


def _bridge_line(each: Commitment, bridge: Bridge, other: Commitment) -> tuple[str, str, str, str]:
    """(bridge, what it gives, which way in words, the other commitment)."""
    gives = bridge.from_id == each.id
    words = _("gives to “%(other)s”") if gives else _("has it from “%(other)s”")
    return bridge.id, bridge.gives, words % {"other": other.title}, other.id


def _told(decided: Decided, zone: str, today: date) -> Told:
    on = local(decided.at, zone).date()
    changed = [_task_turn(each.was.title, each.became is None) for each in decided.tasks]
    for turn in decided.routines:
        if turn.became is None:
            changed.append(_("“%(title)s” was removed") % {"title": turn.was.title})
        elif turn.became.paused:
            changed.append(_("“%(title)s” rests") % {"title": turn.was.title})
        else:
            changed.append(_("“%(title)s” takes less") % {"title": turn.was.title})
    return Told(
        decided.id,
        say.day(on, today),
        str(DECIDED_WORDS.get(decided.became.decision, "")),
        freed_in_words(decided.freed),
        changed,
    )


def _task_turn(title: str, removed: bool) -> str:
    words = _("“%(title)s” came off the list") if removed else _("“%(title)s” takes less")
    return words % {"title": title}
