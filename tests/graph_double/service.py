"""What is answered: paging, deltas, batches, conditions, throttling, and tokens that run out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tests.graph_double.answers import Answer, as_calendar, error, is_within, items_of, shown, wished
from tests.graph_double.mailbox import Calendar, Mailbox
from tests.graph_double.signing_in import SigningIn

ROOT = "/v1.0"
_LITTLE = ("@odata.etag", "id", "type", "seriesMasterId", "@removed", "start", "end", "iCalUId")
_MARK = re.compile(r"singleValueExtendedProperties/Any\(ep: ep/id eq '(.+?)' and ep/value eq '(.+?)'\)")


@dataclass
class Graph:
    """`tokens` are good ones. `busy` answers so many questions with 429 or 503 first; `busy_parts` so many
    parts of batches. `stale`: tokens that open a batch and none of its parts. `forgets`: delta links are
    over (410). `tells_masters`: a delta names the series as well (no page says so). `doubles` is the status
    for a transactionId that was used. `ignores_if_match`: conditions count nothing. `lags`: filters find
    nothing yet. `restless`: what was written is another version soon after, without anybody having changed
    anything. `links_to`: where links lead instead. `tells_little`: a delta has no more of what changed than
    it has to.
    """

    mailbox: Mailbox = field(default_factory=Mailbox)
    tokens: set[str] = field(default_factory=lambda: {"token-1"})
    page: int = 50
    busy: int = 0
    busy_status: int = 429
    busy_parts: int = 0
    stale: set[str] = field(default_factory=set)
    forgets: bool = False
    tells_masters: bool = False
    doubles: int = 409
    ignores_if_match: bool = False
    lags: bool = False
    has_no_mailbox: bool = False
    doubled: int = 0
    restless: bool = False
    links_to: str = ""
    tells_little: bool = False
    written: list[tuple[Calendar, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    address: str = ""
    signing_in: SigningIn = field(init=False)

    def __post_init__(self) -> None:
        self.signing_in = SigningIn(self.tokens)

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: Any) -> Answer:
        parts = urlsplit(target)
        path = [unquote(each) for each in parts.path.removeprefix(ROOT).strip("/").split("/")]
        query = {name: each[0] for name, each in parse_qs(parts.query).items()}
        self.asked.append(f"{method} {'/'.join(path)}")
        if "delta" in path:
            self._settles()
        if headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return error(401, "InvalidAuthenticationToken")
        if self.busy:  # “Microsoft Graph throttling guidance”
            self.busy -= 1
            return error(self.busy_status, "activityLimitReached", Retry_After="7")
        if method == "POST" and path == ["$batch"]:
            return self._batch(headers, body)
        # “Obtain immutable identifiers …”: the header counts for the question that it comes with.
        assert 'IdType="ImmutableId"' in headers.get("prefer", ""), target
        return self._one(method, path, query, headers, body)

    def _settles(self) -> None:
        """Versions that change by themselves once what was written has been looked at."""
        while self.restless and self.written:
            calendar, id = self.written.pop()
            if id in calendar.events:
                self.mailbox.change(calendar, id)

    def _batch(self, headers: Mapping[str, str], body: Any) -> Answer:
        """“Combine multiple HTTP requests using JSON batching”: up to 20, answered in any order."""
        if len(body["requests"]) > 20:
            return error(400, "BadRequest")
        answers = []
        for each in reversed(body["requests"]):
            if self.busy_parts:
                self.busy_parts -= 1
                got = error(429, "activityLimitReached", Retry_After="9")
            elif headers["authorization"].removeprefix("Bearer ") in self.stale:
                got = error(401, "InvalidAuthenticationToken")
            else:
                own = {name.lower(): value for name, value in each.get("headers", {}).items()}
                one = {**headers, "prefer": "", **own}
                got = self.answer(each["method"], ROOT + each["url"], one, each.get("body"))
            answers.append({"id": each["id"], "status": got.status, "headers": got.headers, "body": got.body})
        return Answer(200, {"responses": answers})

    def _one(
        self, method: str, path: list[str], query: dict[str, str], headers: Mapping[str, str], body: Any
    ) -> Answer:
        if path[:2] != ["me", "calendars"] or self.has_no_mailbox:
            return error(404, "MailboxNotEnabledForRESTAPI")
        if len(path) == 2:
            return self._calendars(query) if method == "GET" else self._make(body)
        calendar = self.mailbox.calendars.get(path[2])
        if calendar is None:
            return error(404, "ErrorItemNotFound")
        match path[3:]:
            case []:
                return Answer(200, as_calendar(calendar))
            case ["calendarView"]:
                return self._view(calendar, query)
            case ["calendarView", "delta"]:
                return self._delta(calendar, query, headers)
            case ["events"]:
                return self._events(calendar, query) if method == "GET" else self._post(calendar, body)
            case ["events", id]:
                return self._event(method, calendar, id, query, headers, body)
            case ["events", id, "instances"]:
                return self._instances(calendar, id, query)
        return error(400, "BadRequest")

    def _calendars(self, query: dict[str, str]) -> Answer:
        """“List calendars”."""
        found = [as_calendar(each) for each in self.mailbox.calendars.values()]
        return self._paged(found, query, f"{self.address}{ROOT}/me/calendars")

    def _make(self, body: Any) -> Answer:
        """“Create calendar”."""
        if any(each.name == body["name"] for each in self.mailbox.calendars.values()):
            return error(409, "ErrorFolderExists")
        return Answer(201, as_calendar(self.mailbox.add_calendar(body["name"])))

    def _paged(self, found: list[Any], query: dict[str, str], address: str) -> Answer:
        """“Paging Microsoft Graph data in your app”: a link to the rest, to be used as it is."""
        first, size = int(query.get("$skip", 0)), min(self.page, int(query.get("$top", self.page)))
        page: dict[str, Any] = {"value": found[first : first + size]}
        if first + size < len(found):
            again = {**query, "$skip": str(first + size)}
            asked = "&".join(f"{name}={quote(value)}" for name, value in again.items())
            page["@odata.nextLink"] = f"{address}?{asked}"
        return Answer(200, page)

    def _at(self, calendar: Calendar) -> str:
        return f"{self.address}{ROOT}/me/calendars/{quote(calendar.id, safe='')}"

    def _delta(self, calendar: Calendar, query: dict[str, str], headers: Mapping[str, str]) -> Answer:
        """“event: delta”, “Get incremental changes to events in a calendar view”."""
        token = query.get("$deltatoken") or query.get("$skiptoken") or ""
        if token and self.forgets:
            return error(410, "syncStateNotFound")
        if not token and not {"startDateTime", "endDateTime"} <= query.keys():
            return error(400, "BadRequest")
        start, end, since, until, first = (
            token.split("~") if token else [query["startDateTime"], query["endDateTime"], "", "", "0"]
        )
        until = until or str(len(calendar.log))
        items = items_of(calendar, start, end, since, int(until), masters=self.tells_masters)
        if self.tells_little and since:
            items = [{name: each[name] for name in _LITTLE if name in each} for each in items]
        size = min(self.page, wished(headers))
        at, after = int(first), int(first) + size
        onwards = f"{start}~{end}~{since}~{until}~{after}" if after < len(items) else ""
        link = (
            f"$skiptoken={quote(onwards)}" if onwards else f"$deltatoken={quote(f'{start}~{end}~{until}~~0')}"
        )
        name = "@odata.nextLink" if onwards else "@odata.deltaLink"
        where = f"{self._at(calendar)}/calendarView/delta"
        return Answer(200, {"value": items[at:after], name: f"{where}?{link}"})

    def _view(self, calendar: Calendar, query: dict[str, str]) -> Answer:
        """“List calendarView”: “the occurrences, exceptions and single instances of events” in a range."""
        window = query["startDateTime"], query["endDateTime"]
        found = [shown(each, query) for each in calendar.view().values() if is_within(each, *window)]
        return self._paged(found, query, f"{self._at(calendar)}/calendarView")

    def _events(self, calendar: Calendar, query: dict[str, str]) -> Answer:
        """“List events”: single events and series; filtered as in “Get singleValueLegacyExtendedProperty”."""
        found = list(calendar.events.values())
        if wanted := query.get("$filter"):
            asked = _MARK.fullmatch(wanted)
            assert asked is not None, wanted
            mark = {"id": asked[1], "value": asked[2]}
            marked = (each for each in found if mark in each.get("singleValueExtendedProperties", []))
            found = [] if self.lags else list(marked)
        where = f"{self._at(calendar)}/events"
        return self._paged([shown(each, query) for each in found], query, where)

    def _post(self, calendar: Calendar, body: Any) -> Answer:
        """“Create event”; transactionId as in “event resource type”."""
        transaction = body.get("transactionId")
        if transaction and transaction in self.mailbox.transactions:
            self.doubled += 1
            return error(self.doubles, "ErrorDuplicateTransactionId")
        if not {"start", "end"} <= body.keys() or not calendar.can_edit:
            return error(403 if not calendar.can_edit else 400, "ErrorAccessDenied")
        made = self.mailbox.keep(calendar, body)
        self.mailbox.transactions[transaction] = made["id"]
        self.written.append((calendar, made["id"]))
        return Answer(201, shown(made, {}))

    def _event(  # noqa: PLR0917 - a question and where it goes
        self,
        method: str,
        calendar: Calendar,
        id: str,
        query: dict[str, str],
        headers: Mapping[str, str],
        body: Any,
    ) -> Answer:
        event = calendar.events.get(id)
        if event is None:
            return error(404, "ErrorItemNotFound")
        if method == "GET":
            return Answer(200, shown(event, query))
        condition = headers.get("if-match", "*")
        if condition not in ("*", event["@odata.etag"]) and not self.ignores_if_match:
            return error(412, "ErrorIrresolvableConflict")
        if method == "DELETE":
            self.mailbox.delete(calendar, id)
            return Answer(204)
        self.written.append((calendar, id))
        return Answer(200, shown(self.mailbox.change(calendar, id, **body), {}))

    def _instances(self, calendar: Calendar, id: str, query: dict[str, str]) -> Answer:
        if id not in calendar.events:
            return error(404, "ErrorItemNotFound")
        window = query["startDateTime"], query["endDateTime"]
        found = [each for each in calendar.instances(id) if is_within(each, *window)]
        where = f"{self._at(calendar)}/events/{quote(id, safe='')}/instances"
        return self._paged([shown(each, query) for each in found], query, where)
