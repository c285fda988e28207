"""What drains, is hardly needed, and waits for a decision."""

from __future__ import annotations

from counterpoint.domain.reviews.coach.recommendation import Recommendation
from counterpoint.domain.reviews.look import Evidence, Look, Take
from counterpoint.domain.words import gettext as _

DRAINS, NEEDED_LITTLE = -2, 2


def let_go(look: Look) -> list[Recommendation]:
    """Something on the plate drains, is hardly needed, and nothing was decided about it."""
    return [
        Recommendation(
            "let_go",
            _("Decide about “%(title)s”") % {"title": each.title},
            _("By your own word it drains you and is hardly needed: reduce it, delegate it, or let it go."),
            (
                Evidence(
                    _("“%(title)s”: drains, hardly necessary") % {"title": each.title}, "commitment", each.id
                ),
            ),
            "P05",
            Take("go", _("Decide"), place="plate", id=each.id),
            3.0,
            None,
            each.id,
        )
        for each in look.commitments
        if each.energy is not None
        and each.energy <= DRAINS
        and each.necessity is not None
        and each.necessity <= NEEDED_LITTLE
        and not each.decision
    ]
