"""A decision about the plate that wanted another look."""

from __future__ import annotations

from counterpoint.domain.reviews.coach.recommendation import Recommendation
from counterpoint.domain.reviews.look import Evidence, Look, Take
from counterpoint.domain.reviews.saying import dated
from counterpoint.domain.words import gettext as _


def look_again(look: Look) -> list[Recommendation]:
    """The day has come on which a decision about the plate wanted another look."""
    return [
        Recommendation(
            "look_again",
            _("Look again at “%(title)s”") % {"title": each.title},
            _("You wanted to see by now whether your decision still holds."),
            (
                Evidence(
                    _("To be looked at again from %(day)s on") % {"day": dated(each.look_again_on)},
                    "commitment", each.id,
                ),
            ),
            "P05",
            Take("go", _("Look at it"), place="plate", id=each.id),
            3.0,
            None,
            each.id,
        )
        for each in look.commitments
        if each.look_again_on is not None and each.look_again_on <= look.today and each.decision != "let_go"
    ]  # fmt: skip
