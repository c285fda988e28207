"""Each thing of a week as both the grid and the list show it: its voice, its look, its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from counterpoint.desk.week.blocks import is_firm
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.planning import Block, FirmTime
from counterpoint.doors.web.week.entry import Entry, Look, Mark, Voice, in_order, timed
from counterpoint.doors.web.week.events import events_of

JOINING = ("ritual", "flex", "give_back")
KINDS = {
    "task": gettext_lazy("task"),
    "routine": gettext_lazy("routine"),
    "protected": gettext_lazy("protected time"),
    "meal": gettext_lazy("meal"),
    "flex": gettext_lazy("flex block"),
    "give_back": gettext_lazy("give-back"),
    "ritual": gettext_lazy("transition ritual"),
}
STATES = {
    "planned": gettext_lazy("planned"),
    "done": gettext_lazy("done"),
    "partly": gettext_lazy("partly done"),
    "skipped": gettext_lazy("not done"),
}


def entries_of(view: WeekView) -> list[Entry]:
    """Everything in the week, in order of start; what takes whole days comes first."""
    return in_order([*events_of(view), *_firm(view), *_blocks(view)])


def entry_of(view: WeekView, block: Block) -> Entry:
    """One block as the grid and the list show it."""
    crossed = _crossing(view, block)
    disturbing = (event for where, event in view.disturbed if where == block.id)
    notes = (
        *(_("“%(event)s” now lies here") % {"event": event} for event in disturbing),
        *(_("crossed by “%(event)s”") % {"event": event} for event in crossed),
    )
    return replace(
        timed(view, block.span),
        id=block.id,
        title=block.title,
        voice=_voice(view, block),
        look=_look(block),
        kind=_("firmly protected") if is_firm(block) else str(KINDS[block.kind]),
        url=block_url(view, block.id),
        domain=_domain_name(view, block.domain_id),
        mark=mark_of(view, block.value_id),
        movable=block.kind != "ritual" and not is_firm(block),
        pinned=block.pinned,
        state=block.state,
        state_words=_state_words(block),
        crossing=", ".join(crossed),
        notes=notes,
        reasons=tuple(reason.words for reason in block.reasons),
    )


def _crossing(view: WeekView, block: Block) -> list[str]:
    """The events that lie on this piece of firm time."""
    if not is_firm(block):
        return []
    mine = (each for each in view.crossings if each.protected_id == block.subject_id)
    return [each.event for each in mine if each.span.overlaps(block.span)]


def block_url(view: WeekView, id: str) -> str:
    return reverse("week_block", args=[view.week.name, id])


def mark_of(view: WeekView, value_id: str) -> Mark | None:
    value = view.life.value(value_id)
    return Mark(view.life.mark(value_id), value.name) if value and value.name else None


def _blocks(view: WeekView) -> Iterator[Entry]:
    for block in view.blocks:
        yield entry_of(view, block)


def _firm(view: WeekView) -> Iterator[Entry]:
    """Firm time that no plan holds yet."""
    for time in view.protected:
        block = Block(
            time.id,
            "protected",
            time.id,
            time.subject_id,
            time.title,
            time.span,
            time.domain_id,
            time.value_id,
        )
        yield replace(entry_of(view, block), url="", voice=_of_sphere(time))


def _of_sphere(time: FirmTime) -> Voice:
    return time.sphere


def _voice(view: WeekView, block: Block) -> Voice:
    if block.kind in JOINING:
        return "join"
    domain = view.life.domain(block.domain_id)
    if domain:
        return domain.sphere
    return "life" if block.kind in ("protected", "meal", "routine") else "both"


def _look(block: Block) -> Look:
    if block.kind == "ritual":
        return "ritual"
    return "protected" if block.kind == "protected" else "planned"


def _domain_name(view: WeekView, domain_id: str) -> str:
    domain = view.life.domain(domain_id)
    return domain.name if domain else ""


def _state_words(block: Block) -> str:
    if block.state == "planned":
        return ""
    if block.state == "partly":
        done = block.minutes_done
        return ngettext("%(done)d minute of it done", "%(done)d minutes of it done", done) % {"done": done}
    return str(STATES[block.state])
