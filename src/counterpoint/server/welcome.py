"""What the terminal says when Counterpoint begins to serve: where it is, and how to get in."""

from __future__ import annotations

import io
from datetime import datetime

import segno

from counterpoint.adapters.storage import accounts
from counterpoint.server.place import Place
from counterpoint.server.reach import Reach


def welcome(place: Place, reach: Reach, home: str, now: datetime) -> str:
    """The lines for the terminal; with the one-time link while there is no owner yet."""
    best = reach.public_url or place.from_phone or place.here
    lines = [f"Counterpoint is at {reach.public_url or place.here}"]
    if place.from_phone and not reach.public_url:
        lines += [f"From your phone, in the same network: {place.from_phone}", qr_code(best)]
    lines += [f"Your data is in {home}", "Stop it with Ctrl-C."]
    if not accounts.has_owner():
        secret = accounts.make_link("owner", now=now, lasts=accounts.OWNER_LINK)
        base = reach.public_url or place.here
        lines += [
            "",
            "Nobody lives here yet. Open this link once to make it yours:",
            f"  {base}/welcome/{secret}/",
        ]
    return "\n".join(lines)


def qr_code(address: str) -> str:
    drawn = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
