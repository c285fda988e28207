"""The browser that the tests in this folder drive."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.served import Served, serving
from tests.homes import fresh_home

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent

# A busy machine may take longer than the five seconds that are usual; nothing here is a measure of speed.
expect.set_options(timeout=30_000)

# Playwright keeps an event loop in the test's thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def chromium() -> str | None:
    """The program that ./test found or installed; otherwise one on the path."""
    return (
        os.environ.get("COUNTERPOINT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is marked as a browser test, and left out where there is no browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason="There is no Chromium; ./test says how to get one."))


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time() -> Iterator[None]:
    """The threads of the live server share one connection to a database in memory, and its transactions.

    Two requests at once would end each other's; a real server has a connection for each thread.
    """
    lock, answer = RLock(), BaseHandler.get_response

    def in_turn(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        with lock:
            return answer(handler, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "get_response", in_turn)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without motion: a colour on its way from light to dark is neither, and says nothing about contrast."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real server in a process of its own; each test brings people of its own to it."""
    with serving(fresh_home(tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture(scope="session")
def lived() -> dict[str, sqlite3.Connection]:
    """What the database held once the example was made and planned, by the day: to make it takes seconds."""
    return {}


@pytest.fixture
def robin(transactional_db: None, lived: dict[str, sqlite3.Connection]) -> Any:
    """Somebody who lives the example life, in a week that is planned."""
    from django.db import connection

    from counterpoint import wiring

    now = timezone.now()
    day = now.strftime("%x %p")
    if day not in lived:
        with pytest.MonkeyPatch.context() as meanwhile:
            meanwhile.setattr("counterpoint.desk.planning.background.SECONDS", 1.0)
            person, job = wiring.make_example(now=now)
        wiring.see_through(person, job, now=now)
        lived[day] = sqlite3.connect(":memory:")
        connection.connection.backup(lived[day])
    else:
        connection.ensure_connection()
        lived[day].backup(connection.connection)
    return wiring.example()
