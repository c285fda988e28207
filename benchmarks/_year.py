"""Run by the benchmark `start` inside a clone: somebody with a year of calendar and check-ins, and a plan."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from _weeks import sample

from counterpoint import wiring
from counterpoint.desk.calendars.adding import add_file
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.planning.weeks import plan_week
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.which import week_of
from counterpoint.domain.energy import CheckIn, PromptWishes
from counterpoint.domain.planning import Life

EVENTS_A_WEEK = 40
CHECK_INS = 4 * 365


def a_year(around: datetime) -> bytes:
    """A calendar from half a year ago to half a year ahead: half its events recur, half stand alone."""
    first = around - timedelta(days=182 + around.weekday())
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Counterpoint//a year//EN"]
    for number in range(EVENTS_A_WEEK // 2):
        start = first + timedelta(days=number % 5, hours=number % 8, minutes=15 * (number % 3))
        lines += event(f"weekly-{number}", start, f"Weekly {number}", "RRULE:FREQ=WEEKLY")
    for number in range(52 * EVENTS_A_WEEK // 2):
        start = first + timedelta(days=number * 7 / (EVENTS_A_WEEK / 2), minutes=30 * (number % 5))
        lines += event(f"single-{number}", start, f"Single {number}")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def event(uid: str, start: datetime, title: str, *more: str) -> list[str]:
    stamp = start.strftime("%Y%m%dT%H%M00Z")
    return ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", f"DTSTART:{stamp}", "DURATION:PT45M",
            f"SUMMARY:{title}", *more, "END:VEVENT"]  # fmt: skip


def main(home: str, name: str, word: str) -> None:
    wiring.open_storage(home)
    from counterpoint.adapters.storage.models import Person

    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    person = Person(username=name, is_owner=not wiring.has_owner())
    person.set_password(word)
    person.save()
    diary = wiring.diary_of(person)
    live(diary, sample(1).life)
    add_file(diary, Upload("year.ics", a_year(now)), domain_id="work", now=now, read=wiring.reads_calendars())
    check_in_for_a_year(diary, now)
    print(plan_this_week(diary, now))


def check_in_for_a_year(diary: Diary, now: datetime) -> None:
    """Four a day, and the wish to be asked for more."""
    with diary.together():
        diary.shelf(PromptWishes).add(PromptWishes(often="four"))
        for number in range(CHECK_INS):
            at = now - timedelta(hours=6 * number)
            diary.shelf(CheckIn).add(CheckIn(f"check-in-{number}", at, energy=1 + number % 7, mood=4))


def live(diary: Diary, life: Life) -> None:
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, zone=life.zone), version=kept.version)
    for kind in ("values", "domains", "protected", "rituals", "tasks", "routines"):
        for thing in getattr(life, kind):
            getattr(diary, kind).add(thing)


def plan_this_week(diary: Diary, now: datetime) -> str:
    week = week_of(diary, now)
    plan = plan_week(diary.life(), facts_for(diary, week), week, now=None, seconds=2.0)
    kept = diary.plans.keep(plan, step="Planned the week", version=None)
    diary.plans.accept(week, version=kept.version)
    return week.name


if __name__ == "__main__":
    main(*sys.argv[1:])
