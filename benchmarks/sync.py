"""How long a calendar on a server takes to be kept up with, beside the caldav library in the same run.

A real Radicale on this machine holds a calendar of 10,000 events. It has listed it once before and told it
once by a sync token, so that nobody pays for what it then works out for good (some 20 s). Pulled are: all
of it for the first time; nothing new, of a calendar that did not change for a minute; one event that
changed; and nothing new right after that, for which no bar is set.

The task is the same for both: afterwards the state of the server is kept durably, and the occurrences that
a program has to show are known.

- Ours: visits as the product makes them, into its database, with the occurrences of four years. Each opens
  a connection of its own and knows nothing but what is kept.
- The peer, as caldav's own documentation has it: `get_objects_by_sync_token(load_objects=True)`, then
  `sync()` on what that gave, which stays in memory; each entry that came is kept in SQLite and read with
  icalendar, and its occurrences of the week are worked out by recurring-ical-events. Where nothing came
  there is nothing to do. “caldav alone” is the time that the library itself took of that.
- The floor: the same questions to the server over a connection that is kept, with nothing done with the
  answers: what the server and the way to it take. Of nothing new that is one question for when the calendar
  changed last, of a change that and two more: what changed, and the entry.

Seconds are what is lived, the least of the runs; processor time is told apart for both programs and the
server. What both hold at the end is compared, entry by entry.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from _radicale import PASSWORD, USER, Server, served
from _report import Bar, Report, options

FIRST, SAME, ONE, SOON = "first pull", "nothing new", "one change", "nothing new, just changed"
TIMES = {FIRST: 5.0, SAME: 10.0, ONE: 10.0}
UNCHANGED = 62.0
"""Seconds until a change is well past."""
NOW = datetime.now(UTC).replace(microsecond=0)
Entries = dict[str, str]
Do = Callable[[], None]


@dataclass(frozen=True)
class Taken:
    """Seconds: by the clock, of this process, of the server's."""

    seconds: float
    ours: float
    server: float


def main(arguments: list[str] | None = None) -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--events", type=int, default=10_000)
    parser.set_defaults(seeds=[1], replicates=3)
    given = parser.parse_args(arguments)
    report = Report("sync", {**vars(given), "server": "Radicale"})
    with tempfile.TemporaryDirectory(prefix="counterpoint-sync-") as folder, served(Path(folder)) as server:
        differ = _measure(report, Path(folder), server, given.events, given.replicates)
    report.bars += [Bar("entries that differ", differ, 0, "lower")]
    for row in report.rows:
        if (what := str(row["what"])) in TIMES:
            fast = float(str(row["times as fast"]))
            report.bars.append(Bar(f"{what}: times as fast", fast, TIMES[what], "higher"))
    return report.finish(given.json)


def _measure(report: Report, folder: Path, server: Server, events: int, replicates: int) -> int:
    url = f"{server.address}/{USER}/work/"
    phone = httpx.Client(auth=(USER, PASSWORD), trust_env=False, timeout=900)
    _fill(phone, url, events)
    ours, theirs = Ours(folder / "home", server.address, url), Theirs(server.address, url, folder)
    bare = Bare(phone, url)
    runs: dict[str, list[tuple[Taken, Taken, Taken]]] = {}
    alone: dict[str, list[float]] = {}

    def run(what: str, mine: Do, other: Do, least: Do) -> None:
        runs.setdefault(what, []).append((taken(mine, server), taken(other, server), taken(least, server)))
        alone.setdefault(what, []).append(theirs.alone)

    run(FIRST, ours.pull, theirs.first, bare.first)
    time.sleep(UNCHANGED)
    ours.pull()  # which notes when the last change was
    for _again in range(replicates):
        run(SAME, ours.pull, theirs.again, bare.same)
    for number in range(replicates):
        _put(phone, url, number, f"Changed {number}")
        run(ONE, ours.pull, theirs.again, bare.one)
        run(SOON, ours.pull, theirs.again, bare.one)
    for what, every in runs.items():
        report.rows.append(_row(what, every, min(alone[what])))
    mine, other = ours.holds(), theirs.holds()
    return sum(mine.get(name) != other.get(name) for name in mine.keys() | other.keys()) + abs(
        len(mine) - events
    )


