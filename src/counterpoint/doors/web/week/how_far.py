"""How far the plan of a week is, in one line, and whether it stands in a calendar elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext as _

from counterpoint.desk.syncing.going_out import GoesOut
from counterpoint.desk.week.look import WeekView


def plan_words(view: WeekView, goes: GoesOut | None, *, subscribed: bool) -> str:
    """How far the plan is, in one line; `subscribed`: it has an address that calendars ask."""
    if goes is not None and goes_there(view, goes):
        return _accepted_words(goes)
    if view.state == "accepted" and subscribed:
        return _("Accepted. Calendars that subscribe to your plan see it.")
    if view.state == "accepted":
        return _("Accepted. This is your week.")
    if view.state == "changed" and (subscribed or goes is not None):
        return _("Changed since you accepted it. Calendars see the accepted plan until you accept again.")
    if view.state == "changed":
        return _("Changed since you accepted it. Accept it again, or go on changing.")
    if view.state == "draft":
        return _("A draft. Only you see it until you accept it.")
    return ""


def goes_there(view: WeekView, goes: GoesOut) -> bool:
    """Whether this very week, as it was accepted, goes into the calendar of the plan."""
    return view.state == "accepted" and goes.holds(view.week.span(view.life.zone).end)


def _accepted_words(goes: GoesOut) -> str:
    named = {"calendar": goes.place.name, "account": goes.account.name}
    if goes.is_whole:
        words = _("Accepted. It stands in “%(calendar)s” at %(account)s as well.")
    elif not goes.is_held_up:
        words = _("Accepted. It is on its way into “%(calendar)s” at %(account)s.")
    elif goes.waiting:
        words = _("Accepted. “%(calendar)s” at %(account)s does not have all of it yet: it waits here.")
    else:
        words = _("Accepted. “%(calendar)s” at %(account)s does not have all of it.")
    return words % named
