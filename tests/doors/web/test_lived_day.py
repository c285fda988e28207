"""Rituals, closing the day, the journal, good things and a micro habit, through their pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from counterpoint.adapters.storage.models import JournalRow
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.energy import Stretch
from counterpoint.domain.living import GoodThing, JournalEntry, MicroHabit, Pause
from counterpoint.domain.planning import Ritual, RitualStep, Task
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
CANARY = "Zaunkoenig"
SCOLDING = re.compile(r"streak|in a row|\d+ (?:of|out of) \d+|overdue|missed|failed|score", re.IGNORECASE)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture(autouse=True)
def home(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key file of one's own."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))


# The journal


def test_an_entry_is_written_read_changed_found_and_removed_for_good(tab: Client, diary: Diary) -> None:
    page = text_of(tab.get("/journal/"))
    assert "Nobody but you can read this on this server" in page
    assert "Whoever has the disk and the key file has it" in page
    assert (
        tab.post("/journal/", {"text": f"The {CANARY} sang.", "prompt": "What surprised you?"}).status_code
        == 302
    )
    (kept,) = diary.dated(JournalEntry).all()
    assert kept.thing.prompt == "What surprised you?"
    assert CANARY in text_of(tab.get("/journal/"))
    form = tab.get(f"/journal/{kept.thing.id}/")
    tab.post(f"/journal/{kept.thing.id}/", {**typed(form), "text": f"The {CANARY} sang twice."})
    today = timezone.now().date()
    assert "sang twice" in text_of(tab.get(f"/journal/?words=twice&first={today}"))
    assert "No entry of those days" in text_of(tab.get("/journal/?last=2020-01-01"))
    assert "Remove it for good?" in text_of(tab.post(f"/journal/{kept.thing.id}/remove/"))
    assert diary.dated(JournalEntry).all()
    tab.post(f"/journal/{kept.thing.id}/remove/", {"sure": "1"})
    assert diary.dated(JournalEntry).all() == ()
    assert tab.get(f"/journal/{kept.thing.id}/").status_code == 404


def test_no_page_leaves_intimate_words_anywhere_but_sealed(tab: Client, diary: Diary) -> None:
    """Neither in sessions nor in messages, not while it is there and not after it was removed."""
    tab.post("/journal/", {"text": CANARY, "prompt": CANARY})
    tab.post("/savour/", {"text": CANARY, "kind": "win", "sphere": "work"})
    tab.post("/shutdown/", {"close": "1", "version": "0", "good": CANARY})
    tab.get("/shutdown/closed/")
    for kind, path in ((JournalEntry, "/journal"), (GoodThing, "/savour/things")):
        for kept in diary.dated(kind).all():
            tab.post(f"{path}/{kept.thing.id}/", {"text": f"{CANARY}!", "version": "99", "was": "x"})
            tab.post(f"{path}/{kept.thing.id}/remove/", {"sure": "1"})
    diary.shelf(MicroHabit).add(MicroHabit("open", "Nachtigall"))
    diary.tasks.add(Task("open", "Rotkehlchen", 30))
    if connection.vendor == "sqlite":
        assert b"Rotkehlchen" in connection.connection.serialize()
        assert CANARY.encode() not in connection.connection.serialize()
        assert b"Nachtigall" not in connection.connection.serialize()
    assert all(CANARY not in cookie.value for cookie in tab.cookies.values())


def test_what_cannot_be_kept_is_still_on_the_page(tab: Client, tmp_path: Any) -> None:
    tab.post("/journal/", {"text": "first"})
    (tmp_path / "sealing.key").rename(tmp_path / "elsewhere")
    for path, field in (("/journal/", "text"), ("/savour/", "text"), ("/shutdown/", "good")):
        answer = tab.post(path, {field: f"{CANARY} & more", "kind": "win", "close": "1", "version": "0"})
        assert answer.status_code in (409, 422)
        assert f"{CANARY} &amp; more" in text_of(answer)
        assert "sealing.key" in text_of(answer)


def test_an_entry_that_does_not_open_is_told_and_the_others_are_there(tab: Client, diary: Diary) -> None:
    for words in ("first", "second"):
        tab.post("/journal/", {"text": words})
    broken = JournalRow.objects.order_by("pk")[0]
    JournalRow.objects.filter(pk=broken.pk).update(text=broken.text[:-8] + "AAAAAAAA")
    page = text_of(tab.get("/journal/"))
    assert "second" in page
    assert "cannot be opened" in page
    told = tab.get(f"/journal/{broken.own_id}/")
    assert told.status_code == 409
    assert "cannot be opened" in text_of(told)
    assert tab.post(f"/journal/{broken.own_id}/remove/", {"sure": "1"}).status_code == 302


def test_the_second_of_two_tabs_sees_both_entries(tab: Client, diary: Diary) -> None:
    tab.post("/journal/", {"text": "one"})
    (kept,) = diary.dated(JournalEntry).all()
    path = f"/journal/{kept.thing.id}/"
    form = typed(tab.get(path))
    tab.post(path, {**form, "text": "theirs"})
    clash = tab.post(path, {**form, "text": "mine"})
    assert clash.status_code == 409
    assert "theirs" in text_of(clash)
    assert "mine" in text_of(clash)


def test_another_question_and_none(tab: Client) -> None:
    pages = [text_of(tab.get(f"/journal/?another={n}")) for n in (0, 1, "none", "9" * 50)]
    questions = [re.search(r'class="question">([^<]*)<', page)[1] for page in pages]  # type: ignore[index]
    assert questions[0] != questions[1]
    assert questions[2] == "What is on your mind?"
    assert questions[3] == questions[0]


def test_what_is_written_stays_while_another_question_is_looked_for(tab: Client, diary: Diary) -> None:
    page = tab.post("/journal/", {"text": "half a thought", "another": "1"})
    assert page.status_code == 200
    assert "half a thought" in text_of(page)
    assert not diary.dated(JournalEntry).all()


# Good things


def test_good_things_are_kept_changed_and_met_again_without_a_number(tab: Client, diary: Diary) -> None:
    assert "In some months this page is a pleasure to read" in text_of(tab.get("/savour/"))
    tab.post("/savour/", {"text": "The draft went out.", "kind": "win", "sphere": "work"})
    page = text_of(tab.get("/savour/?kind=win"))
    assert "a win at work" in page
    assert not SCOLDING.search(page)
    (kept,) = diary.dated(GoodThing).all()
    path = f"/savour/things/{kept.thing.id}/"
    tab.post(path, {**typed(tab.get(path)), "text": "It went out!", "kind": "moment", "sphere": ""})
    assert diary.dated(GoodThing).get(kept.thing.id).thing.text == "It went out!"
    assert tab.post("/savour/", {"text": "", "kind": "win"}).status_code == 422


def test_a_quiet_minute_is_one_to_three_and_works_as_words(tab: Client) -> None:
    page = text_of(tab.get("/savour/moment/?minutes=2"))
    assert "12 such breaths" in page
    assert "6 such breaths" in text_of(tab.get("/savour/moment/?minutes=99"))


def test_not_now_is_the_answer_for_the_day(tab: Client, diary: Diary) -> None:
    assert tab.post("/savour/not-now/", {"then": "week"})["Location"] == "/week/"
    assert tab.post("/savour/not-now/", {"then": "https://evil.example/"})["Location"] == "/"


# Rituals


def test_a_ritual_is_gone_through_as_a_list(tab: Client, diary: Diary) -> None:
    music = RitualStep("Bach", 0, "https://music.example/suite")
    diary.rituals.add(Ritual("walk", "Walk home", "work", "life", 10, (RitualStep("Walk", 5), music)))
    page = text_of(tab.get("/rituals/walk/go/"))
    assert (
        '<a class="step-link" href="https://music.example/suite" target="_blank" rel="noopener noreferrer">'
        in page
    )
    assert "5 min" in page
    assert diary.dated(Stretch).all() == ()
    assert tab.post("/rituals/walk/done/")["Location"] == "/"
    assert diary.dated(Stretch).all()
    assert tab.get("/rituals/nothing/go/").status_code == 404
    assert tab.post("/rituals/nothing/done/").status_code == 404


def test_the_steps_of_a_ritual_are_typed_a_line_each(tab: Client, diary: Diary) -> None:
    ritual = {
        "title": "Tea",
        "from_sphere": "life",
        "to_sphere": "work",
        "minutes": "5",
        "steps": "Tea\nBreathe 1 min",
    }
    tab.post("/matters/rituals/new/", ritual)
    assert diary.rituals.get("tea").thing.steps == (RitualStep("Tea"), RitualStep("Breathe", 1))
    form = tab.get("/matters/rituals/tea/")
    assert "Tea\n1 min Breathe" in text_of(form)
    refused = tab.post("/matters/rituals/tea/", {**typed(form), "steps": "Music http://x.example/"})
    assert refused.status_code == 422
    assert "no https address" in text_of(refused)
    assert "http://x.example/" in text_of(refused)
    assert "Give it some" not in text_of(tab.get("/rituals/tea/go/"))
    assert tab.post("/rituals/tea/done/")["Location"] == "/warm-up/"


def test_closing_a_day_without_a_plan_ends_calmly(tab: Client, diary: Diary) -> None:
    assert "Nothing was planned for today" in text_of(tab.get("/shutdown/"))
    assert (
        tab.post("/shutdown/", {"close": "1", "version": "x", "good": "Soup"})["Location"]
        == "/shutdown/closed/"
    )
    page = text_of(tab.get("/shutdown/closed/"))
    assert "That was enough for today." in page
    assert not SCOLDING.search(page)
    assert diary.dated(GoodThing).all()[0].thing.text == "Soup"


def test_beginning_without_a_plan_teaches(tab: Client) -> None:
    assert "This week has no plan yet" in text_of(tab.get("/warm-up/"))


# The habit


def test_a_habit_is_said_done_rests_and_is_had_back(tab: Client, diary: Diary) -> None:
    assert "I put the kettle on" in text_of(tab.get("/habit/"))
    new = {"cue": "I put the kettle on", "title": "Breathe", "value_id": "", "told_to": "Jo"}
    assert tab.post("/habit/new/", new).status_code == 302
    page = text_of(tab.get("/habit/"))
    assert "After I put the kettle on, I breathe." in page
    assert "Hi Jo," in page
    own = diary.shelf(MicroHabit).all()[0].thing.id
    assert "breathe" not in own
    assert tab.post(f"/habit/{own}/did/")["Location"] == "/habit/"
    assert "Done today." in text_of(tab.get("/habit/"))
    tab.post(f"/habit/{own}/did/", {"done": "0"})
    assert "Done today." not in text_of(tab.get("/habit/"))
    for state in ("resting", "past", "on", "nonsense"):
        assert tab.post(f"/habit/{own}/turn/", {"state": state}).status_code == 302
        assert not SCOLDING.search(text_of(tab.get("/habit/")))
    assert diary.shelf(MicroHabit).get(own).thing.state == "on"
    tab.post(f"/habit/{own}/", {**typed(tab.get(f"/habit/{own}/")), "cue": ""})
    assert "I breathe." in text_of(tab.get("/habit/"))
    tab.post(f"/habit/{own}/remove/")
    tab.post("/habit/back/")
    assert diary.shelf(MicroHabit).get(own)
    for path in ("did", "turn"):
        assert tab.post(f"/habit/nothing/{path}/").status_code == 404


def test_a_habit_that_is_had_back_rests_where_another_is_on_by_now(tab: Client, diary: Diary) -> None:
    diary.shelf(MicroHabit).add(MicroHabit("walk", "Walk"))
    tab.post("/habit/walk/remove/")
    tab.post("/habit/new/", {"cue": "", "title": "Breathe", "value_id": "", "told_to": ""})
    tab.post("/habit/back/")
    states = {kept.thing.title: kept.thing.state for kept in diary.shelf(MicroHabit).all()}
    assert states == {"Walk": "resting", "Breathe": "on"}


def test_the_page_says_what_rests_while_life_happens_and_what_is_on_beside_it(
    tab: Client, diary: Diary
) -> None:
    for title in ("Walk", "Breathe"):
        diary.shelf(MicroHabit).add(MicroHabit(title.lower(), title, since=date(2026, 11, 2)))
    page = text_of(tab.get("/habit/"))
    assert "I breathe." in page
    assert "on as well" in page
    diary.dated(Pause).add(Pause("flu", timezone.now() - timedelta(hours=1)))
    page = text_of(tab.get("/habit/"))
    assert "rests while life happens" in page
    assert "Write yours" not in page


def test_practice_is_about_ones_own_protected_time(tab: Client, diary: Diary) -> None:
    assert "my Tuesday evening" in text_of(tab.get("/habit/"))
    diary.protected.add(ProtectedTime("p", "Choir on Thursdays", ()))
    assert "Choir on Thursdays" in text_of(tab.get("/habit/"))
