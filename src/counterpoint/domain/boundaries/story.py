"""The ledger told in words: what was kept, what came first, what made up for it. Never a count.

Only what is known is told. A time that was planned is not said to have been lived; a time on which something
lay, without a word from the person, stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoint.domain.boundaries.ledger import Bend, GiveBack
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import month_name, ngettext, weekday_name

Outcome = Literal["lived", "kept", "crossed", "missed", "bent", "gift"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One instance of protected time as the ledger knows it, on the person's own date.

    "lived": they said so; "kept": nothing is known to have come in its way; "crossed" by `event`, and
    nothing more is known; "missed": they said that it did not happen; "bent" with its `bend`, and what
    became of its `give_back`, given on `given_on` or due on `due_on`; "gift": time that was given beside it,
    for a bend that was taken back.
    """

    title: str
    on: date
    outcome: Outcome
    event: str = ""
    bend: Bend | None = None
    give_back: GiveBack | None = None
    given_on: date | None = None
    due_on: date | None = None
    ahead: bool = False


def story_of(moments: Iterable[Moment]) -> tuple[str, ...]:
    """Sentences on the moments of one week, in which each boundary is told by its title."""
    by_title: dict[str, list[Moment]] = {}
    for each in sorted(moments, key=lambda each: (each.on, each.title)):
        by_title.setdefault(each.title, []).append(each)
    return tuple(words for title, told in by_title.items() for words in _of_one(title, told))


def _of_one(title: str, told: Sequence[Moment]) -> Iterator[str]:
    lived, kept = (_days(told, outcome) for outcome in ("lived", "kept"))
    if lived:
        said = ngettext("%(days)s was for “%(title)s”.", "%(days)s were for “%(title)s”.", len(lived))
        yield said % {"days": listed(lived), "title": title}
    if kept:
        said = _("Nothing is known to have come in the way of “%(title)s” on %(days)s.")
        yield said % {"days": listed(kept), "title": title}
    for each in told:
        if each.outcome == "bent":
            yield " ".join(filter(None, (_bent(each), _back(each))))
        elif each.outcome == "crossed":
            said = _("On %(day)s “%(event)s” lay on “%(title)s”; how it went is not known here.")
            yield said % {"day": weekday_name(each.on), "event": each.event, "title": title}
        elif each.outcome == "gift":
            yield _("On %(day)s you gave “%(title)s” time beside what is protected for it.") % {
                "day": weekday_name(each.on),
                "title": title,
            }
        elif each.outcome == "missed":
            yield _("On %(day)s “%(title)s” did not come about.") % {
                "day": weekday_name(each.on),
                "title": title,
            }


def _days(told: Sequence[Moment], outcome: str) -> list[str]:
    return list(dict.fromkeys(weekday_name(each.on) for each in told if each.outcome == outcome))


def listed(names: Sequence[str]) -> str:
    """“Monday, Tuesday and Friday”."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _bent(moment: Moment) -> str:
    """What came first, in the tense of its day. Each is a whole sentence, so that each can be translated."""
    bend = moment.bend
    assert bend is not None
    said = _comes_first(bend) if moment.ahead else _came_first(bend)
    return said % {"day": weekday_name(moment.on), "title": moment.title, "whom": bend.for_whom}


def _came_first(bend: Bend) -> str:
    if bend.cause == "emergency":
        if bend.for_whom:
            return _("On %(day)s an emergency, for %(whom)s, came before “%(title)s”.")
        return _("On %(day)s an emergency came before “%(title)s”.")
    if bend.cause == "opportunity":
        if bend.for_whom:
            return _("On %(day)s a meaningful opportunity, with %(whom)s, came before “%(title)s”.")
        return _("On %(day)s a meaningful opportunity came before “%(title)s”.")
    if bend.for_whom:
        return _("On %(day)s something else, for %(whom)s, came before “%(title)s”.")
    return _("On %(day)s something else came before “%(title)s”.")


def _comes_first(bend: Bend) -> str:
    if bend.cause == "emergency":
        if bend.for_whom:
            return _("On %(day)s an emergency, for %(whom)s, comes before “%(title)s”.")
        return _("On %(day)s an emergency comes before “%(title)s”.")
    if bend.cause == "opportunity":
        if bend.for_whom:
            return _("On %(day)s a meaningful opportunity, with %(whom)s, comes before “%(title)s”.")
        return _("On %(day)s a meaningful opportunity comes before “%(title)s”.")
    if bend.for_whom:
        return _("On %(day)s something else, for %(whom)s, comes before “%(title)s”.")
    return _("On %(day)s something else comes before “%(title)s”.")


def _back(moment: Moment) -> str:
    """What became of the time that bent; "" when there is nothing to say."""
    back = moment.give_back
    if back is None:
        return ""
    if back.state == "given" and moment.given_on:
        day = {"day": _day_beside(moment.given_on, moment.on)}
        if moment.given_on < moment.on:
            return _("%(day)s had made up for it already.") % day
        return _("%(day)s made up for it.") % day
    if back.state == "owed" and moment.due_on:
        return _("Its time comes back by %(day)s.") % {"day": _on(moment.due_on)}
    return _("Its time can still come back.") if back.state == "offered" else ""


def _day_beside(day: date, other: date) -> str:
    """A weekday alone only where both lie in the same week from Monday on."""
    same_week = day.isocalendar()[:2] == other.isocalendar()[:2]
    return weekday_name(day) if same_week else _on(day)


def _on(day: date) -> str:
    """“Wednesday 2 December”."""
    told = {"weekday": weekday_name(day), "day": day.day, "month": month_name(day)}
    return _("%(weekday)s %(day)d %(month)s") % told
