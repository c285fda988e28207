"""Today in the browser: parts that have a word to say, and one tap for each of the small things."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.adapters.storage.models import JournalRow, ReviewRow
from counterpoint.desk.beginning.eliciting import keep_answer
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.looks import keep_words, review_under_way
from counterpoint.desk.reviews.offers import review_due
from counterpoint.desk.week.which import week_of
from counterpoint.domain.agenda import Agenda, CalendarSource, Mark, Occurrence
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.energy import CheckIn, PromptWishes, Stretch
from counterpoint.domain.living import MicroHabit, NoticeWish, NoticeWishes, Pause
from counterpoint.domain.living.notices import KINDS
from counterpoint.domain.planning import Block, Plan, Reason, Ritual, Task
from counterpoint.domain.planning.giving_back import item_id_of
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import Commitment, Season

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Wednesday noon, so that what is an hour away is of the same day."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def an_hour(diary: Diary, title: str, begins: int, minutes: int = 60) -> Block:
    start = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=begins)
    return Block(
        title, "task", f"task:{title}", title, title, Span(start, start + timedelta(minutes=minutes)),
        reasons=(Reason("energy", "Among your best hours."),),
    )  # fmt: skip


def with_plan(diary: Diary, *blocks: Block) -> None:
    week = week_of(diary, timezone.now())
    diary.plans.keep(Plan(week, "UTC", blocks), step="Planned", version=None)


def shown(tab: Client) -> str:
    answer = tab.get("/today/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_empty_day_says_what_to_do_first(tab: Client) -> None:
    page = shown(tab)
    assert "Plan my week" in page
    assert "Write the first" in page
    assert "Energy now" in page


def test_now_has_its_reasons_and_a_free_hour_is_ones_own(tab: Client, diary: Diary) -> None:
    with_plan(diary, an_hour(diary, "Report", -10))
    assert "Among your best hours." in shown(tab)
    diary.tasks.add(Task("t", "Anything", 30))
    kept = diary.plans.of(week_of(diary, timezone.now()))
    assert kept is not None
    diary.plans.keep(replace(kept.thing.current, blocks=()), step="Emptied", version=kept.version)
    page = shown(tab)
    assert "What is left of it is yours" in page
    assert "No must for today." in page


def test_musts_habit_and_give_back_have_a_line_each(tab: Client, diary: Diary) -> None:
    now = timezone.now()
    diary.tasks.add(Task("t", "Tax return", 30, importance="must", deadline_at=now + timedelta(hours=20)))
    diary.shelf(MicroHabit).add(MicroHabit("h", "drink water", "the kettle is on"))
    diary.dated(GiveBack).add(GiveBack("g", now, "b", "Swim", 45, now + timedelta(days=2)))
    page = shown(tab)
    assert "Tax return" in page
    assert "After the kettle is on, I drink water." in page
    assert "45 min can be given back" in page


def test_a_tap_of_energy_is_kept_and_leads_back_to_today(tab: Client, diary: Diary) -> None:
    answer = tab.post("/check-in/", {"id": "0123456789abcdef", "energy": "6", "then": "today"})
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert [each.thing.energy for each in diary.shelf(CheckIn).all()] == [6]


def test_the_stretch_just_past_takes_a_tap_and_one_more(tab: Client, diary: Diary) -> None:
    with_plan(diary, an_hour(diary, "Report", -70))
    page = shown(tab)
    assert "Just now: Report" in page
    id = re.search(r'class="stretch">.*?name="id" value="([0-9a-f]+)"', page)
    assert id
    for question, words in (("quality", "How much were you there?"), ("presence", "What matters most")):
        assert question in shown(tab)
        tab.post("/today/stretch/", {"id": id[1], question: "4"})
        assert words in shown(tab)
    (kept,) = [each.thing for each in diary.shelf(Stretch).all()]
    assert (kept.title, kept.quality, kept.presence) == ("Report", 4, 4)
    assert "Just now" not in shown(tab)


def test_a_step_that_is_none_is_said_and_one_long_past_is_gone(tab: Client) -> None:
    assert tab.post("/today/stretch/", {"id": "x", "quality": "9"}).status_code == 422
    assert tab.post("/today/stretch/", {"id": "x", "quality": "3"}).status_code == 404


def test_in_a_pause_the_page_says_so_and_nothing_asks(tab: Client, diary: Diary) -> None:
    diary.shelf(PromptWishes).add(PromptWishes(often="four"))
    diary.dated(Pause).add(Pause("flu", timezone.now() - timedelta(hours=1)))
    page = shown(tab)
    assert "Nothing asks, and these days" in page
    assert "You wanted to be asked" not in page
    assert "Plan my week" not in page


def test_while_life_happened_today_is_quiet_with_the_way_back(
    tab: Client, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON.replace(hour=21))
    diary.shelf(MicroHabit).add(MicroHabit("h", "drink water"))
    diary.rituals.add(Ritual("walk", "Walk home", "work", "life"))
    start = timezone.now() - timedelta(minutes=1)
    walk = Block("r", "ritual", "walk", "walk", "Stroll", Span(start, start + timedelta(minutes=10)))
    with_plan(diary, walk, an_hour(diary, "Report", -70))
    asking = ("Energy now", "I drink water", "something good today?", "Just now: Report", "Skipping is fine")
    asking += ("Write the first",)
    assert all(words in shown(tab) for words in asking)
    diary.dated(Pause).add(Pause("flu", timezone.now() - timedelta(minutes=1)))
    page = shown(tab)
    assert not [words for words in asking if words in page]
    assert "Nothing asks, and these days" in page
    assert "I am back" in page


def test_a_give_back_that_has_its_place_is_told_with_it(tab: Client, diary: Diary) -> None:
    back = GiveBack("g", NOON - timedelta(hours=1), "b", "Swim", 45, NOON + timedelta(days=1), state="owed")
    diary.dated(GiveBack).add(back)
    assert "“Swim” gets 45 min back by" in shown(tab)
    assert "Its time can still be given back" in tab.get("/notices/").content.decode()
    start = NOON + timedelta(hours=6)
    span = Span(start, start + timedelta(minutes=45))
    with_plan(diary, Block("s", "give_back", item_id_of(back), "g", "Swim", span))
    page = shown(tab)
    assert "“Swim” has its time back: today, 18:00–18:45." in page
    assert "Place it" not in page
    assert "It has its place: today, 18:00–18:45." in tab.get("/boundaries/").content.decode()
    assert "Its time can still be given back" not in tab.get("/notices/").content.decode()


def test_two_events_at_one_time_are_told_with_what_can_be_done(tab: Client, diary: Diary) -> None:
    diary.calendars.add(CalendarSource("office", "Office", ""))
    board, choir = (
        Occurrence(title, None, Span(NOON + timedelta(hours=n), NOON + timedelta(hours=n + 2)), title)
        for n, title in ((2, "Board"), (3, "Choir"))
    )
    window = Span(NOON - timedelta(days=9), NOON + timedelta(days=9))
    diary.calendars.fill("office", b"", Agenda((board, choir)), window)
    assert "At one time" in shown(tab)
    week = tab.get("/week/2026-W48/").content.decode()
    assert "At one time" in week
    assert "at the same time as “Choir”" in week
    assert "key=Board" in week
    diary.calendars.mark("office", "Choir", Mark(blocking=False))
    assert "At one time" not in shown(tab)
    assert "At one time" not in tab.get("/week/2026-W48/").content.decode()


def test_a_good_thing_is_asked_for_once_in_the_evening_and_kept_from_here(
    tab: Client, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Was there something good today?" not in shown(tab)
    monkeypatch.setattr(timezone, "now", lambda: NOON.replace(hour=21))
    assert "Was there something good today?" in shown(tab)
    answer = tab.post("/savour/", {"text": "The soup.", "kind": "gratitude", "then": "today"})
    assert answer["Location"] == "/today/"
    assert "Was there something good today?" not in shown(tab)


def test_the_habit_is_done_from_here(tab: Client, diary: Diary) -> None:
    diary.shelf(MicroHabit).add(MicroHabit("h", "drink water"))
    assert tab.post("/habit/h/did/", {"then": "today"})["Location"] == "/today/"
    assert "Done today." in shown(tab)


def test_a_ritual_that_was_done_is_gone_from_here(tab: Client, diary: Diary) -> None:
    diary.rituals.add(Ritual("walk", "Walk home", "work", "life"))
    start = timezone.now() - timedelta(minutes=1)
    with_plan(
        diary, Block("r", "ritual", "walk", "walk", "Walk home", Span(start, start + timedelta(minutes=10)))
    )
    assert "Between two parts of the day" in shown(tab)
    tab.post("/rituals/walk/done/")
    assert "Between two parts of the day" not in shown(tab)


def test_what_is_open_to_look_back_at_is_one_line_and_none_while_life_happens(
    tab: Client, diary: Diary
) -> None:
    now = timezone.now()
    assert b"looking-back-title" not in tab.get("/today/").content
    diary.shelf(Commitment).add(
        Commitment("board", "School board", look_again_on=now.date() - timedelta(days=1))
    )
    diary.plans.keep(Plan(week_of(diary, now).next(-1), "UTC", ()), step="Planned", version=None)
    page = tab.get("/today/").content.decode()
    assert "You wanted to look at “School board” again about now." in page
    assert 'href="/review/weekly/"' in page
    diary.shelf(Pause).add(Pause("z", now - timedelta(hours=1)))
    assert 'href="/review/weekly/"' not in tab.get("/today/").content.decode()


def test_what_one_wants_to_hear_nothing_of_is_not_brought_to_mind(tab: Client, diary: Diary) -> None:
    """The switches that govern notices govern the parts of this page that say the same."""
    diary.shelf(GiveBack).add(
        GiveBack("g", NOON - timedelta(days=1), "b", "Dinner", 60, NOON + timedelta(days=3))
    )
    diary.shelf(Commitment).add(Commitment("choir", "Choir", look_again_on=NOON.date()))
    diary.shelf(Season).add(Season("launch", "Launch", NOON.date() - timedelta(days=9), NOON.date()))
    said = ("Dinner", "Choir", "Launch")
    assert all(word in tab.get("/today/").content.decode() for word in said)
    off = tuple(NoticeWish(kind, app=False) for kind in KINDS)
    diary.shelf(NoticeWishes).add(NoticeWishes(wishes=off))
    page = tab.get("/today/").content.decode()
    assert not any(word in page for word in said)
    assert "check-in" in page


def test_a_look_back_that_does_not_open_takes_nothing_else_down(tab: Client, diary: Diary) -> None:
    """NOON is a Wednesday: the week before is looked back at."""
    begun = replace(review_under_way(diary, "week", NOON), at=NOON - timedelta(days=1))
    keep_words(diary, begun, {"plan": "It went."})
    diary.dated(CheckIn).add(CheckIn("c", NOON - timedelta(days=6), energy=4))
    keep_answer(diary, "alive", "On the river.", prompt="When?", version=0, now=NOON)
    ReviewRow.objects.update(notes="damaged")
    JournalRow.objects.update(text="damaged")
    assert review_due(diary, NOON) is not None
    for path in ("/today/", "/review/", "/notices/", "/ten-steps/values/", "/ten-steps/values/cards/1/"):
        assert tab.get(path).status_code == 200, path
