"""Reasons that a rule decides: lifted, a place that only it forbids would cost no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from counterpoint.domain.planning.laid import Spot
from counterpoint.domain.planning.moments import length_words, when_words
from counterpoint.domain.planning.plan import Reason
from counterpoint.domain.planning.reasons.ground import Cause, Sought
from counterpoint.domain.planning.reasons.informing import has_begun, within_words
from counterpoint.domain.planning.sequence import REST_MINUTES, SUBJECTS, stretches
from counterpoint.domain.timeline import SLOT
from counterpoint.domain.words import gettext as _

NARROW_MINUTES = 24 * 60
BESIDE = timedelta(minutes=REST_MINUTES)
LOOKED_AT = 2
GIVEN = ("event", "firm", "overlap")


def deciding_rules(sought: Sought) -> Iterator[Cause]:
    """The rules that decide, what the person put first: each tried only when it is asked for."""
    yield from _only_gap(sought)
    yield from _after(sought)
    yield from _before(sought)
    yield from _break(sought)
    yield from _rested(sought)
    yield from _leaves_way(sought)


def late_rules(sought: Sought) -> Iterator[Cause]:
    """Rules that say less of a place than what it costs elsewhere does."""
    yield from _full(sought)
    yield from _window(sought)
    yield from _leaves_slack(sought)
    yield from _spaced(sought)
    yield from _way(sought)
    yield from _ritual(sought)


def _cause(kind: str, place: Spot | None, words: Callable[[Spot], str]) -> Iterator[Cause]:
    if place is not None:
        yield Cause(Reason(kind, words(place)), place)


def _only_gap(sought: Sought) -> Iterator[Cause]:
    """Whether beside what is given only one stretch of its times could hold this piece."""
    if sought.item.kind not in SUBJECTS or len(sought.beside_given) != 1:
        return
    windows = sought.hours.stretches(sought.item.windows)
    place = sought.forbidden(sought.likely(sought.apart(windows)), *GIVEN)
    words = (
        _("The only free stretch still to come in its times that is long enough.")
        if has_begun(sought.problem)
        else _("The only free stretch in its times that is long enough.")
    )
    yield from _cause("only_gap", place, lambda _place: words)


def _after(sought: Sought) -> Iterator[Cause]:
    """What had to be done before it: of several the one that is done last."""
    ends = sought.ground.ends
    first = [name for name in sought.item.after if name in ends]
    if first:
        last = max(first, key=lambda name: ends[name])
        title = sought.problem.item_by_id[last].title
        words = _("After “%(title)s”, which has to be done first.") % {"title": title}
        yield from _cause("after", _free_until(sought, ends[last], "after"), lambda _place: words)


def _before(sought: Sought) -> Iterator[Cause]:
    """That something else which is placed waits for it: said of its last piece."""
    if sought.ground.ends.get(sought.item.id) != sought.block.span.end:
        return
    laid = sought.ground.laid
    starts = [
        (min(each.span.start for each in laid.pieces[name]), name)
        for name in laid.followed.get(sought.item.id, ())
        if laid.pieces.get(name)
    ]
    if starts:
        start, name = min(starts)
        title = sought.problem.item_by_id[name].title
        words = _("“%(title)s” waits for it.") % {"title": title}
        yield from _cause("before", _free_from(sought, start, "after"), lambda _place: words)


def _free_until(sought: Sought, moment: datetime, *rules: str) -> Spot | None:
    """A free place of its times that starts before a moment, and that only these rules forbid."""
    until = sought.hours.slot(moment) + sought.slots - 1
    windows = [(a, min(b, until)) for a, b in sought.hours.stretches(sought.item.windows) if a < until]
    return sought.forbidden(sought.likely(sought.free_in(windows)), *rules)


def _free_from(sought: Sought, moment: datetime, *rules: str) -> Spot | None:
    """The same that ends after a moment."""
    start = sought.hours.slot(moment) - sought.slots + 1
    windows = [(max(a, start), b) for a, b in sought.hours.stretches(sought.item.windows) if b > start]
    return sought.forbidden(sought.likely(sought.free_in(windows)), *rules)


def _break(sought: Sought) -> Iterator[Cause]:
    """That it starts when the break after a stretch of focus is over, to which it could not be added."""
    problem, block = sought.problem, sought.block
    if not problem.focus_minutes:
        return
    entries = sought.ground.laid.days[sought.lifted.nth].entries
    for one, other in pairwise(stretches(entries, problem.break_minutes)):
        pause = other.span.start - one.span.end
        begins = other.span.start == block.span.start
        if begins and pause < timedelta(minutes=problem.break_minutes) + BESIDE:
            said = {
                "focus": length_words(problem.focus_minutes),
                "pause": length_words(problem.break_minutes),
            }
            words = _("After a break of %(pause)s: you focus at most %(focus)s in one go.") % said
            place = _sooner(sought, one.span.end, "break")
            yield from _cause("break", place, lambda _place, words=words: words)  # type: ignore[misc]


def _rested(sought: Sought) -> Iterator[Cause]:
    """That it starts when the rest after the work of the day before is over."""
    problem, laid = sought.problem, sought.ground.laid
    if sought.item.sphere != "work" or not problem.rest_minutes:
        return
    nth = sought.lifted.nth
    work = [each.span.end for each in laid.days[nth - 1].entries if each.sphere == "work"] if nth else []
    ended = max(work, default=None) if nth else problem.worked_until
    if ended is None:
        return
    over = ended + timedelta(minutes=problem.rest_minutes)
    if timedelta() <= sought.block.span.start - over < BESIDE:
        words = _("Not sooner: %(rest)s of rest after the work of the day before.")
        said = {"rest": length_words(problem.rest_minutes)}
        place = _sooner(sought, sought.block.span.start - timedelta(hours=1), "rest-floor")
        yield from _cause("rest", place, lambda _place: words % said)


def _leaves_way(sought: Sought) -> Iterator[Cause]:
    """That the way from what is before it, or to what is after it, leaves it hardly any room to move."""
    problem, block = sought.problem, sought.block
    for leg in sought.ground.ways:
        if leg.free is None or not 0 <= leg.minutes_free - leg.minutes < REST_MINUTES:
            continue
        said = {
            "way": length_words(leg.minutes),
            "from": problem.place_name(leg.from_id),
            "to": problem.place_name(leg.to_id),
        }
        if leg.after is not None and leg.after.block is block and leg.free.end == block.span.start:
            words = _("Leaves %(way)s for the way from “%(from)s”.") % said
            place = _sooner(sought, leg.free.start, "way")
        elif leg.before is not None and leg.before.block is block and leg.free.start == block.span.end:
            words = _("Leaves %(way)s for the way to “%(to)s”.") % said
            last = sought.hours.slot(leg.free.end) - sought.slots
            place = sought.forbidden(range(sought.start + 1, last + 1), "way")
        else:
            continue
        yield from _cause("way", place, lambda _place, words=words: words)  # type: ignore[misc]


def _sooner(sought: Sought, start: datetime, *rules: str) -> Spot | None:
    """The same hours begun sooner, at some moment from `start`, where only these rules forbid it."""
    return sought.forbidden(range(max(0, sought.hours.slot(start)), sought.start), *rules)


def _full(sought: Sought) -> Iterator[Cause]:
    """That other blocks of the plan have all the times that it could have besides its own."""
    if not sought.free_in(sought.hours.stretches(sought.item.windows)):
        place = sought.forbidden(sought.likely(sought.apart(sought.beside_given)), "held")
        yield from _cause("full", place, lambda _place: _("The other times that it could have are taken."))


def _window(sought: Sought) -> Iterator[Cause]:
    """What the person's own times for it decide: only where they leave little choice."""
    problem, item, block = sought.problem, sought.item, sought.block
    if item.kind == "flex" or not item.own_times:
        return
    if sum(each.minutes for each in item.windows) > NARROW_MINUTES:
        return
    inside = next((each for each in item.windows if each.covers(block.span)), None)
    if inside is None:
        return
    at_once = inside == block.span and item.kind == "protected" and inside.start != problem.open_from
    words = _("At its own time.") if at_once else within_words(problem, inside)
    free = sought.free_in(sought.hours.stretches(sought.ground.waking))
    place = sought.forbidden(sought.nearest(free), "window") or sought.forbidden(
        sought.likely(free, LOOKED_AT), "window"
    )
    yield from _cause("window", place, lambda _place: words)


