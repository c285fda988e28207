"""The ten steps from the browser: doors with a way back, values screen by screen, lives, a companion."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.living import Companion, JournalEntry
from counterpoint.domain.values import CoreValue
from counterpoint.doors.web.ten_steps.pages import DOORS
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
LEADS_BACK = 'class="on-the-way"'


def words(tab: Client, path: str) -> str:
    answer = tab.get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_every_door_leads_somewhere_from_which_one_finds_back(tab: Client) -> None:
    assert LEADS_BACK not in words(tab, "/boundaries/")
    for step in DOORS:
        assert "/ten-steps/" in words(tab, f"/ten-steps/go/{step}/")
    assert LEADS_BACK in words(tab, "/boundaries/")
    assert tab.post("/ten-steps/leave/", {"here": "/boundaries/"})["Location"] == "/boundaries/"
    assert LEADS_BACK not in words(tab, "/boundaries/")
    for elsewhere in ("https://evil.example/", "//evil.example", "/ten-steps/"):
        assert tab.post("/ten-steps/leave/", {"here": elsewhere})["Location"] == "/today/"
    assert tab.get("/ten-steps/go/nowhere/").status_code == 404


def test_last_week_is_kept_in_words_and_found_again(tab: Client, diary: Diary) -> None:
    tab.post("/first-run/domains/")
    assert tab.post("/ten-steps/last-week/", {}).status_code == 422
    assert tab.post("/ten-steps/last-week/", {"hours-work": "about 45 h", "words": "long"}).status_code == 302
    assert "Work: about 45 h" in words(tab, "/ten-steps/last-week/")
    assert diary.dated(JournalEntry).all()[0].thing.text == "Work: about 45 h\nlong"


def test_values_are_found_screen_by_screen(tab: Client, diary: Diary) -> None:
    at = "/ten-steps/values/"
    for question, then in (("alive", "admire"), ("admire", "keep")):
        answer = tab.post(f"{at}question/{question}/", {"answer": f"words on {question}"})
        assert answer["Location"] == f"{at}question/{then}/"
    assert tab.post(f"{at}question/keep/", {"answer": ""})["Location"] == f"{at}cards/1/"
    assert "words on alive" in words(tab, f"{at}cards/1/")
    tab.post(f"{at}cards/1/", {"pile-family": "very", "pile-health": "nonsense", "pile-friends": "also"})
    tab.post(f"{at}cards/2/", {})
    answer = tab.post(f"{at}cards/3/", {"pile-nature": "not_now", "own": ["Music", "", " "]})
    assert answer["Location"] == f"{at}few/"
    page = words(tab, f"{at}few/")
    assert 'value="Family" checked' in page
    assert 'value="Friendship">' in page
    assert "Nature" not in page
    assert tab.post(f"{at}few/", {}).status_code == 422
    assert tab.post(f"{at}few/", {"chosen": ["Family", "Music"]})["Location"] == f"{at}in-practice/"
    assert "Three to five can be kept" in words(tab, f"{at}in-practice/")
    ids = {kept.thing.name: kept.thing.id for kept in diary.values.all()}
    said = {f"practice-{ids['Family']}": "At the table at six", f"practice-{ids['Music']}": "Choir"}
    assert tab.post(f"{at}in-practice/", {**said, "move": f"up-{ids['Music']}"}).status_code == 302
    assert [(each.thing.name, each.thing.in_practice) for each in diary.values.all()] == [
        ("Music", "Choir"),
        ("Family", "At the table at six"),
    ]
    assert tab.post(f"{at}in-practice/", said)["Location"] == at


def test_screens_that_are_none_are_not_there(tab: Client) -> None:
    for path in ("question/why/", "cards/0/", "cards/9/"):
        assert tab.get(f"/ten-steps/values/{path}").status_code == 404
    assert tab.get("/ten-steps/values/in-practice/")["Location"] == "/ten-steps/values/few/"
    assert tab.get("/starting-lives/nobody/").status_code == 404


def test_an_answer_of_another_tab_is_shown_beside_the_own(tab: Client) -> None:
    path = "/ten-steps/values/question/alive/"
    tab.post(path, {"answer": "first"})
    tab.post(path, {"answer": "second", "version": "1"})
    answer = tab.post(path, {"answer": "third", "version": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "second" in page
    assert "third" in page
    assert tab.post(path, {"answer": "third", **typed(answer)}).status_code == 302
    assert "third" in words(tab, path)


def test_a_first_answer_is_not_written_over_by_another_first_one(tab: Client) -> None:
    path = "/ten-steps/values/question/alive/"
    blank = typed(tab.get(path))
    tab.post(path, {**blank, "answer": "first"})
    answer = tab.post(path, {**blank, "answer": "second"})
    assert answer.status_code == 409
    assert "first" in answer.content.decode()
    assert "first" in words(tab, path)


def lines_shown(page: Any) -> dict[str, str]:
    """What the page “In practice” would send back of each value as it was shown."""
    found = dict(re.findall(r'name="was-([^"]*)" value="([^"]*)"', page.content.decode()))
    return {f"{part}-{id}": line for id, line in found.items() for part in ("was", "practice")}


def test_lines_of_values_that_another_tab_wrote_stay(tab: Client, diary: Diary) -> None:
    path = "/ten-steps/values/in-practice/"
    for n, name in enumerate(("Family", "Music"), start=1):
        diary.values.add(CoreValue(name.lower(), name, n))
    before = lines_shown(tab.get(path))
    tab.post(path, {**before, "practice-family": "At the table at six"})
    diary.values.add(CoreValue("health", "Health", 3, "Swim"))
    assert tab.post(path, {**before, "practice-music": "Choir"}).status_code == 302
    lines = {kept.thing.id: kept.thing.in_practice for kept in diary.values.all()}
    assert lines == {"family": "At the table at six", "music": "Choir", "health": "Swim"}


def test_a_line_that_two_tabs_changed_is_shown_with_both_sides(tab: Client, diary: Diary) -> None:
    path = "/ten-steps/values/in-practice/"
    diary.values.add(CoreValue("family", "Family", 1))
    before = lines_shown(tab.get(path))
    tab.post(path, {**before, "practice-family": "At the table at six"})
    answer = tab.post(path, {**before, "practice-family": "Breakfast"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "At the table at six" in page
    assert "Breakfast" in page
    assert diary.values.get("family").thing.in_practice == "At the table at six"
    assert tab.post(path, {**lines_shown(answer), "practice-family": "Breakfast"}).status_code == 302
    assert diary.values.get("family").thing.in_practice == "Breakfast"


def test_a_life_is_looked_at_before_it_is_added_and_takes_nothing(tab: Client, diary: Diary) -> None:
    diary.values.add(CoreValue("mine", "Family", 1, "My own line"))
    page = words(tab, "/starting-lives/remote-parent/")
    assert "School run" in page
    assert "My own line" not in page
    assert len(diary.values.all()) == 1
    assert tab.post("/starting-lives/remote-parent/add/")["Location"] == "/matters/"
    assert diary.values.get("mine").thing.in_practice == "My own line"
    assert "All of it is here already." in words(tab, "/starting-lives/remote-parent/")


def test_a_companions_message_is_seen_while_it_is_chosen_and_sent_by_oneself(
    tab: Client, diary: Diary
) -> None:
    diary.protected.add(ProtectedTime("p", "Choir", ()))
    form = {"name": "Noor", "words": "A small week.", "protected_ids": ["p"], "email": "noor@example.org"}
    assert "– Choir" in tab.post("/companion/preview/", form).content.decode()
    assert tab.post("/companion/preview/", {"name": ""}).status_code == 422
    assert not diary.shelf(Companion).all()
    assert tab.post("/companion/new/", form).status_code == 302
    page = words(tab, "/companion/")
    assert "mailto:noor%40example.org?subject=My%20week&amp;body=Hello%20Noor" in page
    own = diary.shelf(Companion).all()[0].thing.id
    edited = {**form, "words": "A week of rehearsals.", **typed(tab.get(f"/companion/one/{own}/"))}
    tab.post(f"/companion/one/{own}/", edited)
    assert "A%20week%20of%20rehearsals." in words(tab, "/companion/").partition("mailto:")[2]
    tab.post(f"/companion/one/{own}/turn/", {"state": "resting"})
    assert "mailto:" not in words(tab, "/companion/")
    tab.post(f"/companion/one/{own}/turn/", {"state": "on"})
    assert tab.post("/companion/one/nobody/turn/").status_code == 404
    tab.post(f"/companion/one/{own}/remove/")
    assert not diary.shelf(Companion).all()
    tab.post("/companion/back/")
    assert diary.shelf(Companion).get(own).thing.protected_ids == ("p",)


def test_a_companions_message_is_looked_at_without_a_script_before_it_is_kept(
    tab: Client, diary: Diary
) -> None:
    diary.protected.add(ProtectedTime("p", "Choir", ()))
    form = {"name": "Noor", "words": "A small week.", "protected_ids": ["p"], "email": ""}
    answer = tab.post("/companion/new/", {**form, "look": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing is kept yet." in page
    assert "– Choir" in page.partition("This is all they hear")[2]
    assert 'value="Noor"' in page
    assert not diary.shelf(Companion).all()
    tab.post("/companion/new/", form)
    own = diary.shelf(Companion).all()[0].thing.id
    here = f"/companion/one/{own}/"
    changed = {**typed(tab.get(here)), **form, "words": "Another one.", "look": "yes"}
    page = tab.post(here, changed).content.decode()
    assert "Another one." in page.partition("This is all they hear")[2]
    assert diary.shelf(Companion).get(own).thing.words == "A small week."
    changed.pop("look")
    assert tab.post(here, changed | typed(tab.get(here))).status_code == 302
    wrong = tab.post("/companion/new/", {**form, "name": "", "look": "yes"})
    assert wrong.status_code == 422
    assert "A small week." in wrong.content.decode()


def test_the_third_step_leads_to_all_that_is_protected_and_back(tab: Client, diary: Diary) -> None:
    """Not into the short path, which would lead on to tasks and a plan."""
    assert "Find my values" in words(tab, "/ten-steps/non-negotiables/")
    diary.values.add(CoreValue("family", "Family", 1))
    door = tab.get("/ten-steps/go/protected/")
    assert door["Location"] == "/ten-steps/non-negotiables/"
    page = words(tab, door["Location"])
    assert 'href="/ten-steps/"' in page
    assert "/first-run/" not in page
    tab.post(door["Location"], {"protect": "dinner-together"})
    assert [kept.thing.title for kept in diary.protected.all()] == ["Dinner together"]
    assert "/matters/protected/dinner-together/?then=ten-steps-protected" in words(tab, door["Location"])
    own = {
        "title": "Choir", "value_id": "", "domain_id": "", "windows-rows": "1", "windows-0-days": ["3"],
        "windows-0-start": "19:00", "windows-0-end": "21:00", "shape": "all", "firmness": "bends",
        "bends_for": ["emergency"], "disclosure": "nothing",
    }  # fmt: skip
    kept = tab.post("/matters/protected/new/?then=ten-steps-protected", own)
    assert kept["Location"] == door["Location"]
    assert "Choir" in words(tab, door["Location"])
