"""Looking back, through its pages: left and found again, one change, nothing typed lost, advice let go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.looks import last_promise, reviews_of
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import MicroHabit
from counterpoint.domain.reviews import WEEK_PARTS, Dismissal, Markers, Review
from counterpoint.domain.values import Commitment, CoreValue

pytestmark = pytest.mark.django_db
PART = "/review/weekly/{}/"


@pytest.fixture(autouse=True)
def known(request: pytest.FixtureRequest, diary: Diary) -> None:
    """Something is known of this week and of the one before, whatever day it is."""
    if "before_its_time" not in request.node.name:
        for days in (0, 7):
            moment = timezone.now() - timedelta(days=days)
            diary.dated(CheckIn).add(CheckIn(f"check-in-{days}", moment, energy=4))


def say(tab: Client, part: str, words: str, was: str = "", **more: str) -> int:
    sent = {f"words-{part}": words, f"was-{part}": was, **more}
    return tab.post(PART.format(part), sent).status_code


def test_a_review_is_left_after_two_parts_and_goes_on_at_the_third(tab: Client, diary: Diary) -> None:
    assert tab.get("/review/weekly/").headers["Location"] == PART.format("promise")
    assert say(tab, "promise", "It went.") == 302
    assert say(tab, "boundaries", "", leave="1") == 302
    assert tab.get("/review/weekly/").headers["Location"] == PART.format("plan")
    assert "It went." in tab.get(PART.format("promise")).content.decode()
    assert len(reviews_of(diary)) == 1


def test_before_its_time_a_week_says_when_it_is_due(tab: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 25, 12, tzinfo=UTC))
    for page in ("/review/weekly/", PART.format("plan"), "/review/markers/", "/review/"):
        answer = tab.get(page, follow=True)
        assert answer.status_code == 200
        assert "from Friday 27 November on" in answer.content.decode(), page
    assert "all the same" not in tab.get("/review/").content.decode()
    assert say(tab, "plan", "typed in a tab from before") == 302


def test_every_part_shows_even_when_nothing_is_known(tab: Client) -> None:
    for part in WEEK_PARTS:
        assert tab.get(PART.format(part)).status_code == 200
    assert tab.get(PART.format("nothing")).status_code == 404


def test_what_was_typed_in_two_tabs_is_shown_both_and_nothing_is_lost(tab: Client, diary: Diary) -> None:
    say(tab, "good", "the sea")
    answer = tab.post(PART.format("good"), {"words-good": "the wind", "was-good": ""})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "the sea" in page
    assert "the wind" in page
    assert say(tab, "good", "the sea, the wind", was="the sea") == 302
    assert reviews_of(diary)[0].words_at("good") == "the sea, the wind"


def test_markers_are_kept_and_what_is_left_out_stays_unsaid(tab: Client, diary: Diary) -> None:
    assert tab.post(PART.format("markers"), {"stress": "3", "focus": ""}).status_code == 302
    (said,) = (kept.thing for kept in diary.dated(Markers).all())
    assert (said.stress, said.focus) == (3, None)
    assert tab.post("/review/markers/", {"stress": "11"}).status_code == 422
    assert tab.post("/review/markers/", {"stress": "4", "focus": "8"}).status_code == 302
    (said,) = (kept.thing for kept in diary.dated(Markers).all())
    assert (said.stress, said.focus) == (4, 8)
    assert "can’t tell yet, about 7 more weeks" in tab.get("/review/markers/").content.decode()


def test_a_habit_begins_and_a_boundary_leads_to_its_form_filled_in(tab: Client, diary: Diary) -> None:
    assert tab.post(PART.format("change"), {"choice": "habit", "title": ""}).status_code == 422
    tab.post(PART.format("change"), {"choice": "habit", "title": "Read a page", "cue": "the kettle"})
    assert [kept.thing.title for kept in diary.shelf(MicroHabit).all()] == ["Read a page"]
    answer = tab.post(PART.format("change"), {"choice": "boundary", "title": "An evening with Noa"})
    assert answer.headers["Location"].startswith("/matters/protected/new/?title=")
    assert "An evening with Noa" in tab.get(answer.headers["Location"]).content.decode()
    (review,) = reviews_of(diary)
    kept = tab.get(f"/review/kept/{review.id}/").content.decode()
    assert "time to protect: An evening with Noa" in kept
    tab.post(PART.format("change"), {"choice": "none"})
    assert last_promise(diary, timezone.now().date().replace(year=2200)) is None


def test_two_weeks_and_a_month_are_kept_and_a_clash_shows_both(tab: Client, diary: Diary) -> None:
    diary.values.add(CoreValue("v", "Family", 1))
    assert tab.get("/review/fortnight/").status_code == 200
    tab.post("/review/fortnight/", {"satisfaction": "6", "words-adjust": "half as long", "was-adjust": ""})
    assert "?then=review-month" in tab.get("/review/month/").content.decode()
    month = {"words-values": "still true", "was-values": "", "leave": "1"}
    assert tab.post("/review/month/", month).status_code == 302
    clash = tab.post("/review/month/", {"words-values": "not quite", "was-values": ""})
    assert clash.status_code == 409
    assert "still true" in clash.content.decode()
    assert "not quite" in clash.content.decode()
    tab.post("/review/month/", {"words-values": "both", "was-values": "still true"})
    said = {review.kind: review for review in reviews_of(diary)}
    assert said["fortnight"].words_at("adjust") == "half as long"
    assert said["month"].finished_at is not None
    page = tab.get("/review/").content.decode()
    assert "Month" in page


def test_a_recommendation_shows_its_evidence_and_is_let_go_in_one_move(tab: Client, diary: Diary) -> None:
    assert "Nothing to recommend" in tab.get("/coach/").content.decode()
    assert "Nothing to point at" in tab.get("/radar/").content.decode()
    diary.shelf(Commitment).add(Commitment("board", "School board", energy=-2, necessity=1))
    page = tab.get("/coach/").content.decode()
    assert "drains, hardly necessary" in page
    assert "/plate/one/board/" in page
    assert "No study is claimed" in page
    assert tab.post("/coach/let-go/", {"key": "made:up"}).status_code == 302
    assert not diary.dated(Dismissal).all()
    tab.post("/coach/let-go/", {"key": "coach:let_go:board", "from": "coach"})
    assert "Nothing to recommend" in tab.get("/coach/").content.decode()
    assert tab.post("/coach/take/", {"key": "coach:let_go:board"}).headers["Location"] == "/review/"


def test_taking_up_leads_to_the_thing_it_is_about(tab: Client, diary: Diary) -> None:
    diary.shelf(Commitment).add(Commitment("board", "School board", energy=-2, necessity=1))
    answer = tab.post("/coach/take/", {"key": "coach:let_go:board"})
    assert answer.headers["Location"] == "/plate/one/board/"


def test_what_was_said_is_sealed_in_the_database(tab: Client, diary: Diary) -> None:
    from counterpoint.adapters.storage.models import ReviewRow

    say(tab, "promise", "Zaunkoenig sang")
    row = ReviewRow.objects.get()
    assert "Zaunkoenig" not in row.notes
    assert diary.dated(Review).get(row.own_id).thing.words_at("promise") == "Zaunkoenig sang"
