"""What is due is written into the outbox, so that it is told outside the app.

`delivering` sends it. Between the two anything may happen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlencode

from counterpoint.desk.ports import ChangedMeanwhile, Diary, NotThere
from counterpoint.desk.post.notices import due_things, ground_of, notice_wishes
from counterpoint.desk.week.look import look_at_week
from counterpoint.desk.week.which import week_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import WAYS, Notice, NoticeWishes, Outgoing, Target, Way
from counterpoint.domain.living.notices import Due, to_tell
from counterpoint.domain.living.post import NotAMailAddress, mail_address, outgoing_id
from counterpoint.domain.living.told import told
from counterpoint.domain.timeline import DAY

SENDING = "send_post"
"""The kind of job that empties a person's outbox."""
AT_ANSWER = "/notices/due/"
"""The page on which one notice is answered; `kind` and `subject` stand behind the question mark."""
STALE = DAY
"""So long after it was written down a notice without an end of its own is still worth sending."""
_Told = tuple[Due, Notice, list[Target]]


def tell(diary: Diary, now: datetime, ways: Collection[Way] = WAYS) -> tuple[Outgoing, ...]:
    """Writes down what is to be told now by these ways: each occasion once to each confirmed target.

    That it was told and what is to go out are one transaction. Nobody who named no target is looked at.
    """
    wishes = notice_wishes(diary).thing
    targets = [each for each in confirmed_targets(diary) if each.way in ways and _wanted(wishes, each.way)]
    if not targets:
        return ()
    view = look_at_week(diary, week_of(diary, now), now)
    ground, due = ground_of(diary, now, view), due_things(diary, now, view)
    found: dict[str, _Told] = {}
    for target in targets:
        for each, notice in to_tell(due, ground, target.way):
            found.setdefault(notice.id, (each, notice, []))[2].append(target)
    try:
        with diary.together():
            return tuple(row for each in found.values() for row in _written(diary, each, now))
    except ChangedMeanwhile:
        return ()  # somebody else is telling just now


def confirmed_targets(diary: Diary) -> tuple[Target, ...]:
    return tuple(kept.thing for kept in diary.dated(Target).all() if kept.thing.confirmed_at is not None)


def answers_to(diary: Diary) -> str:
    """Where an answer to what a person sends by hand goes: their first confirmed mail address, or ""."""
    for each in confirmed_targets(diary):
        with suppress(NotAMailAddress):  # what cannot be opened is none
            if each.way == "mail":
                return mail_address(each.address)
    return ""


def _wanted(wishes: NoticeWishes, way: Way) -> bool:
    return any(each.on(way) for each in wishes.wishes)


def _written(diary: Diary, telling: _Told, now: datetime) -> Iterator[Outgoing]:
    due, notice, targets = telling
    settings, shelf = diary.settings().thing, diary.dated(Outgoing)
    subject, body = told(due, zone=settings.zone, clock=settings.clock)
    diary.dated(Notice).add(notice)
    for target in targets:
        row = Outgoing(
            outgoing_id(diary.person_id, due.kind, due.subject, target.id),
            now,
            due.kind,
            target.way,
            target.id,
            target.name,
            subject,
            body,
            link=f"{AT_ANSWER}?{urlencode({'kind': due.kind, 'subject': due.subject})}",
            occasion=due.subject,
            until=due.until or now + STALE,
            next_at=now,
        )
        if not _is_there(diary, row.id):
            yield shelf.add(row).thing


def _is_there(diary: Diary, id: str) -> bool:
    """Whether an occasion was told to a place, however long ago."""
    try:
        diary.dated(Outgoing).get(id)
    except NotThere:
        return False
    except CounterpointError:  # it is there, and cannot be opened
        return True
    return True


def send_soon(diary: Diary) -> None:
    """Asks for the outbox to be emptied, unless that is asked for already."""
    job = diary.jobs.latest(SENDING)
    if job is None or job.state != "waiting":
        diary.jobs.record(SENDING, {})
