"""Where Microsoft does not answer: it waits, renews what it shows, and stops where it is not let in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counterpoint.desk.ports import NoCalendarsThere, NotLetIn
from tests.graph_double.mailbox import Calendar
from tests.graph_double.service import Graph
from tests.graph_double.serving import running
from tests.sync.microsoft.outlook import START, Reader, repeats


@pytest.fixture
def ada(graph: tuple[Graph, str], work: Calendar) -> Reader:
    reader = Reader(*graph).begin()
    reader.choose_all()
    return reader


@pytest.mark.parametrize("status", [429, 503])
def test_throttled_it_waits_as_long_as_it_is_asked_to(ada: Reader, work: Calendar, status: int) -> None:
    ada.graph.mailbox.add(work, "Plumber", START)
    ada.graph.busy, ada.graph.busy_status = 1, status
    account = ada.pull()
    assert account.failures == 1
    assert account.again_at is not None
    assert account.again_at >= ada.now + timedelta(seconds=7)
    assert ada.pull().failures == 0
    assert ada.read == ada.there(work)


def test_throttled_within_a_batch_it_waits_and_then_goes_on(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.busy_parts = 1
    assert ada.pull().failures == 1
    assert ada.pull().failures == 0
    assert ada.read == ada.there(work)


def test_a_token_that_ran_out_is_renewed_once_and_nobody_notices(ada: Reader, work: Calendar) -> None:
    ada.graph.mailbox.add(work, "Plumber", START)
    ada.tokens.good = ["old", "token-1"]
    assert ada.pull().state == "well"
    assert ada.tokens.asked == 1
    assert ada.read == ada.there(work)


def test_a_token_that_ran_out_within_a_batch_is_renewed_once_as_well(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.tokens.add("old")
    ada.graph.stale, ada.tokens.good = {"old"}, ["old", "token-1"]
    assert ada.pull().failures == 0
    assert ada.tokens.asked == 1
    assert ada.read == ada.there(work)


def test_where_no_new_token_opens_a_batch_either_it_is_asked_again_later(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.tokens.add("old")
    ada.graph.stale, ada.tokens.good = {"old", "token-1"}, ["old", "token-1"]
    assert ada.pull().failures == 1
    ada.graph.stale.clear()
    assert ada.pull().failures == 0
    assert ada.read == ada.there(work)


def test_permission_taken_back_is_noticed_within_a_batch(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.stale = {"token-1"}
    assert ada.pull().state == "locked"


def test_permission_that_was_taken_back_stops_all_asking(ada: Reader) -> None:
    ada.tokens.good = ["old"]
    assert ada.pull().state == "locked"
    count = len(ada.graph.asked)
    ada.pull()
    assert len(ada.graph.asked) == count


def test_an_account_without_a_mailbox_is_told_so(graph: tuple[Graph, str]) -> None:
    graph[0].has_no_mailbox = True
    with pytest.raises(NoCalendarsThere, match="mailbox"):
        Reader(*graph).begin().choose_all()


def test_a_link_to_elsewhere_is_not_followed_and_takes_no_token_there(ada: Reader, work: Calendar) -> None:
    with running() as (elsewhere, address):
        ada.graph.page, ada.graph.links_to = 1, address.removesuffix("/v1.0/")
        for number in range(3):
            ada.graph.mailbox.add(work, f"Event {number}", START)
        assert ada.pull().failures == 1
        assert not elsewhere.asked


def test_a_person_without_a_token_is_asked_to_allow_it(graph: tuple[Graph, str]) -> None:
    reader = Reader(*graph).begin()
    reader.tokens.good = []
    with pytest.raises(NotLetIn):
        reader.choose_all()
