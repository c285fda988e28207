"""Reasons that only inform: they say what a block is and what it is for, and claim nothing of its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from counterpoint.domain.planning.cost import LATE_FROM
from counterpoint.domain.planning.moments import clock_words, date_words, day_words, due_words
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.timeline import Span, local
from counterpoint.domain.values import is_loud, is_soft
from counterpoint.domain.values.seasons import UNTIL
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop, ngettext

INFORMS = frozenset({"give_back", "longer", "season", "flex", "deadline", "times", "renewal", "value"})
"""The kinds of these reasons; every other kind of a block that the planner placed claims a cause."""

BEYOND = timedelta(days=7)
JUST = timedelta(hours=4)
LONGER = 1.05
PLACES = {
    1: gettext_noop("For “%(name)s”, what you value most."),
    2: gettext_noop("For “%(name)s”, your second value."),
    3: gettext_noop("For “%(name)s”, your third value."),
}
OTHER_PLACE = gettext_noop("For “%(name)s”, one of your values.")


def gives_back(problem: Problem, item: Item) -> Iterator[Reason]:
    """Which time it makes up for."""
    bent = dict(problem.gives_back).get(item.id)
    if bent is not None:
        told = {"day": day_words(problem, bent), "title": item.title}
        yield Reason("give_back", _("Gives back “%(title)s” of %(day)s.") % told)


def longer(item: Item) -> Iterator[Reason]:
    """That it got more time than was written, as such tasks usually take."""
    if item.times >= LONGER:
        words = _("Longer than you wrote: you usually need %(times)s times as long, going by all tasks.")
        if item.times_of:
            words = ngettext(
                "Longer than you wrote: you usually need %(times)s times as long; from %(of)d task.",
                "Longer than you wrote: you usually need %(times)s times as long; from %(of)d tasks.",
                item.times_of,
            )
        yield Reason("longer", words % {"times": f"{item.times:.1f}", "of": item.times_of})


def has_begun(problem: Problem) -> bool:
    """Whether some of the time of these days in which the person is awake is past."""
    start = problem.open_from
    return start is not None and any(day.waking.start < start for day in problem.days)


def blends(item: Item) -> Iterator[Reason]:
    if item.kind == "flex":
        yield Reason("flex", _("Here work and the rest of life may mix, as you wanted."))


def in_time(
    problem: Problem, item: Item, block: Block, done_at: datetime | None, *, close: bool
) -> Iterator[Reason]:
    """Whether it ends in time: "done" is only what is placed whole, with the last of its pieces.

    `done_at` is when the whole of it is done; None when it is not.
    """
    if item.deadline_at is None or item.deadline_at > problem.horizon.end + BEYOND:
        return
    ahead = item.deadline_at - block.span.end
    if (ahead < LATE_FROM) != close:
        return
    whole = done_at == block.span.end
    if ahead < JUST:
        words = _("Done just in time for %(due)s.") if whole else _("A part of it just in time for %(due)s.")
    elif close:
        words = _("Done in time for %(due)s.") if whole else _("A part of it in time for %(due)s.")
    else:
        words = _("Done in good time for %(due)s.") if whole else _("A part of it in good time for %(due)s.")
    yield Reason("deadline", words % {"due": due_words(problem, item.deadline_at)})


def own_times(problem: Problem, item: Item, block: Block) -> Iterator[Reason]:
    """The times that it may have, where nothing decides which of them it has."""
    inside = next((each for each in item.windows if each.covers(block.span)), None)
    if inside is None or not (item.own_times or item.kind == "meal"):
        return
    yield Reason("times", within_words(problem, inside))


def within_words(problem: Problem, inside: Span) -> str:
    """That something is within its own times; of those that have begun only their end is told."""
    if inside.start == problem.open_from:
        clock = f"{local(inside.end, problem.zone):%H:%M}"
        return _("Within what is left of its own times, until %(clock)s.") % {"clock": clock}
    return _("Within its own times, %(clock)s.") % {"clock": clock_words(problem, inside)}


def season_words(problem: Problem, item: Item, *, loud: bool) -> Iterator[Reason]:
    """That a season has its life domain louder than usual, or softer, and until when."""
    name, until = problem.domain_name(item.domain_id), item.voice.until
    heard = is_loud(item.voice.dynamic) if loud else is_soft(item.voice.dynamic)
    if name and until and heard:
        yield Reason(
            "season",
            _(UNTIL[item.voice.dynamic]) % {"domain": name, "day": date_words(until)},
        )


def renews(problem: Problem, kind: str, subject_id: str) -> Iterator[Reason]:
    """That it is time for what renews the person, which they said themselves."""
    if (kind, subject_id) in problem.renewing:
        yield Reason(
            "renewal", _("Renewal, an investment: by your own word this gives you back what days take.")
        )


def serves(problem: Problem, value_id: str) -> Iterator[Reason]:
    """Which value it is for, with its place among the person's values where that is a high one."""
    name = problem.value_name(value_id)
    if name:
        place = PLACES.get(problem.value_place(value_id), OTHER_PLACE)
        yield Reason("value", _(place) % {"name": name})
