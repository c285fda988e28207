"""Forms that one boundary can take, for Hypothesis: few enough that changes of all kinds are met."""

from __future__ import annotations

from datetime import time

from hypothesis import strategies as st

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.timeline import WeeklyWindow

windows = st.builds(
    WeeklyWindow,
    st.frozensets(st.sampled_from((0, 1, 4, 6)), min_size=1),
    st.sampled_from((time(17), time(18), time(22, 30))),
    st.sampled_from((time(18, 30), time(20), time(1))),
)


@st.composite
def boundaries(draw: st.DrawFn, *, firmness: str | None = None) -> ProtectedTime:
    floats = draw(st.booleans())
    return ProtectedTime(
        "dinner",
        draw(st.sampled_from(("Dinner", "Supper"))),
        tuple(draw(st.lists(windows, min_size=1, max_size=2))),
        firmness or draw(st.sampled_from(("firm", "firm", "bends"))),  # type: ignore[arg-type]
        draw(st.sampled_from(("", "family"))),
        "",
        draw(st.integers(1, 3)) if floats else None,
        draw(st.sampled_from((30, 60))) if floats else None,
        tuple(draw(st.lists(st.sampled_from(("emergency", "opportunity")), unique=True))),
        draw(st.sampled_from(("nothing", "commitment", "value"))),
    )
