"""What calendars, and requests that were accepted, say of a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.own_echo import without_ours
from counterpoint.domain.agenda import Fact, Occurrence, facts_of
from counterpoint.domain.asking import facts_of_requests
from counterpoint.domain.boundaries import PROMISED, Request
from counterpoint.domain.inviting import Invitation, facts_of_invitations, in_calendars
from counterpoint.domain.planning import Life
from counterpoint.domain.timeline import DAY, Span, Week

AROUND = timedelta(weeks=53)
"""How far from where it was accepted an event is looked for."""


def facts_for(diary: Diary, week: Week, life: Life | None = None, *, weeks: int = 1) -> tuple[Fact, ...]:
    """What calendars say of a week and a day on either side, with the person's own word on each event, and
    the requests that were accepted.
    """
    life = life or diary.life()
    span = Span(week.span(life.zone).start, week.next(weeks - 1).span(life.zone).end).grown(DAY, DAY)
    facts = _of_calendars(diary, life, span, diary.calendars.occurrences(span))
    facts += _promised(diary, life, facts, span)
    return tuple(sorted(facts, key=lambda fact: (fact.span, fact.key)))


def _of_calendars(
    diary: Diary, life: Life, span: Span, found: Iterable[tuple[str, Occurrence]]
) -> list[Fact]:
    """What calendars say of a time, with the person's own word on each event."""
    by_calendar: dict[str, list[Occurrence]] = defaultdict(list)
    for calendar_id, occurrence in without_ours(diary, span, found):
        by_calendar[calendar_id].append(occurrence.by(life.zone))
    return [
        fact
        for kept in diary.calendars.all()
        if kept.thing.id in by_calendar
        for fact in facts_of(
            by_calendar[kept.thing.id],
            calendar_id=kept.thing.id,
            domain_id=kept.thing.domain_id,
            rules=life.event_rules,
            marks=diary.calendars.marks(kept.thing.id),
        )
    ]


def _promised(diary: Diary, life: Life, facts: Sequence[Fact], span: Span) -> tuple[Fact, ...]:
    """The requests that were accepted, with the further times of what came as invitations to series."""
    promised = [kept.thing for kept in diary.shelf(Request).having(state=PROMISED)]
    if not promised:
        return ()
    ids = tuple(each.id for each in promised)
    invitations = [kept.thing for kept in diary.shelf(Invitation).having(request_id=ids)]
    facts = [*facts, *_elsewhere(diary, life, invitations, span)]
    known = in_calendars(invitations, promised, facts, span)
    return (
        *facts_of_requests(promised, facts, span, known=known),
        *facts_of_invitations(invitations, promised, facts, span),
    )


def _elsewhere(diary: Diary, life: Life, invitations: Iterable[Invitation], span: Span) -> list[Fact]:
    """The events of invitations to this time wherever a calendar has them: it may have moved them."""
    here = {
        invitation.message.uid
        for invitation in invitations
        if any(each.span.overlaps(span) for each in invitation.message.times)
    }
    wide = span.grown(AROUND, AROUND)
    return _of_calendars(diary, life, wide, diary.calendars.occurrences(wide, uids=here)) if here else []