def _row(what: str, runs: list[tuple[Taken, Taken, Taken]], alone: float) -> dict[str, object]:
    """The least of the runs."""
    mine, peer, bare = (min((run[of] for run in runs), key=lambda one: one.seconds) for of in range(3))
    return {
        "what": what,
        "times as fast": round(peer.seconds / mine.seconds, 1),
        "as caldav alone": round(alone / mine.seconds, 1),
        "ours (s)": round(mine.seconds, 3),
        "peer (s)": round(peer.seconds, 3),
        "caldav alone (s)": round(alone, 3),
        "floor: bare requests (s)": round(bare.seconds, 3),
        "processor: ours": round(mine.ours, 3),
        "its server": round(mine.server, 2),
        "peer": round(peer.ours, 3),
        "the peer's server": round(peer.server, 2),
    }


def taken(do: Do, server: Server) -> Taken:
    began, worked, served_before = time.perf_counter(), time.process_time(), server.worked()
    do()
    return Taken(time.perf_counter() - began, time.process_time() - worked, server.worked() - served_before)


def _event(n: int, title: str = "") -> str:
    start = NOW - timedelta(days=300) + timedelta(minutes=100 * n)
    end = start + timedelta(hours=1)
    lines = (
        "BEGIN:VEVENT",
        f"UID:event-{n}",
        f"DTSTAMP:{_utc(NOW)}",
        f"SUMMARY:{title or f'Event {n}'}",
        f"DTSTART:{_utc(start)}",
        f"DTEND:{_utc(end)}",
        "END:VEVENT",
    )
    return "\r\n".join(lines)


