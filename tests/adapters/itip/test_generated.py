"""Five hundred stories of invitations, from bytes to what is kept, against the simplest telling of them.

Each story is of one UID: single or weekly, in some zone, changed, moved, called off, as a whole and in single
instances, with broken and doubled messages between, in any order and in any wrapping.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from counterpoint.adapters.itip.reading import read_messages
from counterpoint.desk.inviting.taking_in import take_in
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span
from tests.adapters.itip.shapes import an_event, google_mail, outlook_mail
from tests.memory import MemoryDiary
from tests.seeds import drawn

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
STORIES = 500


@dataclass(frozen=True)
class Told:
    """A message of a story; `nth` is the instance that it is about, None for the whole."""

    method: str
    sequence: int
    minute: int
    nth: int | None
    start: datetime
    """On the wall."""

    @property
    def age(self):
        return self.sequence, self.minute, self.method == "CANCEL"


class Story:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"invitation {seed}")
        self.uid, self.zone = f"story-{seed}", self.chance.choice(ZONES)
        self.weeks = self.chance.choice([0, 0, 3, 6])
        self.first = datetime(2026, 11, 26, 10) + timedelta(hours=self.chance.randrange(8))  # noqa: DTZ001
        self.said = [self._told(n) for n in range(self.chance.randint(1, 6))]

    def _told(self, n: int) -> Told:
        method = "REQUEST" if n == 0 else self.chance.choice(["REQUEST", "REQUEST", "CANCEL"])
        nth = self.chance.randrange(self.weeks) if self.weeks and n and self.chance.random() < 0.5 else None
        moved = timedelta(minutes=15 * self.chance.randrange(3)) if n else timedelta()
        start = self.first + moved + timedelta(weeks=nth or 0)
        # a minute of its own: two different messages of one revision are nobody's to order
        return Told(method, self.chance.randrange(3), n, nth, start)

    def instant(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def name(self, nth: int) -> str:
        """The RECURRENCE-ID of an instance of the series as it was told first."""
        return f"{self.instant(self.first + timedelta(weeks=nth)):%Y%m%dT%H%M%SZ}"

    def raw(self, told: Told) -> bytes:
        wall, end = f"{told.start:%Y%m%dT%H%M%S}", f"{told.start + timedelta(hours=1):%Y%m%dT%H%M%S}"
        zone = "" if self.zone == "UTC" else f";TZID={self.zone}"
        mark = "Z" if self.zone == "UTC" else ""
        lines = [f"DTSTART{zone}:{wall}{mark}", f"DTEND{zone}:{end}{mark}", f"SEQUENCE:{told.sequence}"]
        if told.nth is not None:
            lines.append(f"RECURRENCE-ID:{self.name(told.nth)}")
        elif self.weeks:
            lines.append(f"RRULE:FREQ=WEEKLY;COUNT={self.weeks}")
        raw = an_event(*lines, method=told.method, uid=self.uid, stamp=f"20261120T08{told.minute:02}00Z")
        if told.method == "CANCEL" and self.chance.random() < 0.5:
            raw = b"\r\n".join(
                each for each in raw.split(b"\r\n") if not each.startswith((b"DTSTART", b"DTEND", b"RRULE"))
            )
        wrap = self.chance.choice([None, outlook_mail, google_mail])
        return raw if wrap is None else wrap(raw.decode().replace("\r\n", "\n"), method=told.method)

    def arrivals(self) -> list[bytes]:
        doubled = [*self.said, *self.chance.sample(self.said, len(self.said) // 2)]
        self.chance.shuffle(doubled)
        raw = [self.raw(each) for each in doubled]
        for _n in range(self.chance.randrange(3)):
            raw.insert(self.chance.randrange(len(raw) + 1), self._broken())
        return raw

    def _broken(self) -> bytes:
        return self.chance.choice(
            [
                an_event("DTSTART:rubbish", uid=self.uid),
                an_event("UID", "SEQUENCE:9"),
                an_event("SEQUENCE:9", uid=self.uid, method="PUBLISH"),
                an_event("SEQUENCE:9", "ORGANIZER:nobody", uid=self.uid),
                outlook_mail(an_event("SEQUENCE:9", uid=self.uid).decode(), method="CANCEL"),
                b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:" + self.uid.encode(),
            ]
        )

    # the right state

    def in_force(self) -> dict[int | None, Told]:
        last: dict[int | None, Told] = {}
        for each in sorted(self.said, key=lambda told: told.age):
            last[each.nth] = each
        whole = last.get(None)
        return {
            nth: each
            for nth, each in last.items()
            if nth is None or not whole or each.sequence >= whole.sequence
        }

    def asked(self) -> set[Span]:
        """The times that are still asked for, of all that holds: the next of the whole, and each instance."""
        force = self.in_force()
        whole = force.get(None)
        spans = set()
        for nth, told in force.items():
            off = told.method == "CANCEL" or (whole and whole.method == "CANCEL" and told.age <= whole.age)
            if off:
                continue
            if nth is not None or not self.weeks:
                spans.add(self.span(told.start))
                continue
            own = {self.name(each) for each in force if each is not None}
            walls = [told.start + timedelta(weeks=n) for n in range(self.weeks)]
            left = [each for each in walls if f"{self.instant(each):%Y%m%dT%H%M%SZ}" not in own]
            spans.add(self.span((left or walls)[0]))
        return spans

    def span(self, wall: datetime) -> Span:
        start = self.instant(wall)
        return Span(start, start + timedelta(hours=1))


@pytest.mark.parametrize("seed", drawn(range(STORIES), 60, "invitations"))
def test_what_is_kept_of_a_story_is_what_holds(seed):
    story, diary = Story(seed), MemoryDiary(clock=lambda: NOW)
    diary.change_settings(Settings(zone="Europe/Berlin"), version=0)
    for raw in story.arrivals():
        take_in(diary, read_messages(raw, now=NOW, zone="Europe/Berlin"), now=NOW, mine=["ada@example.org"])
    force = story.in_force()
    names = {None: "", **{nth: story.name(nth) for nth in range(story.weeks)}}
    kept = {each.thing.message.recurrence_id: each.thing.message for each in diary.dated(Invitation).all()}
    assert {name: (each.method, each.sequence, each.stamp.minute) for name, each in kept.items()} == {
        names[nth]: (each.method, each.sequence, each.minute) for nth, each in force.items()
    }
    waiting = [each.thing for each in diary.dated(Request).all() if each.thing.state == "open"]
    assert {each.span for each in waiting} == story.asked()
    assert all(each == replace(each, who="Anna", what="Launch", email="anna@example.org") for each in waiting)
