"""How pages are looked at: on a phone and on a desk, in light and in dark, and what axe finds on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.seeds import AGAIN, FULL, SEED, drawn

EVERY = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]
LOOKS = drawn(EVERY, 1, "looks")
"""One of them, and another one with another seed; all in the whole of the tests."""
FIND = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
"""Only what is wrong: to hand over all that is right as well takes as long as to find it."""
PATIENCE = 120_000
"""Milliseconds: a page that plans may have to load its kernels first, and a machine may be busy."""
EXPECTED = ("status of 4", "Service Worker registration blocked", "does not conform to the required format")
"""What a browser says of an answer that tells of a mistake, and of how it is looked at."""


def looks_of(number: int) -> list[tuple[int, Any]]:
    """One look for each of many, another one with another seed; every look in the whole of the tests."""
    return EVERY if FULL else [EVERY[(number + SEED) % len(EVERY)]]


def axe_finds(page: Page) -> Iterator[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for each in page.evaluate(FIND):
        for node in each["nodes"]:
            yield f"{each['id']} at {node['target']}: {node['html'][:160]}"


def over_the_edge(page: Page) -> Iterator[str]:
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if width > room:
        yield f"{width} px wide, where there are {room}"


def axe_finds_nothing(page: Page) -> None:
    assert [*axe_finds(page), *over_the_edge(page)] == [], f"{page.url} {page.viewport_size} {AGAIN}"


class Looking:
    """A browser at one width and in one scheme, which writes down what is wrong with each page."""

    def __init__(self, browser: Browser, url: str, width: int, scheme: Any) -> None:
        self.url, self.width, self.scheme = url, width, scheme
        self.context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            reduced_motion="reduce",
            service_workers="block",  # its answers would pass by those that are handed in here
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(each in message.text for each in EXPECTED):
            self.said.append(f"{message.type}: {message.text}")

    def come_in(self, client: Client) -> None:
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.url}])

    def look_at(self, path: str, name: str = "") -> None:
        self.said.clear()
        self.page.goto(self.url + path)
        self._find(name or path)

    def look_shortly(self, path: str, name: str) -> None:
        """Without axe."""
        self.said.clear()
        self.page.goto(self.url + path)
        self._note(name, [*over_the_edge(self.page), *self.said])

    def _find(self, name: str) -> None:
        self._note(name, [*axe_finds(self.page), *over_the_edge(self.page), *self.said])

    def _note(self, name: str, found: list[str]) -> None:
        self.wrong += [f"{name}: {each}" for each in found]

    def look_at_answer(self, answer: HttpResponse, path: str, name: str) -> None:
        """An answer that was got elsewhere, shown as if the browser had asked for it at that address."""

        def answered(route: Route) -> None:
            route.fulfill(
                status=answer.status_code, headers=dict(answer.headers.items()), body=answer.content
            )

        address = self.url + path
        self.page.route(address, answered)
        self.look_at(path, name)
        self.page.unroute(address)

    def close(self) -> list[str]:
        """What was wrong with the pages that were looked at, each with how it was looked at."""
        self.context.close()
        return [f"{self.width} px, {self.scheme}: {each} {AGAIN}" for each in self.wrong]


def is_whole_page(answer: Any) -> bool:
    """Whether that is a page of its own: no part, file or way to another."""
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return answer.status_code == 200 and is_html and not answer.streaming and b"</html>" in answer.content
