"""The entries themselves: twenty questions in one (“Combine multiple HTTP requests using JSON batching”)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from counterpoint.adapters.graph.addresses import event_url, with_query
from counterpoint.adapters.graph.events import OUR_MARK, single
from counterpoint.adapters.graph.pulling import Known, is_series, within
from counterpoint.adapters.graph.said import Json, Unreadable, number, part, parts, words
from counterpoint.adapters.graph.series import series
from counterpoint.adapters.graph.speaking import (
    BUSY,
    GONE,
    IMMUTABLE,
    OK,
    UNAUTHORISED,
    Speaker,
    body_of,
    refusal,
)
from counterpoint.adapters.graph.times import zone_of
from counterpoint.desk.ports import Fetched, ServerTrouble
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

A_BATCH = 20
MOST_INSTANCES, MOST_BYTES_EACH = 5_000, 2_000_000
LONGEST_WAIT = timedelta(days=1)
MARKED = f"singleValueExtendedProperties($filter=id eq '{OUR_MARK}')"
_OF_INSTANCES = (
    "id,type,start,end,originalStart,originalStartTimeZone,isAllDay,isCancelled,subject,bodyPreview,location,"
    "showAs,sensitivity,categories,responseStatus,organizer,lastModifiedDateTime"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One answer of a batch."""

    status: int
    body: Json
    wait: timedelta | None


def fetch(speaker: Speaker, url: str, hrefs: Iterable[str], window: Span, known: Known) -> Fetched:
    """What came is taken out of `known`."""
    wanted = list(hrefs)
    events = {each: known.pop(each) for each in wanted if each in known}
    missing: list[str] = []
    refused: dict[str, str] = {}
    asked = [each for each in wanted if each not in events]
    for href, answer in _asked(speaker, {each: marked(url, each) for each in asked}):
        if answer.status in OK and words(answer.body, "id"):
            events[href] = answer.body
        elif answer.status in GONE:
            missing.append(href)
        else:
            refused[href] = _refused(answer)
    got = {}
    instances, failed = _instances(speaker, url, events, window)
    for href, event in events.items():
        if href in failed:
            refused[href] = failed[href]
            continue
        try:
            got[href] = as_entry(event, instances.get(href, ()), window)
        except Unreadable as why:
            refused[href] = why.message
    return Fetched(got, tuple(missing), refused)


def marked(url: str, href: str) -> str:
    """An event with what tells that it is one of ours."""
    return with_query(event_url(url, href), {"$expand": MARKED})


def as_entry(event: Json, instances: Sequence[Json], window: Span) -> tuple[str, bytes]:
    """Its ETag, and what it says as iCalendar. Raises Unreadable."""
    raw = series(event, instances, window) if is_series(event) else single(event, zone_of(event))
    if len(raw) > MOST_BYTES_EACH:
        raise Unreadable(_("It is too large."))
    return words(event, "@odata.etag"), raw


def _instances(
    speaker: Speaker, url: str, events: Mapping[str, Json], window: Span
) -> tuple[Mapping[str, Sequence[Json]], Mapping[str, str]]:
    """What happens of each series (“List instances”), and why that could not be had."""
    found: dict[str, Sequence[Json]] = {}
    failed: dict[str, str] = {}
    wanted = {
        href: with_query(
            f"{event_url(url, href)}/instances",
            {**within(window), "$select": _OF_INSTANCES, "$top": "200"},
        )
        for href, event in events.items()
        if is_series(event)
    }
    for href, answer in _asked(speaker, wanted):
        if answer.status not in OK:
            failed[href] = _refused(answer)
            continue
        listed = parts(answer.body, "value")
        if onwards := words(answer.body, "@odata.nextLink"):
            for each in speaker.pages(onwards):
                listed.append(each)
                if len(listed) > MOST_INSTANCES:
                    failed[href] = _("It happens too often to be listed.")
                    break
        found[href] = listed
    return found, failed


def _refused(answer: Part) -> str:
    return _("Microsoft answered with an error (%(status)s).") % {"status": answer.status}


def _asked(speaker: Speaker, wanted: Mapping[str, str]) -> Iterator[tuple[str, Part]]:
    """The answer to each of these addresses. Raises ServerTrouble where it wants to be left alone."""
    every = list(wanted.items())
    for some in (every[first : first + A_BATCH] for first in range(0, len(every), A_BATCH)):
        answers = _together(speaker, [address for _href, address in some])
        for place, (href, _address) in enumerate(some):
            answer = answers.get(str(place))
            if answer is None:
                raise ServerTrouble(_("%(host)s left a question unanswered.") % {"host": speaker.host})
            if answer.status == UNAUTHORISED:
                raise ServerTrouble(
                    _("%(host)s answered with an error (%(status)s).")
                    % {"host": speaker.host, "status": 401},
                    advice=_("It will be asked again later."),
                )
            if answer.status in BUSY:  # each counts for itself (“Throttling and batching”)
                raise ServerTrouble(
                    _("%(host)s asks to be left alone for a while.") % {"host": speaker.host},
                    advice=_("It will be asked again later."),
                    wait=answer.wait,
                )
            yield href, answer


def _together(speaker: Speaker, addresses: Sequence[str]) -> Mapping[str, Part]:
    requests = [
        {
            "id": str(place),
            "method": "GET",
            "url": address.removeprefix(speaker.base),
            "headers": {"Prefer": IMMUTABLE},
        }
        for place, address in enumerate(addresses)
    ]
    answers = _answers(speaker, requests)
    if any(each.status == UNAUTHORISED for each in answers.values()):
        speaker.renew()  # as for any question: nothing was done, and all can be asked once more
        answers = _answers(speaker, requests)
    return answers


def _answers(speaker: Speaker, requests: Sequence[Json]) -> Mapping[str, Part]:
    answer = speaker.ask("POST", f"{speaker.base}/$batch", {"requests": requests})
    if answer.status not in OK:
        raise refusal(answer)
    return {words(each, "id"): _part(each) for each in parts(body_of(answer), "responses")}


def _part(said: Json) -> Part:
    headers = {name.casefold(): value for name, value in part(said, "headers").items()}
    seconds = str(headers.get("retry-after", ""))
    sane = seconds.isdigit() and len(seconds) < 8  # noqa: PLR2004 - a sane number
    wait = min(timedelta(seconds=int(seconds)), LONGEST_WAIT) if sane else None
    return Part(number(said, "status") or 0, part(said, "body"), wait)
