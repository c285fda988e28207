"""Bare busy times in their person's browser: said first, chosen, told, stopped; nobody else has any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.desk.publishing.ledger import change_collection, errands_of, keep
from counterpoint.desk.syncing.busy_there import busy_collection
from counterpoint.domain.agenda import CalendarSource, Errand
from tests.calendar_servers import Phone, Served
from tests.calendars import calendar, event
from tests.sync.test_pages import post, tab_of, work_is_done
from tests.sync.test_plan_pages import TOMORROW, begin, visit

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def ada(db: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Person:
    from counterpoint.adapters.storage.models import Person

    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    return Person.objects.create(username="ada", is_owner=True)


@pytest.fixture
def diary(ada: Person) -> Diary:
    return wiring.diary_of(ada)


@pytest.fixture
def tab(ada: Person) -> Client:
    return tab_of(ada)


def work(diary: Diary) -> str:
    """A file of work with an event tomorrow; its id."""
    from counterpoint.desk.calendars.keeping import keep_reading, window_for

    raw = calendar(event("a@t", "Zebrafinch <talks>", TOMORROW))
    source = diary.calendars.add(CalendarSource("work", "Work <b>", "", zone="UTC")).thing
    agenda = wiring.reads_calendars()(
        raw, source="Work", zone="UTC", window=window_for(TOMORROW), progress=lambda _share: None
    )
    keep_reading(diary, source.id, raw, agenda, zone="UTC", now=TOMORROW)
    return source.id


def phone_of(diary: Diary, server: Served, account: str) -> Phone:
    place = busy_collection(diary, account)
    assert place is not None
    return Phone(server, place.url.rstrip("/").rpartition("/")[2])


def test_from_a_word_to_a_bare_busy_and_away_again(tab: Client, diary: Diary, server: Served) -> None:
    name = f"busy{server.name}"
    page, source = begin(diary, server.address, name), work(diary)
    assert "Let busy times of other calendars stand there" in tab.get(page).content.decode()
    asked = tab.get(page + "busy/").content.decode()
    assert "Never a title, a place, a person, a note" in asked
    assert "Work &lt;b&gt;" in asked
    assert "No calendar is chosen" in post(tab, page + "busy/", {"calendar": "nonsense"})
    assert busy_collection(diary, name) is None
    assert "from the next visit on, and nothing else" in post(tab, page + "busy/", {"calendar": source})
    assert "No busy time stands there yet. The next visit" in tab.get(page + "busy/").content.decode()
    work_is_done(diary)
    phone = phone_of(diary, server, name)
    (raw,) = phone.has().values()
    assert b"SUMMARY:Busy" in raw
    assert b"Zebrafinch" not in raw
    assert "1 busy time stands there." in tab.get(page + "busy/").content.decode()
    assert "They come from: Work &lt;b&gt;." in tab.get(page).content.decode()
    assert "also stands at Home, as a bare “Busy”" in tab.get(f"/calendars/{source}/").content.decode()
    place = busy_collection(diary, name)
    assert place is not None
    own = f"/calendars/{place.calendar_id}/"
    assert "Bare busy times of your other calendars go there." in tab.get(own).content.decode()
    assert tab.get(own + "remove/")["Location"].endswith("/busy/")
    assert "those that are there are being taken away" in post(tab, page + "busy/", {"act": "stop"})
    work_is_done(diary)
    assert not phone.has()
    assert busy_collection(diary, name) is None
    phone.delete_calendar()


def test_what_rests_or_was_set_aside_is_told_and_goes_on_at_a_word(
    tab: Client, diary: Diary, radicale_server: Served
) -> None:
    page, source = begin(diary, radicale_server.address, "aside"), work(diary)
    post(tab, page + "busy/", {"calendar": source})
    place = busy_collection(diary, "aside")
    assert place is not None
    keep(diary, Errand("u", place.id, "busy", "delete", "/x.ics", state="aside", why="It said no."))
    assert "1 of them did not work several times" in tab.get(page + "busy/").content.decode()
    assert "waits until you have it tried once more" in tab.get(page).content.decode()
    assert "tried once more" in post(tab, page + "busy/", {"act": "again"})
    assert [each.state for each in errands_of(diary, place.id)] == ["waiting"]
    change_collection(diary, place.id, busy="rests")
    assert "brought in from an export" in tab.get(page + "busy/").content.decode()
    assert "What is there stays as it is" in post(tab, page + "busy/", {"act": "stop"})
    assert busy_collection(diary, "aside") is None
    visit(tab, diary, page)
    post(tab, page + "busy/", {"calendar": source})
    post(tab, page + "busy/", {"act": "stop"})
    assert "are being taken away" in tab.get(page + "busy/").content.decode()
    assert "taken away" in post(tab, page + "busy/", {"calendar": source})
    assert "still there stays there" in post(tab, page + "busy/", {"act": "forget"})
