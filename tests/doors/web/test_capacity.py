"""“Can I take this on?” through its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Block, FlexBlock, Plan, Routine, Task
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import Commitment, CoreValue, LifeDomain

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
FRIDAY = instant(date(2026, 11, 28), time(0), "Europe/Berlin")


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch, diary: Diary) -> None:
    """Monday, 23 November 2026, eight in the morning in Berlin; 40 hours of work a week."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    kept = diary.settings()
    hours = replace(
        kept.thing.availability,
        waking=(WeeklyWindow(EVERY_DAY, time(7), time(22)),),
        working=(WeeklyWindow(WEEKDAYS, time(9), time(17)),),
    )
    changed = replace(kept.thing, zone="Europe/Berlin", name="Ada", availability=hours, slack_minutes=0)
    diary.change_settings(changed, version=kept.version)
    diary.values.add(CoreValue("craft", "Craft", 1))
    diary.values.add(CoreValue("music", "Music", 2))
    diary.domains.add(LifeDomain("work", "Work", "work", "craft"))
    diary.domains.add(LifeDomain("choir", "Choir", "life", "music"))


def page(tab: Client, text: str, **more: str) -> str:
    answer = tab.get("/capacity/", {"text": text, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_line_the_page_says_what_it_is_for(tab: Client) -> None:
    told = page(tab, "")
    assert "Write what you are asked for" in told
    assert "A kind no" not in told


def test_what_fits_is_said_in_words_and_added_in_one_tap(tab: Client, diary: Diary) -> None:
    told = page(tab, "report 6 h by Fri #work")
    assert "It fits" in told
    assert "about 40 h of your working time are not spoken for" in told
    assert "%" not in told.split("<main", 1)[1].split("</main>")[0]
    assert not diary.tasks.all()
    assert tab.post("/tasks/line/", {"text": "report 6 h by Fri #work"}).status_code == 302
    assert [kept.thing.minutes for kept in diary.tasks.all()] == [360]


def test_hours_a_week_are_a_routine_that_begins_next_week(tab: Client) -> None:
    told = page(tab, "2 h a week on school board #choir")
    assert "school board" in told
    assert "From next week on about" in told
    assert "your time outside work" in told


def test_what_does_not_fit_names_the_least_that_would_make_room(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("audit", "Audit", 34 * 60, "work", deadline_at=FRIDAY))
    diary.tasks.add(Task("forms", "Forms", 5 * 60, "work", importance="could", deadline_at=FRIDAY))
    diary.shelf(Commitment).add(Commitment("role", "Paper work", task_ids=("forms",)))
    told = page(tab, "report 4h by Fri #work")
    assert "It does not fit as it is" in told
    assert "This one, let go, delegated, shortened or put off, would make room:" in told
    assert "Forms</strong> frees 5 h; its value is Craft, what you value most." in told
    assert "3 h less of it would do." in told
    assert "So would having until Sunday 6 December for it." in told
    assert "/tasks/one/forms/" in told
    assert "“Paper work” on your plate" in told
    assert "With nothing given up it fits by Sunday 6 December." in told
    assert "It would be ready by Sunday 6 December, not before." in told
    assert "Take it on all the same" in told


def test_a_no_can_be_drafted_in_another_tone_and_with_less(tab: Client) -> None:
    told = page(tab, "report 6 h by Fri #work", tone="formal", disclosure="nothing", answering="no")
    reply = told.split('id="reply"', 1)[1].split("</textarea>")[0]
    assert "Good day," in reply
    assert "Ada" in reply
    assert "report" not in reply
    assert "personal commitments" not in reply
    assert "later" not in told.split('id="answering"', 1)[1].split("</select>")[0]
    odd = page(tab, "report 6 h by Fri #work", tone="rude", disclosure="all", answering="later")
    assert "Thank you for thinking of me!" in odd


def test_what_can_wait_is_the_price(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("attic", "Attic", 158 * 60, "work", "music"))
    told = page(tab, "report 6 h by Fri #work")
    assert "It fits, at a price" in told
    assert (
        "Attic</strong> 4 h of it would wait until after these weeks; its value is Music, your second."
        in told
    )


def test_what_has_no_room_and_no_help_says_so(tab: Client) -> None:
    told = page(tab, "report 60 h by Fri #work")
    assert "Nothing that could move would make enough room" in told
    assert "None of its times is open" in page(tab, "report 1h by today 8:00 #work")
    assert "Say which part of your life it is for" in page(tab, "report 1h")


def test_overload_routines_and_flex_are_told(tab: Client, diary: Diary) -> None:
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, flex=FlexBlock("flex", "Mixed", 30 * 60)), version=kept.version)
    diary.routines.add(Routine("swim", "Swim", 600, 5, domain_id="choir"))
    diary.tasks.add(Task("huge", "Huge", 60 * 60, "work", "craft", "must", deadline_at=FRIDAY))
    told = page(tab, "16 h a week #choir rehearsal")
    assert "Even without it," in told
    assert "frees" in told
    assert "over these weeks" in told


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(120, "times over, so rather"), (60, "Your estimates tend to hold"), (20, "take less than you thought")],
)
def test_the_habit_of_estimates_is_told_once_it_is_known(
    tab: Client, diary: Diary, minutes: int, words: str
) -> None:
    assert "can’t tell yet" in page(tab, "report 6 h by Fri #work")
    week = Week(date(2026, 11, 16))
    starts = [instant(date(2026, 11, 16 + n // 4), time(8 + 3 * (n % 4)), "Europe/Berlin") for n in range(8)]
    for nth in range(8):
        said = minutes if minutes < 60 else 0  # blocks that do not cover a task say nothing by themselves
        diary.tasks.add(Task(f"t{nth}", "T", 60, "work", done=True, took_minutes=said))
    blocks = tuple(
        Block(
            f"b{nth}",
            "task",
            f"task:t{nth}",
            f"t{nth}",
            "T",
            Span(start, start.fromtimestamp(start.timestamp() + 60 * minutes, UTC)),
            state="done",
        )
        for nth, start in enumerate(starts)
    )
    diary.plans.keep(Plan(week, "Europe/Berlin", blocks), step="", version=None)
    assert words in page(tab, "report 6 h by Fri #work")
