"""The questions as XML. DAV:limit is never sent: there are servers that lose changes with it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from counterpoint.adapters.caldav.names import APPLE, CALDAV, DATA, DAV, ETAG, SERVER

_PREFIXES = {DAV: "d", CALDAV: "c", SERVER: "s", APPLE: "a"}
_SPACES = " ".join(f'xmlns:{short}="{name}"' for name, short in _PREFIXES.items())
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def propfind(*names: str) -> bytes:
    """Which properties are wanted (RFC 4918 §9.1)."""
    return _document("d:propfind", f"<d:prop>{_empty(names)}</d:prop>")


def sync_collection(token: str) -> bytes:
    """What changed since a token, directly in the collection (RFC 6578 §3.2)."""
    return _document(
        "d:sync-collection",
        f"<d:sync-token>{escape(token)}</d:sync-token><d:sync-level>1</d:sync-level>"
        f"<d:prop>{_empty([ETAG])}</d:prop>",
    )


def multiget(hrefs: Iterable[str]) -> bytes:
    """These entries with their ETags and bytes (RFC 4791 §7.9)."""
    wanted = "".join(f"<d:href>{escape(href)}</d:href>" for href in hrefs)
    return _document("c:calendar-multiget", f"<d:prop>{_empty([ETAG, DATA])}</d:prop>{wanted}")


def _document(root: str, inside: str) -> bytes:
    return f"{_HEAD}<{root} {_SPACES}>{inside}</{root}>".encode()


def _empty(names: Iterable[str]) -> str:
    return "".join(f"<{_short(name)}/>" for name in names)


def _short(name: str) -> str:
    space, _gap, own = name.partition(" ")
    return f"{_PREFIXES[space]}:{own}"
