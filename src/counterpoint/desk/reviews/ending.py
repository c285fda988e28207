"""Ending a look back: a review in its one change, another look in what was said at its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.matters.things import fresh_id_of, ids_on
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.looks import keep_words, kept_look, write_look
from counterpoint.desk.week.which import date_here
from counterpoint.domain.living import MicroHabit
from counterpoint.domain.reviews import Change, Note, Review


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one change that a review ends in. `rest` names a micro habit that rests once a new one begins."""

    change: Change
    title: str = ""
    cue: str = ""
    value_id: str = ""
    rest: str = ""


def finish(diary: Diary, review: Review, chosen: Chosen, now: datetime) -> Review:
    """Ends a review with its one change. A micro habit begins at once; pressed twice, it is one."""
    with diary.together():
        kept = kept_look(diary, review.id)
        there = kept.thing if kept else review
        same = (there.change, there.promise, there.cue) == (chosen.change, chosen.title, chosen.cue)
        if there.finished_at is not None and same:
            return there
        habit_id = _begin(diary, chosen, now) if chosen.change == "habit" else ""
        resting = chosen.rest if habit_id else ""  # only a new habit lets an earlier one rest
        _let_rest(diary, {resting, there.habit_id} - {"", habit_id})
        last = Note("change", there.words_at("change"))
        ended = replace(
            there.saying(last.part, last.words),
            change=chosen.change,
            promise=chosen.title,
            cue=chosen.cue,
            habit_id=habit_id,
            finished_at=now,
        )
        return write_look(diary, ended, kept)


def _begin(diary: Diary, chosen: Chosen, now: datetime) -> str:
    shelf = diary.shelf(MicroHabit)
    habit = MicroHabit(
        fresh_id_of(MicroHabit, "", ids_on(shelf)), chosen.title, chosen.cue, chosen.value_id,
        since=date_here(diary, now),
    )  # fmt: skip
    return shelf.add(habit).thing.id


def begin_habit(diary: Diary, title: str, cue: str, now: datetime) -> str:
    """A micro habit that was taken up outside a review; its id. The one before it rests."""
    _let_rest(diary, {kept.thing.id for kept in diary.shelf(MicroHabit).all()})
    return _begin(diary, Chosen("habit", title, cue), now)


def _let_rest(diary: Diary, ids: set[str]) -> None:
    for kept in diary.shelf(MicroHabit).all():
        if kept.thing.id in ids and kept.thing.state == "on":
            diary.shelf(MicroHabit).change(replace(kept.thing, state="resting"), version=kept.version)


def finish_look(diary: Diary, review: Review, said: Mapping[str, str], now: datetime) -> Review:
    """Ends a two-week or monthly look with what was said at its parts."""
    with diary.together():
        ended = keep_words(diary, review, said)
        kept = kept_look(diary, ended.id)
        return write_look(diary, replace(ended, finished_at=ended.finished_at or now), kept)
