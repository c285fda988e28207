"""Asking Graph with a token, and what its refusals mean (“Microsoft Graph error responses …”).

The token goes to the host of the account alone, whatever links an answer holds.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from urllib.parse import urlsplit

from counterpoint.adapters.graph.said import Json, part, parts, words
from counterpoint.adapters.web_client import Answer, Conversation, waiting
from counterpoint.desk.ports import Bearer, CalendarGone, PermissionEnded, ServerTrouble
from counterpoint.domain.agenda.authorization import AuthorizationServer
from counterpoint.domain.words import gettext as _

MOST_BYTES = 30 * 1024 * 1024
MOST_PAGES = 1000
OK = range(200, 300)
UNAUTHORISED, FORBIDDEN = 401, 403
GONE, BUSY = frozenset({404, 410}), frozenset({429, 503, 509})
IMMUTABLE = 'IdType="ImmutableId"'
"""With every question, or IDs change when an event is moved (“Obtain immutable identifiers …”)."""


class Speaker:
    """Questions to the Graph of a provider (…/v1.0/)."""

    def __init__(self, talk: Conversation, server: AuthorizationServer, bearer: Bearer) -> None:
        self._talk, self._bearer, self._name, self._token = talk, bearer, server.name, ""
        self.base = server.api.rstrip("/")
        self.host = urlsplit(self.base).hostname or ""

    def ask(
        self,
        method: str,
        address: str,
        body: Json | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        prefer: str = "",
    ) -> Answer:
        """Raises NotLetIn, and ServerTrouble where it wants to be left alone."""
        if urlsplit(address)[:2] != urlsplit(self.base)[:2]:
            raise ServerTrouble(
                _("%(host)s leads to another server, which was not asked.") % {"host": self.host}
            )
        said = {"Prefer": f"{IMMUTABLE}, {prefer}" if prefer else IMMUTABLE, "Accept": "application/json"}
        content = b"" if body is None else json.dumps(body).encode()
        if content:
            said["Content-Type"] = "application/json"
        self._token = self._token or self._bearer()
        answer = self._once(method, address, content, {**said, **(headers or {})})
        if answer.status == UNAUTHORISED:  # it has run out: nothing was done, and it can be asked once more
            self.renew()
            answer = self._once(method, address, content, {**said, **(headers or {})})
        return self._judged(answer)

    def renew(self) -> None:
        """Another token in place of the one that was refused. Raises PermissionEnded where there is none."""
        self._token = self._bearer(refused=self._token)

    def _once(self, method: str, address: str, content: bytes, said: Mapping[str, str]) -> Answer:
        headers = {**said, "Authorization": f"Bearer {self._token}"}
        return self._talk.ask(method, address, content=content, headers=headers, most_bytes=MOST_BYTES)

    def _judged(self, answer: Answer) -> Answer:
        if answer.status == UNAUTHORISED:
            raise PermissionEnded(
                _("%(name)s does not take the permission that is kept here.") % {"name": self._name},
                advice=_("Give it once more; what was read before is still here."),
            )
        if answer.status in BUSY:
            raise ServerTrouble(
                _("%(host)s asks to be left alone for a while.") % {"host": answer.host},
                advice=_("It will be asked again later."),
                wait=waiting(answer),
            )
        return answer

    def read(self, address: str, *, prefer: str = "") -> Json:
        """What stands there. Raises CalendarGone for nothing, and `refusal`."""
        answer = self.ask("GET", address, prefer=prefer)
        if answer.status in GONE:
            raise gone(answer.host)
        if answer.status not in OK:
            raise refusal(answer)
        return body_of(answer)

    def pages(self, address: str, *, prefer: str = "") -> Iterator[Json]:
        """Every item of a list that comes in pages (“Paging Microsoft Graph data in your app”)."""
        for _page in range(MOST_PAGES):
            page = self.read(address, prefer=prefer)
            yield from parts(page, "value")
            address = words(page, "@odata.nextLink")
            if not address:
                return
        raise ServerTrouble(_("The server’s list has no end."), advice=_("It will be asked again later."))


def body_of(answer: Answer) -> Json:
    """The JSON of an answer. Raises ServerTrouble for what is none."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ServerTrouble(
            _("%(host)s sent an answer that cannot be understood.") % {"host": answer.host},
            advice=_("It will be asked again later."),
        )
    return found


def codes_of(answer: Answer) -> frozenset[str]:
    """The codes of an error, the outer and the inner ones, in small letters."""
    try:
        return codes_in(body_of(answer))
    except ServerTrouble:
        return frozenset()


def codes_in(body: Json) -> frozenset[str]:
    found, error = set(), part(body, "error")
    for _depth in range(10):
        found.add(words(error, "code").casefold())
        error = part(error, "innerError") or part(error, "innererror")
    return frozenset(found - {""})


def is_one_of(codes: frozenset[str], known: Container[str]) -> bool:
    return any(each in known for each in codes)


def refusal(answer: Answer) -> ServerTrouble:
    if answer.status == FORBIDDEN:
        return ServerTrouble(
            _("%(host)s does not allow this user to look there.") % {"host": answer.host},
            advice=_("Perhaps whoever runs this account’s organisation has to allow it."),
        )
    return ServerTrouble(
        _("%(host)s answered with an error (%(status)s).") % {"host": answer.host, "status": answer.status},
        advice=_("It will be asked again later."),
    )


def gone(host: str) -> CalendarGone:
    return CalendarGone(
        _("This calendar is no longer on %(host)s.") % {"host": host},
        advice=_("What was read before is still here; remove the calendar if you no longer want it."),
    )
