"""Whether a promise fits beside what is wanted already, at what price, or what would make room for it.

Things that may lie in several rooms are placed like water: they fit exactly if for every set of rooms, what
can lie nowhere else is no more than the set holds (Hall's condition for flows; Gale 1957). With two rooms a
week and four weeks these are 255 sets, so nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from counterpoint.domain.capacity.least import Candidate, least_set
from counterpoint.domain.capacity.rooms import Ground, Want
from counterpoint.domain.planning import ItemKind
from counterpoint.domain.timeline import SLOT_MINUTES, Week

FitWord = Literal["fits", "price", "no", "nowhere"]
QUARTER = 15


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that can wait and would have to: so many of its minutes find no room beside the promise."""

    kind: ItemKind
    subject_id: str
    title: str
    minutes: int
    value_id: str = ""


@dataclass(frozen=True, slots=True)
class Relief:
    """One of the things that would make room if they went, with what that frees in these weeks.

    With the rest of the set gone, `shorter` minutes less of it (each week, of what recurs) would be enough,
    and so would having until the end of week `later`; None where only all of it is enough.
    """

    kind: ItemKind
    subject_id: str
    title: str
    minutes: int
    times: int = 1
    value_id: str = ""
    must: bool = False
    shorter: int | None = None
    later: Week | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a promise stands. `asked` is what each part of it wants, with what estimates run over.

    `left` and `left_at_most`: how many minutes are not spoken for where it may lie (each week, of what
    recurs), with the habit of one's estimates and without. `crowded`: minutes of what is due that have no
    room already. `waiting`: minutes of what can wait. `later`: by the end of which week (a task), or from
    which week on (what recurs) it would fit with nothing given up.
    """

    word: FitWord
    asked: int = 0
    left: int = 0
    left_at_most: int = 0
    moved: tuple[Moved, ...] = ()
    relief: tuple[Relief, ...] = ()
    later: Week | None = None
    crowded: int = 0
    waiting: int = 0


def fit_of(ground: Ground, *, times: float = 1.0, recurs: bool = False) -> Fit:
    """How what is asked fits beside all that is wanted, when estimates run `times` over."""
    parts = [(each.where, each.length(times)) for each in ground.asked]
    if not parts or not all(where for where, _ in parts):
        return Fit("nowhere")
    due = _first_things_first(each for each in ground.wants if each.due)
    waiting = _first_things_first(each for each in ground.wants if not each.due)
    water = Water(ground)
    placed = {each.id: water.pour(each.where, each.length(times)) for each in due}
    plain = Water(ground)
    for each in due:
        plain.pour(each.where, each.minutes)
    known = Fit(
        word="no",
        asked=parts[0][1],
        left=water.room_for(where for where, _ in parts),
        left_at_most=plain.room_for(where for where, _ in parts),
        crowded=sum(each.length(times) - placed[each.id] for each in due),
        waiting=sum(each.length(times) for each in waiting),
    )
    if water.holds(parts):
        moved = _moved(water, parts, waiting, times)
        return replace(known, word="price" if moved else "fits", moved=moved)
    return replace(
        known,
        relief=_relief(ground, water, parts, [each for each in due if placed[each.id]], placed),
        later=_later(ground, water, parts, recurs=recurs),
    )


def _first_things_first(wants: Iterable[Want]) -> list[Want]:
    """What nobody can move, then musts, then by what a quarter hour is worth."""
    return sorted(wants, key=lambda each: (each.movable, not each.must, -each.weight, each.id))


class Water:
    """What every set of rooms still holds beside what was poured; sets are bit masks."""

    def __init__(self, ground: Ground) -> None:
        self.all = (1 << len(ground.rooms)) - 1
        self.left = [0] * (self.all + 1)
        for rooms in range(1, self.all + 1):
            lowest = rooms & -rooms
            self.left[rooms] = self.left[rooms ^ lowest] + ground.rooms[lowest.bit_length() - 1].minutes

    def copy(self) -> Water:
        same = object.__new__(Water)
        same.all, same.left = self.all, list(self.left)
        return same

    def around(self, where: int) -> list[int]:
        """Every set of rooms that holds all of `where`."""
        besides = self.all & ~where
        found, sub = [], besides
        while True:
            found.append(where | sub)
            if not sub:
                return found
            sub = (sub - 1) & besides

    def pour(self, where: int, minutes: int) -> int:
        """Takes as much of `minutes` as the rooms hold, and says how much that was."""
        around = self.around(where)
        fits = max(0, min(minutes, *(self.left[each] for each in around)))
        for each in around:
            self.left[each] -= fits
        return fits

    def missing(self, parts: Sequence[tuple[int, int]]) -> dict[int, int]:
        """For each set of rooms that is too small for the parts: by how many minutes."""
        wanted: dict[int, int] = {}
        for where, minutes in parts:
            for each in self.around(where):
                wanted[each] = wanted.get(each, 0) + minutes
        return {each: more for each, asked in wanted.items() if (more := asked - self.left[each]) > 0}

    def holds(self, parts: Sequence[tuple[int, int]]) -> bool:
        return not self.missing(parts)

    def room_for(self, wheres: Iterable[int]) -> int:
        """The most minutes that every one of these parts could have, on the grid."""
        count: dict[int, int] = {}
        for where in wheres:
            for each in self.around(where):
                count[each] = count.get(each, 0) + 1
        most = min((self.left[each] // many for each, many in count.items()), default=0)
        return max(0, most) // SLOT_MINUTES * SLOT_MINUTES


def _moved(
    water: Water, parts: Sequence[tuple[int, int]], waiting: Sequence[Want], times: float
) -> tuple[Moved, ...]:
    """What can wait and loses its room to the promise, what is worth least first."""
    before, after = water.copy(), water.copy()
    for where, minutes in parts:
        after.pour(where, minutes)
    lost = [
        (each, before.pour(each.where, each.length(times)) - after.pour(each.where, each.length(times)))
        for each in waiting
    ]
    return tuple(
        Moved(each.kind, each.subject_id, each.title, minutes, each.value_id)
        for each, minutes in reversed(lost)
        if minutes > 0
    )


def _relief(
    ground: Ground,
    water: Water,
    parts: Sequence[tuple[int, int]],
    due: Sequence[Want],
    placed: dict[str, int],
) -> tuple[Relief, ...]:
    """The least set of movable things without which the promise fits; musts only where nothing else does."""
    missing = water.missing(parts)
    by_thing: dict[tuple[str, str], list[Want]] = {}
    for each in due:
        if each.movable and any(each.where & ~rooms == 0 for rooms in missing):
            by_thing.setdefault((each.kind, each.subject_id), []).append(each)
    chosen: tuple[Candidate, ...] = ()
    for musts in (False, True):
        candidates = [
            _candidate(several, missing, placed)
            for several in by_thing.values()
            if musts or not several[0].must
        ]
        chosen = least_set(missing, candidates)
        if chosen:
            break
    return tuple(
        _told(each, chosen, missing, by_thing[each.id], ground=ground, placed=placed) for each in chosen
    )


def _candidate(several: Sequence[Want], missing: dict[int, int], placed: dict[str, int]) -> Candidate:
    frees = {rooms: sum(placed[each.id] for each in several if each.where & ~rooms == 0) for rooms in missing}
    value = sum(each.weight * placed[each.id] / QUARTER for each in several)
    return Candidate((several[0].kind, several[0].subject_id), frees, value)


def _told(
    each: Candidate,
    chosen: Sequence[Candidate],
    missing: dict[int, int],
    wants: Sequence[Want],
    *,
    ground: Ground,
    placed: dict[str, int],
) -> Relief:
    still = {
        rooms: more - sum(other.frees[rooms] for other in chosen if other != each)
        for rooms, more in missing.items()
    }
    first = wants[0]
    whole = all(placed[want.id] >= want.minutes for want in wants)
    return Relief(
        first.kind,
        first.subject_id,
        first.title,
        max(each.frees.values()),
        len(wants),
        first.value_id,
        first.must,
        _shorter(still, wants) if whole else None,
        _put_off(still, first, ground) if whole and first.kind == "task" else None,
    )


def _shorter(still: dict[int, int], wants: Sequence[Want]) -> int | None:
    """How much less of it, every time, would be enough; None when only all of it is."""
    least = 0
    for rooms, more in still.items():
        within = sum(want.where & ~rooms == 0 for want in wants)
        if more > 0 and within:
            least = max(least, -(-more // within))
    least = -(-least // SLOT_MINUTES) * SLOT_MINUTES
    return least if 0 < least < min(want.minutes for want in wants) else None


def _put_off(still: dict[int, int], want: Want, ground: Ground) -> Week | None:
    """The end of which week would be late enough for it: then some of the sets hold it no more."""
    where = want.where
    if not _uses(where):
        return None
    last = max(_uses(where))
    for nth in range(last + 1, len(ground.weeks)):
        where |= (want.where >> 2 * last & 3) << 2 * nth
        if all(more <= 0 or where & ~rooms for rooms, more in still.items()):
            return ground.weeks[nth]
    return None


def _uses(where: int) -> list[int]:
    """The weeks in which something may lie."""
    return [nth for nth in range(where.bit_length() // 2 + 1) if where >> 2 * nth & 3]


def _later(ground: Ground, water: Water, parts: Sequence[tuple[int, int]], *, recurs: bool) -> Week | None:
    """From which week on, or by the end of which, it would fit with nothing given up."""
    if recurs:
        for nth in range(1, len(parts)):
            if water.holds(parts[nth:]):
                return ground.weeks[min(_uses(parts[nth][0]))]
        return None
    where, minutes = parts[0]
    last = max(_uses(where))
    pools = where >> 2 * last & 3
    for nth in range(last + 1, len(ground.weeks)):
        where |= pools << 2 * nth
        if water.holds([(where, minutes)]):
            return ground.weeks[nth]
    return None