def _spaced(sought: Sought) -> Iterator[Cause]:
    if sought.item.one_a_day and sought.item.spacing_days > 1:
        words = _("So that %(days)d days lie from one to the next.") % {"days": sought.item.spacing_days}
        place = sought.first_forbidden(sought.places, "spacing")
        yield from _cause("spacing", place, lambda _place: words)


def _leaves_slack(sought: Sought) -> Iterator[Cause]:
    def words(place: Spot) -> str:
        when = when_words(sought.problem, place.span.start)
        return _("%(when)s would take of the time that the day keeps empty.") % {"when": when}

    yield from _cause("leaves_slack", sought.first_forbidden(sought.places, "slack"), words)


def _way(sought: Sought) -> Iterator[Cause]:
    def words(place: Spot) -> str:
        when = when_words(sought.problem, place.span.start)
        return _("%(when)s leaves no time for the way there or back.") % {"when": when}

    yield from _cause("way", sought.first_forbidden(sought.places, "way"), words)


def _ritual(sought: Sought) -> Iterator[Cause]:
    def words(place: Spot) -> str:
        when = when_words(sought.problem, place.span.start)
        return _("%(when)s leaves no room for the ritual between work and life.") % {"when": when}

    places = (each for each in sought.places if not _has_room_nearby(sought, each))
    yield from _cause("room", sought.first_forbidden(places, "ritual"), words)


def _has_room_nearby(sought: Sought, place: Spot) -> bool:
    """Whether a block that is in the way of a ritual at a place could be there by waiting for it, or by
    leaving so much sooner: then the ritual takes no place away from it.
    """
    lengths = {-(-timedelta(minutes=each.minutes) // SLOT) * SLOT for each in sought.problem.rituals}
    begins = {place.span.start + way * each for each in lengths for way in (1, -1)}
    starts = (sought.hours.slot(each) for each in sorted(begins) if each >= sought.problem.horizon.start)
    return place.rules == {"ritual"} and any(not each.rules for each in sought.weighed(starts))
