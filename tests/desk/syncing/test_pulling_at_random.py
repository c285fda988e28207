"""Whatever happens, and whatever fails: in the end it is as the server has it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk.syncing.account_lives import Life, entry
from tests.seeds import of_many
from tests.servers import MemoryServer, busy

edits = st.lists(
    st.tuples(st.sampled_from(["put", "delete", "pull", "forget"]), st.integers(0, 7), st.integers(0, 6)),
    max_size=25,
)


@settings(max_examples=of_many(20, 60))
@given(edits, st.booleans(), st.integers(1, 4))
def test_whatever_happens_and_whatever_fails_in_the_end_it_is_as_the_server_has_it(
    edits: list[tuple[str, int, int]], syncs: bool, page: int
) -> None:
    life = Life(MemoryServer(syncs=syncs, page=page))
    life.work.put("0.ics", entry(0))
    life.connected()
    for what, name, number in edits:
        if what == "put":
            life.work.put(f"{name}.ics", entry(name, f"Title {number}"))
        elif what == "delete" and f"{name}.ics" in life.work.entries:
            life.work.delete(f"{name}.ics")
        elif what == "forget":
            life.server.forgets = bool(number % 2)
        else:
            life.server.fails = {len(life.server.asked) + number: busy()}
            life.pull()
    life.server.fails.clear()
    for _quiet in range(2):
        life.pull()
    assert life.kept == life.there
    assert len(life.titles) == len(life.there)
