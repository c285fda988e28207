"""Markers that are not like one’s usual."""

from __future__ import annotations

from counterpoint.domain.reviews.coach.recommendation import Recommendation
from counterpoint.domain.reviews.look import Evidence, Look, Take
from counterpoint.domain.words import gettext as _


def marker(look: Look) -> list[Recommendation]:
    """Markers are very likely higher or lower than usual, in the direction that asks for a look.

    Each is judged by itself at 95 %, so one of six differs by chance about once in seven looks: one alone
    says so, and weighs little.
    """
    heavier = {"stress": "higher", "conflict": "higher", "satisfaction": "lower", "focus": "lower",
               "unexpected": "lower", "energy": "lower"}  # fmt: skip
    words = {
        "stress": _("Your weeks were more stressful than your usual"),
        "conflict": _("Work and life were more in each other’s way than your usual"),
        "satisfaction": _("You were less satisfied than your usual"),
        "focus": _("Focus was lower than your usual"),
        "unexpected": _("The unexpected was harder to answer than your usual"),
        "energy": _("Energy was lower than your usual"),
    }
    rows = tuple(
        Evidence(words[line.marker], "markers", line.marker)
        for line in look.lines
        if line.verdict == heavier[line.marker]
    )
    return [
        Recommendation(
            "marker",
            _("Take the two-week look, and change one thing"),
            _("The last four weeks were not like your usual. One small change is easier to judge than many.")
            if len(rows) > 1
            else _(
                "One of the things that you keep an eye on was not like your usual."
                " It can be chance: of six, one is different now and then."
            ),
            rows,
            "P36",
            Take("go", _("Take the look"), place="fortnight"),
            3.5 if len(rows) > 1 else 1.5,
            "monitoring",
        )
    ] if rows else []  # fmt: skip
