"""Places in a life file, and the ways between them."""

from __future__ import annotations

from collections.abc import Collection

from counterpoint.adapters.files.life_reading.entries import A_DAY, listed
from counterpoint.adapters.files.life_reading.references import References
from counterpoint.adapters.files.life_writing import Document, named, said
from counterpoint.adapters.files.table import Table
from counterpoint.domain.planning import Life, Place, Way
from counterpoint.domain.words import gettext as _

MOST_TEXTS = 30


def read_places(top: Table) -> tuple[Place, ...]:
    def place(table: Table, id: str) -> Place:
        return Place(id, table.title, table.truth("home"), table.texts("texts", most=MOST_TEXTS))

    return listed(top, "places", place, named=("name",))


def read_ways(top: Table, refer: References) -> tuple[Way, ...]:
    def way(table: Table, id: str) -> Way:
        there = refer.id_named(table, "from", "place", table.text("from", required=True))
        other = refer.id_named(table, "to", "place", table.text("to", required=True))
        if there and there == other:
            table.fault("to", _("is the place that it begins at."), _("Name another place here."))
        minutes = table.minutes("minutes", least=5, most=A_DAY, required=True)
        return Way(id, there, other, minutes, table.minutes("back", least=0, most=A_DAY))

    return listed(top, "ways", way, named=("from",))


def write_place(place: Place) -> Document:
    return {
        **named(place.id, place.name, "places", key="name"),
        **({"home": True} if place.home else {}),
        **said(texts=list(place.texts)),
    }


def write_ways(life: Life) -> list[Document]:
    """Those between places that are still there."""
    here = (each for each in life.ways if life.place_here(each.from_id) and life.place_here(each.to_id))
    return [
        {
            **named(each.id, each.from_id, "ways", key="from"),
            "to": each.to_id,
            "minutes": each.minutes,
            **({"back": each.back_minutes} if each.back_minutes else {}),
        }
        for each in here
    ]


def at_place(written: Document, place_id: str, known: Collection[str]) -> Document:
    """What is written of a thing, with its place where that is still there."""
    return written | ({"place": place_id} if place_id in known else {})
