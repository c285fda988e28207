"""Sweet spots as a picture and as a table: the same marks, the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, sqrt
from typing import Any

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from counterpoint.desk.plate.sweet_spots import Placed, sweet_spots
from counterpoint.desk.ports import Diary
from counterpoint.domain.values import Commitment, Spot
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.plate.words import ASKED, SPOT_WORDS, answer_of, seen_in_words

CELL, LEFT, TOP, STEPS = 64, 44, 16, 5
WIDTH, HEIGHT = LEFT + STEPS * CELL + 8, TOP + STEPS * CELL + 44
ACROSS, APART = 3, 21
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Mark:
    """One commitment in the picture: a letter at (x, y), its look by what it does to energy."""

    letter: str
    title: str
    x: int
    y: int
    look: str


@dataclass(frozen=True, slots=True)
class SpotRow:
    """One commitment in the table."""

    letter: str
    id: str
    title: str
    needed: str
    strength: str
    energy: str
    seen: str
    spot: str


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments of one place on the picture, with what it means."""

    name: Spot
    title: Any
    means: Any
    more: Any
    rows: Sequence[tuple[SpotRow, str]]


@dataclass(frozen=True, slots=True)
class Picture:
    marks: Sequence[Mark]
    hidden: bool
    rows: Sequence[SpotRow]
    groups: Sequence[Group]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    side: int = STEPS * CELL
    sweet_x: int = LEFT + 3 * CELL
    sweet: int = 2 * CELL
    right: int = LEFT + STEPS * CELL
    bottom: int = TOP + STEPS * CELL
    below: int = TOP + STEPS * CELL + 20
    axis: int = LEFT - 12


@require_safe
def page(request: PersonRequest) -> Any:
    """Where what is needed meets what one is good at and what gives energy."""
    return render(
        request, "plate/sweet_spots.html", {"picture": picture_of(request.diary, now=timezone.now())}
    )


def picture_of(diary: Diary, *, now: datetime) -> Picture:
    placed = sweet_spots(diary, now=now)
    lettered = list(zip(_letters(), placed, strict=False))
    marks, hidden = _marks(lettered)
    rows = [_row(letter, each) for letter, each in lettered]
    return Picture(marks, hidden, rows, list(_groups(placed, rows)))


def _letters() -> Iterator[str]:
    """A to Z, then A2 to Z2 and on."""
    number = 1
    while True:
        yield from (letter if number == 1 else f"{letter}{number}" for letter in LETTERS)
        number += 1


def _marks(lettered: Sequence[tuple[str, Placed]]) -> tuple[list[Mark], bool]:
    """What is known in all three ways, side by side where several are alike; whether some had no room."""
    places: dict[tuple[int, int], list[tuple[str, Commitment]]] = {}
    for letter, each in lettered:
        said = each.commitment
        if said.strength is not None and said.necessity is not None and said.energy is not None:
            places.setdefault((said.strength, said.necessity), []).append((letter, said))
    marks = [
        Mark(letter, said.title, x, y, _look(said.energy or 0))
        for (strength, necessity), here in places.items()
        for (letter, said), (x, y) in zip(here, _side_by_side(strength, necessity, len(here)), strict=False)
    ]
    return marks, any(len(here) > ACROSS**2 for here in places.values())


def _side_by_side(strength: int, necessity: int, many: int) -> Iterator[tuple[int, int]]:
    """The middles of up to nine marks in one cell, in rows that are as even as they can be."""
    x = LEFT + (strength - 1) * CELL + CELL // 2
    y = TOP + (STEPS - necessity) * CELL + CELL // 2
    shown = min(many, ACROSS**2)
    across = ceil(sqrt(shown))
    rows = ceil(shown / across)
    for n in range(shown):
        row, column = divmod(n, across)
        in_row = min(across, shown - row * across)
        yield x + (2 * column - in_row + 1) * APART // 2, y + (2 * row - rows + 1) * APART // 2


def _look(energy: int) -> str:
    return "feeds" if energy > 0 else "drains" if energy < 0 else "neither"


def _row(letter: str, each: Placed) -> SpotRow:
    open_ = _("not said")
    said = each.commitment
    return SpotRow(
        letter,
        said.id,
        said.title,
        answer_of(said, "necessity") or open_,
        answer_of(said, "strength") or open_,
        answer_of(said, "energy") or open_,
        seen_in_words(each.seen),
        str(SPOT_WORDS[each.spot].title),
    )


def _groups(placed: Sequence[Placed], rows: Sequence[SpotRow]) -> Iterator[Group]:
    for name, words in SPOT_WORDS.items():
        here = [(row, _missing(each)) for each, row in zip(placed, rows, strict=True) if each.spot == name]
        if here:
            yield Group(name, words.title, words.means, words.more, here)


def _missing(each: Placed) -> str:
    if not each.unsaid:
        return ""
    return _("not said: %(what)s") % {"what": ", ".join(str(ASKED[name].short) for name in each.unsaid)}
