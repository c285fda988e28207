"""What is "not this week", and why, in words that the week can carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from counterpoint.domain.planning.cost import missing_minutes
from counterpoint.domain.planning.moments import day_words, due_words, length_words
from counterpoint.domain.planning.plan import Block, LeftOut
from counterpoint.domain.planning.problem import Item, Problem, Tier, is_focus
from counterpoint.domain.planning.reasons import has_begun, season_words
from counterpoint.domain.planning.resting import open_for_work
from counterpoint.domain.planning.sequence import Entry, given_of
from counterpoint.domain.planning.slack import spare_hours
from counterpoint.domain.planning.ways import open_by_ways
from counterpoint.domain.timeline import Span, common, without
from counterpoint.domain.words import gettext as _

NAMED = 3
LONG_MINUTES = 120
LONGEST_WEEK = 8 * 24 * 60
"""A week with an hour more, and a last day until its sleep."""


def left_out_of(problem: Problem, placed: Sequence[Block]) -> tuple[LeftOut, ...]:
    """Every item of which something is not placed, what weighs most first."""
    missing = missing_minutes(problem, placed)
    given = [each for day in given_of(problem) for each in day]
    items = sorted(problem.items, key=lambda each: (each.tier, -each.weight, each.id))
    return tuple(
        _left_out(each, missing[each.id], problem, given, placed) for each in items if missing[each.id]
    )


def _left_out(
    item: Item, minutes: int, problem: Problem, given: Sequence[Entry], placed: Sequence[Block]
) -> LeftOut:
    why, in_the_way = _why(item, problem, given, placed)
    return LeftOut(
        item_id=item.id,
        kind=item.kind,
        subject_id=item.subject_id,
        title=item.title,
        minutes=minutes,
        must=item.tier in (Tier.FIRM, Tier.MUST),
        why=" ".join([why, *(each.words for each in season_words(problem, item, loud=False))]),
        in_the_way=tuple(in_the_way),
        advice="" if _is_paused(item, problem) else _advice(item, problem),
    )


def _why(
    item: Item, problem: Problem, given: Sequence[Entry], placed: Sequence[Block]
) -> tuple[str, list[str]]:
    start = problem.open_from or problem.horizon.start
    if start >= problem.horizon.end:
        return _("These days are past."), []
    if _is_due_by(item, _opens(problem)):
        return _due_before(item, problem), []
    if item.waits_for:
        return _begins_later(item.waits_for), [item.waits_for]
    if not item.windows:
        return (_paused_words() if _is_paused(item, problem) else _never_open(item, has_begun(problem))), []
    length = length_words(item.piece_least)
    if not _fits(item, item.windows):
        return _too_long(length, item, problem), []
    unplaced = _first_unplaced(item, problem, placed)
    if unplaced:
        words = _("“%(title)s” has to be done before it, and is not placed whole.")
        return words % {"title": unplaced}, [unplaced]
    left = without(_after_first(item, problem, placed), _kept_apart(item, problem, placed))
    beside_given = without(left, [each.span for each in given])
    if _fits(item, left) and not _fits(item, beside_given):
        said = {"day": day_words(problem, item.windows[0].start), "length": length}
        return (
            _no_room(item, problem) % said,
            _names((each.span, each.title) for each in given if _touches(each.span, left)),
        )
    rested = _rested(item, problem, placed, beside_given)
    if _fits(item, beside_given) and not _fits(item, rested):
        words = _("Your rest of %(rest)s between two days of work leaves it no %(length)s together.")
        return words % {"rest": length_words(problem.rest_minutes), "length": length}, []
    others = [each for each in placed if each.item_id != item.id]
    free = without(rested, [each.span for each in others])
    if not _fits(item, free):
        return (
            _("What stands in its times matters more, or has nowhere else to go."),
            _names((each.span, each.title) for each in others if _touches(each.span, left)),
        )
    return _beside_ways(item, problem, placed, free), []


def _beside_ways(item: Item, problem: Problem, placed: Sequence[Block], free: list[Span]) -> str:
    """Why nothing of it is in this free time: the ways between places, or what comes after them."""
    others = [each for each in placed if each.item_id != item.id]
    reached = open_by_ways(problem, others, item.place_id, within=free) if problem.ways else free
    if not _fits(item, reached):
        words = _("The ways between your places leave it no %(length)s together.")
        return words % {"length": length_words(item.piece_least)}
    return _beside_slack(item, problem, placed, reached)


def _beside_slack(item: Item, problem: Problem, placed: Sequence[Block], free: list[Span]) -> str:
    """Why nothing of it is in this free time: the slack of these days, or what it would cost."""
    spare = common(free, spare_hours(problem, placed, item.piece_least))
    if item.id in problem.leaves_slack and not _fits(item, spare):
        return _("The room that is left is the slack that your days keep, and no wish takes that.")
    return _at_a_price(item, problem)


def _too_long(length: str, item: Item, problem: Problem) -> str:
    longest = length_words(max(each.minutes for each in item.windows))
    words = (
        _("It wants %(length)s in one go, and the longest time that is left for it is %(longest)s.")
        if has_begun(problem)
        else _("It wants %(length)s in one go, and the longest time that it may have is %(longest)s.")
    )
    return words % {"length": length, "longest": longest}


def _no_room(item: Item, problem: Problem) -> str:
    """That events and firm time leave no room; of days that have begun only what is left is known of."""
    if item.kind == "meal":
        return _("On %(day)s your events and firm time leave it no %(length)s together.")
    if has_begun(problem):
        return _("In what is left of these days your events and firm time leave it no %(length)s together.")
    return _("Your events and firm time leave it no %(length)s together.")


def _at_a_price(item: Item, problem: Problem) -> str:
    """What room for it would take, when nothing stands in its way."""
    wish = item.id in problem.leaves_slack
    if problem.focus_minutes and is_focus(item.kind, item.demand):
        return (
            _(
                "There would be room, at the price of rituals, of breaks after long focus "
                "or of hours that suit it less."
            )
            if wish
            else _(
                "There would be room, at the price of the day’s slack, of rituals, "
                "of breaks after long focus or of hours that suit it less."
            )
        )
    if wish:
        return _("There would be room, at the price of rituals or of hours that suit it less.")
    return _(
        "There would be room, at the price of the day’s slack, of rituals or of hours that suit it less."
    )


def _rested(item: Item, problem: Problem, placed: Sequence[Block], windows: list[Span]) -> list[Span]:
    """Windows of work cut to what the work of the days around them leaves by the rest floor."""
    if item.sphere != "work" or not problem.rest_minutes:
        return windows
    hours = open_for_work(problem, [each for each in placed if each.item_id != item.id])
    days = zip(problem.days, hours, strict=True)
    return [part for day, open_hours in days for part in common(common(windows, [day.waking]), [open_hours])]


def _begins_later(title: str) -> str:
    return _("“%(title)s” has to be done before it, and comes later than these days.") % {"title": title}


def _first_unplaced(item: Item, problem: Problem, placed: Sequence[Block]) -> str:
    """The title of what has to be done before it and is not placed whole; "" when all of that is."""
    missing = missing_minutes(problem, placed) if item.after else {}
    names = (name for name in item.after if missing.get(name))
    return next((problem.item_by_id[name].title for name in names), "")


def _after_first(item: Item, problem: Problem, placed: Sequence[Block]) -> list[Span]:
    """Its windows from when all is done that comes before it."""
    own = [each.span.end for each in (*placed, *problem.pinned) if each.item_id in item.after]
    opens = max(own, default=problem.horizon.start)
    return [Span(max(each.start, opens), each.end) for each in item.windows if each.end > opens]


def _opens(problem: Problem) -> datetime:
    """When the first of the days begins of which something is still to come."""
    start = problem.open_from or problem.horizon.start
    return next((max(start, each.waking.start) for each in problem.days if each.waking.end > start), start)


def _is_due_by(item: Item, moment: datetime) -> bool:
    return item.deadline_at is not None and item.deadline_at <= moment


def _due_before(item: Item, problem: Problem) -> str:
    assert item.deadline_at
    if problem.now is not None and _is_due_by(item, problem.now):
        return _("Its deadline has passed.")
    due = due_words(problem, item.deadline_at)
    return _("It is due by %(due)s, before the first day that is still to come.") % {"due": due}


def _is_paused(item: Item, problem: Problem) -> bool:
    """Whether it finds no time because life happened; what bends and what must be is wanted still."""
    return bool(problem.paused) and not item.windows and item.tier == Tier.WISH


def _paused_words() -> str:
    return _("Life happened, and this can wait.")


def _never_open(item: Item, begun: bool) -> str:
    """Of days that have begun it is not said that there was no time, only that none is left."""
    if item.own_times:
        return (
            _("None of its own times is still to come in these days.")
            if begun
            else _("None of its own times is open in these days.")
        )
    if item.sphere == "work":
        return (
            _("It is work, and no working hours are left for it in these days.")
            if begun
            else _("It is work, and no working hours are open for it in these days.")
        )
    if begun:
        return _("No time is left for it in these days.")
    return _("No time is open for it in these days.")


def _fits(item: Item, spans: Iterable[Span]) -> bool:
    return any(each.minutes >= item.piece_least for each in spans)


def _touches(span: Span, windows: Iterable[Span]) -> bool:
    return any(span.overlaps(window) for window in windows)


def _kept_apart(item: Item, problem: Problem, placed: Sequence[Block]) -> list[Span]:
    """What the item's own pieces take: their time, or whole days when it wants to be apart."""
    own = [each.span for each in (*placed, *problem.pinned) if each.item_id == item.id]
    if not item.one_a_day:
        return own
    days = [day for day in problem.days if any(span.start in day.waking for span in own)]
    apart = timedelta(days=item.spacing_days)
    return [each.waking for each in problem.days if any(abs(each.on - day.on) < apart for day in days)]


