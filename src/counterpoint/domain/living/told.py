"""What a message says of something that is due: what it is, until when, and nothing that is private."""

from __future__ import annotations

from datetime import datetime

from counterpoint.domain.living.notices import Due
from counterpoint.domain.timeline import local
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import weekday_name

FULL_CLOCK, NOON = 24, 12


def told(due: Due, *, zone: str, clock: int = FULL_CLOCK) -> tuple[str, str]:
    """(subject, text), without a title, a name or a word that the person wrote.

    They may be read over a shoulder or on a locked screen, and they lie with whoever carries the mail.
    """
    named = {"until": moment_in_words(due.until, zone=zone, clock=clock) if due.until else ""}
    match due.kind:
        case "prompt":
            said = _("A few taps are enough.")
            until = _("This can be answered until %(until)s.") % named if due.until else ""
            return _("How is it, right now?"), f"{said} {until}".strip()
        case "ritual":
            return _("It is about time for a ritual"), _(
                "A transition that you planned is near. Skipping it is fine."
            )
        case "review" if due.thing_id == "month":
            return _("The month can be looked back at"), _("It can be done in parts, and left at any point.")
        case "review":
            return _("The week can be looked back at"), _("It takes about ten minutes.")
        case "season":
            return _("A season is ending"), _("You may look back at it: what was it good for?")
        case "give_back":
            said = _("Something of yours made room, and its time can still be given back, or let go.")
            until = _("Until %(until)s.") % named if due.until else ""
            return _("Time can still be given back"), f"{said} {until}".strip()
        case "commitment":
            return _("Something to look at again"), _(
                "You wanted to look at one of your commitments again about now."
            )
        case _:
            return _("The next week has no plan yet"), _("Planning it takes a minute.")


def moment_in_words(at: datetime, *, zone: str, clock: int = FULL_CLOCK) -> str:
    """“Friday 19:45”, or “Friday 7:45 pm” on a clock of twelve hours."""
    here = local(at, zone)
    if clock == FULL_CLOCK:
        return f"{weekday_name(here.date())} {here:%H:%M}"
    half = _("am") if here.hour < NOON else _("pm")
    return f"{weekday_name(here.date())} {here.hour % NOON or NOON}:{here.minute:02d} {half}"
