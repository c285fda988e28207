"""Bare busy times of some calendars in a calendar of their own in an account, at its person’s word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.ports import Connects, Diary, NotThere
from counterpoint.desk.publishing.busy_queueing import busy_in
from counterpoint.desk.publishing.ledger import (
    change_collection,
    entries_of,
    errands_of,
)
from counterpoint.desk.syncing.connecting import password_of
from counterpoint.desk.syncing.due import sync_now
from counterpoint.desk.syncing.own_calendar import CannotBePut, keep_own, let_be, own_calendar
from counterpoint.domain.agenda import CalendarAccount, CalendarSource, Collection, Errand
from counterpoint.domain.words import gettext as _

NAME = "Counterpoint busy"


@dataclass(frozen=True, slots=True)
class BusyThere:
    """How it is: `sources` are the calendars of which times could go there, `stand` how many stand there, and
    `would` how many would after the next visit.
    """

    account: CalendarAccount
    sources: tuple[CalendarSource, ...]
    place: Collection | None = None
    stand: int = 0
    would: int = 0
    waiting: int = 0
    aside: tuple[Errand, ...] = ()


def busy_collection(diary: Diary, account_id: str) -> Collection | None:
    """The calendar of busy times in this account: also one that rests, or is being emptied."""
    found = diary.shelf(Collection).having(account_id=account_id, busy=("goes", "leaves", "rests"))
    return found[0].thing if found else None


def busy_there(diary: Diary, account_id: str, *, now: datetime) -> BusyThere:
    """Asks nobody; raises NotThere for an account that is not."""
    account = diary.shelf(CalendarAccount).get(account_id).thing
    place, sources = busy_collection(diary, account_id), sources_of(diary)
    if place is None:
        return BusyThere(account, sources)
    errands = errands_of(diary, place.id)
    return BusyThere(
        account,
        sources,
        place,
        stand=sum(bool(each.etag) for each in entries_of(diary, place.id)),
        would=len(busy_in(diary, place, now)),
        waiting=sum(each.state != "aside" for each in errands),
        aside=tuple(each for each in errands if each.state == "aside"),
    )


def sources_of(diary: Diary) -> tuple[CalendarSource, ...]:
    """The calendars of which times could be told: none of ours, for that would be an echo."""
    ours = {kept.thing.calendar_id for kept in diary.shelf(Collection).all() if kept.thing.is_ours}
    return tuple(kept.thing for kept in diary.calendars.all() if kept.thing.id not in ours)


def put_busy(
    diary: Diary, account_id: str, sources: Iterable[str], *, url: str = "", connects: Connects
) -> Collection:
    """Makes a calendar on the server, or takes the empty one at `url`, and lets the times of these calendars
    go there. Raises CannotBePut, CannotMake, or as a server does.
    """
    chosen = _chosen(diary, sources)
    if busy_collection(diary, account_id) is not None:
        return choose_busy(diary, account_id, chosen)
    account = diary.shelf(CalendarAccount).get(account_id).thing
    with connects(account, password_of(diary, account_id)) as server:
        there = own_calendar(diary, server, account_id, url=url, name=NAME)
    with diary.together():
        place = keep_own(diary, account_id, there, busy="goes", busy_from=chosen, instead=_("Busy"))
        sync_now(diary, account_id)
    return place


def choose_busy(diary: Diary, account_id: str, sources: Iterable[str]) -> Collection:
    """The times of these calendars go there from the next visit on, and no others; also where it rested."""
    place = _of_account(diary, account_id)
    if place.busy == "leaves":
        raise CannotBePut(
            _("The busy times are being taken away from “%(name)s”.") % {"name": place.name},
            advice=_("Once all of them are, you can put them there anew."),
        )
    with diary.together():
        place = change_collection(diary, place.id, busy="goes", busy_from=_chosen(diary, sources))
        sync_now(diary, account_id)
    return place


def _chosen(diary: Diary, sources: Iterable[str]) -> tuple[str, ...]:
    known = {each.id for each in sources_of(diary)}
    chosen = tuple(sorted(set(sources) & known))
    if not chosen:
        raise CannotBePut(_("No calendar is chosen."), advice=_("Choose one, or leave the page."))
    return chosen


def stop_busy(diary: Diary, account_id: str) -> Collection:
    """All of it is taken away at the next visit; the calendar stays. Where it rests it stays as it is: it was
    brought in, and where it comes from may still be using it.
    """
    place = _of_account(diary, account_id)
    if place.busy == "rests":
        let_be(diary, place)
        return place
    with diary.together():
        place = change_collection(diary, place.id, busy="leaves")
        sync_now(diary, account_id)
    return place


def forget_busy(diary: Diary, account_id: str) -> None:
    """What is still there is nobody's business of ours any more."""
    let_be(diary, _of_account(diary, account_id))


def _of_account(diary: Diary, account_id: str) -> Collection:
    place = busy_collection(diary, account_id)
    if place is None:
        raise NotThere(_("No busy times go there."), advice=_("Look at the account as it is now."))
    return place
