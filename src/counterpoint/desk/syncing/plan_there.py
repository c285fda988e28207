"""How it is with the plan on its server: what waits, what is asked, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.ports import Diary, NotThere, Read
from counterpoint.desk.publishing.ledger import entries_of, entry_under, errands_of
from counterpoint.desk.syncing.answering import etag_now, stands_there, title_in
from counterpoint.desk.syncing.moving import week_of
from counterpoint.desk.syncing.starting import plan_collection
from counterpoint.domain.agenda import CalendarAccount, CalendarSource, Collection, Errand
from counterpoint.domain.agenda.entry_text import is_ours, our_span
from counterpoint.domain.timeline import Span, Week


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says of an entry: what it is called and when it is; None where it cannot be told."""

    title: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with both versions: `ours` (None: it goes) and `theirs` (None: nothing there, or no block).

    `week` is the one whose accepted plan has the block.
    """

    errand: Errand
    title: str
    ours: Side | None
    theirs: Side | None
    etag: str = ""
    week: Week | None = None


@dataclass(frozen=True, slots=True)
class PlanThere:
    """The plan's calendar in this account; `elsewhere` is the account that has it instead of this one."""

    account: CalendarAccount
    place: Collection | None = None
    source: CalendarSource | None = None
    elsewhere: CalendarAccount | None = None
    stand: int = 0
    waiting: tuple[Asked, ...] = ()
    asked: tuple[Asked, ...] = ()
    aside: tuple[Asked, ...] = ()


def plan_there(diary: Diary, account_id: str, *, read: Read, now: datetime) -> PlanThere:
    """Asks nobody; raises NotThere for an account that is not."""
    account = diary.shelf(CalendarAccount).get(account_id).thing
    place = plan_collection(diary)
    if place is None:
        return PlanThere(account)
    if place.account_id != account_id:
        others = {kept.thing.id: kept.thing for kept in diary.shelf(CalendarAccount).all()}
        return PlanThere(account, elsewhere=others.get(place.account_id))
    told = [_told(diary, each, read, now) for each in errands_of(diary, place.id)]
    sources = {kept.thing.id: kept.thing for kept in diary.calendars.all()}
    return PlanThere(
        account,
        place,
        sources.get(place.calendar_id),
        stand=sum(bool(each.etag) and not each.let_go for each in entries_of(diary, place.id)),
        waiting=tuple(each for each in told if each.errand.state in ("waiting", "sent")),
        asked=tuple(each for each in told if each.errand.state == "asks"),
        aside=tuple(each for each in told if each.errand.state == "aside"),
    )


def _told(diary: Diary, errand: Errand, read: Read, now: datetime) -> Asked:
    entry = entry_under(diary, errand.id)
    text = errand.body or (entry.said if entry else "") or errand.flying
    title = title_in(text)
    ours = Side(title, our_span(errand.body)) if is_ours(errand.body) else None
    if errand.state != "asks":
        return Asked(errand, title, ours or (Side(title, entry.span) if entry else None), None)
    there = stands_there(diary, errand, read=read, now=now)
    theirs = Side(there.entry.said("SUMMARY"), there.span) if there else None
    return Asked(errand, title, ours, theirs, etag_now(diary, errand), _week(diary, errand.block_id))


def _week(diary: Diary, block_id: str) -> Week | None:
    try:
        return week_of(diary, block_id).thing.week
    except NotThere:
        return None


def asks_in(diary: Diary) -> str:
    """The id of the account in which something about the plan waits for its person's word, also whether what
    did not work is to be tried once more; "" for none.
    """
    place = plan_collection(diary)
    if place is None or not any(each.state in ("asks", "aside") for each in errands_of(diary, place.id)):
        return ""
    return place.account_id
