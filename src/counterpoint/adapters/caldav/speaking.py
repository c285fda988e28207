"""Questions to one server as one user: where the password may go, redirects, and what a refusal means."""

from __future__ import annotations

import base64
from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from counterpoint.adapters.caldav.hrefs import href_of, same_house
from counterpoint.adapters.caldav.multistatus import Multistatus, multistatus
from counterpoint.adapters.caldav.xml_reading import read_xml
from counterpoint.adapters.web_client import Answer, CannotFetch, Conversation, NotAllowed
from counterpoint.desk.ports import NotLetIn, ServerTrouble
from counterpoint.domain.words import gettext as _

MOST_BYTES = 30 * 1024 * 1024
MOST_REDIRECTS = 5
MANY, GONE, BUSY = 207, frozenset({404, 410}), frozenset({429, 503})
SEE_OTHER, UNAUTHORISED, FORBIDDEN = 303, 401, 403
LONGEST_WAIT = timedelta(days=1)
_XML = {"Content-Type": "application/xml; charset=utf-8"}


class Speaker:
    """Asks as one user; the password goes to hosts of the same house as `start` alone."""

    def __init__(self, talk: Conversation, start: str, user: str, password: str) -> None:
        self._talk, self.start = talk, start
        self._own = urlsplit(start).hostname or ""
        self._basic = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def ask(
        self,
        method: str,
        address: str,
        body: bytes = b"",
        *,
        depth: int | None = None,
        headers: Mapping[str, str] | None = None,
        stays: bool = False,
    ) -> Answer:
        """What is said, after redirects. Raises NotLetIn, ServerTrouble where it is busy, CannotFetch.

        `stays`: what is written is meant for one thing alone, so a redirect to another path is an answer.
        """
        answer, _where = self.ask_on(method, address, body, depth=depth, headers=headers, stays=stays)
        return answer

    def ask_on(
        self,
        method: str,
        address: str,
        body: bytes = b"",
        *,
        depth: int | None = None,
        headers: Mapping[str, str] | None = None,
        stays: bool = False,
    ) -> tuple[Answer, str]:
        """The same, with the address that answered in the end."""
        said = {
            **(_XML if body else {}),
            **({} if depth is None else {"Depth": str(depth)}),
            **(headers or {}),
        }
        for _hop in range(MOST_REDIRECTS + 1):
            answer = self._once(method, address, body, said)
            onwards = self._talk.where(address, answer)
            if not onwards or (stays and not _is_the_same(answer, address, onwards)):
                return self._judged(answer), address
            address = onwards
        raise CannotFetch(
            _("%(host)s sends from one address to the next without an end.") % {"host": self._own},
            advice=_("Enter the address at which the calendars are."),
        )

    def several(
        self, method: str, address: str, body: bytes, *, depth: int, also: Container[int] = ()
    ) -> Multistatus | Answer:
        """A multistatus, or the answer itself where its status is one of `also`. Else raises `refusal`."""
        answer = self.ask(method, address, body, depth=depth)
        if answer.status == MANY:
            found = multistatus(read_xml(answer.body, answer.host), answer.host)
            return replace(found, at=answer.headers.get("date", ""))
        if answer.status in also:
            return answer
        raise refusal(answer)

    def _once(self, method: str, address: str, body: bytes, said: Mapping[str, str]) -> Answer:
        host = urlsplit(address).hostname or ""
        if not same_house(host, self._own):
            raise NotAllowed(
                _("%(own)s says that its calendars are at %(host)s. Your password was not sent there.")
                % {"own": self._own, "host": host},
                advice=_("If you know %(host)s to be right, enter it as the server’s address.")
                % {"host": host},
                field="address",
            )
        headers = {"Authorization": self._basic, **said}
        return self._talk.ask(method, address, content=body, headers=headers, most_bytes=MOST_BYTES)

    def _judged(self, answer: Answer) -> Answer:
        if answer.status == UNAUTHORISED:
            raise _not_let_in(answer)
        if answer.status in BUSY:
            raise ServerTrouble(
                _("%(host)s asks to be left alone for a while.") % {"host": answer.host},
                advice=_("It will be asked again later."),
                wait=waiting(answer),
            )
        return answer


def _is_the_same(answer: Answer, address: str, onwards: str) -> bool:
    """Whether a redirect asks for the same once more, at another host or with encryption (not 303, RFC 9110
    §15.4.4: it was done already, and what is elsewhere only tells of it).
    """
    return answer.status != SEE_OTHER and href_of(address) == href_of(onwards)


def refusal(answer: Answer) -> ServerTrouble:
    """What to say of an answer that is none of those hoped for."""
    if answer.status == FORBIDDEN:
        return ServerTrouble(
            _("%(host)s does not allow this user to look there.") % {"host": answer.host},
            advice=_("Ask whoever runs it, or check the name and the address."),
        )
    return ServerTrouble(
        _("%(host)s answered with an error (%(status)s).") % {"host": answer.host, "status": answer.status},
        advice=_("It will be asked again later."),
    )


def waiting(answer: Answer) -> timedelta | None:
    """Retry-After (RFC 9110 §10.2.3): seconds, or a date seen from the server's own clock; a day at most."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdigit() and len(said) < 8:  # noqa: PLR2004 - a sane number
        return min(timedelta(seconds=int(said)), LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(said) - parsedate_to_datetime(answer.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return max(timedelta(0), min(wait, LONGEST_WAIT))


def _not_let_in(answer: Answer) -> NotLetIn:
    ways = answer.headers.get("www-authenticate", "").casefold()
    if ways and "basic" not in ways:
        return NotLetIn(
            _("%(host)s wants a way of signing in that is not known here.") % {"host": answer.host},
            advice=_("If you run it, let it take passwords by “Basic” over https."),
            field="password",
        )
    return NotLetIn(
        _("%(host)s does not take this name with this password.") % {"host": answer.host},
        advice=_("Many servers want an app password, made in their settings, instead of your own."),
        field="password",
    )
