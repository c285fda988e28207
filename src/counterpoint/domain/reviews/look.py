"""What radar and coach look at: four weeks of a person's own data as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from counterpoint.domain.boundaries import Bend, GiveBack
from counterpoint.domain.energy import CheckIn, Demand, Stretch
from counterpoint.domain.living import MicroHabit
from counterpoint.domain.planning import BlockKind, BlockState, Life
from counterpoint.domain.reviews.markers import MarkerLine
from counterpoint.domain.reviews.review import Review
from counterpoint.domain.timeline import Span, local
from counterpoint.domain.values import Commitment, Season, Sphere

FOUR_WEEKS = timedelta(days=28)
TWO_WEEKS = timedelta(days=14)
STAYS_AWAY = timedelta(days=60)
"""How long what was let go (or taken up) is not shown again."""

EvidenceKind = Literal[
    "block", "event", "check_in", "bend", "value", "commitment", "protected", "markers", "hours", "energy",
    "review",
]  # fmt: skip
TakeKind = Literal["habit", "protect", "go"]
Place = Literal[
    "", "week", "hours", "energy", "flex", "ritual", "value", "values", "protected", "fortnight", "tasks",
    "plate", "give_back",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that a plan or a calendar had, until now, outside of days on which life happened.

    `kind` is the kind of a block, or "event". `value_id` is its own or its domain's. `demand` is known of
    tasks and routines alone. `week` is the ISO name of the week whose plan has it.
    """

    id: str
    kind: BlockKind | Literal["event"]
    title: str
    span: Span
    sphere: Sphere | Literal[""]
    domain_id: str = ""
    value_id: str = ""
    demand: Demand | Literal[""] = ""
    state: BlockState = "planned"
    subject_id: str = ""
    week: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of a person's own data behind a word, and what it leads to."""

    words: str
    kind: EvidenceKind
    id: str = ""
    week: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """What taking something up does: a micro habit begins, or a page opens with `title` filled in."""

    kind: TakeKind
    label: str
    title: str = ""
    cue: str = ""
    place: Place = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A person's last four weeks as of `now`. Days on which life happened are left out of everything dated.

    `since` is when the first thing was written down here, None when nothing was. `check_ins` lack the
    first two days of checking in: looking at oneself changes behaviour at first.
    """

    now: datetime
    life: Life
    since: datetime | None = None
    pieces: tuple[Piece, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    bends: tuple[Bend, ...] = ()
    give_backs: tuple[GiveBack, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    seasons: tuple[Season, ...] = ()
    habits: tuple[MicroHabit, ...] = ()
    reviews: tuple[Review, ...] = ()
    lines: tuple[MarkerLine, ...] = ()

    @property
    def today(self) -> date:
        return local(self.now, self.life.zone).date()

    def day(self, moment: datetime) -> date:
        return local(moment, self.life.zone).date()

    def lived_for(self, length: timedelta) -> bool:
        """Whether this person has been here that long."""
        return self.since is not None and self.now - self.since >= length

    def lately(self, length: timedelta) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.span.start >= self.now - length)

    def planned(self) -> tuple[Piece, ...]:
        """What the person's own plan had."""
        return tuple(piece for piece in self.pieces if piece.kind != "event")
