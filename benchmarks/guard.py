"""How fast a typed-in request is judged, with its alternatives and a reply, for a person with years of data.

Each person has a calendar of about forty events a week and four check-ins a day for one, five and ten years,
a planned week and fifteen to forty tasks. The requests are drawn by seed: a day of the next two weeks, an
hour of the waking day, a length. What is timed is the whole way of one: the line read, the diary read, the
verdict, up to three alternatives, and the draft of a reply.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from _report import Bar, Report, options
from _weeks import sample
from _year import a_year, check_in_for_a_year, live, plan_this_week

from counterpoint import wiring
from counterpoint.server.getting_ready import bring_up_to_date

VERDICT_P95_SECONDS = 0.020
WHO = ("Anna", "Ben", "The choir", "Mum", "The client")
LENGTHS = ("half an hour", "an hour", "90 minutes", "2 hours")


def main() -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--requests", type=int, default=200, help="requests for each seed and size")
    parser.add_argument("--years", default="1,5,10", help="years of data, such as 1,5,10")
    asked = parser.parse_args()
    years = [int(each) for each in asked.years.split(",")]
    report = Report("guard", {"requests": asked.requests, "seeds": asked.seeds, "years": years})
    with tempfile.TemporaryDirectory(prefix="counterpoint-guard-") as home:
        wiring.open_storage(home)
        bring_up_to_date(Path(home), this_hour())
        for many in years:
            measure(report, somebody(f"robin-{many}", many), many, asked.seeds, asked.requests)
    return report.finish(asked.json)


def somebody(name: str, years: int) -> Any:
    """The diary of somebody new with so many years of data."""
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.calendars.adding import add_file
    from counterpoint.desk.calendars.uploads import Upload

    now = this_hour()
    person = Person(username=name)
    person.set_unusable_password()
    person.save()
    diary = wiring.diary_of(person)
    live(diary, sample(1).life)
    for back in range(years):
        raw = a_year(now - timedelta(days=364 * back))
        read = wiring.reads_calendars()
        add_file(diary, Upload(f"year-{back}.ics", raw), domain_id="work", now=now, read=read)
    check_in_for_a_year(diary, now)
    plan_this_week(diary, now)
    return diary


def measure(report: Report, diary: Any, years: int, seeds: list[int], requests: int) -> None:
    """One row a seed: how long the requests of that seed took, after ten that warm up."""
    worst = 0.0
    for seed in seeds:
        chance = random.Random(seed)
        took = [once(diary, chance) for _ in range(requests + 10)][10:]
        p95 = statistics.quantiles(took, n=20)[-1]
        worst = max(worst, p95)
        report.rows.append(
            {
                "years": years,
                "seed": seed,
                "p50 (s)": statistics.median(took),
                "p95 (s)": p95,
                "most (s)": max(took),
            }
        )
    report.bars.append(Bar(f"a request judged, {years} years, p95 (s)", worst, VERDICT_P95_SECONDS, "lower"))


def once(diary: Any, chance: random.Random) -> float:
    """Seconds from a line as it is typed to a verdict, alternatives and a reply."""
    from counterpoint.desk.boundaries import requests as desk
    from counterpoint.domain.boundaries import Request

    now = this_hour()
    day = (now + timedelta(days=chance.randrange(1, 14))).strftime("%d %B")
    words = (
        f"{chance.choice(WHO)} asks for {day} {chance.randrange(7, 21)}:{chance.choice(('00', '15', '30'))}"
    )
    zone = diary.settings().thing.zone
    began = time.perf_counter()
    line = desk.read_line(diary, f"{words}, {chance.choice(LENGTHS)}", now=now)
    request = Request("new", now, line.who, line.what, line.span(zone), line.all_day)
    desk.draft(desk.look_at(diary, request, now=now), "counter")
    return time.perf_counter() - began


def this_hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


if __name__ == "__main__":
    sys.exit(main())
