"""Who and what can step in."""

from __future__ import annotations

from collections.abc import Collection

from counterpoint.desk.ports import Diary
from counterpoint.domain.values import Commitment, Support, who_can_step_in


def support_for(
    diary: Diary, *, commitment_ids: Collection[str] = (), domain_ids: Collection[str] = ()
) -> tuple[Support, ...]:
    """Who can step in for these commitments or life domains, the nearest first; everybody when none is named.

    A commitment brings its life domain along. For when life happens, and for the page of a commitment.
    """
    named = [kept.thing for kept in diary.shelf(Commitment).all() if kept.thing.id in commitment_ids]
    domains = {*domain_ids, *(each.domain_id for each in named if each.domain_id)}
    known = (kept.thing for kept in diary.shelf(Support).all())
    return who_can_step_in(known, commitment_ids=commitment_ids, domain_ids=domains)


def uncovered(diary: Diary) -> tuple[Commitment, ...]:
    """What is needed, by the person's own word, and has nobody named for it or for its life domain."""
    known = [kept.thing for kept in diary.shelf(Support).all()]
    commitments = {own for each in known for own in each.commitment_ids}
    domains = {own for each in known for own in each.domain_ids}
    return tuple(
        kept.thing
        for kept in diary.shelf(Commitment).all()
        if (kept.thing.necessity or 0) >= NEEDED
        and kept.thing.decision != "let_go"
        and kept.thing.id not in commitments
        and kept.thing.domain_id not in domains
    )


NEEDED = 4
