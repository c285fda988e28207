"""The accepted plan in a calendar of its own at Google, where nothing can be made only if it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from counterpoint.desk.planning.edits import accept, move_block
from counterpoint.desk.publishing.ledger import entries_of, errands_of
from counterpoint.desk.syncing.starting import plan_collection
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import Span, Week
from tests.calendar_servers import Phone, Served
from tests.calendars import calendar, event
from tests.google_double import RATE, Google, Said
from tests.sync.google.life import CHOIR, SOON, connected, permitted, the_account, visited

if TYPE_CHECKING:
    from counterpoint.desk.ports import Diary

pytestmark = [pytest.mark.django_db]
OURS = "plan9@group.calendar.google.com"
TOMORROW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
WEEK = Week.holding(TOMORROW.date())


def at(hours: float) -> Span:
    start = TOMORROW + timedelta(hours=hours)
    return Span(start, start + timedelta(hours=1))


BLOCKS = (
    Block("swim", "task", "task/swim", "swim", "Swim", at(0), pinned=True),
    Block("write", "task", "task/write", "write", "Write", at(2), pinned=True),
)


@pytest.fixture
def ours(double: Google, phone: Phone, radicale_server: Served) -> Phone:
    """The empty calendar that Ada made at Google."""
    name = phone.url.rstrip("/").rpartition("/")[2] + "-plan"
    double.calendars[OURS] = name
    return Phone(radicale_server, name).make("Counterpoint")


@dataclass
class Planned:
    """Ada, whose plan goes into her calendar at Google."""

    tab: Client
    diary: Diary
    double: Google
    there: str
    ours: Phone


@pytest.fixture
def planned(tab: Client, diary: Diary, double: Google, ours: Phone) -> Planned:
    id = connected(tab, diary, double)
    diary.plans.keep(Plan(WEEK, "UTC", BLOCKS), step="Planned", version=None)
    planned = Planned(tab, diary, double, f"/calendars/accounts/{id}/plan/", ours)
    put_there(planned)
    return planned


def put_there(planned: Planned) -> None:
    tab, diary, there, double = planned.tab, planned.diary, planned.there, planned.double
    asked = tab.get(there).content.decode()
    assert "Google lets programs make no calendar" in asked
    assert f'<option value="{double.url(OURS)}">Counterpoint</option>' in asked
    assert double.url(CHOIR) not in asked
    refused = tab.post(there, {"shows": "titles", "shows_as": "busy"}).content.decode()
    assert "lets no calendar be made from here" in refused
    said = {"shows": "titles", "shows_as": "busy", "url": double.url(OURS)}
    assert "go into “Counterpoint” from now on" in tab.post(there, said, follow=True).content.decode()
    kept = diary.plans.of(WEEK)
    assert kept is not None
    accept(diary, WEEK, version=kept.version)


def waiting(diary: Diary) -> list[str]:
    place = plan_collection(diary)
    assert place is not None
    return [each.state for each in errands_of(diary, place.id)]


def test_the_plan_goes_into_the_empty_calendar_that_its_person_made(planned: Planned) -> None:
    visited(planned.diary)
    assert sorted(b"SUMMARY:Swim" in raw for raw in planned.ours.has().values()) == [False, True]
    assert waiting(planned.diary) == []
    writes = [each for each in planned.double.asked if each.method == "PUT"]
    assert len(writes) == 2
    assert not any("if-none-match" in each.headers or "if-match" in each.headers for each in writes)
    assert not any(each.method in ("MKCALENDAR", "MKCOL") for each in planned.double.asked)
    visited(planned.diary)
    assert len([each for each in planned.double.asked if each.method == "PUT"]) == 2


def test_what_moves_there_moves_here_and_what_moves_here_is_sent_over_its_version(
    planned: Planned,
) -> None:
    visited(planned.diary)
    name, raw = next((name, raw) for name, raw in planned.ours.has().items() if b"SUMMARY:Swim" in raw)
    later = TOMORROW + timedelta(hours=5)
    stamp, new = f"{TOMORROW:%Y%m%dT%H%M%SZ}".encode(), f"{later:%Y%m%dT%H%M%SZ}".encode()
    end, new_end = (f"{each:%Y%m%dT%H%M%SZ}".encode() for each in (at(0).end, later + timedelta(hours=1)))
    assert stamp in raw
    planned.ours.put(name, raw.replace(end, new_end).replace(stamp, new))
    visited(planned.diary)
    kept = planned.diary.plans.of(WEEK)
    assert kept is not None
    assert next(each for each in kept.thing.current.blocks if each.id == "swim").span.start == later
    move_block(planned.diary, WEEK, "write", at(3).start, version=kept.version, now=datetime.now(UTC))
    kept = planned.diary.plans.of(WEEK)
    assert kept is not None
    accept(planned.diary, WEEK, version=kept.version)
    visited(planned.diary)
    changes = [each for each in planned.double.asked if each.method == "PUT"][2:]
    assert changes
    assert all(each.headers.get("if-match", "").startswith('"') for each in changes)
    assert waiting(planned.diary) == []


def test_what_is_at_the_address_already_is_not_overwritten(planned: Planned) -> None:
    place = plan_collection(planned.diary)
    assert place is not None
    errand = next(each for each in errands_of(planned.diary, place.id) if "SUMMARY:Swim" in each.body)
    name = errand.href.rpartition("/")[2]
    theirs = calendar(event(name.removesuffix(".ics"), "Not ours", SOON))
    planned.ours.put(name, theirs)
    visited(planned.diary)
    assert b"Not ours" in planned.ours.has()[name]
    assert "asks" in waiting(planned.diary) or "aside" in waiting(planned.diary)


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_quota_that_is_used_up_amid_writing_loses_nothing(planned: Planned, method: str) -> None:
    planned.double.refuse(RATE, method=method)
    visited(planned.diary)
    assert waiting(planned.diary)
    visited(planned.diary)
    assert len(planned.ours.has()) == 2
    assert waiting(planned.diary) == []
    assert (
        len(
            [each for each in planned.double.asked if each.method == "PUT" and each.status in range(200, 300)]
        )
        == 2
    )


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_token_that_ends_amid_writing_is_renewed(planned: Planned, method: str) -> None:
    planned.double.instead.append(Said(401, b"", matters=lambda asked, _path: asked == method))
    visited(planned.diary)
    assert len(planned.ours.has()) == 2
    assert waiting(planned.diary) == []


def test_permission_that_ends_lets_the_plan_wait_until_it_is_given_again(planned: Planned) -> None:
    planned.double.take_back()
    visited(planned.diary)
    assert len(waiting(planned.diary)) == 2
    assert not planned.ours.has()
    permitted(planned.tab, the_account(planned.diary).id)
    visited(planned.diary)
    assert len(planned.ours.has()) == 2


def test_taking_the_plan_away_leaves_the_calendar_to_its_person(planned: Planned) -> None:
    visited(planned.diary)
    planned.ours.put("own.ics", calendar(event("own@t", "Own", SOON)))
    planned.tab.post(planned.there + "stop/", {"entries": "go"})
    visited(planned.diary)
    assert list(planned.ours.has()) == ["own.ics"]
    assert not entries_of(planned.diary, "")
