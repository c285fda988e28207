"""The address of a feed: what may be one, and how it is shown without giving it away."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

LONGEST = 2000
_SPOKEN = {"webcal": "https", "webcals": "https", "feed": "https", "https": "https", "http": "http"}


class NotAFeedAddress(CounterpointError):
    """A text that cannot be asked for a calendar."""

    def __init__(self, message: str, *, advice: str) -> None:
        super().__init__(message, advice=advice, field="address")


def feed_address(text: str) -> str:
    """The address to ask, from what a person pasted; webcal:// is https:// by another name."""
    text = text.strip().strip("<>\"'")
    if not text:
        raise NotAFeedAddress(_("No address was given."), advice=_("Paste the calendar’s private address."))
    if len(text) > LONGEST or not text.isprintable() or " " in text:
        raise _unclear(_("This is not one address."))
    if "://" not in text and "@" not in text and "." in text:
        text = f"https://{text}"
    scheme, _sep, rest = text.partition("://")
    if scheme.lower() not in _SPOKEN:
        raise _unclear(_("This is not the address of a calendar on the web."))
    return _checked(f"{_SPOKEN[scheme.lower()]}://{rest}")


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise _unclear(_("This address cannot be read.")) from error
    if not usable:
        raise _unclear(_("This address names no server."))
    return urlunsplit(parts._replace(fragment=""))


def _unclear(message: str) -> NotAFeedAddress:
    return NotAFeedAddress(
        message, advice=_("It should look like https://calendar.example.org/private/work.ics.")
    )


def masked(address: str) -> str:
    """The server's name alone; everything after it may be the secret."""
    return f"{urlsplit(address).hostname or ''}/…" if address else ""


def without_secret(words: str, address: str) -> str:
    """Words in which the address, or any part of it that could open the calendar, no longer stands."""
    if not address:
        return words
    parts = urlsplit(address)
    secrets = (address, f"{parts.path}?{parts.query}", parts.query, parts.path, parts.password or "")
    for secret in sorted({each for each in secrets if len(each) > 3}, key=len, reverse=True):  # noqa: PLR2004
        words = words.replace(secret, "…" if secret != address else masked(address))
    return words
