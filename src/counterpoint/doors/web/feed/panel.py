"""What "Take it with you" shows: the address, a link for calendar programs, and a code for a phone."""

from __future__ import annotations

from typing import Any

import segno
from django.urls import reverse

from counterpoint import wiring
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.plan_forms import showing_form


def feed_context(request: PersonRequest) -> dict[str, Any]:
    feed = wiring.feed_of(request.user)
    if feed is None:
        return {"feed": None}
    address = request.build_absolute_uri(reverse("feed_ics", args=[feed.secret]))
    return {
        "feed": feed,
        "feed_url": address,
        "webcal": webcal(address),
        "code": code_of(address),
        "showing": showing_form(wiring.feed_showing(feed)),
    }


def webcal(address: str) -> str:
    """The address under the scheme that calendar programs answer to."""
    return "webcal://" + address.partition("://")[2]


def code_of(address: str) -> str:
    """A QR code as a data address: an image needs no inline style and no markup of ours."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2, dark="#2a251d", light="#fffdf8")
