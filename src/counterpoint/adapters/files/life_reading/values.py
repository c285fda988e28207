"""Values and life domains."""

from __future__ import annotations

from typing import cast

from counterpoint.adapters.files.life_reading.entries import SPHERES, listed
from counterpoint.adapters.files.life_reading.references import References
from counterpoint.adapters.files.table import Table
from counterpoint.domain.values import CoreValue, LifeDomain, Sphere
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import ngettext

FEWEST_VALUES, MOST_VALUES = 3, 5


def read_values(top: Table) -> tuple[CoreValue, ...]:
    """Values, ranked by their order in the file; other than three to five get a word, not a refusal."""
    found = listed(top, "values", _value, named=("name",))
    if not FEWEST_VALUES <= len(found) <= MOST_VALUES:
        top.findings.note(
            _("%(count)s Three to five, ranked, are easiest to live by; the choice is yours.")
            % {"count": _count(len(found))}
        )
    return tuple(
        CoreValue(each.id, each.name, rank, each.in_practice) for rank, each in enumerate(found, start=1)
    )


def _count(n: int) -> str:
    if n == 0:
        return _("No value is named.")
    return ngettext("One value is named.", "%(count)s values are named.", n) % {"count": n}


def _value(table: Table, id: str) -> CoreValue:
    return CoreValue(id, table.title, 1, table.text("in_practice", longest=2000))


def read_domains(top: Table, refer: References) -> tuple[LifeDomain, ...]:
    def domain(table: Table, id: str) -> LifeDomain:
        sphere = cast(Sphere, table.choice("sphere", SPHERES, otherwise="both", required=True))
        return LifeDomain(id, table.title, sphere, refer.id_of(table, "value"))

    return listed(top, "domains", domain, named=("name",))
