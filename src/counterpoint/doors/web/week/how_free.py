"""How free a block still is, in words: the other times that it has, and how others see its time."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint import wiring
from counterpoint.desk.planning.why_not import other_times
from counterpoint.desk.publishing.ledger import plan_calendar
from counterpoint.desk.week.blocks import is_firm
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.planning import Block
from counterpoint.domain.planning.room import freedom
from counterpoint.doors.web.at_the_door import PersonRequest

MOST_COUNTED = 9


def how_free(request: PersonRequest, view: WeekView, found: Block) -> str:
    """Nothing of what is behind; of what stays put only how it is seen."""
    if found.state != "planned" or found.span.start < view.now:
        return ""
    stays = found.kind == "ritual" or is_firm(found) or found.pinned
    count = None if stays else other_times(request.diary, view.week, found.id, now=view.now)
    words = [] if count is None else [_times(count)]
    has_room = count is not None and freedom(count) == "many"
    return " ".join((*words, *_seen(request, found, has_room)))


def _seen(request: PersonRequest, found: Block, has_room: bool) -> Iterator[str]:
    """How others see its time, where the plan shows by the room that its blocks have left."""
    place, feed = plan_calendar(request.diary), wiring.feed_of(request.user)
    ways = [place.showing] if place else []
    ways += [wiring.feed_showing(feed)] if feed else []
    seen = {each.is_free(found.kind, has_room=has_room) for each in ways if each.by == "graded"}
    if len(seen) > 1:
        yield _("Others see this time as free in one of your calendars, and as busy in the other.")
    elif seen:
        yield _("Others see this time as free.") if True in seen else _("Others see this time as busy.")


def _times(count: int) -> str:
    if not count:
        return _("While all else stays where it is, there is no other free time for it in this week.")
    if count > MOST_COUNTED:
        return _("It could also be at many other times in this week.")
    words = ngettext(
        "It could also be at %(count)d other time in this week.",
        "It could also be at %(count)d other times in this week.",
        count,
    )
    return words % {"count": count}
