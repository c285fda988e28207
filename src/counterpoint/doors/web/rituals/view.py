"""Leftovers and the things of a day as their pages set them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from counterpoint.desk.day.ahead import DayItem
from counterpoint.desk.day.closing import Closing
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span, local
from counterpoint.domain.values import CoreValue
from counterpoint.doors.web import say

Marks = Mapping[str, str]
"""Of values, by their ids."""


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A line of a day: when, what, and the value it is for."""

    title: str
    when: str
    kind: str
    sphere: str
    must: bool
    value: CoreValue | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class LeftoverShown:
    """A block that is not behind, with the choices for it; the chosen one is ticked."""

    id: str
    title: str
    when: str
    value: str
    choices: list[tuple[str, str, bool]]


def items_shown(items: Iterable[DayItem], marks: Marks, settings: Settings) -> list[ItemShown]:
    return [_item(each, marks, settings) for each in items]


def one_shown(item: DayItem | None, marks: Marks, settings: Settings) -> ItemShown | None:
    return _item(item, marks, settings) if item else None


def _item(item: DayItem, marks: Marks, settings: Settings) -> ItemShown:
    when = _("all day") if item.all_day else _("goes on") if item.goes_on else hours(item.span, settings)
    mark = marks.get(item.value.id, "") if item.value else ""
    return ItemShown(item.title, when, item.kind, item.sphere, item.must, item.value, mark)


def hours(span: Span, settings: Settings) -> str:
    """From when to when on the person's clock."""
    start, end = (local(each, settings.zone).time() for each in (span.start, span.end))
    return f"{say.clock(start, settings)}–{say.clock(end, settings)}"


def leftovers_shown(closing: Closing, settings: Settings, typed: Mapping[str, str]) -> list[LeftoverShown]:
    choices = _choices(closing)
    return [
        LeftoverShown(
            each.id,
            each.title,
            ", ".join(hours(block.span, settings) for block in each.blocks),
            each.value.name if each.value else "",
            [(name, words, name == typed.get(f"left-{each.id}", "again")) for name, words in choices.items()],
        )
        for each in closing.leftovers
    ]


def _choices(closing: Closing) -> dict[str, str]:
    if closing.ends_the_week:
        return {
            "again": _("Next week"),
            "not_this_week": _("Not yet"),
            "done": _("Done"),
        }
    return {"again": _("New place"), "not_this_week": _("Not this week"), "done": _("Done")}
