"""How soon a new clone serves its first page, and how fast Week, Today and Check-in are with a year of data.

The clone is made from the commit that is checked out; package caches are whatever this machine has. The
home folder is new. Then a person with a year of calendar (about forty events a week) and a planned week
asks for these pages again and again.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _report import Bar, Report, options

ROOT = Path(__file__).parent.parent
YEAR = Path(__file__).parent / "_year.py"
FIRST_PAGE_SECONDS, SECOND_TIME_SECONDS, PAGE_P95_SECONDS = 60.0, 10.0, 0.150
PATIENCE = 900.0
NAME, WORD = "robin", "a long word for a benchmark"


def main() -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--pages", type=int, default=200, help="how often each page is asked for")
    parser.add_argument("--clone", type=Path, help="measure this checkout instead of a new clone")
    asked = parser.parse_args()
    report = Report("start", {"pages": asked.pages, "clone": str(asked.clone or "new")})
    with tempfile.TemporaryDirectory(prefix="counterpoint-start-") as folder:
        measure(report, asked.clone or new_clone(Path(folder)), Path(folder) / "home", asked.pages)
    return report.finish(asked.json)


def measure(report: Report, clone: Path, home: Path, pages: int) -> None:
    for time_of, limit in (("first", FIRST_PAGE_SECONDS), ("second", SECOND_TIME_SECONDS)):
        with served(clone, home) as (_, seconds):
            report.rows.append(
                {"what": f"./run, {time_of} time, to first page", "p50": seconds, "p95": seconds}
            )
            report.bars.append(Bar(f"./run to first page, {time_of} time (s)", seconds, limit, "lower"))
    week = fill_a_year(clone, home)
    with served(clone, home) as (port, _):
        visitor = Visitor(port)
        visitor.sign_in()
        report.rows.append(asked_often(visitor, f"/week/{week}/events.json", pages))
        for name, path in (("Week", f"/week/{week}/"), ("Today", "/today/"), ("Check-in", "/check-in/")):
            row = asked_often(visitor, path, pages)
            report.rows.append(row)
            report.bars.append(Bar(f"{name} page p95 (s)", float(str(row["p95"])), PAGE_P95_SECONDS, "lower"))


def new_clone(folder: Path) -> Path:
    clone = folder / "counterpoint"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    return clone


@contextmanager
def served(clone: Path, home: Path) -> Iterator[tuple[int, float]]:
    """The port that `./run` serves on, and the seconds until it answered with a page."""
    port = free_port()
    began = time.perf_counter()
    words = [str(clone / "run"), "serve", "--port", str(port), "--home", str(home)]
    with subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as run:
        try:
            wait_for_a_page(port, run)
            yield port, time.perf_counter() - began
        finally:
            os.killpg(run.pid, signal.SIGTERM)
            run.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_a_page(port: int, run: subprocess.Popen[bytes]) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if run.poll() is not None:
            sys.exit(f"./run ended with {run.returncode} before it served a page.")
        if answers(port):
            return
        time.sleep(0.05)
    sys.exit(f"./run did not serve a page within {PATIENCE:.0f} s.")


def answers(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/")
        return asking.getresponse().status < http.client.BAD_REQUEST
    except OSError:
        return False
    finally:
        asking.close()


def fill_a_year(clone: Path, home: Path) -> str:
    """The name of the week that is planned."""
    python = clone / ".venv" / "bin" / "python"
    words = [str(python), str(YEAR), str(home), NAME, WORD]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]


class Visitor:
    """A browser's one connection with its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urllib.parse.urlencode(form) if form else None
        if body:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if body else "GET", path, body, heads)
        answer = self.connection.getresponse()
        for said in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = said.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.read()

    def sign_in(self) -> None:
        _, page = self.ask("/accounts/login/")
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        token = found[1].decode() if found else ""
        status, _ = self.ask(
            "/accounts/login/", {"csrfmiddlewaretoken": token, "login": NAME, "password": WORD}
        )
        if status != http.client.FOUND:
            sys.exit(f"Signing in was answered with {status}.")


def asked_often(visitor: Visitor, path: str, times: int) -> dict[str, object]:
    seconds = []
    for turn in range(times + 5):
        began = time.perf_counter()
        status, _ = visitor.ask(path)
        if status != http.client.OK:
            sys.exit(f"{path} was answered with {status}.")
        if turn >= 5:
            seconds.append(time.perf_counter() - began)
    return {"what": path, "p50": statistics.median(seconds), "p95": statistics.quantiles(seconds, n=20)[-1]}


if __name__ == "__main__":
    sys.exit(main())
