"""Chances to mix on purpose: for whoever likes to, taken up as a note or a flex block, or let go for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from counterpoint.desk.matters.things import fresh_id, ids_on
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.which import week_of
from counterpoint.domain.assessment import Portrait
from counterpoint.domain.planning import FlexBlock, Life, Task
from counterpoint.domain.planning.blending import Chance, Doing, chances
from counterpoint.domain.reviews import Dismissal
from counterpoint.domain.values import Bridge, Commitment
from counterpoint.domain.words import gettext as _

FOR_GOOD = datetime(2199, 12, 31, tzinfo=UTC)
TWO_HOURS, AN_HOUR = 120, 60


@dataclass(frozen=True, slots=True)
class Mixing:
    """Whether the person said that they like to mix (a flex block, or being a Blender), and the chances."""

    likes: bool
    chances: tuple[Chance, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What came of a chance: a note on a task, a new flex block, or the flex block that was there."""

    became: Literal["note", "flex", "there"]
    title: str


def mixing(diary: Diary, now: datetime) -> Mixing:
    life = diary.life()
    if not _likes(diary, life):
        return Mixing(False)
    let_be = frozenset(kept.thing.of for kept in diary.dated(Dismissal).all() if kept.thing.holds(now))
    plate = [kept.thing for kept in diary.shelf(Commitment).all()]
    bridges = [kept.thing for kept in diary.shelf(Bridge).all()]
    facts = facts_for(diary, week_of(diary, now), life)
    return Mixing(True, chances(life, facts, plate, bridges, let_be=let_be))


def _likes(diary: Diary, life: Life) -> bool:
    said = any(kept.thing.style == "blender" for kept in diary.shelf(Portrait).all())
    return said or (life.flex is not None and life.flex.minutes > 0)


def take_up(diary: Diary, key: str, now: datetime) -> TakenUp | None:
    """Writes the pair on its task, or sees that there is a flex block for it; None when it is not offered."""
    with diary.together():
        chance = next((each for each in mixing(diary, now).chances if each.key == key), None)
        if chance is None:
            return None
        taken = _noted(diary, chance) or _flexed(diary)
        _dismiss(diary, key, now, "taken")
        return taken


def let_go(diary: Diary, key: str, now: datetime) -> None:
    """This pair is not shown again. What is not on offer is let be."""
    with diary.together():
        if any(each.key == key for each in mixing(diary, now).chances):
            _dismiss(diary, key, now, "let_go")


def _noted(diary: Diary, chance: Chance) -> TakenUp | None:
    for own, other in _sides(chance):
        if own.kind == "task":
            kept = diary.tasks.get(own.id)
            line = _("Together with “%(title)s”.") % {"title": other}
            diary.tasks.change(_with_line(kept.thing, line), version=kept.version)
            return TakenUp("note", own.title)
    return None


def _sides(chance: Chance) -> Iterator[tuple[Doing, str]]:
    """Each of the two, with what stands on the other side."""
    yield chance.one, chance.other.title if chance.other else chance.beside
    if chance.other:
        yield chance.other, chance.one.title


def _with_line(task: Task, line: str) -> Task:
    return replace(task, notes="\n".join(each for each in (task.notes, line) if each))


def _flexed(diary: Diary) -> TakenUp:
    settings = diary.settings()
    there = settings.thing.flex
    if there is not None and there.minutes > 0:
        return TakenUp("there", there.title)
    flex = FlexBlock("flex", _("Mixed on purpose"), TWO_HOURS, AN_HOUR)
    diary.change_settings(replace(settings.thing, flex=flex), version=settings.version)
    return TakenUp("flex", flex.title)


def _dismiss(diary: Diary, key: str, now: datetime, answer: Literal["taken", "let_go"]) -> None:
    shelf = diary.dated(Dismissal)
    new = fresh_id("blend", ids_on(shelf))
    shelf.add(Dismissal(new, now, key, FOR_GOOD, answer))
