"""Why something in a calendar is no message to somebody who is invited."""

from __future__ import annotations

from counterpoint.domain.inviting import Method
from counterpoint.domain.words import gettext as _


def why_nameless(method: Method) -> str:
    """Why a message that nobody stands for is none."""
    if method == "CANCEL":
        return _("It does not say who calls it off (ORGANIZER), and anybody could; nothing changed.")
    return _("It does not say who invites (ORGANIZER), so nobody could be answered.")


def why_not(method: str) -> str:
    """Why a calendar is no message to somebody invited."""
    match method:
        case "":
            return _("It has no METHOD: it is an event, not an invitation. Add it under Calendars.")
        case "PUBLISH":
            return _("It announces something and asks for no answer (PUBLISH). Add it under Calendars.")
        case "REPLY" | "COUNTER" | "REFRESH":
            return _("It answers an invitation of your own (%(method)s); those are not read yet.") % {
                "method": method
            }
        case "ADD":
            return _("It adds times to a series (ADD). Ask the organiser to send the whole series once more.")
    return _("Its METHOD “%(method)s” is none of iTIP (RFC 5546).") % {"method": method[:20]}
