"""Real calendar servers on this machine, and a client of its own that knows nothing of ours."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.server.running import free_port

USER, PASSWORD = "ada", "app-password-7f31"
HOST = "127.0.0.1"
XML = {"Content-Type": "text/xml"}
_RADICALE = """[server]
hosts = {host}:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/data
[logging]
level = error
"""
_MKCALENDAR = """<?xml version="1.0" encoding="utf-8"?>
<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>
<d:displayname>{name}</d:displayname></d:prop></d:set></c:mkcalendar>"""


@dataclass(frozen=True)
class Served:
    """A server that runs; `home` is the folder of the user's calendars."""

    name: str
    address: str
    home: str

    def url(self, calendar: str) -> str:
        return f"{self.address}{self.home}{calendar}/"


class Phone:
    """Somebody else's client: plain requests, as an independent program would send them."""

    def __init__(self, server: Served, calendar: str) -> None:
        self.url = server.url(calendar)
        self.http = httpx.Client(auth=(USER, PASSWORD), trust_env=False, timeout=120, verify=False)

    def make(self, name: str = "Work") -> Phone:
        said = self.http.request(
            "MKCALENDAR",
            self.url,
            content=_MKCALENDAR.format(name=name),
            headers={"Content-Type": "text/xml"},
        )
        assert said.status_code == 201, said.text
        return self

    def put(self, name: str, raw: bytes) -> str:
        said = self.http.put(self.url + name, content=raw, headers={"Content-Type": "text/calendar"})
        assert said.status_code in (200, 201, 204), said.text
        return str(said.headers.get("etag", ""))

    def delete(self, name: str) -> None:
        assert self.http.delete(self.url + name).status_code in (200, 204)

    def delete_calendar(self) -> None:
        assert self.http.delete(self.url).status_code in (200, 204)

    def has(self) -> dict[str, bytes]:
        """Every entry by the last part of its address, asked for one by one."""
        body = '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>'
        headers = {"Depth": "1", **XML}
        listed = self.http.request("PROPFIND", self.url, content=body, headers=headers).text
        names = {part.split("<")[0].rpartition("/")[2] for part in listed.split("href>") if ".ics<" in part}
        return {name: self.http.get(self.url + name).content for name in sorted(names)}


@contextmanager
def radicale(folder: Path) -> Iterator[Served]:
    port = free_port()
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "config").write_text(_RADICALE.format(host=HOST, port=port, folder=folder))
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    with _running(command, port, folder):
        yield Served("radicale", f"http://{HOST}:{port}", f"/{USER}/")


@contextmanager
def xandikos(folder: Path) -> Iterator[Served]:
    """It asks for no password here: over plain HTTP it takes none."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "xandikos",
        "serve",
        "-l",
        HOST,
        "-p",
        str(port),
        "-d",
        str(folder / "data"),
    ]
    principal = ["--defaults", "--current-user-principal", f"/{USER}/"]
    with _running([*command, *principal], port, folder):
        yield Served("xandikos", f"http://{HOST}:{port}", f"/{USER}/calendars/")


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            _await(process, port, folder / "log")
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    with httpx.Client(trust_env=False, timeout=5, verify=False) as asking:
        for _look in range(2400):
            assert process.poll() is None, log.read_text()
            try:
                asking.options(f"http://{HOST}:{port}/")
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
    raise AssertionError(log.read_text())
