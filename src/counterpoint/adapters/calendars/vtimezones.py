"""VTIMEZONE components (RFC 5545 §3.6.5) as zones."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from counterpoint.adapters.calendars.components import Component, Wanted, parts_of, properties_of
from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.properties import Property, unescaped
from counterpoint.adapters.calendars.rules import rule_of
from counterpoint.adapters.calendars.values import Unreadable, moment_of, offset_of
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import Observance, RuledZone, midnight
from counterpoint.engines.recurrence.rules import Rule

KINDS = frozenset({"STANDARD", "DAYLIGHT"})
MOST_OBSERVANCES = 500
MOST_RULES = 4
MOST_ONSETS = 2_000
LONGEST_NAME = 300
NAMED = Wanted("TZID")
OF_ZONES = Wanted("TZID", "X-LIC-LOCATION", "TZID-ALIAS-OF")
OF_OBSERVANCES = Wanted("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE")


def described_zones(raw: bytes, components: list[Component], notes: Notes) -> dict[int, dict[str, Component]]:
    """For each calendar of a file, the VTIMEZONEs by their TZID (see `plain_name`); the last of equal names.

    One without any STANDARD or DAYLIGHT part describes nothing and is set aside.
    """
    found: dict[int, dict[str, Component]] = {}
    for component in components:
        if component.kind == "VTIMEZONE":
            names = properties_of(raw, component, NAMED).get("TZID", [])
            name = plain_name(names[0].value) if names else ""
            if parts_of(raw, component, KINDS):
                found.setdefault(component.calendar, {})[name] = component
            else:
                notes.aside(
                    _("VTIMEZONE %(name)s") % {"name": name},
                    _("It has no STANDARD or DAYLIGHT part."),
                    component.line,
                )
    return found


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """A TZID without quotes, escapes and needless spaces."""
    return " ".join(unescaped(name[:LONGEST_NAME].replace('"', "")).split())


def names_of(raw: bytes, component: Component) -> list[str]:
    """What else the zone is called: the place that libical adds, and aliases (RFC 7808)."""
    own = properties_of(raw, component, OF_ZONES)
    return [each.text for name in ("X-LIC-LOCATION", "TZID-ALIAS-OF") for each in own.get(name, [])]


def read_zone(raw: bytes, component: Component, name: str, notes: Notes, budget: Budget) -> RuledZone | None:
    """The zone described, or None (and a word about it) when no part of it can be read."""
    found: list[Observance] = []
    for part in parts_of(raw, component, KINDS)[:MOST_OBSERVANCES]:
        try:
            found.append(
                _observance(
                    properties_of(raw, part, OF_OBSERVANCES), _("zone %(name)s") % {"name": name}, notes
                )
            )
        except Unreadable as wrong:
            notes.aside(
                _("%(kind)s of zone %(name)s") % {"kind": part.kind, "name": name},
                f"{wrong}.",
                part.line,
            )
    if not found:
        notes.aside(
            _("VTIMEZONE %(name)s") % {"name": name},
            _("No STANDARD or DAYLIGHT part of it can be read."),
            component.line,
        )
        return None
    return RuledZone(name, tuple(found), budget)


def _observance(own: dict[str, list[Property]], about: str, notes: Notes) -> Observance:
    after = offset_of(_one(own, "TZOFFSETTO"))
    before = offset_of(own["TZOFFSETFROM"][0].value) if own.get("TZOFFSETFROM") else after
    more = [moment for each in own.get("RDATE", []) for moment in _onsets(each.value)]
    return Observance(
        before=before,
        after=after,
        first=_local(_one(own, "DTSTART")),
        rules=tuple(_rules(own.get("RRULE", []), about, notes)),
        more=tuple(sorted(more)[:MOST_ONSETS]),
    )


def _one(own: dict[str, list[Property]], name: str) -> str:
    if not own.get(name):
        raise Unreadable(_("it has no %(name)s") % {"name": name})
    return own[name][0].value


def _local(value: str) -> datetime:
    """An onset. It "MUST be specified as a date with a local time value" (§3.6.5), so a stray Z is passed
    over.
    """
    moment = moment_of(value)
    if not isinstance(moment, datetime):
        return midnight(moment)
    return moment.replace(tzinfo=None)


def _onsets(value: str) -> list[datetime]:
    return [_local(part.partition("/")[0]) for part in value.split(",")[:MOST_ONSETS]]


def _rules(stated: list[Property], about: str, notes: Notes) -> list[Rule]:
    found: list[Rule] = []
    for each in stated[:MOST_RULES]:
        try:
            rule = rule_of(each.value, lambda why: notes.doubt(about, why))
        except Unreadable as wrong:
            notes.aside(_("RRULE of %(about)s") % {"about": about}, f"{wrong}.", each.line)
            continue
        if rule.freq in ("YEARLY", "MONTHLY"):
            found.append(rule)
        else:
            notes.aside(
                _("RRULE of %(about)s") % {"about": about},
                _("Clocks do not change %(freq)s.") % {"freq": rule.freq},
                each.line,
            )
    return found
