"""A page for others says of protected time what its boundary lets them read, whatever the page shows."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.boundaries import HowIWork, ProtectedTime
from counterpoint.domain.boundaries.how_i_work import DISCLOSURES, Shown, Shows, show
from counterpoint.domain.boundaries.protected import Disclosure
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow

EVENING = WeeklyWindow(WEEKDAYS, time(18), time(19))


def read_of(disclosure: Disclosure, shows: Shows) -> Shown:
    therapy = ProtectedTime("t", "Therapy", (EVENING,), "firm", "health", disclosure=disclosure)
    page = HowIWork("family", shows=shows)
    return show(
        page, "family", name="Ada", zone="UTC", working=(), channels=(), protected=[therapy],
        values={"health": "Health"},
    )  # fmt: skip


@given(st.sampled_from(DISCLOSURES), st.sampled_from(["nothing", "by_boundary", "names"]))
def test_neither_a_title_nor_a_value_is_read_unless_the_boundary_says_so(
    disclosure: Disclosure, shows: Shows
) -> None:
    shown = read_of(disclosure, shows)
    if disclosure != "value":
        assert [each.name for each in shown.protected] in ([], [""])
    if disclosure == "nothing" or shows == "nothing":
        assert shown.protected == ()


def test_names_are_read_where_they_were_chosen_and_the_value_may_be_read() -> None:
    assert [each.name for each in read_of("value", "names").protected] == ["Therapy"]
    assert [each.name for each in read_of("value", "by_boundary").protected] == ["Health"]
