"""A calendar on a server for what goes there from here, and for nothing else: made new, or an empty one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from counterpoint.desk.calendars import keeping
from counterpoint.desk.ports import CalendarServer, CannotMake, Diary, NotThere, RemoteCalendar
from counterpoint.desk.publishing.ledger import forget_all, forget_orphans
from counterpoint.desk.syncing.choosing import keep_there
from counterpoint.domain.agenda import Collection
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

MOST_TRIED = 20
_OF_ID = 8


class CannotBePut(CounterpointError):
    """It goes somewhere else already, or the calendar is none that could be its own."""


def own_calendar(
    diary: Diary, server: CalendarServer, account_id: str, *, url: str, name: str
) -> RemoteCalendar:
    """A new one of this name, or the empty one at `url`. Raises CannotBePut, CannotMake."""
    there = _chosen(diary, server, url) if url else _made(diary, server, account_id, name)
    return replace(there, name=there.name or name)


def keep_own(diary: Diary, account_id: str, there: RemoteCalendar, **fields: Any) -> Collection:
    """Keeps it here as one in which all is ours. `fields` say what goes there."""
    forget_orphans(diary)
    return keep_there(diary, account_id, there, owned=True, **fields)[0]


def let_be(diary: Diary, place: Collection) -> None:
    """What is still there is nobody's business of ours any more, and the calendar is not kept here."""
    with diary.together(), suppress(NotThere):
        forget_all(diary, place.id)
        keeping.remove(diary, place.calendar_id)


def _chosen(diary: Diary, server: CalendarServer, url: str) -> RemoteCalendar:
    """An empty calendar that its person names; nothing that is in it now could be taken for ours."""
    there = next((each for each in server.home().calendars if each.url == url), None)
    if there is None or not there.has_events or there.writable is False:
        raise CannotBePut(
            _("This calendar is not on the server, or nothing can be written there."),
            advice=_("Choose another one."),
        )
    if _is_kept(diary, url) or not server.is_empty(url):
        raise _in_use(there)
    return there


def _is_kept(diary: Diary, url: str) -> bool:
    """Whether a calendar is kept here already, through any account."""
    return url in _kept(diary)


def _kept(diary: Diary) -> frozenset[str]:
    return frozenset(kept.thing.url for kept in diary.shelf(Collection).all())


def _made(diary: Diary, server: CalendarServer, account_id: str, name: str) -> RemoteCalendar:
    """A new calendar under a name that is this account's: what was made before a cut is found again."""
    home = server.home()
    known = {each.url: each for each in home.calendars}
    for number in range(1, MOST_TRIED + 1):
        url = _address(home.address, account_id, name, number)
        if url not in known:
            return _unused(diary, _make(diary, server, url, name))
        if known[url].writable is not False and not _is_kept(diary, url) and server.is_empty(url):
            return known[url]
    raise CannotMake(
        _("There are very many calendars of this name already."), advice=_("Remove some on the server.")
    )


def _make(diary: Diary, server: CalendarServer, url: str, name: str) -> RemoteCalendar:
    try:
        return RemoteCalendar(server.make(url, name, kept=_kept(diary)), name)
    except CannotMake:
        made = next((each for each in server.home().calendars if each.url == url), None)
        if made is None or not server.is_empty(url):
            raise
        return made


def _unused(diary: Diary, made: RemoteCalendar) -> RemoteCalendar:
    """Servers that give addresses of their own may answer with an empty calendar that is there already."""
    if _is_kept(diary, made.url):
        raise _in_use(made)
    return made


def _in_use(there: RemoteCalendar) -> CannotBePut:
    return CannotBePut(
        _("“%(name)s” is in use.") % {"name": there.name},
        advice=_("Choose an empty one from which nothing is kept here: it is then for this alone."),
    )


def _address(home: str, account_id: str, name: str, number: int) -> str:
    ending = f"-{number}" if number > 1 else ""
    plain = "".join(each for each in account_id if each.isalnum())[:_OF_ID].lower()
    return f"{home.rstrip('/')}/{name.lower().replace(' ', '-')}-{plain}{ending}/"
