"""Work that pulls in one’s own time."""

from __future__ import annotations

from counterpoint.domain.reviews.coach.recommendation import MOST_ROWS, SOME_EVENINGS, Recommendation
from counterpoint.domain.reviews.look import Evidence, Look, Take
from counterpoint.domain.reviews.saying import dated
from counterpoint.domain.words import gettext as _


def switch_off(look: Look) -> list[Recommendation]:
    """Work pulled at one's own time on three days, and no ritual closes the working day."""
    if any((each.from_sphere, each.to_sphere) == ("work", "life") for each in look.life.rituals):
        return []
    pulled = {look.day(each.at): each for each in look.check_ins if each.pulled and each.where == "personal"}
    if len(pulled) < SOME_EVENINGS:
        return []
    rows = tuple(
        Evidence(_("%(day)s: work pulled at you") % {"day": dated(day)}, "check_in", each.id)
        for day, each in sorted(pulled.items())[-MOST_ROWS:]
    )
    return [
        Recommendation(
            "switch_off",
            _("Close the working day with five minutes of your own"),
            _("Work pulled at you in your own time on several days, and nothing marks its end yet."),
            rows,
            "P25",
            Take("go", _("Add a ritual"), place="ritual"),
            2 + len(rows) / 2,
            "detachment",
        )
    ]
