"""Places and messages in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint import wiring
from counterpoint.desk.post.devices import devices
from counterpoint.desk.post.reaching import Reached
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Outgoing, OutgoingKind, OutgoingState, Target, Way
from counterpoint.domain.living.post import CONFIRMED_WITHIN
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.notices.view import NAMES
from counterpoint.doors.web.settings.example import BACK_TO

WAYS_IN_WORDS: dict[Way, Any] = {
    "mail": gettext_lazy("by e-mail"),
    "push": gettext_lazy("as a push message"),
    "apprise": gettext_lazy("through Apprise"),
}
OTHERS: dict[OutgoingKind, Any] = {
    "confirm": gettext_lazy("Confirming an address"),
    "test": gettext_lazy("A test"),
    "companion": gettext_lazy("To somebody who helps you stay true"),
}
STATES: dict[OutgoingState, Any] = {
    "waiting": gettext_lazy("Waits"),
    "sending": gettext_lazy("Is being sent"),
    "sent": gettext_lazy("Sent"),
    "failed": gettext_lazy("Did not go"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


def in_example(request: PersonRequest) -> bool:
    """A made-up life sends nothing to anybody."""
    return BACK_TO in request.session


def can_mail(request: PersonRequest) -> bool:
    return "mail" in wiring.posts() and not in_example(request)


def this_browser(request: PersonRequest) -> dict[str, str]:
    """What the browser that shows the page needs to be turned on, and to know whether it is on already."""
    known = " ".join(each.sign for each in devices(request.diary))
    try:
        return {"push_key": wiring.push_public_key(), "known_devices": known}
    except CounterpointError as damaged:
        return {"push_wrong": str(damaged)}


@dataclass(frozen=True, slots=True)
class Place:
    """A target as a page shows it. `asks`: a code can be typed; `doubted`: it was confirmed once."""

    id: str
    way: str
    name: str
    state: str
    confirmed: bool
    asks: bool


def place(reached: Reached, settings: Settings, now: datetime) -> Place:
    target = reached.target
    confirmed = target.confirmed_at is not None
    words = _confirmed(reached, settings, now) if confirmed else _unconfirmed(target, settings, now)
    asks = target.can_be_confirmed(now)
    return Place(target.id, target.way, target.name, words, confirmed, asks)


def _confirmed(reached: Reached, settings: Settings, now: datetime) -> str:
    last = reached.last
    if last is None or last.ended_at is None:
        pressed = reached.target.way == "push"
        return _("Nothing was sent there yet.") if pressed else _("Confirmed. Nothing was sent there yet.")
    when = moment(last.ended_at, settings, now)
    if last.state == "sent":
        return _("Last sent %(when)s.") % {"when": when}
    return _("The last message did not go (%(when)s): %(why)s") % {"when": when, "why": last.note}


def _unconfirmed(target: Target, settings: Settings, now: datetime) -> str:
    if target.way == "push":
        words = _("To hear of things there, open this page on that device and turn it on.")
        return f"{target.trouble} {words}".strip()
    if target.trouble:
        return _("%(trouble)s Nothing more is sent there until you confirm it again.") % {
            "trouble": target.trouble
        }
    if not target.can_be_confirmed(now) or target.asked_at is None:
        return _("Not confirmed, and nothing is sent there. Ask for a code to confirm it.")
    until = moment(target.asked_at + CONFIRMED_WITHIN, settings, now)
    return _("Waits to be confirmed: open the link in the message, or type its code until %(until)s.") % {
        "until": until
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the outbox. `when` is when it was sent or ended, or is tried next."""

    id: str
    what: str
    to: str
    way: str
    state: str
    when: str
    note: str
    subject: str
    body: str
    open: bool
    can_be_withdrawn: bool


def name_of(kind: str) -> str:
    """What a kind of message is called; “” for a word that is none."""
    names = {str(each): name for each, name in (*NAMES.items(), *OTHERS.items())}
    return str(names.get(kind, ""))


def line(row: Outgoing, settings: Settings, now: datetime) -> Line:
    at = row.next_at if row.is_open and row.next_at and row.next_at > now else row.ended_at or row.at
    return Line(
        row.id,
        name_of(row.kind),
        row.to,
        str(WAYS_IN_WORDS[row.way]),
        _state(row, at, settings, now),
        moment(row.at, settings, now),
        row.note,
        row.subject,
        row.body,
        row.is_open,
        row.state == "waiting",
    )


def _state(row: Outgoing, at: datetime, settings: Settings, now: datetime) -> str:
    words = str(STATES[row.state])
    if row.state == "waiting" and at > now:
        return _("Waits until %(when)s") % {"when": moment(at, settings, now)}
    return f"{words} {moment(at, settings, now)}" if row.state != "waiting" else words


def moment(at: datetime, settings: Settings, now: datetime) -> str:
    """“today 7:30”, “Tuesday 7:30”, “Tue 17 Nov 7:30”."""
    here, today = local(at, settings.zone), local(now, settings.zone).date()
    return f"{say.day(here.date(), today)} {say.clock(here.time(), settings)}"
