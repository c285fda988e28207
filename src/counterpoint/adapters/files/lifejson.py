"""A `Life` as a plain document that JSON and TOML can both hold: format ``counterpoint-life/1``.

Lengths are minutes (or texts such as "2h 30m"), windows texts such as "mon-fri 09:00-17:30", dates and
times ISO 8601 on the wall clock of the life's zone. See docs/reference/life-toml.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from counterpoint.adapters.files import life_reading as reading
from counterpoint.adapters.files import life_writing as writing
from counterpoint.adapters.files.faults import Findings, NotReadable
from counterpoint.adapters.files.life_places import at_place, read_places, read_ways, write_place, write_ways
from counterpoint.adapters.files.life_reading.entries import A_DAY
from counterpoint.adapters.files.life_seasons import read_seasons
from counterpoint.adapters.files.life_stays import read_stays, write_stay
from counterpoint.adapters.files.life_writing import Document
from counterpoint.adapters.files.table import LineOf, Table, nowhere
from counterpoint.domain.energy import Chronotype
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import lived_zone
from counterpoint.domain.notation import LONG_DAY_NAMES
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.intake import CalendarEntry, LifeRead
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import home_of, iana_zone, zone_of

FORMAT = "counterpoint-life/1"
CLOCKS: Mapping[object, int] = {12: 12, 24: 24}
CHRONOTYPES = ("morning", "between", "evening")


def life_as_document(life: Life, calendars: Iterable[CalendarEntry] = ()) -> Document:
    """Everything of a life, in the order in which a person would tell it. Values stand in order of rank."""
    places, tasks = [each.id for each in life.places], [each.id for each in life.tasks]
    return {
        "format": FORMAT,
        **({"name": life.name} if life.name else {}),
        "zone": home_of(life.zone),
        "week_start": LONG_DAY_NAMES[life.week_start],
        "clock": life.clock,
        "chronotype": life.chronotype,
        "slack": life.slack_minutes,
        "values": writing.write_values(life),
        "domains": writing.write_domains(life),
        "availability": writing.write_availability(life.availability),
        "meals": [writing.write_meal(each) for each in life.availability.meals],
        "places": [write_place(each) for each in life.places],
        "ways": write_ways(life),
        "protected": [
            at_place(writing.write_protected(each), each.place_id, places) for each in life.protected
        ],
        "rituals": [writing.write_ritual(each) for each in life.rituals],
        **({"flex": writing.write_flex(life.flex)} if life.flex else {}),
        "calendars": [writing.write_calendar(each) for each in calendars],
        "event_rules": [writing.write_event_rule(each) for each in life.event_rules],
        "routines": [at_place(writing.write_routine(each), each.place_id, places) for each in life.routines],
        "stays": [write_stay(each) for each in life.stays],
        "seasons": [writing.write_season(each, [it.id for it in life.domains]) for each in life.seasons],
        "tasks": [
            at_place(writing.write_task(each, life.zone, tasks), each.place_id, places) for each in life.tasks
        ],
    }


def life_from_document(
    document: Mapping[str, object], *, what: str = "", line_of: LineOf = nowhere
) -> LifeRead:
    """The life that a document describes; NotReadable, with every fault, calls the document `what`."""
    findings = Findings()
    top = Table(document, "", findings, line_of)
    _check_format(top)
    read = _everything(top) if not findings.faults else None
    if read is None or findings.faults:
        raise NotReadable(what or _("The life file"), findings.faults)
    return read


def _check_format(top: Table) -> None:
    said = top.get("format")
    if said == FORMAT:
        return
    if isinstance(said, str) and said.startswith("counterpoint-life/"):
        top.fault(
            "format",
            _("is “%(said)s”, from another version.") % {"said": f"{said:.40}"},
            _("This version reads “%(format)s”.") % {"format": FORMAT},
        )
    else:
        top.fault(
            "format",
            _("does not say that this is a life file."),
            _('Begin it with format = "%(format)s".') % {"format": FORMAT},
        )


def _everything(top: Table) -> LifeRead:
    stays = read_stays(top)
    zone = lived_zone(read_zone(top), stays)
    values = reading.read_values(top)
    refer = reading.References(values)
    domains = reading.read_domains(top, refer)
    places = read_places(top)
    refer = reading.References(values, domains, places)
    life = Life(
        zone=zone,
        name=top.text("name"),
        week_start=LONG_DAY_NAMES.index(top.choice("week_start", LONG_DAY_NAMES, otherwise="monday")),
        clock=_clock(top),
        values=values,
        domains=domains,
        protected=reading.read_protected(top, refer),
        availability=reading.read_availability(top, reading.read_meals(top)),
        rituals=reading.read_rituals(top),
        flex=reading.read_flex(top, refer),
        slack_minutes=top.minutes("slack", least=0, most=A_DAY, otherwise=60),
        chronotype=cast(Chronotype, top.choice("chronotype", CHRONOTYPES, otherwise="between")),
        tasks=reading.read_tasks(top, refer, zone),
        routines=reading.read_routines(top, refer),
        event_rules=reading.read_event_rules(top, refer),
        seasons=read_seasons(top, refer),
        places=places,
        ways=read_ways(top, refer),
        stays=stays,
    )
    calendars = reading.read_calendars(top, refer)
    top.close()
    return LifeRead(life, calendars, tuple(top.findings.notes))


def _clock(top: Table) -> int:
    said = top.get("clock")
    if isinstance(said, int) and said in CLOCKS:
        return CLOCKS[said]
    if said is not None:
        top.fault("clock", _("is neither 12 nor 24."), _("Write clock = 24 or clock = 12."))
    return 24


def read_zone(top: Table, *, stays: bool = False) -> str:
    """The zone that a document names, with stays in others where it may; a fault when there is no such."""
    said = top.text("zone", required=True, otherwise="UTC")
    try:
        (zone_of if stays else iana_zone)(said)
    except CounterpointError as error:
        top.fault("zone", error.message, error.advice)
        return "UTC"
    return said
