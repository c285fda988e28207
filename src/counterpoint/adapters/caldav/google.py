"""Google's CalDAV interface, as its developer guide describes it; not run against Google itself.

It signs in by OAuth alone, knows no MKCALENDAR and no If-None-Match, shares the quota of Google's Calendar
API, and says that the quota is used up with 403 where others say 429.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from counterpoint.adapters.caldav.habits import Habits
from counterpoint.adapters.caldav.server import HURRIED, UNHURRIED, CalDavServer
from counterpoint.adapters.caldav.signing_in import ByPermission
from counterpoint.adapters.oauth import permitted
from counterpoint.adapters.web_client import Answer, Conversation, waiting
from counterpoint.desk.ports import Bearer, CalendarServer, ServerTrouble
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.agenda.authorization import AuthorizationServer
from counterpoint.domain.words import gettext as _

FORBIDDEN = 403
A_MOMENT, TOMORROW = timedelta(minutes=10), timedelta(hours=6)
_LOOKED_AT = 20_000
_SOON = re.compile(rb"\b(?:rateLimitExceeded|userRateLimitExceeded)\b")
_LATER = re.compile(rb"\b(?:quotaExceeded|dailyLimitExceeded|calendarUsageLimitsExceeded)\b")
_SWITCHED_OFF = re.compile(rb"\b(?:accessNotConfigured|SERVICE_DISABLED)\b")
_TOO_LITTLE = re.compile(rb"\b(?:insufficientPermissions|ACCESS_TOKEN_SCOPE_INSUFFICIENT)\b")


def trouble(answer: Answer) -> ServerTrouble | None:
    """What a 403 means, by the reason that stands in it, in JSON or XML."""
    if answer.status != FORBIDDEN:
        return None
    said = answer.body[:_LOOKED_AT]
    if _SOON.search(said) or _LATER.search(said):
        return ServerTrouble(
            _("Google asks to be left alone for a while: more was asked than it allows."),
            advice=_("It will be asked again later."),
            wait=max(waiting(answer) or A_MOMENT, A_MOMENT if _SOON.search(said) else TOMORROW),
        )
    if _SWITCHED_OFF.search(said):
        return ServerTrouble(
            _("Google says that the CalDAV API is not switched on for this Counterpoint."),
            advice=_("Whoever registered it there can switch it on: APIs & Services → Library → CalDAV API."),
            wait=A_MOMENT,
        )
    if _TOO_LITTLE.search(said):
        return ByPermission.ended("Google")
    return None


HABITS = Habits(
    looks_around=False, creates_if_none=False, makes=False, conflict_is_of_versions=True, trouble=trouble
)


@contextmanager
def connected(
    account: CalendarAccount, server: AuthorizationServer, bearer: Bearer, *, hurried: bool
) -> Iterator[CalendarServer]:
    """A connection to the calendars of a Google account. Where they are follows from who it is: what the
    account says of an address, which may have been brought in with a file, is not believed.
    """
    start = f"{server.api}{quote(account.user, safe='')}/user"
    each, everything, step = HURRIED if hurried else UNHURRIED
    with Conversation(permitted(server), each_seconds=each, all_seconds=everything, patience=step) as talk:
        who = ByPermission(bearer, server.name)
        yield CalDavServer(talk, replace(account, address=start), who, habits=HABITS)
