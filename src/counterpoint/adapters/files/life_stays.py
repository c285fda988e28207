"""Stays in a life file: a zone, and from when until when by the clock there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from counterpoint.adapters.files.life_reading.entries import listed
from counterpoint.adapters.files.life_writing import Document, named, write_moment
from counterpoint.adapters.files.table import MOMENT_ADVICE, Table
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Stay
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import iana_zone

AT_LEAST = timedelta(minutes=5)


def read_stays(top: Table) -> tuple[Stay, ...]:
    def stay(table: Table, id: str) -> Stay:
        zone = _zone(table)
        arrives, leaves = (_moment(table, key, zone) for key in ("arrives", "leaves"))
        if arrives and leaves and leaves <= arrives:
            table.fault("leaves", _("is not after arrives."), _("Put the later of the two here."))
        start = arrives or datetime(1970, 1, 1, tzinfo=UTC)
        return Stay(id, zone, start, max(start + AT_LEAST, leaves or start))

    return listed(top, "stays", stay, named=("zone",))


def _zone(table: Table) -> str:
    try:
        return iana_zone(table.title).key
    except CounterpointError as error:
        table.fault("zone", error.message, error.advice)
        return "UTC"


def _moment(table: Table, key: str, zone: str) -> datetime | None:
    if not table.has(key):
        table.fault(key, _("is missing."), _(MOMENT_ADVICE))
        return None
    return table.moment(key, zone)


def write_stay(stay: Stay) -> Document:
    return {
        **named(stay.id, stay.zone, "stays", key="zone"),
        "arrives": write_moment(stay.arrives_at, stay.zone),
        "leaves": write_moment(stay.leaves_at, stay.zone),
    }
