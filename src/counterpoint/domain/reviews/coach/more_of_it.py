"""What feeds, and had no place lately."""

from __future__ import annotations

from counterpoint.domain.reviews.coach.recommendation import MANY, Recommendation
from counterpoint.domain.reviews.look import TWO_WEEKS, Evidence, Look, Take
from counterpoint.domain.words import gettext as _

FEEDS, JOY = 2, 4


def more_of_it(look: Look) -> list[Recommendation]:
    """Something on the plate feeds and gives joy, and two planned weeks had none of it."""
    lately = look.lately(TWO_WEEKS)
    if len({look.day(piece.span.start) for piece in lately if piece.kind != "event"}) < MANY:
        return []
    there = {piece.subject_id for piece in lately}
    return [
        Recommendation(
            "more_of_it",
            _("Make room for “%(title)s”") % {"title": each.title},
            _("By your own word it gives you energy and joy, and the last two planned weeks had none of it."),
            (
                Evidence(
                    _("“%(title)s”: feeds you, brings joy") % {"title": each.title}, "commitment", each.id
                ),
            ),
            "P06",
            Take("protect", _("Protect some time for it"), each.title),
            2.5,
            None,
            each.id,
        )
        for each in look.commitments
        if each.energy == FEEDS
        and (each.joy or 0) >= JOY
        and each.decision != "let_go"
        and not there & {*each.task_ids, *each.routine_ids}
        and (each.task_ids or each.routine_ids)
    ]
