"""Messages to make others of, and the simplest telling of what of several is in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from counterpoint.domain.inviting import Message, Occasion, Party
from counterpoint.domain.timeline import Span

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
ANNA = Party("anna@example.org", "Anna")
NAMES = ("", "20261126T120000Z", "20261203T120000Z")


def message(sequence: int = 0, minute: int = 0, rid: str = "", method: str = "REQUEST", **said) -> Message:
    stamp = datetime(2026, 11, 20, 8, tzinfo=UTC) + timedelta(minutes=minute)
    times = (Occasion(rid, Span(NOON, NOON + timedelta(hours=1))),)
    return Message(method, "launch", sequence, stamp, rid, **{"organiser": ANNA, "times": times} | said)


def right_state(messages: Iterable[Message]) -> dict[str, Message]:
    """Of each instance and the whole the last revision; of instances those that no later series replaced."""
    last: dict[str, Message] = {}
    for each in sorted(messages, key=lambda m: (m.sequence, m.stamp, m.method == "CANCEL")):
        last[each.recurrence_id] = each
    whole = last.get("")
    return {rid: m for rid, m in last.items() if not rid or not whole or m.sequence >= whole.sequence}


some = st.builds(
    message,
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(NAMES),
    st.sampled_from(["REQUEST", "REQUEST", "CANCEL"]),
)
