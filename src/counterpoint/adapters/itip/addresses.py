"""Calendar users (RFC 5545 §3.3.3) as parties whom a mail can reach."""

from __future__ import annotations

import re

from counterpoint.adapters.calendars.properties import Property
from counterpoint.domain.inviting import Party, address_in

LONGEST_NAME = 200
LONGEST_URI = 1_000
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+|/[!-~]+")


def plain_words(text: str, longest: int = LONGEST_NAME) -> str:
    """One line of printable text, of bounded length."""
    shown = "".join(c if c.isprintable() else " " for c in text[: 4 * longest])
    return " ".join(shown.split())[:longest]


def party_of(stated: Property) -> Party | None:
    """Who an ORGANIZER or ATTENDEE is; None for somebody whom no mail would reach.

    Apple names people by paths on its server, with their address in EMAIL (RFC 7986 §6.2).
    """
    said, params = stated.value.strip(), stated.params
    address = address_in(said) or address_in(params.get("EMAIL", ""))
    if not address:
        return None
    uri = said if not address_in(said) and len(said) <= LONGEST_URI and _URI.fullmatch(said) else ""
    return Party(
        address,
        plain_words(params.get("CN", "")),
        uri,
        params.get("PARTSTAT", "").upper()[:20],
        address_in(params.get("DELEGATED-FROM", "")),
        address_in(params.get("DELEGATED-TO", "")),
    )
