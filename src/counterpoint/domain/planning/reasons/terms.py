"""Reasons that a term of the cost decides: left away, some other open place would cost no more.

A term that is not in the table is weighed with all the others and never named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from counterpoint.domain.planning.cost import SLACK_SLOT, SPHERE_CHANGE, closer, days_of
from counterpoint.domain.planning.laid import Spot
from counterpoint.domain.planning.laid.parts import KEPT
from counterpoint.domain.planning.moments import day_words, due_words, length_words, when_words
from counterpoint.domain.planning.plan import Reason
from counterpoint.domain.planning.reasons.ground import Cause, Sought
from counterpoint.domain.planning.sequence import REST_MINUTES, SUBJECTS, Entry, day_index
from counterpoint.domain.timeline import SLOT_MINUTES, Span
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop, ngettext

MATTERS = 0.15
BEST_HOURS, GOOD_HOURS = 0.85, 0.6
BESIDE = timedelta(minutes=REST_MINUTES)
HOURS_AWAY = timedelta(hours=2)
DEMANDS = {
    "deep": gettext_noop("deep work"),
    "steady": gettext_noop("steady work"),
    "light": gettext_noop("light things"),
    "social": gettext_noop("time with people"),
}


def deciding_terms(sought: Sought) -> list[Cause]:
    """One cause for each term that decides and can be said, the one of the most points first."""
    found = [(name, place) for name in SAID if (place := _witness(sought, name))]
    found.sort(key=lambda each: -each[1].more[each[0]])
    return [
        Cause(Reason(kind, words), place)
        for name, place in found
        for kind, words in [SAID[name](sought, place)]
        if words
    ]


def _witness(sought: Sought, name: str) -> Spot | None:
    """For hours one that is hours away, if there is such: nobody asks why not half an hour later."""
    far = sought.against(name, apart=HOURS_AWAY) if name == "energy" else None
    return far or sought.against(name)


Said = tuple[str, str]
"""The kind of a reason, and its words; "" where there is nothing to be said."""


def _kept(_sought: Sought, _place: Spot) -> Said:
    return "kept", _("Kept where it was in your plan.")


def _energy(sought: Sought, place: Spot) -> Said:
    """Among the best of the hours that there were to choose from, or only better than the next best place.

    Of what is left of a week the best may be a poor hour, so it is measured by whole waking days as well.
    That these hours are better than those right beside them is true, and no answer to anybody.
    """
    here = sought.hours.lost(sought.item, sought.start, sought.slots) / sought.slots
    offered, awake = sought.ground.offered(sought.item), sought.ground.awake(sought.item)
    differ = 1000 * MATTERS * (1.0 - 0.5 * sought.problem.curve.unsure)
    share = min(_share_from(here, offered), _share_from(here, awake))
    demand = _(DEMANDS[sought.item.demand])
    if offered and max(offered) - min(offered) >= differ and share >= GOOD_HOURS:
        drawn = sought.problem.curve.source == "first"
        return "energy", _hours_words(best=share >= BEST_HOURS, drawn=drawn) % {"demand": demand}
    if not sought.is_apart(place, HOURS_AWAY):
        return "hours", ""
    said = {"demand": demand, "when": when_words(sought.problem, place.span.start)}
    return "hours", _("These hours suit %(demand)s better than %(when)s.") % said


def _share_from(here: float, lost: Sequence[int]) -> float:
    """The share of half hours that lose as much or more."""
    return sum(1 for each in lost if each >= here) / len(lost) if lost else 0.0


def _hours_words(*, best: bool, drawn: bool) -> str:
    if drawn and best:
        return _("Among your best hours for %(demand)s, by the first drawing of your energy.")
    if drawn:
        return _("A good hour for %(demand)s, by the first drawing of your energy.")
    return _("Among your best hours for %(demand)s.") if best else _("A good hour for %(demand)s.")


def _changes(sought: Sought, place: Spot) -> Said:
    count = place.more["changes"] // SPHERE_CHANGE
    words = ngettext(
        "%(when)s would bring one more change between work and life.",
        "%(when)s would bring %(count)d more changes between work and life.",
        count,
    )
    return "changes", words % {"when": when_words(sought.problem, place.span.start), "count": count}


def _slack(sought: Sought, place: Spot) -> Said:
    lost = place.more["slack"] // SLACK_SLOT * SLOT_MINUTES
    said = {"when": when_words(sought.problem, place.span.start), "length": length_words(lost)}
    return "slack", _("%(when)s would use %(length)s of the slack that your days keep.") % said


def _late(sought: Sought, place: Spot) -> Said:
    due = sought.item.deadline_at
    if due is None:
        return "late", ""
    when = when_words(sought.problem, place.span.start)
    said = {"when": when, "due": due_words(sought.problem, due)}
    return "late", _("%(when)s is closer to when it is due, %(due)s.") % said


def _alike(sought: Sought, _place: Spot) -> Said:
    """What it is right beside, if that is of the same kind; else nothing that would help anybody."""
    near = [
        each
        for each in sought.neighbours
        if each and each.subject and each.item is not sought.item and _is_beside(each.span, sought.block.span)
    ]
    return "alike", next(_beside(sought, near), "")


def _beside(sought: Sought, near: Sequence[Entry]) -> Iterator[str]:
    """Of the same kind is only what is of the same life domain and asks the same as well."""
    item, name = sought.item, sought.problem.domain_name(sought.item.domain_id)
    if item.kind not in SUBJECTS or not name:
        return
    for entry in near:
        if entry.subject == (item.domain_id, item.demand):
            yield _("Beside “%(title)s”, which is of the same kind.") % {"title": entry.title}
    for entry in near:
        if entry.subject and entry.subject[0] == item.domain_id:
            yield _("Next to “%(title)s”: also %(name)s.") % {"title": entry.title, "name": name}


def _is_beside(one: Span, other: Span) -> bool:
    return max(one.start - other.end, other.start - one.end) <= BESIDE


def _spread(sought: Sought, _place: Spot) -> Said:
    apart = sought.item.even_days
    if closer(days_of(sought.problem, sought.ground.laid.placed, sought.item), apart):
        return "spread", ""
    words = _("Spread over the week: %(count)d days or more from one to the next.")
    return "spread", words % {"count": apart}


def _lighter(sought: Sought, place: Spot) -> Said:
    """That the other place is on a day that would be a hard one beside another."""
    day = {"day": day_words(sought.problem, place.span.start)}
    return "lighter", _("%(day)s would be a hard day beside another.") % day


def _recovering(sought: Sought, place: Spot) -> Said:
    nth = day_index(sought.problem, place.span)
    title = "" if nth is None else sought.problem.days[nth].after_season
    said = {"day": day_words(sought.problem, place.span.start), "title": title}
    return "lighter", _("%(day)s is to be lighter, after “%(title)s”.") % said if title else ""


SAID: dict[str, Callable[[Sought, Spot], Said]] = {
    KEPT: _kept,
    "energy": _energy,
    "changes": _changes,
    "slack": _slack,
    "batching": _alike,
    "late": _late,
    "spread": _spread,
    "strain": _lighter,
    "recovery": _recovering,
}
