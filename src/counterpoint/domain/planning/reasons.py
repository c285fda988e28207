"""Why a block is where it is: only what the problem and the plan can carry, in the person's own terms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain, islice, pairwise

from counterpoint.domain.energy import Demand, EnergyCurve, fit
from counterpoint.domain.planning.cost import LATE_FROM, closer, days_of, missing_minutes
from counterpoint.domain.planning.moments import (
    clock_words,
    date_words,
    day_words,
    due_words,
    length_words,
)
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.sequence import (
    REST_MINUTES,
    SUBJECTS,
    Entry,
    day_index,
    given_of,
    sequences,
    stretches,
)
from counterpoint.domain.timeline import Span, local, union, without
from counterpoint.domain.values import is_loud, is_soft
from counterpoint.domain.values.seasons import UNTIL
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop, ngettext

MOST = 3
NARROW_MINUTES = 24 * 60
BESIDE = timedelta(minutes=REST_MINUTES)
BEYOND = timedelta(days=7)
MATTERS = 0.15
LONGER = 1.05
BEST_HOURS, GOOD_HOURS = 0.85, 0.6
HALF_HOUR = timedelta(minutes=30)
DEMANDS = {
    "deep": gettext_noop("deep work"),
    "steady": gettext_noop("steady work"),
    "light": gettext_noop("light things"),
    "social": gettext_noop("time with people"),
}
PLACES = {
    1: gettext_noop("For “%(name)s”, what you value most."),
    2: gettext_noop("For “%(name)s”, your second value."),
    3: gettext_noop("For “%(name)s”, your third value."),
}
OTHER_PLACE = gettext_noop("For “%(name)s”, one of your values.")


def with_reasons(problem: Problem, placed: Sequence[Block]) -> list[Block]:
    """The same blocks, each with up to three reasons, the one that decides most first."""
    neighbours = {
        entry.block.id: (
            entries[nth - 1] if nth else None,
            entries[nth + 1] if nth + 1 < len(entries) else None,
        )
        for entries in sequences(problem, placed)
        for nth, entry in enumerate(entries)
        if entry.block is not None
    }
    terms = Terms(problem, placed)
    return [_with_reasons(problem, each, terms, neighbours.get(each.id, (None, None))) for each in placed]


class Terms:
    """What several blocks of one item share.

    The free stretches beside what is given, the fits that these offer and those of whole waking days, and
    when the whole of it is done.
    """

    def __init__(self, problem: Problem, placed: Sequence[Block]) -> None:
        self.problem = problem
        self.given = union(each.span for day in given_of(problem) for each in day)
        self.in_force = {(each.item_id, each.span) for each in problem.in_force}
        self.ends = _ends(problem, placed)
        evenly = (each for each in problem.items if each.even_days > 1)
        self.days = {each.id: days_of(problem, placed, each) for each in evenly}
        self.placed = {each.item_id for each in placed}
        days = sequences(problem, placed) if problem.focus_minutes or problem.rest_minutes else []
        work = [[each.span.end for each in day if each.sphere == "work"] for day in days]
        self.worked_until = [problem.worked_until, *(max(day, default=None) for day in work)]
        self.stretches = [each for day in days for each in stretches(day, problem.break_minutes)]
        self._free: dict[str, list[Span]] = {}
        self._offered: dict[str, list[float]] = {}
        self._awake: dict[Demand, list[float]] = {}
        self._fits = _fits(problem.curve, problem.zone, problem.horizon.start)

    def rested_from(self, block: Block) -> datetime | None:
        """When the rest after the work of the day before a block is over; None for no such work."""
        day = day_index(self.problem, block.span)
        ended = self.worked_until[day] if day is not None else None
        return None if ended is None else ended + timedelta(minutes=self.problem.rest_minutes)

    def free(self, item: Item) -> list[Span]:
        if item.id not in self._free:
            self._free[item.id] = without(item.windows, self.given)
        return self._free[item.id]

    def offered(self, item: Item) -> list[float]:
        """The fits of the half hours among which there is a choice, in order: free, still to come, long
        enough.
        """
        if item.id not in self._offered:
            long_enough = (span for span in self.free(item) if span.minutes >= item.piece_least)
            samples = (each for span in long_enough for each in _half_hours(span))
            self._offered[item.id] = sorted(self.fit(item.demand, each) for each in samples)
        return self._offered[item.id]

    def awake(self, demand: Demand) -> list[float]:
        """The fits of all half hours of these days in which the person is awake, past ones among them."""
        if demand not in self._awake:
            samples = (each for day in self.problem.days for each in _half_hours(day.waking))
            self._awake[demand] = sorted(self.fit(demand, each) for each in samples)
        return self._awake[demand]

    def fit(self, demand: Demand, moment: datetime) -> float:
        if (demand, moment) not in self._fits:
            level = self.problem.curve.at(local(moment, self.problem.zone))
            self._fits[demand, moment] = fit(demand, level)
        return self._fits[demand, moment]

    def fit_over(self, demand: Demand, span: Span) -> float:
        moments = [*_half_hours(span)]
        return sum(self.fit(demand, each) for each in moments) / len(moments)


@lru_cache(maxsize=8)
def _fits(_curve: EnergyCurve, _zone: str, _start: datetime) -> dict[tuple[Demand, datetime], float]:
    """The fits that have been looked up for the weeks that begin then: they are planned more than once."""
    return {}


def _half_hours(span: Span) -> Iterator[datetime]:
    moment = span.start
    while moment < span.end:
        yield moment
        moment += HALF_HOUR


def _ends(problem: Problem, placed: Sequence[Block]) -> dict[str, datetime]:
    """For each item that is placed whole the end of its last piece, pinned ones among them."""
    missing = missing_minutes(problem, placed)
    ends: dict[str, datetime] = {}
    for each in (*placed, *problem.pinned):
        if not missing.get(each.item_id, 1):
            ends[each.item_id] = max(each.span.end, ends.get(each.item_id, each.span.end))
    return ends


def _with_reasons(
    problem: Problem, block: Block, terms: Terms, around: tuple[Entry | None, Entry | None]
) -> Block:
    item = problem.item_by_id.get(block.item_id)
    if item is None:
        return block
    where = chain(
        _gives_back(problem, item),
        _kept(block, terms),
        _only_gap(item, block, terms),
        _after(item, terms),
        _before(item, block, terms),
        _break(problem, block, terms),
        _rested(problem, item, block, terms),
        _deadline(problem, item, block, terms, close=True),
        season_words(problem, item, loud=True),
        _energy(problem, item, block, terms),
        _spread(problem, item, terms),
        _window(problem, item, block),
        _alike(problem, item, block, around),
        _longer(item),
        _deadline(problem, item, block, terms, close=False),
    )
    what_for = [*renews(problem, item.kind, item.subject_id), *serves(problem, item.value_id)]
    return replace(block, reasons=(*islice(where, MOST - len(what_for)), *what_for))


def _kept(block: Block, terms: Terms) -> Iterator[Reason]:
    if (block.item_id, block.span) in terms.in_force:
        yield Reason("kept", _("Kept where it was in your plan."))


def _gives_back(problem: Problem, item: Item) -> Iterator[Reason]:
    """Which time it makes up for."""
    bent = dict(problem.gives_back).get(item.id)
    if bent is not None:
        told = {"day": day_words(problem, bent), "title": item.title}
        yield Reason("give_back", _("Gives back “%(title)s” of %(day)s.") % told)


def _longer(item: Item) -> Iterator[Reason]:
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


def _after(item: Item, terms: Terms) -> Iterator[Reason]:
    """What had to be done before it: of several the one that is done last."""
    first = [name for name in item.after if name in terms.ends]
    if first:
        last = max(first, key=lambda name: terms.ends[name])
        title = terms.problem.item_by_id[last].title
        yield Reason("after", _("After “%(title)s”, which has to be done first.") % {"title": title})


def _before(item: Item, block: Block, terms: Terms) -> Iterator[Reason]:
    """That something else which is placed waits for it: said of its last piece."""
    if terms.ends.get(item.id) == block.span.end:
        placed = (each for each in terms.problem.items if each.id in terms.placed)
        waiting = next((each for each in placed if item.id in each.after), None)
        if waiting:
            yield Reason("before", _("“%(title)s” waits for it.") % {"title": waiting.title})


def _break(problem: Problem, block: Block, terms: Terms) -> Iterator[Reason]:
    """That it starts when the break after a stretch of focus is over, to which it could not be added."""
    for one, other in pairwise(terms.stretches):
        pause = other.span.start - one.span.end
        together = int((block.span.end - one.span.start).total_seconds() // 60)
        begins = other.span.start == block.span.start and together > problem.focus_minutes
        if begins and pause < timedelta(minutes=problem.break_minutes) + BESIDE:
            said = {
                "focus": length_words(problem.focus_minutes),
                "pause": length_words(problem.break_minutes),
            }
            yield Reason(
                "break", _("After a break of %(pause)s: you focus at most %(focus)s in one go.") % said
            )


def _rested(problem: Problem, item: Item, block: Block, terms: Terms) -> Iterator[Reason]:
    """That it starts when the rest after the work of the day before is over."""
    ended = terms.rested_from(block) if item.sphere == "work" and problem.rest_minutes else None
    if ended is not None and timedelta() <= block.span.start - ended < BESIDE:
        said = {"rest": length_words(problem.rest_minutes)}
        yield Reason("rest", _("Not sooner: %(rest)s of rest after the work of the day before.") % said)


def _only_gap(item: Item, block: Block, terms: Terms) -> Iterator[Reason]:
    """Whether beside what is given only one stretch of its times could hold this piece."""
    if item.kind in SUBJECTS and sum(each.minutes >= block.span.minutes for each in terms.free(item)) == 1:
        words = (
            _("The only free stretch still to come in its times that is long enough.")
            if has_begun(terms.problem)
            else _("The only free stretch in its times that is long enough.")
        )
        yield Reason("only_gap", words)


def has_begun(problem: Problem) -> bool:
    """Whether some of the time of these days in which the person is awake is past."""
    start = problem.open_from
    return start is not None and any(day.waking.start < start for day in problem.days)


def _deadline(problem: Problem, item: Item, block: Block, terms: Terms, *, close: bool) -> Iterator[Reason]:
    """Whether it ends in time: "done" is only what is placed whole, with the last of its pieces."""
    if item.deadline_at is None or item.deadline_at > problem.horizon.end + BEYOND:
        return
    if (item.deadline_at - block.span.end < LATE_FROM) != close:
        return
    if terms.ends.get(item.id) == block.span.end:
        words = _("Done just in time for %(due)s.") if close else _("Done in good time for %(due)s.")
    elif close:
        words = _("A part of it just in time for %(due)s.")
    else:
        words = _("A part of it in good time for %(due)s.")
    yield Reason("deadline", words % {"due": due_words(problem, item.deadline_at)})


def _energy(problem: Problem, item: Item, block: Block, terms: Terms) -> Iterator[Reason]:
    """A word on energy only where there was a choice of better and worse hours, and this is among the best.

    Of what is left of a week the best may be a poor hour, so it is measured by whole waking days as well.
    """
    offered = terms.offered(item) if item.kind in SUBJECTS else []
    if not offered or offered[-1] - offered[0] < MATTERS:
        return
    here = terms.fit_over(item.demand, block.span)
    share = min(_share_up_to(here, offered), _share_up_to(here, terms.awake(item.demand)))
    if share >= GOOD_HOURS:
        words = _hours_words(best=share >= BEST_HOURS, drawn=problem.curve.source == "first")
        yield Reason("energy", words % {"demand": _(DEMANDS[item.demand])})


def _spread(problem: Problem, item: Item, terms: Terms) -> Iterator[Reason]:
    """That it comes at even distances, where its times would have left it days closer together."""
    days = terms.days.get(item.id, set())
    if item.even_days > 1 and len(days) > 1 and not closer(days, item.even_days):
        spans = [each for each in terms.free(item) if each.minutes >= item.piece_least]
        free = [day.on for day in problem.days if any(day.waking.covers(each) for each in spans)]
        if any(closer({each, *days}, item.even_days) for each in free if each not in days):
            words = _("Spread over the week: %(count)d days or more from one to the next.")
            yield Reason("spread", words % {"count": item.even_days})


def _share_up_to(here: float, levels: Sequence[float]) -> float:
    """The share of these levels, which are in order, that are no higher."""
    return bisect_right(levels, here) / len(levels) if levels else 0.0


def _hours_words(*, best: bool, drawn: bool) -> str:
    if drawn and best:
        return _("Among your best hours for %(demand)s, by the first drawing of your energy.")
    if drawn:
        return _("A good hour for %(demand)s, by the first drawing of your energy.")
    return _("Among your best hours for %(demand)s.") if best else _("A good hour for %(demand)s.")


def season_words(problem: Problem, item: Item, *, loud: bool) -> Iterator[Reason]:
    """That a season has its life domain louder than usual, or softer, and until when."""
    name, until = problem.domain_name(item.domain_id), item.voice.until
    heard = is_loud(item.voice.dynamic) if loud else is_soft(item.voice.dynamic)
    if name and until and heard:
        yield Reason(
            "season",
            _(UNTIL[item.voice.dynamic]) % {"domain": name, "day": date_words(until)},
        )


def _window(problem: Problem, item: Item, block: Block) -> Iterator[Reason]:
    """What the person's own times for it decide: only where they leave little choice."""
    if item.kind == "flex":
        yield Reason("flex", _("Here work and the rest of life may mix, as you wanted."))
    elif item.own_times and sum(each.minutes for each in item.windows) <= NARROW_MINUTES:
        inside = next((each for each in item.windows if each.covers(block.span)), None)
        if inside and inside.start == problem.open_from:
            words = _("Within what is left of its own times, until %(clock)s.")
            yield Reason("window", words % {"clock": f"{local(inside.end, problem.zone):%H:%M}"})
        elif inside == block.span and item.kind == "protected":
            yield Reason("window", _("At its own time."))
        elif inside:
            yield Reason(
                "window", _("Within its own times, %(clock)s.") % {"clock": clock_words(problem, inside)}
            )


def _alike(
    problem: Problem, item: Item, block: Block, around: tuple[Entry | None, Entry | None]
) -> Iterator[Reason]:
    """Right beside something of the same life domain; of the same kind is only what asks the same as well."""
    name = problem.domain_name(item.domain_id)
    if item.kind not in SUBJECTS or not name:
        return
    near = [each for each in around if each and each.subject and each.item is not item]
    same = [each for each in near if _apart(each.span, block.span) <= BESIDE]
    for entry in same:
        if entry.subject == (item.domain_id, item.demand):
            yield Reason(
                "alike", _("Beside “%(title)s”, which is of the same kind.") % {"title": entry.title}
            )
            return
    for entry in same:
        if entry.subject and entry.subject[0] == item.domain_id:
            yield Reason(
                "alike", _("Next to “%(title)s”: also %(name)s.") % {"title": entry.title, "name": name}
            )
            return


def _apart(one: Span, other: Span) -> timedelta:
    return max(one.start - other.end, other.start - one.end)


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
