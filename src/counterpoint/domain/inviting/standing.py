"""Accepted invitations as appointments of the week, beside the calendars that may have them already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterpoint.domain.agenda import Fact
from counterpoint.domain.asking.ground import REQUESTS, is_it
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting.invitation import Invitation, is_event_itself
from counterpoint.domain.inviting.message import Occasion
from counterpoint.domain.timeline import Span


def in_calendars(
    invitations: Iterable[Invitation], promised: Iterable[Request], facts: Sequence[Fact], span: Span
) -> frozenset[str]:
    """The ids of accepted requests of this time whose event a calendar has, wherever it has been moved there
    since.
    """
    requests = {each.id: each for each in promised if each.span.overlaps(span)}
    return frozenset(
        request.id
        for invitation in invitations
        if (request := requests.get(invitation.request_id))
        for each in invitation.message.times
        if each.span == request.span and any(_has_it(fact, invitation, each, request) for fact in facts)
    )


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
        and not any(_has_it(fact, invitation, each, request) for fact in facts)
    )


def _has_it(fact: Fact, invitation: Invitation, occasion: Occasion, request: Request) -> bool:
    """Whether an event is a time of an invitation: by its name, whenever it is by now, or by its time.

    A calendar that knows an older revision has not moved it: it has not heard yet.
    """
    uid, name = invitation.message.uid, occasion.recurrence_id
    key = f"{fact.calendar_id}/{uid}|{name}" if name else f"{fact.calendar_id}/{uid}"
    named = fact.key == key and fact.sequence >= invitation.message.sequence
    same = fact.span == occasion.span and is_event_itself(fact, uid)
    return fact.blocking and (named or same or is_it(fact, replace(request, span=occasion.span)))
