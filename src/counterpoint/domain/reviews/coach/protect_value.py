"""A value that nothing was planned for."""

from __future__ import annotations

from counterpoint.domain.boundaries.story import listed
from counterpoint.domain.reviews.coach.recommendation import MANY, Recommendation
from counterpoint.domain.reviews.look import TWO_WEEKS, Evidence, Look, Piece, Take
from counterpoint.domain.words import gettext as _


def protect_value(look: Look) -> list[Recommendation]:
    """A value that nothing in two planned weeks was for, and no protected time either."""
    planned = [piece for piece in look.planned() if piece.kind in ("task", "routine", "protected")]
    if not look.lived_for(TWO_WEEKS) or len({look.day(piece.span.start) for piece in planned}) < MANY:
        return []
    served = {piece.value_id for piece in planned} | {each.value_id for each in look.life.protected}
    return [
        Recommendation(
            "protect_value",
            _("Give “%(value)s” an hour of its own") % {"value": value.name},
            _("It is one of your values, and nothing that was planned in the last four weeks was for it."),
            (
                Evidence(_("Your value: %(value)s") % {"value": value.name}, "value", value.id),
                *_other_rows(planned, look),
            ),
            "P15",
            Take(
                "protect", _("Protect an hour"),
                _("An hour for %(value)s") % {"value": value.name}, id=value.id,
            ),
            4 - min(value.rank, 4) / 2,
            "boundaries",
            value.id,
        )
        for value in look.life.values
        if value.id not in served
    ]  # fmt: skip


def _other_rows(planned: list[Piece], look: Look) -> tuple[Evidence, ...]:
    names = {value.id: value.name for value in look.life.values}
    served = list(dict.fromkeys(names[each.value_id] for each in planned if each.value_id in names))
    if not served:
        return ()
    return (Evidence(_("What was planned was for %(values)s") % {"values": listed(served)}, "hours"),)
