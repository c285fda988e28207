"""What calendars, and requests that were accepted, say of a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.own_echo import without_ours
from counterpoint.domain.agenda import Fact, Occurrence, facts_of
from counterpoint.domain.asking import facts_of_requests
from counterpoint.domain.boundaries import PROMISED, Request
from counterpoint.domain.inviting import Invitation, facts_of_invitations, in_calendars
from counterpoint.domain.planning import Life
from counterpoint.domain.timeline import DAY, Span, Week


def facts_for(diary: Diary, week: Week, life: Life | None = None, *, weeks: int = 1) -> tuple[Fact, ...]:
    """What calendars say of a week and a day on either side, with the person's own word on each event, and
    the requests that were accepted.
    """
    life = life or diary.life()
    span = Span(week.span(life.zone).start, week.next(weeks - 1).span(life.zone).end).grown(DAY, DAY)
    by_calendar: dict[str, list[Occurrence]] = defaultdict(list)
    for calendar_id, occurrence in without_ours(diary, span, diary.calendars.occurrences(span)):
        by_calendar[calendar_id].append(occurrence.by(life.zone))
    facts = [
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
    facts += _promised(diary, facts, span)
    return tuple(sorted(facts, key=lambda fact: (fact.span, fact.key)))


def _promised(diary: Diary, facts: Sequence[Fact], span: Span) -> tuple[Fact, ...]:
    """The requests that were accepted, with the further times of what came as invitations to series."""
    promised = [kept.thing for kept in diary.shelf(Request).having(state=PROMISED)]
    if not promised:
        return ()
    ids = tuple(each.id for each in promised)
    invitations = [kept.thing for kept in diary.shelf(Invitation).having(request_id=ids)]
    known = in_calendars(invitations, promised, facts)
    return (
        *facts_of_requests(promised, facts, span, known=known),
        *facts_of_invitations(invitations, promised, facts, span),
    )
