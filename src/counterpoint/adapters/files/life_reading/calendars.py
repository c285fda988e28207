"""Calendars that a document names, and rules for their events."""

from __future__ import annotations

from counterpoint.adapters.files.life_reading.entries import MOST, listed
from counterpoint.adapters.files.life_reading.references import References
from counterpoint.adapters.files.table import Table
from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.words import gettext as _


def read_event_rules(top: Table, refer: References) -> tuple[EventRule, ...]:
    def rule(table: Table, id: str) -> EventRule:
        by_title = table.has("title_contains")
        if table.text("organiser_contains") and by_title:
            table.fault("organiser_contains", _("stands beside title_contains."), _("Make two rules of it."))
        mark = Mark(refer.id_of(table, "domain") or None, table.maybe("ignore"), table.maybe("blocking"))
        if mark == Mark():
            table.fault(
                "", _("says nothing about its events."), _("Add domain, ignore = true or blocking = false.")
            )
        return EventRule(id, "title" if by_title else "organiser", table.title, mark)

    return listed(top, "event_rules", rule, named=("title_contains", "organiser_contains"))


def read_calendars(top: Table, refer: References) -> tuple[CalendarEntry, ...]:
    entries = []
    for table in top.tables("calendars", most=MOST["calendars"]):
        name = table.title = table.text("file", required=True, longest=1000)
        entries.append(CalendarEntry(name, refer.id_of(table, "domain", required=True)))
        table.close()
    return tuple(entries)
