"""How fast every page is with years of data: each address that a signed-in person can open, by one table.

A seeded person has lived for so many years with all of the product (`--size kind=number` changes how much of
each kind there is). The real server answers on this machine; every page is asked for again and again. Beside
the time of an answer stand what the server computed for it (CPU, from the system's own books), the bytes
that came over the wire, those of its scripts, and how often it asked the database.
"""

from __future__ import annotations

import gzip
import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from _lived import Sizes, Years, weeks_like
from _report import Bar, Report, options
from _year import a_year, plan_this_week
from start import free_port, wait_for_a_page

from counterpoint import wiring
from counterpoint.domain.timeline import Week

PAGE_P95_SECONDS, SCRIPT_KB = 0.150, 150.0
CPU_SECONDS = 0.060
KB = 1000
NAME = "robin"
LINK = re.compile(r'(?:href|data-href|hx-get)="(/[^"#]*)"')
SCRIPT = re.compile(rb'<script[^>]+src="([^"]+\.js)"|<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"')
IMPORTED = re.compile(rb'(?:from|import)\s*"(\./[^"]+\.js)"')
LEAVES = ("account_logout",)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Address:
    name: str
    path: str


def main() -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--pages", type=int, default=40, help="how often each page is asked for")
    parser.add_argument("--size", action="append", default=[], help="such as tasks_a_year=1000; any number")
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    asked = parser.parse_args()
    said = {"years": asked.years, "pages": asked.pages, "sizes": asked.size, "seed": asked.seeds[0]}
    report = Report("pages", said)
    with tempfile.TemporaryDirectory(prefix="counterpoint-pages-") as folder:
        wiring.ready_storage(folder)
        key = live(asked.seeds[0], asked.years, Sizes.said(asked.size))
        with served(Path(folder)) as server:
            for address in addresses(asked.only):
                report.rows.append(measured(server, address, key, asked.pages))
    finish(report, asked.years)
    return report.finish(asked.json)


def finish(report: Report, years: int) -> None:
    """The slowest first; the bars are those of the slowest page, and of the one with the most script."""
    report.rows.sort(key=lambda row: -float(str(row["p95"])))
    pages = [row for row in report.rows if row["page"]]
    for column, limit, what in (
        ("p95", PAGE_P95_SECONDS, "p95 (s)"),
        ("script KB", SCRIPT_KB, "script (KB)"),
    ):
        worst = max(pages, key=lambda row: float(str(row[column])))
        if years == 1 or column != "p95":
            name = f"every page, {what}; most: {worst['name']}"
            report.bars.append(Bar(name, float(str(worst[column])), limit, "lower"))


# The life


def live(seed: int, years: int, sizes: Sizes) -> str:
    """Fills the years, plans this week, and returns the key of a session that was begun just now."""
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.calendars.adding import add_file
    from counterpoint.desk.calendars.uploads import Upload
    from counterpoint.desk.export import restore

    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    person = Person.objects.create(username=NAME, is_owner=True)
    diary, lived = wiring.diary_of(person), Years(seed, years, now, sizes)
    began = time.perf_counter()
    restore(diary, lived.everything())
    print(f"# {years} years kept in {time.perf_counter() - began:.1f} s", file=sys.stderr)
    add_file(diary, Upload("year.ics", a_year(now)), domain_id="work", now=now, read=wiring.reads_calendars())
    kept = diary.plans.of(Week.named(plan_this_week(diary, now)))
    assert kept is not None
    this = kept.thing
    past = [(each.current, each.accepted) for each in weeks_like(this.current, lived.mondays())]
    diary.plans.keep_all([*past, (this.current, this.accepted)])
    return session_of(person)


