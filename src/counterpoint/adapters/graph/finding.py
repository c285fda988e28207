"""A user's calendars (“List calendars”)."""

from __future__ import annotations

from counterpoint.adapters.graph.addresses import calendar_url, with_query
from counterpoint.adapters.graph.said import Json, words
from counterpoint.adapters.graph.speaking import Speaker
from counterpoint.desk.ports import Abilities, CalendarGone, Home, NoCalendarsThere, RemoteCalendar
from counterpoint.domain.words import gettext as _

MOST_CALENDARS, LONGEST_NAME = 200, 120
_A_PAGE = "100"


def home(speaker: Speaker) -> Home:
    found = tuple(_calendar(speaker.base, each) for each in listed(speaker))
    principal = f"{speaker.base}/me"
    return Home(principal, f"{principal}/calendars", found[:MOST_CALENDARS])


def listed(speaker: Speaker) -> list[Json]:
    address = with_query(f"{speaker.base}/me/calendars", {"$top": _A_PAGE})
    try:
        return [each for each in speaker.pages(address) if words(each, "id")]
    except CalendarGone as gone:
        raise NoCalendarsThere(
            _("No calendars were found at %(host)s.") % {"host": speaker.host},
            advice=_("An account has calendars there once it has a mailbox."),
        ) from gone


def _calendar(base: str, said: Json) -> RemoteCalendar:
    can_edit = said.get("canEdit")
    return RemoteCalendar(
        url=calendar_url(base, words(said, "id")),
        name=" ".join(words(said, "name").split())[:LONGEST_NAME],
        colour=words(said, "hexColor")[:9],
        components=("VEVENT",),
        writable=can_edit if isinstance(can_edit, bool) else None,
        syncs=True,
    )


def abilities(speaker: Speaker) -> Abilities:
    """What is documented of Graph; what a user may do is asked."""
    found = home(speaker).calendars
    return Abilities(
        lists_calendars=bool(found),
        tells_changes=True,
        forgets_tokens_well=True,
        hands_out_several=True,
        strong_etags=True,
        makes_calendars=True,
        schedules=True,
        free_busy=None,
        may_write=tuple((each.name, each.writable) for each in found),
        software="Microsoft Graph",
    )
