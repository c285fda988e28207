"""What the page “What matters” shows: lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.matters.things import FEW_VALUES, MANY_VALUES, ranked_values
from counterpoint.desk.ports import Diary
from counterpoint.domain.asking.said import one_of
from counterpoint.domain.boundaries import Availability, ProtectedTime
from counterpoint.domain.capacity.estimates import FEWEST, Habit
from counterpoint.domain.energy import Demand
from counterpoint.domain.planning import FlexBlock, Life, Ritual, Settings
from counterpoint.domain.values import marks_of
from counterpoint.doors.web import say
from counterpoint.doors.web.bend_offers import Offer
from counterpoint.doors.web.matters.curve import Drawing, drawing_of

NO_OFFERS: Mapping[str, Offer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing as a line: a title, words below it, where it stands, and the time of it that can bend."""

    id: str
    title: str
    words: str = ""
    mark: str = ""
    tag: str = ""
    tag_class: str = ""
    voice: str = ""
    first: bool = False
    last: bool = False
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The shape of the days in words."""

    waking: str
    working: str
    fixed: bool
    sleep: str
    rest: str
    hard: str
    focus: str
    slack: str
    kind: str
    flex: Line | None


@dataclass(frozen=True, slots=True)
class Matters:
    values: Sequence[Line]
    challenge: str
    protected: Sequence[Line]
    domains: Sequence[Line]
    meals: Sequence[Line]
    rituals: Sequence[Line]
    days: Days
    curve: Drawing


def matters_of(diary: Diary, offers: Mapping[str, Offer] = NO_OFFERS) -> Matters:
    """Everything that matters, in the person's own words and clock."""
    life, settings = diary.life(), diary.settings().thing
    values = _values(diary)
    return Matters(
        values=values,
        challenge=challenge(len(values)),
        protected=[
            replace(protected_line(each, life, settings), offer=offers.get(each.id))
            for each in life.protected
        ],
        domains=_domains(life),
        meals=[
            Line(each.id, each.title, f"{say.window(each.window, settings)} · {say.length(each.minutes)}")
            for each in life.availability.meals
        ],
        rituals=[Line(each.id, each.title, _ritual(each)) for each in life.rituals],
        days=_days(life, settings),
        curve=drawing_of(settings.chronotype, settings),
    )


def challenge(count: int) -> str:
    """A kind word when there are few values or many; both are allowed."""
    if not count:
        return ""
    if count < FEW_VALUES:
        return _(
            "Three to five can be kept in mind on a full day. "
            "Is there one that you live by and have not said yet?"
        )
    if count > MANY_VALUES:
        return _(
            "More than five are hard to keep in mind on a full day. If two of them mean the same, "
            "join them; or let the last one rest. They all count as they stand."
        )
    return ""


def _values(diary: Diary) -> list[Line]:
    ranked = [kept.thing for kept in ranked_values(diary)]
    marks = marks_of(ranked)
    return [
        Line(
            value.id,
            value.name,
            value.in_practice,
            mark=marks.get(value.id, ""),
            first=place == 0,
            last=place == len(ranked) - 1,
        )
        for place, value in enumerate(ranked)
    ]


def _domains(life: Life) -> list[Line]:
    lines = []
    for each in life.domains:
        value = life.value(each.value_id)
        words = _("for %(value)s") % {"value": value.name} if value else ""
        lines.append(Line(each.id, each.name, words, tag=str(say.SPHERES[each.sphere]), voice=each.sphere))
    return lines


def protected_line(each: ProtectedTime, life: Life, settings: Settings) -> Line:
    value = life.value(each.value_id)
    return Line(
        each.id,
        _("%(what)s, for %(value)s") % {"what": each.title, "value": value.name} if value else each.title,
        " · ".join(filter(None, (say.when_protected(each, settings), _bends_for(each), _disclosed(each)))),
        mark=life.mark(each.value_id),
        tag=_("firm") if each.firmness == "firm" else _("bends"),
        tag_class="firm" if each.firmness == "firm" else "",
    )


def _disclosed(each: ProtectedTime) -> str:
    """What others get to read, where that is not what everybody reads by default."""
    words = {"nothing": _("others read nothing of it"), "value": _("others may read the value")}
    return words.get(each.disclosure, "")


def _bends_for(each: ProtectedTime) -> str:
    words = {"emergency": _("an emergency"), "opportunity": _("a meaningful opportunity")}
    named = [words.get(what, what) for what in each.bends_for]
    return _("you would let it bend for %(what)s") % {"what": one_of(named)} if named else ""


def _ritual(each: Ritual) -> str:
    return _("%(length)s from %(before)s to %(after)s") % {
        "length": say.length(each.minutes),
        "before": say.SPHERES[each.from_sphere].lower(),
        "after": say.SPHERES[each.to_sphere].lower(),
    }


def _days(life: Life, settings: Settings) -> Days:
    there = life.availability
    types = {"morning": _("a morning person"), "between": _("in between"), "evening": _("an evening person")}
    return Days(
        waking=say.windows(there.waking, settings),
        working=say.windows(there.working, settings),
        fixed=there.hours_are_fixed,
        sleep=say.length(there.sleep_minutes),
        rest=say.length(there.rest_minutes) if there.rest_minutes else "",
        hard=say.length(there.hard_minutes) if there.hard_minutes else "",
        focus=_focus(there),
        slack=say.length(settings.slack_minutes),
        kind=types[settings.chronotype],
        flex=_flex(settings.flex, life, settings),
    )


def _focus(there: Availability) -> str:
    if not there.focus_minutes:
        return ""
    said = {"focus": say.length(there.focus_minutes), "pause": say.length(there.break_minutes)}
    return _("at most %(focus)s in one go, then %(pause)s of something else") % said


def _flex(flex: FlexBlock | None, life: Life, settings: Settings) -> Line | None:
    if flex is None:
        return None
    value = life.value(flex.value_id)
    words = _("%(all)s a week, in pieces of %(piece)s or more") % {
        "all": say.length(flex.minutes),
        "piece": say.length(flex.piece_least),
    }
    where = say.windows(flex.windows, settings)
    return Line(
        flex.id,
        _("%(what)s, for %(value)s") % {"what": flex.title, "value": value.name} if value else flex.title,
        f"{words} · {where}" if where else words,
    )


def usual_words(habits: Sequence[tuple[Demand, Habit]]) -> str:
    """How long each kind of task usually takes, as far as that is known."""
    if not habits:
        few = ngettext(
            "How long your tasks really take: can’t tell yet. It takes %(count)d finished task with how "
            "long it took; when one is done, a tap says that.",
            "How long your tasks really take: can’t tell yet. It takes %(count)d finished tasks with how "
            "long each took; when one is done, a tap says that.",
            FEWEST,
        )
        return few % {"count": FEWEST}
    told = ", ".join(_habit_words(kind, habit) for kind, habit in habits)
    return _("Beside what you thought first, your tasks usually take: %(told)s.") % {"told": told}


def _habit_words(kind: Demand, habit: Habit) -> str:
    said = {"kind": say.DEMANDS[kind], "times": f"{habit.times or 1:.1f}", "count": habit.of}
    if not habit.of:
        return _("%(kind)s %(times)s times as long (as all of them; none of its own yet)") % said
    words = ngettext(
        "%(kind)s %(times)s times as long (from %(count)d task)",
        "%(kind)s %(times)s times as long (from %(count)d tasks)",
        habit.of,
    )
    return words % said
