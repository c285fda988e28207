"""Bridges between commitments: kept, shown on both, and looked for at a review."""

from __future__ import annotations

from counterpoint.desk.ports import Diary
from counterpoint.domain.values import Bridge, Commitment, MaybeABridge, bridges_to_look_for


def bridges_of(diary: Diary, commitment_id: str) -> tuple[tuple[Bridge, Commitment], ...]:
    """The bridges of a commitment, each with the commitment at its other end."""
    there = {kept.thing.id: kept.thing for kept in diary.shelf(Commitment).all()}
    found = []
    for kept in diary.shelf(Bridge).all():
        ends = (kept.thing.from_id, kept.thing.to_id)
        if commitment_id in ends:
            other = ends[0] if ends[1] == commitment_id else ends[1]
            if other in there:
                found.append((kept.thing, there[other]))
    return tuple(found)


def maybe_bridges(diary: Diary, *, most: int = 3) -> tuple[MaybeABridge, ...]:
    """Where asking for a bridge makes sense, each with its reason; for a review or the plate itself."""
    plate = [kept.thing for kept in diary.shelf(Commitment).all()]
    return bridges_to_look_for(plate, [kept.thing for kept in diary.shelf(Bridge).all()], most=most)
