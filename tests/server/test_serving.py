"""`counterpoint serve` as people run it: real processes, a real port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.homes import fresh_home
from tests.server.running import Running, alive, children_of, environment, free_port, running, until

PASSWORD = "a long walk by the river"
pytestmark = pytest.mark.timeout(240)


def csrf(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found, page[:500]
    return found[1]


def come_in(place: Running) -> httpx.Client:
    browser = httpx.Client(base_url=place.address, follow_redirects=True, headers={"Referer": place.address})
    page = browser.get(place.link()).text
    answer = browser.post(
        place.link(),
        data={
            "username": "ada",
            "display_name": "Ada",
            "password": PASSWORD,
            "again": PASSWORD,
            "csrfmiddlewaretoken": csrf(page),
        },
    )
    assert answer.status_code == 200, answer.text[:2000]
    return browser


def a_worker_takes_what_is_recorded(home: Path) -> bool:
    """Whether a worker takes up nine jobs, one after the other, that another process recorded."""
    code = (
        "import time\n"
        "from counterpoint import wiring\n"
        "wiring.open_storage()\n"
        "jobs = wiring.diary_of(wiring.accounts.person_named('ada')).jobs\n"
        "for _ in range(9):\n"
        "    job = jobs.record('read_calendar', {'calendar': 'none'})\n"
        "    while jobs.get(job.id).state == 'waiting': time.sleep(0.001)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert not done.stderr
    return done.returncode == 0


def test_from_nothing_to_a_signed_in_owner_and_back(tmp_path: Path) -> None:
    with running(tmp_path) as place:
        browser = come_in(place)
        page = browser.get("/accounts/")
        assert "You sign in as ada" in page.text
        sheet = re.search(r'href="(/static/[^"]+\.css)"', page.text)
        assert sheet
        assert "immutable" in browser.get(sheet[1]).headers["cache-control"]
        assert httpx.get(place.link()).status_code == 404
        assert place.home.stat().st_mode & 0o077 == 0
        assert (place.home / "address").read_text().strip().endswith(f":{place.port}")
        assert a_worker_takes_what_is_recorded(place.home)
        processes = [place.process.pid, *children_of(place.process.pid)]
        assert place.stop() == 0
        until(lambda: not any(map(alive, processes)))
        assert "Traceback" not in place.log


def test_what_dies_is_started_again_and_nothing_outlives_its_parent(tmp_path: Path) -> None:
    fresh_home(tmp_path)
    with running(tmp_path) as place:
        come_in(place)
        for name in ("worker reading", "server web"):
            os.kill(place.child(name), signal.SIGKILL)
        until(place.answers)
        assert a_worker_takes_what_is_recorded(place.home)
        family = [pid for child in children_of(place.process.pid) for pid in (child, *children_of(child))]
        place.process.kill()
        place.process.wait()
        until(lambda: not any(map(alive, family)))
    with running(tmp_path) as again:
        assert again.answers()
        assert "welcome" not in again.log


@pytest.fixture(scope="module")
def in_the_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that lets the network in and that no test changes."""
    folder = tmp_path_factory.mktemp("network")
    fresh_home(folder)
    with running(folder, "--host", "0.0.0.0") as place:
        yield place


def test_a_second_one_on_the_same_home_or_port_says_so(in_the_network: Running, tmp_path: Path) -> None:
    place = in_the_network
    taken = serve_shortly(place.home, place.port)
    assert "is serving from" in taken.stderr
    elsewhere = serve_shortly(tmp_path / "other", place.port)
    assert f"Port {place.port} is taken" in elsewhere.stderr
    assert f"--port {place.port + 1}" in elsewhere.stderr


def serve_shortly(home: Path, port: int) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "counterpoint", "serve", "--port", str(port)]
    done = subprocess.run(
        words, env=environment(home), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done


def test_everyone_in_the_network_may_be_let_in(in_the_network: Running) -> None:
    lines = in_the_network.log
    found = re.search(r"From your phone.*: (http://[\d.]+:\d+)", lines)
    if found is None:
        pytest.skip("This machine has no network.")
    assert httpx.get(f"{found[1]}/health").status_code == 200
    assert "█" in lines or "▀" in lines
    address = f"{in_the_network.address}/accounts/login/"
    assert httpx.get(address, headers={"Host": "evil.example"}).status_code == 400


def test_behind_a_proxy_with_https(tmp_path: Path) -> None:
    fresh_home(tmp_path)
    words = ("--public-url", "https://life.example.org", "--behind-proxy")
    with running(tmp_path, *words) as place:
        assert "Counterpoint is at https://life.example.org" in place.log
        seen = {"Host": "life.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        answer = httpx.get(f"{place.address}/accounts/login/", headers=seen)
        assert answer.status_code == 200
        assert "max-age" in answer.headers["strict-transport-security"]
        assert "; Secure" in answer.headers["set-cookie"]
        plain = httpx.get(f"{place.address}/accounts/login/", headers={"Host": "life.example.org"})
        assert plain.headers["location"] == "https://life.example.org/accounts/login/"


def test_a_public_address_that_is_none_is_refused(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "counterpoint", "serve", "--public-url", "life.example.org/app"]
    done = subprocess.run(
        [*words, "--port", str(free_port())],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert "Write it like https://" in done.stderr
    assert "Traceback" not in done.stderr
