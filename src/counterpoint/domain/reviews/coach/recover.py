"""Mixing that is chosen, beside evenings that are drained."""

from __future__ import annotations

from counterpoint.domain.planning import FlexBlock
from counterpoint.domain.reviews.coach.recommendation import MANY, MOST_ROWS, SOME_EVENINGS, Recommendation
from counterpoint.domain.reviews.look import Evidence, Look, Take
from counterpoint.domain.reviews.saying import dated
from counterpoint.domain.words import gettext as _


def recover(look: Look) -> list[Recommendation]:
    """Mixing is chosen, and work drained three evenings: what is mixed needs recovery that is protected."""
    flex: FlexBlock | None = look.life.flex
    drained = [each for each in look.check_ins if (each.work_drained or 0) >= MANY]
    if flex is None or len({look.day(each.at) for each in drained}) < SOME_EVENINGS:
        return []
    rows = tuple(
        Evidence(
            _("%(day)s: work drained the evening") % {"day": dated(look.day(each.at))}, "check_in", each.id
        )
        for each in drained[-MOST_ROWS:]
    )
    return [
        Recommendation(
            "recover",
            _("Protect one evening of rest beside “%(flex)s”") % {"flex": flex.title},
            _("You mix work and life on purpose, which is fine; several evenings were drained all the same."),
            rows,
            "P28",
            Take("protect", _("Protect an evening"), _("An evening of rest")),
            2 + len(rows) / 2,
            "integration",
        )
    ]
