"""The plan in a calendar on a real server, in its person’s browser: put there, asked about, taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.desk.planning.edits import accept
from counterpoint.desk.publishing.ledger import change_collection, entries_of, errands_of, keep
from counterpoint.desk.syncing.starting import plan_collection
from counterpoint.domain.agenda import AppPassword, CalendarAccount
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import Span, Week
from tests.calendar_servers import PASSWORD, USER, Phone, Served
from tests.sync.test_pages import post, tab_of, work_is_done

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary

pytestmark = [pytest.mark.django_db]
ACCOUNT = "/calendars/accounts/{}/"
TOMORROW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
WEEK = Week.holding(TOMORROW.date())


def at(hours: float) -> Span:
    start = TOMORROW + timedelta(hours=hours)
    return Span(start, start + timedelta(hours=1))


BLOCKS = (
    Block("swim", "task", "task/swim", "swim", "Swim <b>far</b>", at(0), pinned=True),
    Block("write", "task", "task/write", "write", "Write", at(2), pinned=True),
)


@pytest.fixture
def ada(db: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Person:
    from counterpoint.adapters.storage.models import Person

    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    return Person.objects.create(username="ada", is_owner=True)


@pytest.fixture
def diary(ada: Person) -> Diary:
    diary = wiring.diary_of(ada)
    diary.plans.keep(Plan(WEEK, "UTC", BLOCKS), step="Planned", version=None)
    return diary


@pytest.fixture
def tab(ada: Person) -> Client:
    return tab_of(ada)


def begin(diary: Diary, address: str, name: str) -> str:
    diary.shelf(CalendarAccount).add(CalendarAccount(name, "Home", address, USER, True))
    diary.shelf(AppPassword).add(AppPassword(name, PASSWORD))
    return ACCOUNT.format(name)


def phone_of(diary: Diary, server: Served) -> Phone:
    place = plan_collection(diary)
    assert place is not None
    return Phone(server, place.url.rstrip("/").rpartition("/")[2])


def accepted(diary: Diary) -> None:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    accept(diary, WEEK, version=kept.version)


def visit(tab: Client, diary: Diary, page: str) -> None:
    post(tab, page + "sync/")
    work_is_done(diary)


def named(phone: Phone, title: str) -> str:
    return next(name for name, raw in phone.has().items() if title.encode() in raw)


def test_from_a_word_to_blocks_in_the_phone_and_away_again(tab: Client, diary: Diary, server: Served) -> None:
    page = begin(diary, server.address, f"pages-{server.name}")
    assert "Put my plan into a calendar of its own there" in tab.get(page).content.decode()
    asked = tab.get(page + "plan/").content.decode()
    assert "Never your reasons, notes, values or check-ins." in asked
    assert "go into “Counterpoint” from now on" in post(tab, page + "plan/", {"shows": "titles"})
    work_is_done(diary)
    assert "Nothing of it is there yet" in tab.get(page + "plan/").content.decode()
    accepted(diary)
    assert "2 changes wait to go there." in tab.get(page + "plan/").content.decode()
    said = post(tab, page + "plan/", {"act": "show", "shows_as": "free"})
    assert "shows like that there after the next visit" in said
    work_is_done(diary)
    phone = phone_of(diary, server)
    assert len(phone.has()) == 2
    assert all(b"TRANSP:TRANSPARENT" in each for each in phone.has().values())
    assert "2 blocks of your accepted plans stand there." in tab.get(page + "plan/").content.decode()
    phone.delete(named(phone, "SUMMARY:Swim"))
    visit(tab, diary, page)
    assert "Something about it waits for your word." in tab.get(page).content.decode()
    assert "Something about your plan there waits" in tab.get("/calendars/").content.decode()
    asked = tab.get(page + "plan/").content.decode()
    assert "It was deleted there, and is still in your plan." in asked
    assert "Swim &lt;b&gt;far" in asked
    place = plan_collection(diary)
    assert place is not None
    (errand,) = errands_of(diary, place.id)
    said = {"uid": errand.id, "how": "put_back", "etag": ""}
    assert "It is put back there." in post(tab, page + "plan/answer/", said)
    work_is_done(diary)
    assert len(phone.has()) == 2
    assert "no longer asked" in post(tab, page + "plan/answer/", said)
    phone.delete(named(phone, "SUMMARY:Swim"))
    visit(tab, diary, page)
    assert "It is let go of." in post(tab, page + "plan/answer/", {**said, "how": "let_go"})
    kept = diary.plans.of(WEEK)
    assert kept is not None
    assert [each.id for each in kept.thing.current.blocks] == ["write"]
    assert kept.thing.accepted == kept.thing.current
    assert "What becomes of the blocks" in tab.get(page + "plan/stop/").content.decode()
    assert "is being taken away" in post(tab, page + "plan/stop/", {"entries": "go"})
    work_is_done(diary)
    assert not phone.has()
    assert plan_collection(diary) is None
    assert "Put my plan into a calendar of its own there" in tab.get(page).content.decode()


def test_a_clash_shows_both_and_is_answered_either_way(tab: Client, diary: Diary, server: Served) -> None:
    page = begin(diary, server.address, f"clash-{server.name}")
    accepted(diary)
    post(tab, page + "plan/", {"shows": "titles"})
    work_is_done(diary)
    phone = phone_of(diary, server)
    for how, after in (("plan", f"{at(0).start:%Y%m%dT%H}"), ("there", f"{at(2).start:%Y%m%dT%H}")):
        name = named(phone, "SUMMARY:Swim")
        raw = phone.http.get(phone.url + name).text
        moved = raw.replace(f"DTSTART:{at(0).start:%Y%m%dT%H}", f"DTSTART:{at(2).start:%Y%m%dT%H}")
        phone.put(
            name, moved.replace(f"DTEND:{at(0).end:%Y%m%dT%H}", f"DTEND:{at(2).end:%Y%m%dT%H}").encode()
        )
        visit(tab, diary, page)
        asked = tab.get(page + "plan/").content.decode()
        assert "It was moved there, and your plan cannot follow." in asked
        assert "“Write” is planned for that time" in asked
        place = plan_collection(diary)
        assert place is not None
        (errand,) = errands_of(diary, place.id)
        (etag,) = (etag for href, etag in diary.resources.etags(place.id).items() if name in href)
        old = {"uid": errand.id, "how": how, "etag": "other"}
        assert "changed there once more" in post(tab, page + "plan/answer/", old)
        said = post(tab, page + "plan/answer/", {**old, "etag": etag})
        if how == "there":
            assert "“Write” is planned for that time" in said
            kept = diary.plans.of(WEEK)
            assert kept is not None
            less = Plan(WEEK, "UTC", tuple(each for each in kept.thing.current.blocks if each.id == "swim"))
            diary.plans.keep(less, step="Took out", version=kept.version)
            assert "It stays as it is there." in post(tab, page + "plan/answer/", {**old, "etag": etag})
        work_is_done(diary)
        assert f"DTSTART:{after}" in phone.http.get(phone.url + name).text
        assert not errands_of(diary, place.id)
    (entry,) = (each for each in entries_of(diary, place.id) if each.block_id == "swim")
    assert entry.starts_at == at(2).start
    assert "What is there stays as it is." in post(tab, page + "plan/stop/", {"entries": "stay"})
    assert phone.has()


def test_one_plan_has_one_calendar_and_the_other_account_says_where(
    tab: Client, diary: Diary, radicale_server: Served
) -> None:
    first = begin(diary, radicale_server.address, "first")
    second = begin(diary, radicale_server.address, "second")
    post(tab, first + "plan/", {"shows": "busy"})
    assert "It has a calendar already" in tab.get(second + "plan/").content.decode()
    assert "has a calendar already" in post(tab, second + "plan/", {"shows": "busy"})


def test_the_calendar_of_the_plan_is_stopped_and_not_removed(
    tab: Client, diary: Diary, radicale_server: Served
) -> None:
    page = begin(diary, radicale_server.address, "removed")
    post(tab, page + "plan/", {"shows": "titles"})
    accepted(diary)
    work_is_done(diary)
    place = plan_collection(diary)
    assert place is not None
    for ask in (tab.get, tab.post):
        assert ask(f"/calendars/{place.calendar_id}/remove/").headers["Location"] == page + "plan/stop/"
    assert plan_collection(diary) == place
    assert entries_of(diary, place.id)


def test_what_was_brought_in_is_stopped_without_touching_what_is_there_and_a_stale_button_says_why_not(
    tab: Client, diary: Diary, radicale_server: Served
) -> None:
    page = begin(diary, radicale_server.address, "resting")
    post(tab, page + "plan/", {"shows": "titles"})
    accepted(diary)
    work_is_done(diary)
    phone, place = phone_of(diary, radicale_server), plan_collection(diary)
    assert place is not None
    change_collection(diary, place.id, plan="leaves")
    assert "is being taken away from" in post(tab, page + "plan/", {"act": "go_on"})
    change_collection(diary, place.id, plan="rests")
    asked = tab.get(page + "plan/stop/").content.decode()
    assert "came in with an export" in asked
    assert "radio" not in asked
    assert "What is there stays as it is." in post(tab, page + "plan/stop/", {"entries": "go"})
    visit(tab, diary, page)
    assert len(phone.has()) == 2
    assert plan_collection(diary) is None


def test_what_is_set_aside_is_told_where_the_account_is(
    tab: Client, diary: Diary, radicale_server: Served
) -> None:
    page = begin(diary, radicale_server.address, "aside")
    post(tab, page + "plan/", {"shows": "titles"})
    accepted(diary)
    place = plan_collection(diary)
    assert place is not None
    for each in errands_of(diary, place.id):
        keep(diary, replace(each, state="aside", why="There is no room left."))
    assert "waits until you have it tried once more" in tab.get(page).content.decode()
    assert "Something about your plan there waits" in tab.get("/calendars/").content.decode()
    shown = tab.get(page + "plan/").content.decode()
    assert "Try all of it once more" in shown
    assert "Nothing of it is there." in shown
    assert "All of it is tried" in post(tab, page + "plan/answer/", {"how": "all_again"})
    work_is_done(diary)
    assert not errands_of(diary, place.id)
    assert len(entries_of(diary, place.id)) == 2
    assert "tried once more" not in tab.get(page).content.decode()
