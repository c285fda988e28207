"""Which block of a new plan is which of the plan before, so that a calendar sees it move, not come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from counterpoint.domain.planning.plan import Block

_Thing = tuple[str, str]
_Pair = tuple[timedelta, timedelta, int, int]


def recognise(blocks: Iterable[Block], earlier: Iterable[Block], *, within: str = "") -> tuple[Block, ...]:
    """`blocks` with the ids of the `earlier` blocks that they are, in their own order.

    A block is the earlier one of the same item that is nearest in time, the same place before all others. No
    id is given twice, and a block that is new gets no id that an earlier one had. `within` (a week's name)
    becomes a part of new ids, so that they differ from those of other weeks; firm time, which is its own
    item, keeps its id.
    """
    blocks, earlier = tuple(blocks), tuple(earlier)
    known = {new: earlier[old].id for new, old in _pairs(blocks, earlier)}
    taken = {block.id for block in earlier}
    named = []
    for index, block in enumerate(blocks):
        name = known.get(index) or _unused(_in(block, within), taken)
        taken.add(name)
        named.append(block if name == block.id else replace(block, id=name))
    return tuple(named)


def _pairs(blocks: tuple[Block, ...], earlier: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Index of a new block and of the earlier one that it is; nearest pairs first."""
    met: set[int] = set()
    found: set[int] = set()
    for _, _, new, old in sorted(_candidates(blocks, earlier)):
        if new not in met and old not in found:
            met.add(new)
            found.add(old)
            yield new, old


def _candidates(blocks: tuple[Block, ...], earlier: tuple[Block, ...]) -> Iterator[_Pair]:
    by_thing: dict[_Thing, list[int]] = defaultdict(list)
    for old, block in enumerate(earlier):
        by_thing[_thing(block)].append(old)
    for new, block in enumerate(blocks):
        for old in by_thing[_thing(block)]:
            yield *_apart(block, earlier[old]), new, old


def _thing(block: Block) -> _Thing:
    return block.kind, block.item_id


def _apart(one: Block, other: Block) -> tuple[timedelta, timedelta]:
    return abs(one.span.start - other.span.start), abs(one.span.end - other.span.end)


def _in(block: Block, within: str) -> str:
    if not within or block.id == block.item_id or block.id.endswith(f"@{within}"):
        return block.id
    return f"{block.id}@{within}"


def _unused(id: str, taken: set[str]) -> str:
    """`id`, or the first of ``id-2``, ``id-3`` … that nothing has yet."""
    if id not in taken:
        return id
    number = 2
    while f"{id}-{number}" in taken:
        number += 1
    return f"{id}-{number}"
