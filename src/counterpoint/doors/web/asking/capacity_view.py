"""What the page “Can I take this on?” says: sentences and lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from counterpoint.desk.boundaries.capacity import Answer
from counterpoint.domain.asking.said import day_words
from counterpoint.domain.capacity import Habit, Moved, Relief, Room
from counterpoint.domain.planning import Life, Settings
from counterpoint.domain.timeline import Week, local
from counterpoint.doors.web import say

VERDICTS = {
    "fits": gettext_lazy("It fits"),
    "price": gettext_lazy("It fits, at a price"),
    "no": gettext_lazy("It does not fit as it is"),
    "nowhere": gettext_lazy("It finds no time at all"),
}
CLASSES = {"fits": "fits", "price": "price", "no": "crosses", "nowhere": "crosses"}
POOLS = {
    1: gettext_lazy("your working time"),
    2: gettext_lazy("your time outside work"),
    3: gettext_lazy("your waking time"),
}
PLACES = {
    1: gettext_lazy("its value is %(name)s, what you value most"),
    2: gettext_lazy("its value is %(name)s, your second"),
    3: gettext_lazy("its value is %(name)s, your third"),
    4: gettext_lazy("its value is %(name)s, your fourth"),
    5: gettext_lazy("its value is %(name)s, your fifth"),
}
OTHER_PLACE = gettext_lazy("its value is %(name)s")
TAKEN = (
    ("events", gettext_lazy("events %(length)s")),
    ("firm", gettext_lazy("firm protected time %(length)s")),
    ("pinned", gettext_lazy("what you pinned or did %(length)s")),
    ("meals", gettext_lazy("meals %(length)s")),
    ("rituals", gettext_lazy("rituals %(length)s")),
    ("slack", gettext_lazy("slack for what nobody foresees %(length)s")),
)
WANTED = {
    "task": gettext_lazy("tasks that are due %(length)s"),
    "routine": gettext_lazy("routines %(length)s"),
    "protected": gettext_lazy("protected time that bends or floats %(length)s"),
    "give_back": gettext_lazy("give-backs %(length)s"),
    "flex": gettext_lazy("flex blocks %(length)s"),
}
HOLDS, LITTLE, LONG = 1.05, 0.95, 240
CHANGES = {"task": "task-change", "routine": "routine-change"}
ACTS = {
    "task": gettext_lazy("Put it off, shorten it or delegate it"),
    "routine": gettext_lazy("Let it rest, shorten it or delegate it"),
    "flex": gettext_lazy("Leave it out for a while"),
}


@dataclass(frozen=True, slots=True)
class ThingLine:
    """Something that would move out or make room, and where one goes to see to it."""

    title: str
    words: str
    more: Sequence[str] = ()
    mark: str = ""
    address: str = ""
    id: str = ""
    act: str = ""
    commitment: str = ""
    commitment_id: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    word: str
    css: str
    words: str
    told: Sequence[str]
    moved: Sequence[ThingLine]
    relief: Sequence[ThingLine]
    relief_words: str
    rooms: Sequence[tuple[str, str]]
    wanted: str
    habit: str


def answer_view(answer: Answer, settings: Settings, *, now: datetime) -> AnswerView:
    fit = answer.fit
    return AnswerView(
        fit.word,
        CLASSES[fit.word],
        str(VERDICTS[fit.word]),
        list(_told(answer, settings, now)),
        [_moved(each, answer.life) for each in fit.moved],
        [_relief(each, answer) for each in fit.relief],
        _relief_words(len(fit.relief)),
        list(_rooms(answer)),
        _wanted(answer),
        habit_words(answer.habit),
    )


# What it comes to


def _told(answer: Answer, settings: Settings, now: datetime) -> Iterator[str]:
    fit = answer.fit
    if fit.word == "nowhere":
        yield _(
            "None of its times is open in these weeks: its deadline is past, or it has no hours of its kind."
        )
        return
    yield _left(answer, settings, now)
    yield from _with_habit(answer)
    if fit.crowded:
        yield _("Even without it, %(length)s of what is due in these weeks find no room.") % {
            "length": say.length(fit.crowded)
        }
    if fit.word == "no" and not fit.relief:
        yield _(
            "Nothing that could move would make enough room: the promise itself would have to be smaller "
            "or later."
        )
    if answer.ready:
        yield _later(answer)
    if not answer.promise.domain_id:
        yield _("Say which part of your life it is for, such as #work: then the right hours are looked at.")


def _left(answer: Answer, settings: Settings, now: datetime) -> str:
    fit, promise = answer.fit, answer.promise
    said = {"left": about(fit.left_at_most), "time": POOLS[_pools(answer)]}
    if not fit.left_at_most:
        if answer.recurs:
            return _("From next week on all of %(time)s is spoken for, in one week at least.") % said
        return _("All of %(time)s that it could have is spoken for.") % said
    deadline = getattr(promise, "deadline_at", None)
    if answer.recurs:
        return _("From next week on about %(left)s a week of %(time)s are not spoken for.") % said
    if deadline and local(deadline, settings.zone).date() < answer.ground.weeks[-1].next().first:
        said["day"] = say.deadline(deadline, settings, now)
        return _("Until %(day)s about %(left)s of %(time)s are not spoken for.") % said
    return _("In these four weeks about %(left)s of %(time)s are not spoken for.") % said


def about(minutes: int) -> str:
    """A length as exact as it can be meant: to the half hour from four hours on, else to the quarter."""
    grain = 30 if minutes >= LONG else 15
    return say.length(minutes // grain * grain if minutes > grain else minutes)


def _with_habit(answer: Answer) -> Iterator[str]:
    times, fit = answer.habit.times, answer.fit
    if times and times >= HOLDS:
        yield _(
            "Estimates of yours usually run %(times)s times over, so rather %(left)s; and this would "
            "take about %(asked)s."
        ) % {
            "times": number_format(times, 1),
            "left": about(fit.left),
            "asked": say.length(fit.asked),
        }


def _later(answer: Answer) -> str:
    assert answer.ready
    words = (
        _("With nothing given up it fits from %(day)s on.")
        if answer.recurs
        else _("With nothing given up it fits by %(day)s.")
    )
    return words % {"day": day_words(answer.ready)}


def habit_words(habit: Habit) -> str:
    """What is known of how one's estimates turn out."""
    if habit.times is None:
        return _(
            "How your estimates turn out: can’t tell yet. That takes eight finished tasks of which you said "
            "how long they took, or whose blocks cover them. Until then they are taken as they are."
        )
    said = {"times": number_format(habit.times, 1), "tasks": habit.of}
    if habit.times >= HOLDS:
        words = _("Your tasks take about %(times)s times what you thought first; from %(tasks)d tasks.")
        return words % said
    if habit.times <= LITTLE:
        return _("Your tasks tend to take less than you thought; no room is promised on that.")
    return _("Your estimates tend to hold, going by %(tasks)d finished tasks.") % said


