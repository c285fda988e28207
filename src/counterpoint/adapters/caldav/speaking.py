"""Questions to one server as one user: where the password may go, redirects, and what a refusal means."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from counterpoint.adapters.caldav.habits import Habits
from counterpoint.adapters.caldav.hrefs import href_of
from counterpoint.adapters.caldav.multistatus import Multistatus, multistatus
from counterpoint.adapters.caldav.signing_in import SigningIn
from counterpoint.adapters.caldav.xml_reading import read_xml
from counterpoint.adapters.web_client import Answer, CannotFetch, Conversation, NotAllowed, waiting
from counterpoint.desk.ports import ServerTrouble
from counterpoint.domain.words import gettext as _

MOST_BYTES = 30 * 1024 * 1024
MOST_REDIRECTS = 5
MANY, GONE, BUSY = 207, frozenset({404, 410}), frozenset({429, 503})
SEE_OTHER, UNAUTHORISED, FORBIDDEN = 303, 401, 403
_USUAL = Habits()
_XML = {"Content-Type": "application/xml; charset=utf-8"}


class Speaker:
    """Asks as one user; what lets them in goes where `who` says that it may, seen from `start`."""

    def __init__(self, talk: Conversation, start: str, who: SigningIn, habits: Habits = _USUAL) -> None:
        self._talk, self.start, self._who, self.habits = talk, start, who, habits
        self._own = urlsplit(start).hostname or ""

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
        if urlsplit(self.start).scheme == "https" and urlsplit(address).scheme != "https":
            raise NotAllowed(
                _("%(host)s would be asked without encryption, so it was not.") % {"host": host},
                advice=_("Connect the account anew, and choose its calendars from the list."),
            )
        if not self._who.may_go(host, self._own):
            raise NotAllowed(
                _("%(own)s says that its calendars are at %(host)s. Nothing was sent there.")
                % {"own": self._own, "host": host},
                advice=_("If you know %(host)s to be right, enter it as the server’s address.")
                % {"host": host},
                field="address",
            )
        answer = self._said(method, address, body, said)
        if answer.status == UNAUTHORISED and self._who.again():  # it was refused, so nothing was done by it
            answer = self._said(method, address, body, said)
        return answer

    def _said(self, method: str, address: str, body: bytes, said: Mapping[str, str]) -> Answer:
        headers = {"Authorization": self._who.header(), **said}
        return self._talk.ask(method, address, content=body, headers=headers, most_bytes=MOST_BYTES)

    def _judged(self, answer: Answer) -> Answer:
        if answer.status == UNAUTHORISED:
            raise self._who.refused(answer)
        if answer.status in BUSY:
            raise ServerTrouble(
                _("%(host)s asks to be left alone for a while.") % {"host": answer.host},
                advice=_("It will be asked again later."),
                wait=waiting(answer),
            )
        if (trouble := self.habits.trouble(answer)) is not None:
            raise trouble
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
