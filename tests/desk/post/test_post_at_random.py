"""Whatever happens, in whatever order, each occasion arrives once."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.desk.ports import Message, TryLater, Unclear
from counterpoint.desk.post.telling import tell
from counterpoint.domain.living import Outgoing, Target
from counterpoint.domain.living.post import HEARD_WITHIN
from counterpoint.domain.timeline import local
from tests.desk.post.post_lives import MINUTE, SATURDAY, PowerCut, reachable, send
from tests.desk.posted import Carrier
from tests.desk.weeks import ZONE

ENDS = st.sampled_from(["taken", "taken", "later", "down", "unclear", "cut before", "cut after"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["tell", "send", "send", "nested"]), st.integers(0, 400), ENDS), max_size=14
)


class Unreliable(Carrier):
    """Ends each sending as it is told; `unsure` are those whose end nobody saw."""

    def __init__(self) -> None:
        super().__init__()
        self.end = "taken"
        self.unsure: set[str] = set()
        self.nested: Any = None

    def send(self, target: Target, message: Message, *, now: datetime) -> None:
        if self.nested:
            again, self.nested = self.nested, None
            again()
        if self.end in ("later", "down"):
            raise TryLater("Later.", way_is_down=self.end == "down")
        if self.end in ("unclear", "cut before", "cut after"):
            self.unsure.add(message.id)
        if self.end == "cut before":
            raise PowerCut
        super().send(target, message, now=now)
        if self.end != "taken":
            raise Unclear("…") if self.end == "unclear" else PowerCut


@settings(max_examples=25)
@given(STEPS)
def test_each_occasion_arrives_once_at_each_place_whatever_breaks(history: list[Any]) -> None:
    diary, carrier, now = reachable("mail", "push"), Unreliable(), SATURDAY
    for what, minutes, end in history:
        now += minutes * MINUTE
        carrier.end = end
        with suppress(PowerCut):
            if what == "tell":
                tell(diary, now)
            else:
                carrier.nested = partial(send, diary, now, carrier) if what == "nested" else None
                send(diary, now, carrier)
    times = Counter((address, message.id) for address, message in carrier.taken)
    assert all(count <= 1 + (id in carrier.unsure) for (_address, id), count in times.items())
    written = [kept.thing for kept in diary.dated(Outgoing).all()]
    occasions = Counter((each.kind, each.occasion, each.target_id) for each in written)
    assert set(occasions.values()) <= {1}
    hours = {local(each.ended_at or each.at, ZONE).hour for each in written if each.state == "sent"}
    assert hours <= set(range(7, 22))
    stuck = [each for each in written if each.state == "sending"]
    assert all(each.next_at is not None and each.next_at <= now + HEARD_WITHIN for each in stuck)