def _utc(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _calendar(*events: str) -> str:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Counterpoint//benchmark//EN")
    return "\r\n".join((*head, *events, "END:VCALENDAR", ""))


def _fill(phone: httpx.Client, url: str, events: int) -> None:
    """All at once, as Radicale takes a whole calendar; then a first listing, and a first one by a token."""
    whole = _calendar(*map(_event, range(events)))
    phone.put(url, content=whole, headers={"Content-Type": "text/calendar"}).raise_for_status()
    body = '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>'
    phone.request("PROPFIND", url, content=body, headers={"Depth": "1"}).raise_for_status()
    phone.request("REPORT", url, content=_changes(""), headers={"Depth": "0"}).raise_for_status()


def _changes(token: str) -> str:
    return (
        f'<d:sync-collection xmlns:d="DAV:"><d:sync-token>{token}</d:sync-token>'
        "<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>"
    )


def _put(phone: httpx.Client, url: str, n: int, title: str) -> None:
    said = phone.put(
        f"{url}event-{n}.ics",
        content=_calendar(_event(n, title)),
        headers={"Content-Type": "text/calendar"},
    )
    said.raise_for_status()


class Bare:
    """Questions alone: nothing is done with what is answered, but for where to ask on."""

    def __init__(self, phone: httpx.Client, url: str) -> None:
        self.phone, self.url = phone, url
        self.token = ""

    def first(self) -> None:
        hrefs = self._changed()
        for place in range(0, len(hrefs), 500):
            self._fetch(hrefs[place : place + 500])

    def same(self) -> None:
        body = '<d:propfind xmlns:d="DAV:"><d:prop><d:getlastmodified/></d:prop></d:propfind>'
        self._asked("PROPFIND", body)

    def one(self) -> None:
        self.same()
        if hrefs := self._changed():
            self._fetch(hrefs)

    def _changed(self) -> list[str]:
        said = self._asked("REPORT", _changes(self.token))
        self.token = re.findall("sync-token>([^<]*)<", said)[0]
        return [href for href in re.findall("href>([^<]*)<", said) if href.endswith(".ics")]

    def _fetch(self, hrefs: list[str]) -> None:
        wanted = "".join(f"<d:href>{href}</d:href>" for href in hrefs)
        self._asked(
            "REPORT",
            '<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/>'
            f"<c:calendar-data/></d:prop>{wanted}</c:calendar-multiget>",
        )

    def _asked(self, method: str, body: str) -> str:
        answer = self.phone.request(method, self.url, content=body, headers={"Depth": "0"})
        return answer.raise_for_status().text


class Ours:
    """The product's own visits, in a home of its own."""

    def __init__(self, home: Path, address: str, url: str) -> None:
        from counterpoint import wiring

        wiring.ready_storage(home)
        import counterpoint.adapters.calendars.entries
        import counterpoint.adapters.storage.diary
        import counterpoint.desk.syncing.visiting  # noqa: F401 - a worker has long begun
        from counterpoint.adapters.caldav.server import connected
        from counterpoint.adapters.storage.models import Person
        from counterpoint.domain.agenda import AppPassword, CalendarAccount, CalendarSource, Collection

        self.diary = wiring.diary_of(Person.objects.create(username="robin", is_owner=True))
        self.now, self.read = NOW, wiring.reads_calendars()
        self.connects = partial(connected, may_be_at_home=True)
        zone = self.diary.settings().thing.zone
        self.diary.shelf(CalendarAccount).add(CalendarAccount("a", "Home", address, USER, at_home=True))
        self.diary.shelf(AppPassword).add(AppPassword("a", PASSWORD))
        self.diary.calendars.add(CalendarSource("c", "Work", "", "account", zone=zone))
        self.diary.shelf(Collection).add(Collection("n", "a", "c", url))

    def pull(self) -> None:
        """As many visits as it takes: each has little time."""
        from counterpoint.desk.calendars.asking import SYNC
        from counterpoint.desk.syncing.visiting import sync_in_background
        from counterpoint.domain.agenda import CalendarAccount

        for _visit in range(50):
            job = self.diary.jobs.record(SYNC, {"account": "a"})
            sync_in_background(self.diary, job, connects=self.connects, read=self.read, now=self.now)
            account = self.diary.shelf(CalendarAccount).get("a").thing
            if account.failures:
                sys.exit(account.trouble)
            if not account.trouble:
                return
        sys.exit("It came to no end.")

    def holds(self) -> Entries:
        return {_name(each.href): _plain(each.raw.decode()) for each in self.diary.resources.all("n")}


class Theirs:
    """The caldav library: everything by its sync token, then what is new; kept, and the week worked out."""

    def __init__(self, address: str, url: str, folder: Path) -> None:
        from caldav import DAVClient

        self.calendar = DAVClient(address, username=USER, password=PASSWORD).calendar(url=url)
        self.objects: Any = None
        self.alone = 0.0
        self.kept = sqlite3.connect(folder / "peer.sqlite")
        self.kept.executescript(
            "CREATE TABLE entries (url TEXT PRIMARY KEY, data TEXT);"
            "CREATE TABLE week (url TEXT, title TEXT, start TEXT, finish TEXT);"
            "CREATE INDEX of_entry ON week (url); CREATE TABLE state (token TEXT)"
        )

    def first(self) -> None:
        began = time.perf_counter()
        self.objects = self.calendar.get_objects_by_sync_token(load_objects=True)
        self.alone = time.perf_counter() - began
        self._keep(self.objects, ())

    def again(self) -> None:
        began = time.perf_counter()
        updated, deleted = self.objects.sync()
        self.alone = time.perf_counter() - began
        if updated or deleted:
            self._keep(updated, deleted)

    def _keep(self, updated: Iterable[Any], deleted: Iterable[Any]) -> None:
        updated = list(updated)
        gone = [(str(each.url),) for each in (*updated, *deleted)]
        with self.kept:
            if self.objects is not None:
                self.kept.execute("DELETE FROM state")
            self.kept.executemany("DELETE FROM entries WHERE url = ?", gone)
            self.kept.executemany("DELETE FROM week WHERE url = ?", gone)
            entries = ((str(each.url), each.data) for each in updated)
            self.kept.executemany("INSERT INTO entries VALUES (?, ?)", entries)
            week = (row for each in updated for row in self._week(each))
            self.kept.executemany("INSERT INTO week VALUES (?, ?, ?, ?)", week)
            self.kept.execute("INSERT INTO state VALUES (?)", (self.objects.sync_token,))

    @staticmethod
    def _week(entry: Any) -> list[tuple[str, str, str, str]]:
        import recurring_ical_events
        from icalendar import Calendar

        found = recurring_ical_events.of(Calendar.from_ical(entry.data)).between(NOW, NOW + timedelta(days=7))
        url = str(entry.url)
        return [(url, str(each["SUMMARY"]), str(each.start), str(each.end)) for each in found]

    def holds(self) -> Entries:
        rows = self.kept.execute("SELECT url, data FROM entries")
        return {_name(url): _plain(data) for url, data in rows}


def _name(href: str) -> str:
    return href.rpartition("/")[2]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


if __name__ == "__main__":
    sys.exit(main())
