"""Mail addresses as they may stand in an answer."""

from __future__ import annotations

import re

LONGEST_ADDRESS = 254
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


def address_in(text: str) -> str:
    """The mail address that a text is, with or without “mailto:”; "" for anything else.

    Only what RFC 5321 calls a Mailbox of plain words: nothing in it could end a header or a property.
    """
    plain = text.strip()
    plain = plain[7:].strip() if plain[:7].casefold() == "mailto:" else plain
    return plain if len(plain) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(plain) else ""
