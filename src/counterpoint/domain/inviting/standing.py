"""Accepted series as appointments of the week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterpoint.domain.agenda import Fact
from counterpoint.domain.asking.ground import REQUESTS, is_it
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting.invitation import Invitation, is_event_itself
from counterpoint.domain.timeline import Span


def facts_of_invitations(
    invitations: Iterable[Invitation], promised: Iterable[Request], facts: Sequence[Fact], span: Span
) -> tuple[Fact, ...]:
    """The times of accepted series beside the one that the request itself stands for.

    Once a calendar has one of them, its word stands alone.
    """
    requests = {each.id: each for each in promised}
    return tuple(
        Fact(
            f"{REQUESTS}/{request.id}|{each.recurrence_id}",
            request.title,
            each.span,
            request.domain_id,
            all_day=request.all_day,
            calendar_id=REQUESTS,
        )
        for invitation in invitations
        if invitation.message.repeats and (request := requests.get(invitation.request_id))
        for each in invitation.message.times
        if each.span != request.span
        and each.span.overlaps(span)
        and not any(_has_it(fact, invitation, replace(request, span=each.span)) for fact in facts)
    )


def _has_it(fact: Fact, invitation: Invitation, request: Request) -> bool:
    same = fact.span == request.span and is_event_itself(fact, invitation.message.uid)
    return fact.blocking and (same or is_it(fact, request))
