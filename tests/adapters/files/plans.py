"""Any plan at all, for properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from counterpoint.domain.planning import Block, Cost, Crossing, DayBound, LeftOut, Plan, Reason
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.zones import with_stays
from tests.adapters.files.lives import ZONES, ids, letters

KINDS = ("task", "routine", "protected", "meal", "flex", "give_back", "ritual")
texts = st.text(letters, max_size=60)
kinds = st.sampled_from(KINDS)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
minutes = st.integers(0, 5000)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
spans = st.builds(
    lambda start, length: Span(
        datetime(2026, 3, 28, tzinfo=UTC) + timedelta(minutes=5 * start),
        datetime(2026, 3, 28, tzinfo=UTC) + timedelta(minutes=5 * (start + length)),
    ),
    st.integers(0, 60_000),
    st.integers(1, 100),
)
reasons = st.builds(Reason, ids, texts)
blocks = st.builds(
    Block, ids, kinds, ids, ids, texts, spans, ids, ids, st.booleans(),
    st.sampled_from(("planned", "done", "partly", "skipped")), minutes,
    st.lists(reasons, max_size=2).map(tuple),
)  # fmt: skip
left_outs = st.builds(
    LeftOut,
    ids,
    kinds,
    ids,
    texts,
    minutes,
    st.booleans(),
    texts,
    st.lists(texts, max_size=2).map(tuple),
    texts,
)
crossings = st.builds(Crossing, ids, texts, ids, texts, spans)


def some(things):
    return st.lists(things, max_size=3).map(tuple)


clocks = st.builds(
    lambda home, away, from_, hours: with_stays(
        home, [(away, from_.start, from_.start + timedelta(hours=hours))]
    ),
    st.sampled_from(ZONES), st.sampled_from(ZONES), spans, st.integers(1, 400),
)  # fmt: skip

plans = st.builds(
    Plan,
    week=days.map(Week),
    zone=st.sampled_from(ZONES) | clocks,
    blocks=st.lists(blocks, max_size=4, unique_by=lambda block: block.id).map(tuple),
    left_out=some(left_outs),
    crossings=some(crossings),
    cost=st.builds(Cost, minutes, minutes, minutes, numbers),
    bounds=some(st.builds(DayBound, days, numbers, st.none() | numbers)),
    notes=some(texts),
    seconds=st.floats(0, 100),
    iterations=st.integers(0, 10**12),
    seed=st.integers(0, 2**31),
)