def session_of(person: Any) -> str:
    client = tab(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return str(session.session_key)


def tab(person: Any) -> Any:
    from django.test import Client

    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    client.force_login(person, backend=BACKEND)
    return client


# The addresses


def addresses(only: str = "") -> list[Address]:
    """Every address without a part, and of each with parts the first one that a page links to.

    `only` leaves those whose name has it.
    """
    from django.urls import get_resolver

    names = [each for each in patterns(get_resolver()) if each.name and each.name not in LEAVES]
    client, waiting = tab(wiring.owner()), list(whole(names))
    found: dict[str, str] = {}
    while waiting:
        name, path = waiting.pop(0)
        if name in found:
            continue
        answer = client.get(path)
        if answer.status_code == http.client.OK:
            found[name] = path
            waiting += linked(answer)
    lost = sorted({each.name for each in names} - set(found))
    print("# not opened by GET, or not linked to:", ", ".join(lost), file=sys.stderr)
    return [Address(name, path) for name, path in found.items() if only in name]


def whole(names: list[Any]) -> Iterator[tuple[str, str]]:
    from django.urls import NoReverseMatch, reverse

    for each in names:
        try:
            yield each.name, reverse(each.name)
        except NoReverseMatch:
            continue  # it names a thing


def patterns(resolver: Any) -> Iterator[Any]:
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            yield from patterns(each)
        else:
            yield each


def linked(answer: Any) -> Iterator[tuple[str, str]]:
    from django.urls import Resolver404, resolve

    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    for path in dict.fromkeys(LINK.findall(answer.content.decode())):
        try:
            match = resolve(path.partition("?")[0])
        except Resolver404:
            continue
        if match.url_name and match.url_name not in LEAVES:
            yield match.url_name, path.replace("&amp;", "&")


# The measuring


@dataclass
class Server:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """What the server and its children have computed so far, to the nanosecond; 0 where Linux is not."""
        found = 0.0
        for task in [self.pid, *children_of(self.pid)]:
            for book in Path(f"/proc/{task}/task").glob("*/schedstat"):
                try:
                    found += int(book.read_text().split()[0]) / 1e9
                except OSError:
                    continue  # that thread has just ended
        return found


def children_of(pid: int) -> list[int]:
    """All below the process that serve pages; workers, who do jobs, are none of them."""
    import psutil

    below = psutil.Process(pid).children(recursive=True)
    return [each.pid for each in below if "worker" not in each.cmdline()]


@contextmanager
def served(home: Path) -> Iterator[Server]:
    port = free_port()
    words = [sys.executable, "-m", "counterpoint", "serve", "--port", str(port), "--home", str(home)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdout=quiet, stderr=quiet) as process:
        try:
            wait_for_a_page(port, process)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait(30)


def measured(server: Server, address: Address, key: str, times: int) -> dict[str, object]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    answer = asked(connection, address.path, key)
    first = asked(connection, address.path, key)
    seconds, computed = [], server.cpu_seconds()
    for _ in range(times):
        began = time.perf_counter()
        asked(connection, address.path, key)
        seconds.append(time.perf_counter() - began)
    computed = (server.cpu_seconds() - computed) / times
    return {
        "name": address.name,
        "p50": statistics.median(seconds),
        "p95": statistics.quantiles(seconds, n=20)[-1],
        "cpu": computed,
        "queries": queries(address),
        "KB": first.bytes / KB,
        "script KB": sum(scripts(connection, answer.body).values()) / KB,
        "page": first.is_page,
        "path": address.path,
    }


@dataclass(frozen=True)
class Answer:
    body: bytes
    bytes: int
    is_page: bool


def asked(connection: http.client.HTTPConnection, path: str, key: str = "") -> Answer:
    heads = {"Accept-Encoding": "gzip"} | ({"Cookie": f"counterpoint={key}"} if key else {})
    connection.request("GET", path, headers=heads)
    answer = connection.getresponse()
    raw = answer.read()
    if answer.status != http.client.OK:
        sys.exit(f"{path} was answered with {answer.status}.")
    packed = answer.headers.get("Content-Encoding") == "gzip"
    is_page = (answer.headers.get("Content-Type") or "").startswith("text/html")
    return Answer(gzip.decompress(raw) if packed else raw, len(raw), is_page)


def scripts(connection: http.client.HTTPConnection, page: bytes) -> dict[str, int]:
    """The bytes over the wire of each script that a page loads, and of those that these load first."""
    found: dict[str, int] = {}
    waiting = [(first or second).decode() for first, second in SCRIPT.findall(page)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            answer = asked(connection, path)
            found[path] = answer.bytes
            folder = path.rpartition("/")[0]
            waiting += [f"{folder}/{each.decode()[2:]}" for each in IMPORTED.findall(answer.body)]
    return found


def queries(address: Address) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = tab(wiring.owner())
    with CaptureQueriesContext(connection) as counted:
        client.get(address.path)
    return len(counted)


if __name__ == "__main__":
    sys.exit(main())
