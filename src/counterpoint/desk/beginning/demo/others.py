"""The example person among others: what bent for whom, what was asked and answered, how they are reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.boundaries import Bend, Channel, GiveBack, HowIWork, Request
from counterpoint.domain.living import Companion, Outgoing, Pause
from counterpoint.domain.timeline import WEEKDAYS, Span, Week, WeeklyWindow, instant, local
from counterpoint.domain.values import Leaning

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
A_WEEK = timedelta(days=7)
DINNER, SWIM = "Dinner with Noa and Eli", "Swimming"


class Weeks:
    """Moments counted from the week that is planned, on the clock of the example person."""

    def __init__(self, week: Week, zone: str, now: datetime) -> None:
        self.week, self.zone, self.now = week, zone, now

    def at(self, offset: int, day: int, hour: int, minute: int = 0) -> datetime:
        return instant(self.week.next(offset).first + timedelta(days=day), time(hour, minute), self.zone)

    def span(self, offset: int, day: int, hour: int, minutes: int, minute: int = 0) -> Span:
        start = self.at(offset, day, hour, minute)
        return Span(start, start + timedelta(minutes=minutes))

    def ago(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A time of day so many days before today."""
        today = local(self.now, self.zone).date()
        return instant(today - timedelta(days=days), time(hour, minute), self.zone)


def others_of_example(diary: Diary, weeks: Weeks) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
    """What is put on which shelf. A bend lies on no time for which nothing was planned."""
    told = tuple(_bends(weeks))
    yield diary.dated(Pause), [_pause(weeks)]
    yield diary.dated(Bend), [bend for bend, _back in told]
    yield diary.dated(GiveBack), [back for _bend, back in told]
    yield diary.dated(Request), tuple(_requests(weeks))
    yield diary.shelf(Channel), _CHANNELS
    yield diary.shelf(HowIWork), _PAGES
    yield diary.shelf(Companion), [_COMPANION]
    yield diary.shelf(Leaning), _LEANINGS
    yield diary.dated(Outgoing), [_message(weeks)]


def _pause(weeks: Weeks) -> Pause:
    return Pause("fever", weeks.at(-4, THU, 7, 30), weeks.at(-4, SAT, 0), "Eli had a fever")


def _bends(weeks: Weeks) -> Iterator[tuple[Bend, GiveBack]]:
    """What gave way in the last weeks, and what became of its time: all that can become of it."""
    launch = _dinner(weeks, "launch", (-5, WED), ("opportunity", "Tomke", "To be there when it goes live"))
    yield launch, _given(launch, weeks.at(-5, SAT, 12, 15))
    fall = _dinner(weeks, "fall", (-3, FRI), ("emergency", "mum", "She had fallen on the stairs"))
    yield fall, _given(fall, weeks.at(-3, SUN, 19, 15))
    budget = _dinner(weeks, "budget", (-2, MON), ("other", "", "The budget talk ran on"))
    yield budget, replace(_back(budget), state="let_go")
    opening = _dinner(weeks, "opening", (-1, FRI), ("opportunity", "Ada", "Her first own exhibition"))
    opening = replace(opening, at=weeks.at(-1, MON, 17))
    taken_up = min(weeks.at(-1, SUN, 18), weeks.now)
    yield opening, replace(_back(opening), state="owed", at=taken_up, due_at=taken_up + A_WEEK)
    rain = _swim(weeks)
    yield rain, _back(rain)


def _dinner(weeks: Weeks, id: str, on: tuple[int, int], why: tuple[Any, str, str]) -> Bend:
    """`on` is a week, counted from the planned one, and its day; `why` a cause, for whom, and words."""
    offset, day = on
    said = weeks.at(offset, day, 16, 40)
    span = weeks.span(offset, day, 18, 75)
    return Bend(id, min(said, weeks.now), "dinner", DINNER, span, *why, "family")


def _swim(weeks: Weeks) -> Bend:
    """Three days ago, so that whether its time comes back is still open."""
    weekend = weeks.ago(3, 7).weekday() >= SAT
    start = weeks.ago(3, 10 if weekend else 7)
    span = Span(start, start + timedelta(hours=1))
    said = start - timedelta(minutes=20)
    return Bend("plumber", said, "swim", SWIM, span, "emergency", "", "Water in the cellar", "health")


