"""What a person says to a question about an entry of theirs: both versions are kept until they do."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from counterpoint.desk.planning.by_hand import NotYours
from counterpoint.desk.ports import Diary, NotThere, Read
from counterpoint.desk.publishing.ledger import (
    change_collection,
    entry_under,
    errand_under,
    errands_of,
    forget,
    keep,
)
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.syncing.coming_back import follow
from counterpoint.desk.syncing.due import sync_now
from counterpoint.desk.syncing.moving import move_in_plan, remove_from_plan
from counterpoint.desk.syncing.reflecting import all_anew
from counterpoint.desk.syncing.theirs import Theirs, understood
from counterpoint.domain.agenda import Collection, Errand, OurEntry
from counterpoint.domain.agenda.entry_text import entry_of, our_span, with_span
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

How = Literal["put_back", "let_go", "plan", "there", "again"]


class AskedAnew(CounterpointError):
    """What the question was about is another thing by now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`etag` is the version of what stands there that the person had before them while deciding.

    `put_back`, `let_go`: of what was deleted there. `plan`: as it is in the plan, `there`: as it stands
    there. `again`: what was set aside is tried anew.
    """

    uid: str
    how: How
    etag: str = ""


def answer(diary: Diary, said: Answer, *, read: Read, now: datetime) -> Collection:
    """Raises NotThere, AskedAnew, and what keeps the plan from following (NoRoom, NotYours)."""
    errand = errand_under(diary, said.uid)
    if errand is None or (errand.state != "asks" and said.how != "again"):
        raise NotThere(_("This is no longer asked."), advice=_("Look at your plan there as it is now."))
    place = diary.shelf(Collection).get(errand.collection_id).thing
    if errand.state == "asks" and said.etag != etag_now(diary, errand):
        raise AskedAnew(
            _("It was changed there once more in the meantime."),
            advice=_("You see it as it is now; choose again."),
        )
    with diary.together():
        _answered(diary, errand, said.how, read, now)
        queue(diary)
        sync_now(diary, place.account_id)
    return place


def try_all_again(diary: Diary, account_id: str) -> None:
    """What did not work is tried anew, all of it: where a server was full, that is nearly everything."""
    kept = diary.shelf(Collection).having(account_id=account_id)
    with diary.together():
        for errand in (errand for each in kept for errand in errands_of(diary, each.thing.id)):
            if errand.state == "aside":
                keep(diary, errand.woken())
        sync_now(diary, account_id)


def etag_now(diary: Diary, errand: Errand) -> str:
    """The version of what stands there, as far as it was read; "" where nothing does."""
    return diary.resources.etags(errand.collection_id).get(errand.href, "")


def stands_there(diary: Diary, errand: Errand, *, read: Read, now: datetime) -> Theirs | None:
    """What stands there, where it is something that a block could be."""
    found = diary.resources.named(errand.collection_id, [errand.href]).get(errand.href)
    if found is None or not found.raw:
        return None
    return understood(diary, errand.id, found.etag, found.raw, read=read, now=now)


def _answered(diary: Diary, errand: Errand, how: How, read: Read, now: datetime) -> None:
    if how in ("again", "put_back"):
        keep(diary, errand.woken())
        return
    entry = entry_under(diary, errand.id)
    if entry is None:
        raise NotThere(_("This is no longer asked."))
    if how == "let_go":
        _let_go(diary, entry, now)
        return
    theirs = stands_there(diary, errand, read=read, now=now)
    if how == "plan":
        _as_planned(diary, entry, errand, theirs)
    elif theirs is None or errand.op == "delete":
        _left_there(diary, entry, errand)
    else:
        _as_there(diary, entry, errand, theirs, now)


def _let_go(diary: Diary, entry: OurEntry, now: datetime) -> None:
    """Out of the plan as well; what follows from something else stays in it, and is not put there again."""
    try:
        remove_from_plan(diary, entry.block_id, now)
    except (NotYours, NotThere):
        keep(diary, replace(entry, let_go=True))
    else:
        forget(diary, OurEntry, entry.id)
    forget(diary, Errand, entry.id)


def _as_planned(diary: Diary, entry: OurEntry, errand: Errand, theirs: Theirs | None) -> None:
    """Ours is written over the version that its person has seen; what we do not speak of stays."""
    etag = etag_now(diary, errand)
    if theirs is None:
        after = all_anew(entry, etag)
    else:
        after = replace(entry.agreed(etag, theirs.text, theirs.span), said=with_span(entry.said, theirs.span))
    keep(diary, after)
    keep(diary, replace(errand.woken(), base_etag=etag))


def _left_there(diary: Diary, entry: OurEntry, errand: Errand) -> None:
    """It stays there as it is and is ours no longer."""
    if errand.op == "delete":
        forget(diary, OurEntry, entry.id)
        change_collection(diary, entry.collection_id, stale=True)
    else:
        keep(diary, replace(entry, let_go=True))
    forget(diary, Errand, entry.id)


def _as_there(diary: Diary, entry: OurEntry, errand: Errand, theirs: Theirs, now: datetime) -> None:
    """The plan follows; a title or words that were changed there stay there."""
    if theirs.span != our_span(errand.body):
        move_in_plan(diary, entry.block_id, theirs.span, now)
    agreed = replace(entry.agreed(theirs.etag, theirs.text, theirs.span), said=errand.body)
    with suppress(NotThere):
        follow(diary, agreed)
    forget(diary, Errand, entry.id)


def title_in(text: str) -> str:
    """What an entry is called."""
    entry = entry_of(text)
    return entry.said("SUMMARY") if entry else ""