# What would move, what would make room


def _moved(each: Moved, life: Life) -> ThingLine:
    words = _("%(length)s of it would wait until after these weeks") % {"length": say.length(each.minutes)}
    return _thing(each, words, life)


def _relief(each: Relief, answer: Answer) -> ThingLine:
    length = say.length(each.minutes)
    if each.times > 1:
        words = _("frees %(length)s over these weeks") % {"length": length}
    elif each.kind == "task":
        words = _("frees %(length)s") % {"length": length}
    else:
        words = _("frees %(length)s, left out in one week") % {"length": length}
    line = _thing(each, words, answer.life, more=list(_ways(each)))
    commitment = answer.commitment_of(each.kind, each.subject_id)
    if commitment is None:
        return line
    return ThingLine(
        line.title,
        line.words,
        line.more,
        line.mark,
        line.address,
        line.id,
        line.act,
        commitment.title,
        commitment.id,
    )


def _ways(each: Relief) -> Iterator[str]:
    if each.must:
        yield _("It is a must; nothing else would be enough.")
    if each.shorter:
        length = say.length(each.shorter)
        words = (
            _("%(length)s less of it each week would do.")
            if each.times > 1
            else _("%(length)s less of it would do.")
        )
        yield words % {"length": length}
    if each.later:
        yield _("So would having until %(day)s for it.") % {"day": day_words(each.later.days[-1])}


def _thing(each: Moved | Relief, words: str, life: Life, more: Sequence[str] = ()) -> ThingLine:
    value = life.value(each.value_id)
    if value:
        place = PLACES.get(value.rank, OTHER_PLACE)
        words = _("%(words)s; %(value)s") % {"words": words, "value": str(place) % {"name": value.name}}
    address = CHANGES.get(each.kind, "")
    return ThingLine(
        each.title,
        words,
        more,
        life.mark(each.value_id),
        address,
        each.subject_id if address else "",
        str(ACTS.get(each.kind, "")),
    )


def _relief_words(many: int) -> str:
    return ngettext(
        "This one, let go, delegated, shortened or put off, would make room:",
        "These %(many)d together, let go, delegated, shortened or put off, would make room; fewer would not:",
        many,
    ) % {"many": many}


# How it is reckoned


def _pools(answer: Answer) -> int:
    """1: working time, 2: the rest, 3: both, as what is asked may have it."""
    found = 0
    for each in answer.ground.asked:
        for nth in range(len(answer.ground.weeks)):
            found |= each.where >> 2 * nth & 3
    return found or 3


def _rooms(answer: Answer) -> Iterator[tuple[str, str]]:
    mask = 0
    for each in answer.ground.asked:
        mask |= each.where
    for nth, room in enumerate(answer.ground.rooms):
        if mask >> nth & 1:
            yield _week_words(room.week, nth // 2), _room_words(room, 1 << nth % 2)


def _week_words(week: Week, nth: int) -> str:
    if nth == 0:
        return _("What is left of this week")
    if nth == 1:
        return _("Next week")
    return _("The week from %(day)s") % {"day": day_words(week.first)}


def _room_words(room: Room, pool: int) -> str:
    taken = [
        str(words) % {"length": say.length(minutes)}
        for name, words in TAKEN
        if (minutes := getattr(room, name))
    ]
    said = {
        "open": say.length(room.open),
        "time": POOLS[pool],
        "taken": ", ".join(taken),
        "left": say.length(room.minutes),
    }
    if not taken:
        return _("%(open)s of %(time)s.") % said
    return _("%(open)s of %(time)s, less %(taken)s: %(left)s remain.") % said


def _wanted(answer: Answer) -> str:
    """What is wanted of these weeks already, where the promise would have to be."""
    mask = 0
    for each in answer.ground.asked:
        mask |= each.where
    total: dict[str, int] = {}
    for each in answer.ground.wants:
        if each.due and each.where & mask:
            total[each.kind] = total.get(each.kind, 0) + each.length(answer.habit.reckoned)
    parts = [
        str(WANTED[kind]) % {"length": say.length(minutes)}
        for kind, minutes in sorted(total.items())
        if minutes
    ]
    return ", ".join(parts)
