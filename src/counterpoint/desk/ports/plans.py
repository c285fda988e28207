"""The plans of weeks, with the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from counterpoint.desk.ports.shelves import Kept
from counterpoint.domain.agenda import Showing
from counterpoint.domain.agenda.showing import ALL_BUSY
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import Span, Week


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The plan of one week.

    As it is now, as it was accepted (None: not yet), and how many steps can be undone. `begun_at` is when
    there first was one (None: not known).
    """

    week: Week
    current: Plan
    accepted: Plan | None = None
    undoable: int = 0
    last_step: str = ""
    begun_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """A block of an accepted plan as the one entry of a calendar that others see, in iCalendar."""

    uid: str
    block: Block
    text: str


class Plans(Protocol):
    """The plans of a diary, one a week, with the way back."""

    @property
    def tag(self) -> str:
        """What names this diary in UIDs, the same for ever; it says nothing of whose it is."""
        ...

    def uids(self, span: Span) -> frozenset[str]:
        """The UIDs under which blocks in this time were ever told to calendars, also such as are gone."""
        ...

    def of(self, week: Week) -> Kept[WeekPlan] | None: ...

    def all(self) -> tuple[Kept[WeekPlan], ...]:
        """Every plan there is, earliest week first."""
        ...

    def since(self, week: Week) -> tuple[Kept[WeekPlan], ...]:
        """Those of this week and of later ones, earliest first."""
        ...

    def remove(self, week: Week) -> None:
        """Takes a week's plan away, with its steps and what calendars were told. Raises NotThere."""
        ...

    def keep_all(self, weeks: Iterable[tuple[Plan, Plan | None]]) -> None:
        """Makes these (as it is, as it was accepted) all the plans there are; there is no way back from it.

        What calendars were told of a block goes on under its sequence.
        """
        ...

    def keep(
        self, plan: Plan, *, step: str, version: int | None, begun_at: datetime | None = None
    ) -> Kept[WeekPlan]:
        """Makes `plan` the current one of its week and remembers the one before under the name of the step.

        `version` None: there is none yet, and the first one is of `begun_at`.
        Raises ChangedMeanwhile when there is one, or another version.
        """
        ...

    def accept(self, week: Week, *, version: int, plan: Plan | None = None) -> Kept[WeekPlan]:
        """Makes the current plan the accepted one, or this `plan` of the same week.

        It goes into the feed, with sequences that grow where a block changed.
        """
        ...

    def undo(self, week: Week, *, version: int) -> Kept[WeekPlan]:
        """Takes the last step back. Raises NotThere when there is none."""
        ...

    def published(self) -> tuple[tuple[Block, int, datetime], ...]:
        """(block, sequence, when it last changed) for every block of every accepted plan."""
        ...

    def events(
        self,
        *,
        since: datetime | None = None,
        instead: str = "",
        uids: Mapping[str, str] | None = None,
        showing: Showing = ALL_BUSY,
    ) -> tuple[PlanEvent, ...]:
        """Every block of every accepted plan that ends after `since` and was not skipped, as it is told.

        The same block has the same UID for ever; `uids` (by block id) are of those that have another one
        already. With `instead` every one is called that, and says nothing more than when.
        """
        ...

    def grade(self, week: Week, has_room: Mapping[str, bool]) -> None:
        """Notes of blocks of an accepted plan, by id, whether they have room left: shown by room, those that
        have show as free. Where that is news, the sequence grows.
        """
        ...
