"""What a server can do, in words."""

from __future__ import annotations

import pytest

from counterpoint.desk.ports import Abilities
from counterpoint.desk.syncing.checking import Report, check_server
from counterpoint.desk.syncing.connecting import Typed, connect
from tests.memory import MemoryDiary
from tests.servers import BASE, PASSWORD, MemoryServer

EVERYTHING = Abilities(
    lists_calendars=True,
    tells_changes=True,
    forgets_tokens_well=True,
    hands_out_several=True,
    strong_etags=True,
    makes_calendars=True,
    schedules=True,
    free_busy=True,
    may_write=(("Work", True), ("Choir", True), ("Holidays", False), ("Odd", None)),
    software="Radicale",
)
NOTHING = Abilities(True, False, None, False, False, False, False, False, ())
UNKNOWN = Abilities(True, None, None, None, None, None, None, None, ())


def report(found: Abilities) -> Report:
    diary, server = MemoryDiary(), MemoryServer(abilities_found=found)
    account = connect(diary, Typed(BASE, "ada", PASSWORD), connects=server.connects)
    return check_server(diary, account.id, connects=server.connects)


def test_an_able_server_is_told_with_what_that_means() -> None:
    found = report(EVERYTHING)
    assert found.software == "Radicale"
    told = {each.what: each for each in found.findings}
    assert told["Tells what has changed"].means == "Each visit asks only for what is new."
    assert told["Lets you write"].means == "You may add and change entries in: Work and Choir."
    assert told["Lets you read only"].means == "You may look, and not write, in: Holidays."
    assert told["Does not say whether you may write"].can is None
    assert all(each.can is not False for each in found.findings)


@pytest.mark.parametrize(("found", "can"), [(NOTHING, False), (UNKNOWN, None)])
def test_what_it_cannot_and_what_nobody_knows_are_told_apart(found: Abilities, can: bool | None) -> None:
    told = {each.what: each for each in report(found).findings}
    assert told["Marks each version of an entry (ETag)"].can is can
    assert told["Hands out several entries at once"].can is can
    assert told["Tells what has changed"].can is can
    assert len({each.means for each in told.values()}) == len(told) - (can is None)


def test_only_of_a_server_that_tells_no_changes_is_it_said_that_all_is_compared() -> None:
    told = [report(found).findings[0].means for found in (EVERYTHING, NOTHING, UNKNOWN)]
    assert ["compares the whole list" in each for each in told] == [False, True, False]


def test_no_finding_is_without_words() -> None:
    for found in (EVERYTHING, NOTHING, UNKNOWN):
        assert all(each.what and each.means for each in report(found).findings)
