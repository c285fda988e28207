"""How long a calendar on a server takes to be kept up with, beside the caldav library in the same run.

A real Radicale on this machine holds a calendar of 10,000 events, listed once before, so that neither pays
for that. It is pulled for the first time, again with nothing new, and after one event changed: ours as the
product does it, into a database, with the occurrences of four years worked out; the peer by its sync tokens,
into objects in memory. Both wait for the same server, so the ratios of all seconds say what is lived, and
those of processor time what the two programs cost. What both hold at the end is compared, entry by entry.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from _radicale import PASSWORD, USER, served
from _report import Bar, Report, options

FIRST, SAME, ONE = "first pull", "nothing new", "one change"
TIMES = {FIRST: 5.0, SAME: 10.0, ONE: 10.0}
NOW = datetime.now(UTC).replace(microsecond=0)
Entries = dict[str, str]
Taken = tuple[float, float]


def main(arguments: list[str] | None = None) -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--events", type=int, default=10_000)
    parser.set_defaults(seeds=[1], replicates=3)
    given = parser.parse_args(arguments)
    report = Report("sync", {**vars(given), "server": "Radicale"})
    with tempfile.TemporaryDirectory(prefix="counterpoint-sync-") as folder, served(Path(folder)) as address:
        differ = _measure(report, Path(folder), address, given.events, given.replicates)
    report.bars += [Bar("entries that differ", differ, 0, "lower")]
    for row in report.rows:
        what = str(row["what"])
        fast = float(str(row["times as fast"]))
        report.bars.append(Bar(f"{what}: times as fast", fast, TIMES[what], "higher"))
    return report.finish(given.json)


def _measure(report: Report, folder: Path, address: str, events: int, replicates: int) -> int:
    url = f"{address}/{USER}/work/"
    phone = httpx.Client(auth=(USER, PASSWORD), trust_env=False, timeout=900)
    _fill(phone, url, events)
    ours, theirs = Ours(folder / "home", address, url), Theirs(address, url)
    runs: dict[str, list[tuple[Taken, Taken]]] = {FIRST: [(taken(ours.pull), taken(theirs.first))]}
    for number in range(replicates):
        runs.setdefault(SAME, []).append((taken(ours.pull), taken(theirs.again)))
        _put(phone, url, number, f"Changed {number}")
        runs.setdefault(ONE, []).append((taken(ours.pull), taken(theirs.again)))
    for what, every in runs.items():
        report.rows.append(_row(what, events, every))
    mine, other = ours.holds(), theirs.holds()
    return sum(mine.get(name) != other.get(name) for name in mine.keys() | other.keys()) + abs(
        len(mine) - events
    )


def _row(what: str, events: int, runs: list[tuple[Taken, Taken]]) -> dict[str, object]:
    """The least of the runs."""
    seconds, peer = (min(run[of][0] for run in runs) for of in (0, 1))
    cost, peer_cost = (min(run[of][1] for run in runs) for of in (0, 1))
    return {
        "what": what,
        "times as fast": round(peer / seconds, 1),
        "times as cheap": round(peer_cost / cost, 1),
        "ours (s)": round(seconds, 3),
        "peer (s)": round(peer, 3),
        "our processor (s)": round(cost, 3),
        "its processor (s)": round(peer_cost, 3),
        "events": events,
    }


def taken(do: Callable[[], None]) -> Taken:
    """Seconds by the clock, and of this process."""
    began, worked = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - began, time.process_time() - worked


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
    """All at once, as Radicale takes a whole calendar; and a first listing."""
    whole = _calendar(*map(_event, range(events)))
    phone.put(url, content=whole, headers={"Content-Type": "text/calendar"}).raise_for_status()
    body = '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>'
    phone.request("PROPFIND", url, content=body, headers={"Depth": "1"}).raise_for_status()


def _put(phone: httpx.Client, url: str, n: int, title: str) -> None:
    said = phone.put(
        f"{url}event-{n}.ics",
        content=_calendar(_event(n, title)),
        headers={"Content-Type": "text/calendar"},
    )
    said.raise_for_status()


class Ours:
    """The product's own visits, in a home of its own."""

    def __init__(self, home: Path, address: str, url: str) -> None:
        from counterpoint import wiring

        wiring.ready_storage(home)
        from counterpoint.adapters.storage.models import Person
        from counterpoint.domain.agenda import AppPassword, CalendarAccount, CalendarSource, Collection

        self.diary = wiring.diary_of(Person.objects.create(username="robin", is_owner=True))
        self.now, self.read = NOW, wiring.reads_calendars()
        zone = self.diary.settings().thing.zone
        self.diary.shelf(CalendarAccount).add(CalendarAccount("a", "Home", address, USER, at_home=True))
        self.diary.shelf(AppPassword).add(AppPassword("a", PASSWORD))
        self.diary.calendars.add(CalendarSource("c", "Work", "", "account", zone=zone))
        self.diary.shelf(Collection).add(Collection("n", "a", "c", url))

    def pull(self) -> None:
        """As many visits as it takes: each has little time."""
        from counterpoint.adapters.caldav.server import connected
        from counterpoint.desk.syncing.due import SYNC
        from counterpoint.desk.syncing.visiting import sync_in_background
        from counterpoint.domain.agenda import CalendarAccount

        connects = partial(connected, may_be_at_home=True)
        for _visit in range(50):
            job = self.diary.jobs.record(SYNC, {"account": "a"})
            sync_in_background(self.diary, job, connects=connects, read=self.read, now=self.now)
            account = self.diary.shelf(CalendarAccount).get("a").thing
            if account.failures:
                sys.exit(account.trouble)
            if not account.trouble:
                return
        sys.exit("It came to no end.")

    def holds(self) -> Entries:
        return {_name(each.href): _plain(each.raw.decode()) for each in self.diary.resources.all("n")}


class Theirs:
    """The caldav library: everything by its sync token, then what is new."""

    def __init__(self, address: str, url: str) -> None:
        from caldav import DAVClient

        self.calendar = DAVClient(address, username=USER, password=PASSWORD).calendar(url=url)
        self.objects: Any = None

    def first(self) -> None:
        self.objects = self.calendar.get_objects_by_sync_token(load_objects=True)

    def again(self) -> None:
        self.objects.sync()

    def holds(self) -> Entries:
        return {_name(str(each.url)): _plain(each.data) for each in self.objects}


def _name(href: str) -> str:
    return href.rpartition("/")[2]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


if __name__ == "__main__":
    sys.exit(main())
