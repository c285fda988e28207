"""A check-in as a page sets it: scales with labelled ends, and past ones in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from counterpoint.desk.day.checking_in import PastCheckIn
from counterpoint.domain.energy import SCALE, CheckIn
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say
from counterpoint.doors.web.checkin.forms import CORE, EVENING, WHERE, Answers


@dataclass(frozen=True, slots=True)
class Scale:
    """Seven steps between two words."""

    name: str
    legend: str
    low: str
    high: str
    value: int | None = None
    steps: Sequence[int] = field(default=tuple(SCALE))


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the list."""

    id: str
    when: str
    words: str
    activity: str
    settling: bool


def ends(name: str) -> tuple[str, str]:
    """The words at the two ends of a scale."""
    if name in EVENING:
        return _("not at all"), _("very much")
    return {
        "energy": (_("worn out"), _("full of energy")),
        "tension": (_("calm"), _("tense")),
        "mood": (_("unpleasant"), _("pleasant")),
    }[name]


def scales(names: Iterable[str], said: Mapping[str, Any] | None = None) -> list[Scale]:
    said = said or {}
    return [
        Scale(name, str(Answers.base_fields[name].label), *ends(name), value=_step(said.get(name)))
        for name in names
    ]


def _step(said: Any) -> int | None:
    return int(said) if said in SCALE or said in {str(step) for step in SCALE} else None


def core(said: Mapping[str, Any] | None = None) -> list[Scale]:
    return scales(CORE, said)


def evening(said: Mapping[str, Any] | None = None) -> list[Scale]:
    return scales(EVENING, said)


def past_of(each: PastCheckIn, settings: Settings, now: datetime) -> Past:
    return Past(
        each.thing.id, when(each.thing, settings, now), words(each.thing), each.thing.activity, each.settling
    )


def when(thing: CheckIn, settings: Settings, now: datetime) -> str:
    """The day and the hour by the person's own zone, as everything else has them."""
    here = local(thing.at, settings.zone)
    return _("%(day)s, %(time)s") % {
        "day": say.day(here.date(), say.today_of(settings, now)),
        "time": say.clock(here.time(), settings),
    }


def words(thing: CheckIn) -> str:
    """What was said, and nothing about what was not."""
    said = [_in_words(name, getattr(thing, name)) for name in (*CORE, *EVENING) if getattr(thing, name)]
    if thing.where:
        said.append(str(dict(WHERE)[thing.where]))
    if thing.pulled is not None:
        said.append(_("pulled at by the other part") if thing.pulled else _("not pulled at"))
    return " · ".join(said)


def _in_words(name: str, step: int) -> str:
    short = {
        "energy": _("energy %(step)d"),
        "tension": _("tension %(step)d"),
        "mood": _("mood %(step)d"),
        "work_lifted": _("lift from work %(step)d"),
        "work_drained": _("drain from work %(step)d"),
        "life_lifted": _("lift from life %(step)d"),
        "life_drained": _("drain from life %(step)d"),
    }
    return short[name] % {"step": step}
