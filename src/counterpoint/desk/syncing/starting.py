"""Putting the plan into a calendar of its own on a server, by its person's word alone, and ending that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from counterpoint.desk.ports import Connects, Diary, NotThere
from counterpoint.desk.publishing.ledger import (
    change_collection,
    errands_of,
    forget,
)
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.syncing.connecting import password_of
from counterpoint.desk.syncing.due import sync_now
from counterpoint.desk.syncing.own_calendar import CannotBePut, keep_own, let_be, own_calendar
from counterpoint.desk.week.which import week_of
from counterpoint.domain.agenda import CalendarAccount, Collection, Errand, Showing
from counterpoint.domain.agenda.showing import ALL_BUSY
from counterpoint.domain.words import gettext as _

Shows = Literal["titles", "busy"]
NAME = "Counterpoint"


def plan_collection(diary: Diary, account_id: str = "") -> Collection | None:
    """The calendar of the plan, of this account or of any: also one that rests."""
    found = [kept.thing for kept in diary.shelf(Collection).having(plan=("goes", "leaves", "rests"))]
    return next((each for each in found if account_id in ("", each.account_id)), None)


def put_plan(
    diary: Diary,
    account_id: str,
    *,
    shows: Shows,
    showing: Showing = ALL_BUSY,
    url: str = "",
    connects: Connects,
    now: datetime,
) -> Collection:
    """Makes a calendar on the server, or takes the empty one at `url`, and lets the accepted plan go there.

    With "busy", every entry is called that and says nothing more than when. Raises CannotBePut, CannotMake,
    or as a server does.
    """
    _refuse_second(diary)
    account = diary.shelf(CalendarAccount).get(account_id).thing
    with connects(account, password_of(diary, account_id)) as server:
        there = own_calendar(diary, server, account_id, url=url, name=NAME)
    with diary.together():
        _refuse_second(diary)
        place = keep_own(
            diary,
            account_id,
            there,
            plan="goes",
            instead=_("Busy") if shows == "busy" else "",
            since=week_of(diary, now).span(diary.settings().thing.zone).start,
            shows_as=showing.by,
            stays_busy=showing.stays_busy,
        )
        queue(diary)
        sync_now(diary, account_id)
    return place


def _refuse_second(diary: Diary) -> None:
    place = plan_collection(diary)
    if place is not None:
        raise CannotBePut(
            _("Your plan has a calendar already: “%(name)s”.") % {"name": place.name},
            advice=_("Stop putting it there first."),
        )


def show_plan_as(diary: Diary, account_id: str, showing: Showing) -> Collection:
    """Whether blocks take time there, from the next visit on. Raises NotThere."""
    place = _of_account(diary, account_id)
    with diary.together():
        place = _shown(diary, place, showing)
        queue(diary)
        sync_now(diary, account_id)
    return place


def _shown(diary: Diary, place: Collection, showing: Showing) -> Collection:
    return change_collection(diary, place.id, shows_as=showing.by, stays_busy=showing.stays_busy)


def go_on(diary: Diary, account_id: str) -> Collection:
    """Lets the plan go there again, where it rests since it was brought in. Raises NotThere, CannotBePut."""
    place = _of_account(diary, account_id)
    if place.plan == "leaves":
        raise CannotBePut(
            _("Your plan is being taken away from “%(name)s”.") % {"name": place.name},
            advice=_("Once all of it is, you can put it there anew."),
        )
    with diary.together():
        place = change_collection(diary, place.id, plan="goes")
        queue(diary)
        sync_now(diary, account_id)
    return place


def stop(diary: Diary, account_id: str, *, take_away: bool) -> Collection:
    """No more of the plan goes there. What is there is taken away, or stays as it is; the calendar stays.

    Where it rests, it stays in any case: it was brought in, and where it comes from may still be using it.
    Returns it as it is from then on, of no plan where nothing is taken away. Raises NotThere.
    """
    place = _of_account(diary, account_id)
    if not take_away or place.plan == "rests":
        let_be(diary, place)
        return replace(place, plan="")
    with diary.together():
        _answer_all(diary, place)
        place = change_collection(diary, place.id, plan="leaves")
        queue(diary)
        sync_now(diary, account_id)
    return place


def _answer_all(diary: Diary, place: Collection) -> None:
    """What was asked needs no answer any more: all of it is to go."""
    for each in errands_of(diary, place.id):
        if each.state == "asks":
            forget(diary, Errand, each.id)


def forget_the_rest(diary: Diary, account_id: str) -> None:
    """Gives up on what could not be taken away there."""
    let_be(diary, _of_account(diary, account_id))


def _of_account(diary: Diary, account_id: str) -> Collection:
    place = plan_collection(diary, account_id)
    if place is None:
        raise NotThere(_("Your plan does not go there."), advice=_("Look at the account as it is now."))
    return place
