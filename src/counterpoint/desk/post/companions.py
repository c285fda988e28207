"""Somebody who helps one stay true, and the message of the week, which goes on one's own press alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counterpoint.desk.ports import ChangedMeanwhile, Diary, NotThere
from counterpoint.desk.post.reaching import TooMany, not_too_often
from counterpoint.desk.post.telling import send_soon
from counterpoint.desk.reviews.looks import reviews_of
from counterpoint.desk.week.which import date_here, week_of
from counterpoint.domain.living import Companion, CompanionState, Outgoing, weekly_message
from counterpoint.domain.living.post import mail_address, outgoing_id
from counterpoint.domain.timeline import DAY
from counterpoint.domain.words import gettext as _

MOST_A_DAY = 5
"""So many messages to companions go out for one person in 24 hours."""


def message_to(diary: Diary, companion: Companion, now: datetime) -> str:
    """The draft to a companion with nothing in it but what was chosen for them. Nothing is sent by this."""
    titles = {kept.thing.id: kept.thing.title for kept in diary.protected.all()}
    return weekly_message(
        companion,
        change=change_of_the_week(diary, now) if companion.says_change else "",
        protected=[titles[each] for each in companion.protected_ids if each in titles],
    )


def turn_companion(diary: Diary, id: str, state: CompanionState) -> Companion:
    """Lets it rest, or takes it up again; said twice it is so once. Raises NotThere."""
    shelf = diary.shelf(Companion)
    with diary.together():
        kept = shelf.get(id)
        if kept.thing.state == state:
            return kept.thing
        return shelf.change(replace(kept.thing, state=state), version=kept.version).thing


def change_of_the_week(diary: Diary, now: datetime) -> str:
    """What the review of this week or the last was ended with; "" when there is none, or it was nothing."""
    since = week_of(diary, now).next(-1).first
    ended = [each for each in reviews_of(diary, "week") if each.finished_at and each.first >= since]
    last = max(ended, key=lambda each: each.first, default=None)
    return last.promise if last is not None and last.change != "none" else ""


def send_to(diary: Diary, id: str, seen: str, now: datetime) -> Outgoing:
    """Writes the message of the week to a companion into the outbox, as its person has `seen` it.

    Raises ChangedMeanwhile when it reads otherwise by now; TooMany when it went out today already, or much
    did; NotAMailAddress; NotThere, also for a companion who rests.
    """
    companion = diary.shelf(Companion).get(id).thing
    if companion.state != "on":
        raise NotThere(_("Nothing is told to %(name)s just now.") % {"name": companion.name})
    address, text = mail_address(companion.email), message_to(diary, companion, now)
    if text.split() != seen.split():
        raise ChangedMeanwhile(
            _("The message reads otherwise by now."), kept=None, advice=_("Look at it once more.")
        )
    not_too_often(diary, "companion", MOST_A_DAY, now)
    today = date_here(diary, now)
    own = outgoing_id(diary.person_id, "companion", id, address, text, today.isoformat())
    row = Outgoing(
        own, now, "companion", "mail", id, companion.email, _("My week"), text, until=now + DAY, next_at=now
    )
    try:
        with diary.together():
            kept = diary.dated(Outgoing).add(row)
            send_soon(diary)
    except ChangedMeanwhile:
        raise TooMany(
            _("This went to %(name)s today already.") % {"name": companion.name},
            advice=_("The outbox says what became of it."),
        ) from None
    return kept.thing