def _names(found: Iterable[tuple[Span, str]]) -> list[str]:
    """The titles that take the most of the time, each once."""
    minutes: dict[str, int] = {}
    for span, title in found:
        minutes[title] = minutes.get(title, 0) + span.minutes
    return sorted(minutes, key=lambda title: (-minutes[title], title))[:NAMED]


def _advice(item: Item, problem: Problem) -> str:
    if item.kind == "task":
        return _advice_for_task(item, problem)
    if item.kind == "routine":
        return _("Widen its times, shorten it, or do it once less this week.")
    if item.kind == "meal":
        return _("Have it on the way, or let it be this once.")
    if item.kind == "give_back":
        return _("Give it a later day, or let it go.")
    return _("Move what stands on it, or let it bend this week.")


def _can_wait(problem: Problem) -> str:
    """Of one week it is known which comes next; of several weeks that none of them had room."""
    if problem.horizon.minutes > LONGEST_WEEK:
        return _("It can wait for a later week.")
    return _("It can wait for next week.")


def _advice_for_task(item: Item, problem: Problem) -> str:
    if item.waits_for:
        return _can_wait(problem)
    whole = problem.open_from is None or problem.open_from <= problem.horizon.start
    due = _is_due_by(item, _opens(problem))
    if whole and not due and not item.windows and item.sphere == "work" and not item.own_times:
        return _("Say under What matters when you work, or give it to another life domain.")
    if item.deadline_at is None:
        return _can_wait(problem)
    if due:
        return _("Give it a later deadline, delegate it or let it go.")
    if item.deadline_at > problem.horizon.end:
        return _("It can wait: it is due by %(due)s.") % {"due": due_words(problem, item.deadline_at)}
    if item.piece_least == item.minutes > LONG_MINUTES:
        return _("Let it be done in pieces, give it a later deadline or delegate it.")
    return _("Give it a later deadline, shorten it or delegate it.")
