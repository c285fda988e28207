"""Time that was offered back and is still open."""

from __future__ import annotations

from datetime import timedelta

from counterpoint.domain.reviews.coach.recommendation import Recommendation
from counterpoint.domain.reviews.look import FOUR_WEEKS, Evidence, Look, Take
from counterpoint.domain.reviews.saying import dated
from counterpoint.domain.words import gettext as _


def give_back(look: Look) -> list[Recommendation]:
    """Time that was offered back is still open after some days."""
    open_ = [
        each
        for each in look.give_backs
        if each.state == "offered" and look.now - FOUR_WEEKS <= each.at <= look.now - timedelta(days=2)
    ]
    return [
        Recommendation(
            "give_back",
            _("Take back the time for “%(title)s”, or let it go") % {"title": each.title},
            _("It gave way for something else, and whether its time comes back is still open."),
            (
                Evidence(
                    _("%(day)s: “%(title)s” gave way")
                    % {"day": dated(look.day(each.at)), "title": each.title},
                    "bend", each.bend_id,
                ),
            ),
            "P17",
            Take("go", _("Decide"), place="give_back", id=each.id),
            2.0,
            "boundaries",
            each.id,
        )
        for each in open_
    ]  # fmt: skip
