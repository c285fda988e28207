"""Where an entry of ours stands on a server by now."""

from __future__ import annotations

from counterpoint.desk.syncing.pulling import Visit

Found = tuple[str, bytes] | None
"""The ETag and the bytes of what stands there; None for nothing."""


def href_with(visit: Visit, id: str, uid: str) -> str:
    """Where an entry stands by now: other programs put it under an address of their own; "" for nowhere."""
    line = f"UID:{uid}".encode()
    return next((each.href for each in visit.diary.resources.all(id) if line in each.raw), "")
