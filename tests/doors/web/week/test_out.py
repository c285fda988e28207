"""What others get of a week: the download, the feed, the print."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from tests.doors.web.week.acts import PAGE, act, blocks, planned

pytestmark = pytest.mark.django_db


def test_the_download_holds_the_plan_as_it_is(client: Client, diary: Diary) -> None:
    assert client.get(f"{PAGE}plan.ics").status_code == 404
    planned(diary)
    answer = client.get(f"{PAGE}plan.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="counterpoint-2026-W48.ics"'
    assert b"SUMMARY:Report" in answer.content


def test_the_feed_shows_what_was_accepted_and_nothing_of_why(
    client: Client, diary: Diary, mira: Person
) -> None:
    version = planned(diary)
    client.post("/feed/", {"act": "make"})
    feed = wiring.feed_of(mira)
    assert feed is not None
    address, stranger = f"/feed/{feed.secret}.ics", Client()
    assert b"VEVENT" not in stranger.get(address).content
    client.post(f"{PAGE}accept/", {"version": version})
    answer = stranger.get(address)
    assert answer.content.count(b"SUMMARY:Report") == 1
    assert b"REFRESH-INTERVAL" in answer.content
    assert b"Family" not in answer.content
    assert b"DESCRIPTION" not in answer.content
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    again = stranger.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = stranger.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert since.status_code == 304


def test_a_moved_block_is_the_same_event_with_a_higher_sequence(
    client: Client, diary: Diary, mira: Person
) -> None:
    version = planned(diary)
    feed = wiring.make_feed(mira, now=timezone.now())
    address = f"/feed/{feed.secret}.ics"
    client.post(f"{PAGE}accept/", {"version": version})
    before = events(Client().get(address).content)["Report"]
    act(client, blocks(diary)["Report"], version + 1, act="move", day="2026-11-25", at="14:00", minutes="2h")
    assert events(Client().get(address).content)["Report"] == before
    client.post(f"{PAGE}accept/", {"version": version + 2})
    after = events(Client().get(address).content)["Report"]
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTART"] == "20261125T130000Z"


def test_a_revoked_or_wrong_address_is_not_found(client: Client, diary: Diary, mira: Person) -> None:
    feed = wiring.make_feed(mira, now=timezone.now())
    assert Client().get(f"/feed/{feed.secret}.ics").status_code == 200
    newer = wiring.make_feed(mira, now=timezone.now())
    client.post("/feed/", {"act": "revoke"})
    for secret in (feed.secret, newer.secret, "nonsense"):
        assert Client().get(f"/feed/{secret}.ics").status_code == 404
    assert "Make a secret address" in client.get("/feed/").content.decode()


def test_the_panel_offers_the_address_a_link_and_a_code(client: Client, diary: Diary, mira: Person) -> None:
    feed = wiring.make_feed(mira, now=timezone.now())
    page = client.get("/feed/").content.decode()
    assert f"http://testserver/feed/{feed.secret}.ics" in page
    assert f"webcal://testserver/feed/{feed.secret}.ics" in page
    assert "data:image/svg+xml" in page


def test_how_the_plan_shows_in_calendars_is_chosen_beside_the_address_and_said_at_each_block(
    client: Client, diary: Diary, mira: Person
) -> None:
    version = planned(diary)
    client.post("/feed/", {"act": "make"})
    client.post(f"{PAGE}accept/", {"version": version})
    feed = wiring.feed_of(mira)
    assert feed is not None
    assert feed.shows_as == "graded"
    address = f"/feed/{feed.secret}.ics"
    assert wiring.open_feed(feed.secret, now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    told = events(Client().get(address).content)
    assert (told["Report"]["TRANSP"], told["Dinner"]["TRANSP"]) == ("TRANSPARENT", "OPAQUE")
    for title, says in (("Report", "free"), ("Dinner", "busy")):
        panel = client.get(f"{PAGE}blocks/{quote(blocks(diary)[title].id)}/").content.decode()
        assert f"Others see this time as {says}." in panel
    client.post("/feed/", {"act": "show", "shows_as": "graded", "stays_busy": ["task", "meal"]})
    assert events(Client().get(address).content)["Report"]["TRANSP"] == "OPAQUE"
    panel = client.get(f"{PAGE}blocks/{quote(blocks(diary)['Report'].id)}/").content.decode()
    assert "Others see this time as busy." in panel
    for shows_as, says in (("free", "TRANSPARENT"), ("busy", "OPAQUE"), ("odd", "OPAQUE")):
        client.post("/feed/", {"act": "show", "shows_as": shows_as})
        assert {each["TRANSP"] for each in events(Client().get(address).content).values()} == {says}
    client.post("/feed/", {"act": "make"})
    feed = wiring.feed_of(mira)
    assert feed is not None
    assert feed.shows_as == "busy"


def test_the_printed_week_holds_every_day(client: Client, diary: Diary) -> None:
    planned(diary)
    page = client.get(f"{PAGE}print/").content.decode()
    assert page.count('<section class="day">') == 7
    assert "10:00–12:00" in page


def events(feed: bytes) -> dict[str, dict[str, str]]:
    """The feed's events by their title."""
    found = {}
    for part in feed.decode().split("BEGIN:VEVENT")[1:]:
        lines = dict(line.split(":", 1) for line in part.replace("\r\n ", "").splitlines() if ":" in line)
        found[lines["SUMMARY"]] = lines
    return found