def _given(bend: Bend, at: datetime) -> GiveBack:
    return replace(_back(bend), state="given", given_at=at, minutes_given=bend.span.minutes)


def _back(bend: Bend) -> GiveBack:
    domain = "family" if bend.protected_id == "dinner" else "health"
    due = max(bend.at, bend.span.end) + A_WEEK
    return GiveBack(
        f"back-{bend.id}", bend.at, bend.id, bend.title, bend.span.minutes, due, bend.protected_id,
        bend.value_id, domain,
    )  # fmt: skip


def _requests(weeks: Weeks) -> Iterator[Request]:
    """One of each answer, and one that waits for its own."""
    yield Request(
        "minutes", weeks.at(-3, MON, 9, 20), "Parents’ council", "taking the minutes on Mondays",
        weeks.span(-2, MON, 18, 60), domain_id="family", state="declined",
        answered_at=weeks.at(-3, MON, 12, 5),
        answer="Thank you for asking. I protect that time for my family, so I can’t take this on.",
    )  # fmt: skip
    yield Request(
        "walk", weeks.at(-2, TUE, 19, 40), "Jo", "a walk by the river", weeks.span(-2, SUN, 10, 60),
        domain_id="health", state="accepted", answered_at=weeks.at(-2, TUE, 21), answer="With pleasure!",
    )  # fmt: skip
    yield Request(
        "call", weeks.at(-2, THU, 17, 10), "Ms Brandt, museum", "a call about the rooms",
        weeks.span(-1, TUE, 18, 45), domain_id="work", state="countered",
        answered_at=weeks.at(-2, FRI, 9, 30),
        answer="I protect that time for my family – how about Tuesday at 16:00, or Thursday at 14:00?",
    )  # fmt: skip
    yield Request(
        "opening", weeks.at(-1, MON, 13), "Ada", "the opening of her exhibition", weeks.span(-1, FRI, 18, 75),
        domain_id="work", notes="She asked me first of all", state="given_back",
        answered_at=weeks.at(-1, MON, 17), answer="I’ll be there.", bend_ids=("opening",),
    )  # fmt: skip
    yield Request(
        "extra", weeks.now - timedelta(hours=3), "Ida, choir", "an extra rehearsal of the altos",
        weeks.span(1, TUE, 18, 90, 30), domain_id="choir",
    )  # fmt: skip


_OFFICE = WeeklyWindow(WEEKDAYS, time(9), time(17))
_CHANNELS = (
    Channel("mail", "Studio mail", "mail", (_OFFICE,), "day", ("manager", "colleagues")),
    Channel(
        "chat", "Studio chat", "chat", (WeeklyWindow(WEEKDAYS, time(11), time(17)),), "hour", ("colleagues",)
    ),
    Channel("phone", "Phone", "phone", (_OFFICE,), "at_once", (), "It is on the fridge", True),
)
_PAGES = (
    HowIWork(
        "colleagues", "Mornings are for deep work; from eleven on I am all ears.",
        "Ring, and ring again: then I know that it is urgent.", "What cannot wait is worth a call.",
    ),
    HowIWork(
        "family", "From six I am there, and the phone is in the drawer.", "Ring twice, at any time.", "",
        False, "names",
    ),
)  # fmt: skip
_LEANINGS = (
    Leaning("family", "Family", "very"),
    Leaning("craft", "Good work", "very"),
    Leaning("health", "Health", "very"),
    Leaning("music", "Music", "very"),
    Leaning("learning", "Learning", "also"),
    Leaning("nature", "Nature", "also"),
    Leaning("fame", "Being known", "not_now"),
)
_COMPANION = Companion(
    "jo", "Jo", "", True, ("dinner", "swim"), "The museum is loud these weeks, and I want to stay well in it."
)


def _message(weeks: Weeks) -> Outgoing:
    """What was sent to Jo by hand after the last review."""
    at = weeks.at(-2, SUN, 20, 40)
    return Outgoing(
        "example-jo", at, "companion", "mail", "jo", "Jo", "How my week goes",
        "This week I look out of the window for a breath after I put the kettle on.",
        state="sent", attempts=1, ended_at=at + timedelta(minutes=1),
    )  # fmt: skip
