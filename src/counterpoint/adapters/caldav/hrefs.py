"""Addresses on a server, each written in one way, so that the same thing has the same name twice."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

LONGEST = 2000
_PLAIN = "!$&'()*+,;=:@-._~"
_AS_IT_IS = re.compile(r"(?:/[A-Za-z0-9_~@-][A-Za-z0-9_~@.-]*)+/?")
"""A path of a few letters, without an empty part or one that begins with a dot."""


def href_of(address: str) -> str:
    """The path of an address, each part of it escaped in the one way of RFC 3986 §6.2.2."""
    return "/".join(quote(unquote(part), safe=_PLAIN) for part in urlsplit(address).path.split("/"))


def path_in_answer(href: str, base: str) -> str:
    """`href_of` the `absolute` address: as it stands where it is written in that one way already, as nearly
    all are (working it out for each of ten thousand takes longer than reading them).
    """
    href = href.strip()
    if len(href) <= LONGEST and _AS_IT_IS.fullmatch(href):
        return href
    return href_of(absolute(href, base))


def absolute(href: str, base: str) -> str:
    """The address that an href in an answer from `base` means; "" for what is none."""
    try:
        parts = urlsplit(urljoin(base, href.strip()))
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        return ""
    if not usable or len(href) > LONGEST:
        return ""
    return urlunsplit((parts.scheme, parts.netloc, href_of(parts.path) or "/", "", ""))


def is_inside(href: str, url: str) -> bool:
    """Whether an href names something in the collection at `url`, and neither itself nor a folder in it."""
    folder = href_of(url).rstrip("/") + "/"
    return href.startswith(folder) and len(href) > len(folder) and not href.endswith("/")


def same_house(host: str, own: str) -> bool:
    """Whether a host is `own` or under the same name: p42-caldav.icloud.com beside caldav.icloud.com."""
    host, own = host.casefold().rstrip("."), own.casefold().rstrip(".")
    if host == own:
        return True
    if not own.strip("0123456789.") or ":" in own:
        return False
    family = own if own.count(".") == 1 else own.partition(".")[2]
    return family.count(".") >= 1 and (host == family or host.endswith(f".{family}"))
