"""Seasons in a life file: two days, and how loud some life domains are between them."""

from __future__ import annotations

from datetime import date

from counterpoint.adapters.files.life_reading.entries import LONGEST_NOTES, MOST, listed
from counterpoint.adapters.files.life_reading.references import References
from counterpoint.adapters.files.table import Table
from counterpoint.domain.values import DYNAMICS, Emphasis, Season
from counterpoint.domain.words import gettext as _


def read_seasons(top: Table, refer: References) -> tuple[Season, ...]:
    def season(table: Table, id: str) -> Season:
        first = table.day("first", required=True) or date.min
        last = table.day("last", required=True) or first
        if last < first:
            table.fault("last", _("is before first."), _("Put the later of the two here."))
        return Season(
            id=id,
            title=table.title,
            first=first,
            last=last,
            emphasis=_voices(table, refer),
            why=table.text("why", longest=LONGEST_NOTES),
            looking_back=table.text("looking_back", longest=LONGEST_NOTES),
            ended_on=table.day("ended"),
        )

    return listed(top, "seasons", season)


def _voices(table: Table, refer: References) -> tuple[Emphasis, ...]:
    """“work ff”: a life domain by its id or name, then how loud it is; the last word on one counts."""
    found: dict[str, Emphasis] = {}
    for said in table.texts("voices", most=MOST["domains"]):
        domain, _space, dynamic = said.strip().rpartition(" ")
        if dynamic not in DYNAMICS:
            table.fault(
                "voices",
                _("has “%(said)s”, which does not end in how loud it is.") % {"said": f"{said:.40}"},
                _('Write a life domain and one of %(words)s, such as "work ff".')
                % {"words": ", ".join(DYNAMICS)},
            )
        elif named := refer.id_named(table, "voices", "domain", domain.strip()):
            found[named] = Emphasis(named, dynamic)
    return tuple(found.values())
