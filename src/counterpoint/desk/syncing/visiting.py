"""What happens to accounts in the background: each is visited, and each of its calendars brought up to date.

Payload: ``sync_account`` {account, by_hand?}. A visit has little time, so that one slow server keeps nobody
waiting: what came is kept, and the next visit goes on.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from counterpoint.desk.calendars.keeping import change
from counterpoint.desk.ports import (
    CalendarGone,
    CannotOpen,
    Connects,
    Diary,
    Job,
    NotLetIn,
    NotThere,
    Reads,
    ServerTrouble,
    TimeIsUp,
)
from counterpoint.desk.syncing.connecting import change_account, password_of
from counterpoint.desk.syncing.pulling import Visit, make_known, pull
from counterpoint.desk.syncing.pushing import push
from counterpoint.domain.agenda import CalendarAccount, Collection
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

_NEVER = datetime.min.replace(tzinfo=UTC)


class Halfway(CounterpointError):
    """The time of a visit was over before the end, and something came."""


def sync_in_background(diary: Diary, job: Job, *, connects: Connects, read: Reads, now: datetime) -> None:
    """Asks an account’s server what is new in every calendar that is kept from it."""
    with suppress(NotThere):  # disconnected meanwhile
        account = diary.shelf(CalendarAccount).get(str(job.payload["account"])).thing
        if account.state != "locked":
            _end(diary, account, _visited(diary, account, job, connects=connects, read=read, now=now), now)


def _visited(
    diary: Diary, account: CalendarAccount, job: Job, *, connects: Connects, read: Reads, now: datetime
) -> CounterpointError | None:
    """What kept the visit from ending well; what concerns one calendar alone is said there."""
    try:
        password = password_of(diary, account.id)
    except CannotOpen as shut:
        return NotLetIn(shut.message, advice=shut.advice)
    except NotLetIn as missing:
        return missing
    try:
        with connects(account, password) as server:
            visit = Visit(diary, server, read, now, by_hand=bool(job.payload.get("by_hand")))
            return _each(visit, account, job)
    except CounterpointError as whole:
        return whole


def _each(visit: Visit, account: CalendarAccount, job: Job) -> CounterpointError | None:
    trouble: CounterpointError | None = None
    collections = _in_turn(visit.diary, account)
    for number, each in enumerate(collections):
        note = _("Asking for what is new in “%(name)s”") % {"name": each.name}
        visit.diary.jobs.tell(job.id, progress=number / len(collections), note=note)
        try:
            trouble = _one(visit, each) or trouble
        except TimeIsUp as up:
            return _halfway(visit, each, up, begun=number > 0)
    return trouble


def _in_turn(diary: Diary, account: CalendarAccount) -> list[Collection]:
    """What waits longest comes first, but after a failure the next: none keeps the others waiting.

    Calendars of ours come last: what is new in the others may be told there.
    """
    read = {kept.thing.id: kept.thing.refreshed_at or _NEVER for kept in diary.calendars.all()}
    collections = [kept.thing for kept in diary.shelf(Collection).having(account_id=account.id)]
    collections.sort(key=lambda each: (each.is_ours, read.get(each.calendar_id, _NEVER)))
    first = account.failures % len(collections) if collections else 0
    return collections[first:] + collections[:first]


def _halfway(visit: Visit, kept: Collection, up: TimeIsUp, *, begun: bool) -> CounterpointError:
    """What came can be seen at once; where nothing came at all, it is trouble like any other."""
    came = visit.diary.shelf(Collection).get(kept.id).thing.stale
    if not came and not begun:
        return up
    if came:
        make_known(visit, kept.id)
        more = _("Not all of it is here yet. The next visit goes on with the rest.")
        change(visit.diary, kept.calendar_id, trouble=more)
    return Halfway(up.message, advice=_("What came is here. The next visit goes on with the rest."))


def _one(visit: Visit, kept: Collection) -> CounterpointError | None:
    """One calendar; what is wrong with it alone costs the others nothing, and is returned."""
    try:
        visit.diary.calendars.get(kept.calendar_id)
    except NotThere:
        with suppress(NotThere):
            visit.diary.shelf(Collection).remove(kept.id)
        return None
    try:
        return _brought_up(visit, kept)
    except NotThere as lost:
        if not _is_kept(visit, kept):
            return None
        change(visit.diary, kept.calendar_id, trouble=str(lost))
        return lost


def _is_kept(visit: Visit, kept: Collection) -> bool:
    """Whether nobody let go of a calendar, or of all of its account, in the meantime."""
    try:
        visit.diary.shelf(Collection).get(kept.id)
        visit.diary.calendars.get(kept.calendar_id)
    except NotThere:
        return False
    return True


def _brought_up(visit: Visit, kept: Collection) -> CounterpointError | None:
    try:
        pull(visit, kept)
        if not push(visit, visit.diary.shelf(Collection).get(kept.id).thing):
            return None
    except NotLetIn:
        raise
    except ServerTrouble as wrong:
        if wrong.wait is not None:
            raise
        change(visit.diary, kept.calendar_id, trouble=str(wrong))
        return None if isinstance(wrong, CalendarGone) else wrong
    try:
        make_known(visit, kept.id)
    except NotThere:
        raise
    except CounterpointError as unreadable:
        change(visit.diary, kept.calendar_id, trouble=str(unreadable))
    return None


def _end(diary: Diary, account: CalendarAccount, trouble: CounterpointError | None, now: datetime) -> None:
    kept = diary.shelf(CalendarAccount).get(account.id).thing
    match trouble:
        case None:
            after = kept.synced(now)
        case NotLetIn():
            after = kept.locked(str(trouble))
        case Halfway():
            after = kept.halfway(str(trouble), now)
        case _:
            after = kept.failed(str(trouble), now, getattr(trouble, "wait", None))
    said = ("state", "synced_at", "failures", "again_at", "trouble")
    change_account(diary, account.id, **{name: getattr(after, name) for name in said})
