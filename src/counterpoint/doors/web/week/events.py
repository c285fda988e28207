"""The events of a week as entries, and where each leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from counterpoint.desk.week.look import WeekView
from counterpoint.domain.agenda import Fact, Together
from counterpoint.domain.asking.ground import REQUESTS
from counterpoint.doors.web.week.clock import times
from counterpoint.doors.web.week.entry import Entry, timed


def events_of(view: WeekView) -> Iterator[Entry]:
    for fact in view.facts:
        yield _event(view, fact)


def _event(view: WeekView, fact: Fact) -> Entry:
    crossed = ", ".join(dict.fromkeys(each.protected for each in view.crossings if each.fact_key == fact.key))
    domain = view.life.domain(fact.domain_id)
    notes = [_("crosses “%(protected)s”") % {"protected": crossed}] if crossed else []
    notes += [_("at the same time as “%(event)s”") % {"event": each} for each in _beside(view, fact)]
    notes += [] if fact.blocking or fact.all_day else [_("takes no time")]
    return replace(
        timed(view, fact.span),
        id=f"fact:{fact.key}",
        title=fact.title or _("Busy"),
        voice=domain.sphere if domain else "both",
        look="fact",
        kind=_("a request you accepted") if fact.calendar_id == REQUESTS else _("from a calendar"),
        url=event_url(fact),
        domain=domain.name if domain else "",
        all_day=fact.all_day,
        times="" if fact.all_day else times(view, fact.span),
        crossing=crossed,
        notes=tuple(notes),
    )


def _beside(view: WeekView, fact: Fact) -> Iterator[str]:
    """The titles of the events ahead that lie on this one."""
    for together in view.together:
        if any(each.key == fact.key for each in together.facts):
            others = (each for each in together.facts if each.key != fact.key)
            yield from (each.title or _("Busy") for each in others if each.span.overlaps(fact.span))


def together_shown(view: WeekView, several: Together) -> list[tuple[str, str, str]]:
    """Title, times and address of each of the events that lie at one time."""
    return [(each.title or _("Busy"), times(view, each.span), event_url(each)) for each in several.facts]


def event_url(fact: Fact) -> str:
    """Where the person says how this event counts, or what they answered."""
    if fact.calendar_id == REQUESTS:
        return reverse("request", args=[fact.key.removeprefix(f"{REQUESTS}/").partition("|")[0]])
    asked = {"key": fact.key.removeprefix(f"{fact.calendar_id}/"), "at": fact.span.start.isoformat()}
    return f"{reverse('calendar-event', args=[fact.calendar_id])}?{urlencode(asked)}"
