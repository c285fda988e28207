"""How an event repeats, and which instance a component changes (RFC 5545 §3.8.4.4, §3.8.5)."""

from __future__ import annotations

from collections.abc import Callable

from counterpoint.adapters.calendars.parts import Properties, Reading
from counterpoint.adapters.calendars.properties import Property
from counterpoint.adapters.calendars.rules import rule_of
from counterpoint.adapters.calendars.times import Times
from counterpoint.adapters.calendars.values import Unreadable
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.clocks import Moment
from counterpoint.engines.recurrence.events import Length
from counterpoint.engines.recurrence.rules import Rule

MOST_RULES = 20


def original_of(
    own: Properties, times: Times, doubt: Callable[[str], None]
) -> tuple[bool, Moment | None, bool]:
    """(whether it is a changed instance, of which start, whether later ones change with it)."""
    if not own.get("RECURRENCE-ID"):
        return False, None, False
    stated = own["RECURRENCE-ID"][0]
    reach = stated.params.get("RANGE", "").upper()
    try:
        return True, times.moment(stated), reach == "THISANDFUTURE"
    except Unreadable as wrong:
        doubt(
            _("Its RECURRENCE-ID cannot be read (%(wrong)s); it stands beside its series.") % {"wrong": wrong}
        )
        return True, None, False


def rules_of(stated: list[Property], days: bool, reading: Reading, about: str) -> tuple[Rule, ...]:
    """The rules that can be read, each once; a bad one is set aside, the event keeps its other starts."""
    found: dict[Rule, None] = {}
    for each in stated[:MOST_RULES]:
        try:
            rule = rule_of(each.value, lambda why: reading.notes.doubt(about, why))
        except Unreadable as wrong:
            reading.notes.aside(
                _("%(name)s of %(about)s") % {"name": each.name, "about": about},
                _("Not repeated by this rule: %(wrong)s.") % {"wrong": wrong},
                each.line,
            )
            continue
        found[_until_a_day(rule, reading.times) if days else rule] = None
    if len(stated) > MOST_RULES:
        reading.notes.aside(
            _("rules of %(about)s") % {"about": about},
            _("Only %(most_rules)s rules of one event are read.") % {"most_rules": MOST_RULES},
        )
    return tuple(found)


def _until_a_day(rule: Rule, times: Times) -> Rule:
    from dataclasses import replace

    return rule if rule.until is None else replace(rule, until=times.day(rule.until))


def dates_of(
    stated: list[Property], days: bool, times: Times, doubt: Callable[[str], None]
) -> list[tuple[Moment, Length | None]]:
    if not stated:
        return []
    good, bad = times.moments(stated)
    for why, _moment in bad[:3]:
        doubt(_("A date of its %(name)s was passed over: %(why)s.") % {"name": stated[0].name, "why": why})
    return [(times.day(moment), length) for moment, length in good] if days else good
