"""How pages are looked at: on a phone and on a desk, in light and in dark, and what axe finds on them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERY = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]
LOOKS = EVERY if os.environ.get("COUNTERPOINT_FULL") == "1" else [(390, "dark"), (1280, "light")]
"""Each width and each scheme once; every pair of them in the whole of the tests."""


def axe_finds(page: Page) -> Iterator[str]:
    for each in Axe().run(page).response["violations"]:
        for node in each["nodes"]:
            yield f"{each['id']} at {node['target']}: {node['html'][:160]}"


def over_the_edge(page: Page) -> Iterator[str]:
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if width > room:
        yield f"{width} px wide, where there are {room}"


def axe_finds_nothing(page: Page) -> None:
    assert [*axe_finds(page), *over_the_edge(page)] == []
