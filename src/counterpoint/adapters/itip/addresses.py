"""Calendar users (RFC 5545 §3.3.3) as parties whom a mail can reach."""

from __future__ import annotations

import re

from counterpoint.adapters.calendars.properties import Property
from counterpoint.domain.inviting import Party

LONGEST_ADDRESS = 254
LONGEST_NAME = 200
LONGEST_URI = 1_000
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+|/[!-~]+")


def address_in(text: str) -> str:
    """The mail address that a text is, with or without “mailto:”; "" for anything else.

    Only what RFC 5321 calls a Mailbox of plain words: nothing in it could end a header or a property.
    """
    plain = text.strip()
    plain = plain[7:].strip() if plain[:7].casefold() == "mailto:" else plain
    return plain if len(plain) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(plain) else ""


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
