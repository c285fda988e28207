"""What matters, through its pages: kept as typed, refused in words, and never lost to another tab."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import WEEKEND
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.contracts.examples import THINGS, shelf_of
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
NEW = "/matters/protected/new/"


def swim(**changed: Any) -> dict[str, Any]:
    form = {
        "title": "Swimming", "value_id": "", "domain_id": "",
        "windows-rows": "1", "windows-0-days": ["5", "6"],
        "windows-0-start": "10:00", "windows-0-end": "13:00", "shape": "some", "times_a_week": "1",
        "minutes": "1h", "firmness": "bends", "bends_for": ["emergency"],
    }  # fmt: skip
    return {**form, **changed}


def test_the_page_teaches_while_it_is_empty(tab: Client) -> None:
    page = tab.get("/matters/").content.decode()
    assert "What would you miss first" in page
    assert "A drawing, not a measurement" in page


def test_values_are_added_ordered_changed_and_had_back(tab: Client, diary: Diary) -> None:
    for name in ("Family", "Music"):
        assert tab.post("/matters/values/new/", {"name": name, "in_practice": ""}).status_code == 302
    tab.post("/matters/values/music/move/", {"way": "up"})
    assert [kept.thing.name for kept in diary.values.all()] == ["Music", "Family"]
    page = tab.get("/matters/values/music/")
    tab.post("/matters/values/music/", {**typed(page), "name": "Music", "in_practice": "Choir on Thursdays"})
    assert diary.values.get("music").thing == CoreValue("music", "Music", 1, "Choir on Thursdays")
    tab.post("/matters/values/music/remove/")
    assert [kept.thing.rank for kept in diary.values.all()] == [1]
    assert "Bring it back" in tab.get("/matters/").content.decode()
    tab.post("/matters/back/")
    assert diary.values.get("music").thing.in_practice == "Choir on Thursdays"


def test_what_was_removed_comes_back_beside_what_was_named_like_it_since(tab: Client, diary: Diary) -> None:
    tab.post(NEW, swim())
    tab.post("/matters/protected/swimming/remove/")
    tab.post(NEW, swim(times_a_week="2"))
    assert tab.post("/matters/back/").status_code == 302
    assert [kept.thing.id for kept in diary.protected.all()] == ["swimming", "swimming-2"]


@pytest.mark.parametrize(
    ("count", "word"), [(1, "Three to five can"), (3, None), (5, None), (6, "More than five")]
)
def test_few_and_many_values_are_challenged_and_allowed(tab: Client, count: int, word: str | None) -> None:
    for n in range(count):
        tab.post("/matters/values/new/", {"name": f"Value {n}"})
    page = tab.get("/matters/").content.decode()
    assert ("aside-word" in page) is (word is not None)
    assert (word or "") in page


def test_a_value_that_something_serves_asks_before_it_goes(tab: Client, diary: Diary) -> None:
    tab.post("/matters/values/new/", {"name": "Health"})
    diary.tasks.add(Task("t", "Swim", 30, value_id="health"))
    asked = tab.post("/matters/values/health/remove/")
    assert "Swim" in asked.content.decode()
    assert diary.values.all()
    tab.post("/matters/values/health/remove/", {"sure": "1"})
    assert not diary.values.all()
    assert diary.tasks.get("t").thing.value_id == ""


def test_a_domain_hands_on_what_belongs_to_it(tab: Client, diary: Diary) -> None:
    for id in ("work", "home"):
        diary.domains.add(LifeDomain(id, id.title(), "life"))
    diary.tasks.add(Task("t", "Tidy", 30, domain_id="work"))
    tab.post("/matters/domains/work/remove/", {"sure": "1", "instead": "home"})
    assert diary.tasks.get("t").thing.domain_id == "home"


def test_protected_time_is_kept_as_it_was_said(tab: Client, diary: Diary) -> None:
    assert tab.post(NEW, swim()).status_code == 302
    kept = diary.protected.all()[0].thing
    assert (kept.times_a_week, kept.minutes, kept.firmness, kept.bends_for) == (
        1,
        60,
        "bends",
        ("emergency",),
    )
    assert kept.windows[0].days == WEEKEND
    page = tab.get("/matters/").content.decode()
    assert "once a week, 1 h each, within weekend 10:00–13:00" in page


def test_firm_time_forgets_what_it_would_bend_for(tab: Client, diary: Diary) -> None:
    tab.post(NEW, swim(firmness="firm", shape="all"))
    kept = diary.protected.all()[0].thing
    assert (kept.bends_for, kept.times_a_week, kept.minutes) == ((), None, None)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"title": ""}, "id_title_error", "Give it a name"),
        ({"minutes": "soon"}, "id_minutes_error", "is not a length of time"),
        ({"minutes": ""}, "id_minutes_error", "Say how long"),
        ({"minutes": "5h"}, "id_minutes_error", "The longest of these windows has 3 h"),
        ({"times_a_week": "3"}, "id_times_a_week_error", "on 2 days"),
        ({"times_a_week": ""}, "id_times_a_week_error", "Say how many"),
        ({"windows-0-start": "late"}, "id_windows-0-start_error", "Write a time like 17:30"),
        ({"windows-0-days": []}, "id_windows-0-days_error", "Choose at least one day"),
        (
            {"windows-0-days": [], "windows-0-start": "", "windows-0-end": ""},
            "windows_error",
            "at least one window",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    tab: Client, diary: Diary, wrong: dict[str, Any], field: str, words: str
) -> None:
    answer = tab.post(NEW, swim(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'id="{field}"[^>]*>[^<]*{re.escape(words)}', page)
    assert "Swimming" in page or "title" in wrong
    assert not diary.protected.all()


def test_a_field_is_tied_to_its_help_and_its_error(tab: Client) -> None:
    page = tab.post(NEW, swim(minutes="soon")).content.decode()
    field = re.search(r'<input[^>]*name="minutes"[^>]*>', page)
    assert field
    assert 'aria-describedby="id_minutes_helptext id_minutes_error"' in field[0]
    assert 'aria-invalid="true"' in field[0]
    assert page.count('id="id_minutes_error"') == 1


def test_rows_of_windows_come_and_go_without_a_script(tab: Client, diary: Diary) -> None:
    more = tab.post(NEW, swim(title="", rows="windows-more")).content.decode()
    assert 'name="windows-1-start"' in more
    assert "Give it a name" not in more
    two = swim(
        **{"windows-rows": "2", "windows-1-days": ["0"], "windows-1-start": "07:00", "windows-1-end": "08:30"}
    )
    fewer = tab.post(NEW, {**two, "rows": "windows-fewer-0"}).content.decode()
    assert 'name="windows-0-start"' not in fewer
    assert 'value="07:00"' in fewer
    tab.post(NEW, two)
    assert len(diary.protected.all()[0].thing.windows) == 2


def test_a_row_that_was_left_empty_is_no_window(tab: Client, diary: Diary) -> None:
    empty = {"windows-rows": "2", "windows-1-start": "", "windows-1-end": ""}
    tab.post(NEW, swim(**empty))
    assert len(diary.protected.all()[0].thing.windows) == 1


class TestTwoTabs:
    @pytest.fixture(autouse=True)
    def kept(self, tab: Client) -> None:
        tab.post("/matters/values/new/", {"name": "Music", "in_practice": "Choir"})

    def test_the_second_sees_both_and_nothing_is_lost(self, tab: Client, diary: Diary) -> None:
        first, second = (typed(tab.get("/matters/values/music/")) for _ in range(2))
        tab.post("/matters/values/music/", {**first, "name": "Music", "in_practice": "Theirs"})
        clash = tab.post("/matters/values/music/", {**second, "name": "Song", "in_practice": "Mine"})
        page = clash.content.decode()
        assert clash.status_code == 409
        assert "Changed in another tab" in page
        assert all(word in page for word in ("Theirs", "Mine", "Song"))
        assert diary.values.get("music").thing.in_practice == "Theirs"
        tab.post("/matters/values/music/", {**typed(clash), "name": "Song", "in_practice": "Mine"})
        assert diary.values.get("music").thing.in_practice == "Mine"

    def test_one_field_can_be_taken_from_the_other_tab(self, tab: Client, diary: Diary) -> None:
        first, second = (typed(tab.get("/matters/values/music/")) for _ in range(2))
        tab.post("/matters/values/music/", {**first, "name": "Music", "in_practice": "Theirs"})
        mine = {"name": "Song", "in_practice": "Mine"}
        taken = tab.post("/matters/values/music/", {**second, **mine, "take": "in_practice"})
        assert 'value="Theirs"' in taken.content.decode()
        assert 'value="Song"' in taken.content.decode()
        tab.post("/matters/values/music/", {**typed(taken), "name": "Song", "in_practice": "Theirs"})
        assert diary.values.get("music").thing == CoreValue("music", "Song", 1, "Theirs")

    def test_a_change_elsewhere_in_the_thing_is_no_clash(self, tab: Client, diary: Diary) -> None:
        tab.post("/matters/values/new/", {"name": "Family"})
        form = typed(tab.get("/matters/values/music/"))
        tab.post("/matters/values/music/move/", {"way": "down"})
        answer = tab.post("/matters/values/music/", {**form, "name": "Music", "in_practice": "Mine"})
        assert answer.status_code == 302
        assert diary.values.get("music").thing == CoreValue("music", "Music", 2, "Mine")

    def test_what_the_other_tab_removed_can_be_kept_once_more(self, tab: Client, diary: Diary) -> None:
        form = typed(tab.get("/matters/values/music/"))
        tab.post("/matters/values/music/remove/")
        gone = tab.post("/matters/values/music/", {**form, "name": "Music", "in_practice": "Mine"})
        assert gone.status_code == 409
        assert "Removed in another tab" in gone.content.decode()
        again = {**typed(gone), "name": "Music", "in_practice": "Mine"}
        assert tab.post("/matters/values/music/", again).status_code == 302
        assert diary.values.get("music").thing.in_practice == "Mine"

    def test_windows_clash_like_any_field(self, tab: Client, diary: Diary) -> None:
        tab.post(NEW, swim())
        first, second = (typed(tab.get("/matters/protected/swimming/")) for _ in range(2))
        tab.post("/matters/protected/swimming/", {**first, **swim(**{"windows-0-end": "12:00"})})
        mine = swim(**{"windows-0-start": "09:00"})
        clash = tab.post("/matters/protected/swimming/", {**second, **mine})
        assert "weekend 10:00–12:00" in clash.content.decode()
        assert "weekend 09:00–13:00" in clash.content.decode()
        taken = tab.post("/matters/protected/swimming/", {**second, **mine, "take": "windows"})
        assert 'value="12:00"' in taken.content.decode()


def test_hours_type_slack_and_flex_are_parts_of_one_whole(tab: Client, diary: Diary) -> None:
    hours = {
        "waking-rows": "1", "waking-0-days": list("0123456"),
        "waking-0-start": "06:30", "waking-0-end": "22:00",
        "working-rows": "1", "working-0-start": "", "working-0-end": "",
        "hours_are_fixed": "on", "sleep_minutes": "7h 30m",
    }  # fmt: skip
    both = [typed(tab.get(f"/matters/{part}/")) for part in ("hours", "energy")]
    assert tab.post("/matters/hours/", {**both[0], **hours}).status_code == 302
    energy = {"chronotype": "evening", "slack_minutes": "45"}
    assert tab.post("/matters/energy/", {**both[1], **energy}).status_code == 302
    flex = {"title": "Café", "minutes": "2h", "piece_least": "1h", "windows-rows": "1", "value_id": ""}
    form = typed(tab.get("/matters/flex/"))
    assert tab.post("/matters/flex/", {**form, **flex, "piece_least": "3h"}).status_code == 422
    assert tab.post("/matters/flex/", {**form, **flex}).status_code == 302
    settings = diary.settings().thing
    assert (settings.availability.sleep_minutes, settings.availability.hours_are_fixed) == (450, True)
    assert settings.availability.working == ()
    assert (settings.chronotype, settings.slack_minutes) == ("evening", 45)
    assert settings.flex is not None
    assert settings.flex.minutes == 120
    emptied = {**typed(tab.get("/matters/flex/")), **flex, "minutes": ""}
    told = tab.post("/matters/flex/", emptied, follow=True).content.decode()
    assert diary.settings().thing.flex is None
    assert "There is no flex block now" in told


def test_a_flex_block_without_a_length_is_asked_for_one_and_not_called_kept(tab: Client) -> None:
    flex = {"title": "Café", "minutes": "", "piece_least": "1h", "windows-rows": "1", "value_id": ""}
    answer = tab.post("/matters/flex/", {**typed(tab.get("/matters/flex/")), **flex})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say how long" in page
    assert "Café" in page
    assert "Kept" not in page


def test_meals_and_rituals_are_checked_too(tab: Client, diary: Diary) -> None:
    meal = {"title": "Lunch", "minutes": "3h", "start": "12:00", "end": "14:00", "days": ["0", "1"]}
    assert "there are 2 h" in tab.post("/matters/meals/new/", meal).content.decode()
    assert tab.post("/matters/meals/new/", {**meal, "minutes": "30"}).status_code == 302
    assert tab.get("/matters/meals/lunch/").status_code == 200
    ritual = {"title": "Walk", "from_sphere": "work", "to_sphere": "work", "minutes": "10"}
    assert "choose the other one" in tab.post("/matters/rituals/new/", ritual).content.decode()
    assert tab.post("/matters/rituals/new/", {**ritual, "to_sphere": "life"}).status_code == 302
    assert tab.get("/matters/rituals/walk/").status_code == 200
    assert len(diary.meals.all()) == len(diary.rituals.all()) == 1


@pytest.mark.parametrize("kind", ["values", "domains", "protected", "meals", "rituals"])
def test_what_is_not_there_is_not_found(tab: Client, kind: str) -> None:
    for way in (tab.get, tab.post):
        assert way(f"/matters/{kind}/nothing/").status_code == 404
    assert tab.post(f"/matters/{kind}/nothing/remove/").status_code == 404


def test_a_protected_time_of_any_shape_opens_and_is_kept_unchanged(tab: Client, diary: Diary) -> None:
    tab.post(NEW, swim())
    before: ProtectedTime = diary.protected.all()[0].thing
    form = typed(tab.get("/matters/protected/swimming/"))
    tab.post("/matters/protected/swimming/", {**form, **swim()})
    assert diary.protected.all()[0].thing == before


def test_focus_breaks_and_rest_are_written_shown_and_let_go_again(tab: Client, diary: Diary) -> None:
    asked = {"focus_minutes": "90", "break_minutes": "20 min", "rest_minutes": "11h", "hard_minutes": "7h"}
    assert tab.post("/matters/pace/", {**typed(tab.get("/matters/pace/")), **asked}).status_code == 302
    there = diary.settings().thing.availability
    assert (there.focus_minutes, there.break_minutes, there.rest_minutes) == (90, 20, 660)
    assert there.hard_minutes == 420
    shown = tab.get("/matters/").content.decode()
    assert "at most 1 h 30 min in one go, then 20 min of something else" in shown
    assert "11 h from one day’s work to the next" in shown
    assert "more than 7 h of work and focus" in shown
    nothing = dict.fromkeys(asked, "")
    assert tab.post("/matters/pace/", {**typed(tab.get("/matters/pace/")), **nothing}).status_code == 302
    there = diary.settings().thing.availability
    assert (there.focus_minutes, there.break_minutes, there.rest_minutes) == (0, 15, 0)
    assert not there.hard_minutes
    wrong = {**typed(tab.get("/matters/pace/")), "focus_minutes": "long"}
    assert tab.post("/matters/pace/", wrong).status_code == 422


def test_tasks_as_long_as_they_usually_take_is_the_persons_choice(tab: Client, diary: Diary) -> None:
    assert "can’t tell yet" in tab.get("/matters/energy/").content.decode()
    more = {"chronotype": "morning", "slack_minutes": "45", "as_usual": "on"}
    asked = {**typed(tab.get("/matters/energy/")), **more}
    assert tab.post("/matters/energy/", asked).status_code == 302
    assert diary.settings().thing.as_usual


@pytest.mark.parametrize("kind", ["values", "domains", "meals"])
def test_removed_by_two_taps_it_is_gone_once_and_can_be_brought_back(
    tab: Client, diary: Diary, kind: str
) -> None:
    thing = THINGS[kind][0]
    shelf_of(diary, kind).add(thing)
    for _tap in range(2):
        answer = tab.post(f"/matters/{kind}/{thing.id}/remove/", {"sure": "yes"})
        assert (answer.status_code, answer["Location"]) == (302, "/matters/")
    tab.post("/matters/back/")
    assert [kept.thing.id for kept in shelf_of(diary, kind).all()] == [thing.id]
    assert tab.post(f"/matters/{kind}/another/remove/", {"sure": "yes"}).status_code == 404
