"""“How I work”: what each audience may read of when a person can be reached and of what they protect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from counterpoint.domain.boundaries.channels import Audience, Channel
from counterpoint.domain.boundaries.protected import Disclosure, ProtectedTime
from counterpoint.domain.timeline import WeeklyWindow

DISCLOSURES: tuple[Disclosure, ...] = ("nothing", "commitment", "value")
"""From the most reserved one on."""
Shows = Literal["nothing", "by_boundary", "names"]
"""What a page shows of protected time: nothing, as each boundary says, or also what that is called of which
others may read the value."""


def least_of(several: Iterable[Disclosure]) -> Disclosure:
    """The most reserved of several; “a personal commitment” for none."""
    return min(several, key=DISCLOSURES.index, default="commitment")


@dataclass(frozen=True, slots=True)
class HowIWork:
    """The page of one audience; its id is the audience. The texts are the person's own."""

    id: str
    opening: str = ""
    emergency: str = ""
    closing: str = ""
    hours: bool = True
    shows: Shows = "by_boundary"


@dataclass(frozen=True, slots=True)
class Kept:
    """Protected time as others may read it: `name` is its title or value, "" for a personal commitment."""

    windows: tuple[WeeklyWindow, ...]
    name: str = ""
    times_a_week: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that an audience reads, and nothing else: page, print, mail and preview are made of this alone."""

    audience: Audience
    name: str
    zone: str
    opening: str
    emergency: str
    closing: str
    working: tuple[WeeklyWindow, ...]
    channels: tuple[Channel, ...]
    protected: tuple[Kept, ...]

    @property
    def urgent(self) -> tuple[Channel, ...]:
        """The ways to reach the person when it cannot wait."""
        return tuple(each for each in self.channels if each.in_emergency)


def show(
    page: HowIWork,
    audience: Audience,
    *,
    name: str,
    zone: str,
    working: tuple[WeeklyWindow, ...],
    channels: Iterable[Channel],
    protected: Iterable[ProtectedTime],
    values: Mapping[str, str],
) -> Shown:
    """What this audience reads. Reasons, and titles that were not disclosed, are not in it."""
    return Shown(
        audience,
        name,
        zone,
        page.opening,
        page.emergency,
        page.closing,
        working if page.hours else (),
        tuple(each for each in channels if each.is_for(audience)),
        tuple(_as_read(each, page.shows, values) for each in protected if _is_read(each, page.shows)),
    )


def _is_read(protected: ProtectedTime, shows: Shows) -> bool:
    return shows != "nothing" and protected.disclosure != "nothing"


def _as_read(protected: ProtectedTime, shows: Shows, values: Mapping[str, str]) -> Kept:
    open_to_others = protected.disclosure == "value"
    name = protected.title if shows == "names" else values.get(protected.value_id, "")
    return Kept(protected.windows, name if open_to_others else "", protected.times_a_week, protected.minutes)
