"""What changed in a calendar, what there is in it, and the bytes of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from counterpoint.adapters.caldav.bodies import multiget, propfind, sync_collection
from counterpoint.adapters.caldav.hrefs import href_of, is_inside, path_in_answer
from counterpoint.adapters.caldav.multistatus import OK, Multistatus, Said
from counterpoint.adapters.caldav.names import CTAG, DATA, ETAG, MODIFIED, RESOURCE_TYPE, VALID_TOKEN
from counterpoint.adapters.caldav.speaking import GONE, Speaker
from counterpoint.adapters.caldav.xml_reading import NotXml, read_xml
from counterpoint.adapters.web_client import Answer, TooMuch
from counterpoint.desk.ports import CalendarGone, CannotSync, Changes, Fetched, ServerTrouble, TokenRefused
from counterpoint.domain.words import gettext as _

A_BATCH = 500
MOST_FAILURES = 24
"""So many questions may fail while what fails is told from what does not; with more, the server is ill."""
MOST_BYTES_EACH = 2_000_000
SETTLED = timedelta(minutes=1)
_RADICALE = "http://radicale.org/ns/sync/"
"""How its sync tokens begin."""
STOPPED_HALFWAY = 507
_REFUSED = frozenset({403, 409, 410, 412, 418})
_UNKNOWN = frozenset({400, 405, 415, 422, 501, STOPPED_HALFWAY})
"""Some (Google, for one) say 507 of everything where there is too much to tell, instead of a part of it."""


def changes(speaker: Speaker, url: str, token: str) -> Changes:
    """RFC 6578. A refused token is told apart from an unknown report, and from a calendar that is gone."""
    also = _REFUSED | _UNKNOWN | GONE
    answer = speaker.several("REPORT", url, sync_collection(token), depth=0, also=also)
    if isinstance(answer, Answer):
        raise _why_not(answer, token)
    _refuse_gone(answer, url)
    here = [(_href(said, url), said) for said in answer.said]
    inside = [(href, said) for href, said in here if is_inside(href, url)]
    halfway = any(said.status == STOPPED_HALFWAY for href, said in here if not is_inside(href, url))
    return Changes(
        changed={href: said.text(ETAG) for href, said in inside if said.status == OK},
        gone=tuple(href for href, said in inside if said.status in GONE),
        token=answer.token,
        more=halfway and answer.token not in ("", token),
    )


def _why_not(answer: Answer, token: str) -> ServerTrouble:
    """Of a refusal without a token, listing what there is will say more than the refusal does."""
    if token and (answer.status in _REFUSED or _says_invalid(answer)):
        return TokenRefused(
            _("%(host)s no longer knows what was read before.") % {"host": answer.host},
            advice=_("Everything is compared anew."),
        )
    if answer.status in GONE:
        return gone(answer.host)
    return CannotSync(_("%(host)s does not tell what has changed.") % {"host": answer.host})


def _says_invalid(answer: Answer) -> bool:
    """Whether the precondition valid-sync-token is named (RFC 6578 §3.2)."""
    try:
        return VALID_TOKEN in read_xml(answer.body, answer.host).names()
    except NotXml:
        return False


def gone(host: str) -> CalendarGone:
    return CalendarGone(
        _("This calendar is no longer on %(host)s.") % {"host": host},
        advice=_("What was read before is still here; remove the calendar if you no longer want it."),
    )


def listing(speaker: Speaker, url: str) -> Mapping[str, str]:
    """All entries with their ETags."""
    found = _properties(speaker, url, ETAG, RESOURCE_TYPE, depth=1)
    here = ((_href(said, url), said) for said in found.said if said.status == OK)
    return {href: said.text(ETAG) for href, said in here if is_inside(href, url)}


def ctag(speaker: Speaker, url: str) -> str:
    found = _properties(speaker, url, CTAG, depth=0)
    return found.said[0].text(CTAG) if found.said else ""


def quick_mark(speaker: Speaker, url: str, token: str) -> str:
    """When anything in the calendar changed last, of a server known to mean that by getlastmodified (RFC 4918
    leaves open what it means for a collection).

    Radicale takes the latest time of the folder and of every entry in it, to the second, and answers ten
    times as quickly as it works out what changed, for which it reads every entry. A time that is not well
    past by its own clock is no mark: more may happen in the same second.
    """
    if not token.startswith(_RADICALE):
        return ""
    found = _properties(speaker, url, MODIFIED, depth=0)
    said = found.said[0].text(MODIFIED) if found.said else ""
    try:
        settled = parsedate_to_datetime(said) <= parsedate_to_datetime(found.at) - SETTLED
    except (ValueError, TypeError):
        return ""
    return said if settled else ""


def _properties(speaker: Speaker, url: str, *names: str, depth: int) -> Multistatus:
    answer = speaker.several("PROPFIND", url, propfind(*names), depth=depth, also=GONE)
    if isinstance(answer, Answer):
        raise gone(answer.host)
    _refuse_gone(answer, url)
    return answer


def _refuse_gone(found: Multistatus, url: str) -> None:
    """A calendar that is gone may be told within a multistatus, which must not be read as an empty one."""
    if any(
        said.status in GONE and _href(said, url).rstrip("/") == href_of(url).rstrip("/")
        for said in found.said
    ):
        raise gone(urlsplit(url).hostname or "")


def fetch(speaker: Speaker, url: str, hrefs: Iterable[str]) -> Fetched:
    """In batches; where a batch fails it is halved, until what fails stands alone and is told."""
    wanted = list(hrefs)
    taking = _Taking(speaker, url)
    for first in range(0, len(wanted), A_BATCH):
        taking.take(wanted[first : first + A_BATCH])
    return Fetched(taking.got, tuple(taking.gone), taking.refused)


class _Taking:
    """What has come so far."""

    def __init__(self, speaker: Speaker, url: str) -> None:
        self.speaker, self.url, self.failures = speaker, url, 0
        self.got: dict[str, tuple[str, bytes]] = {}
        self.gone: list[str] = []
        self.refused: dict[str, str] = {}

    def take(self, hrefs: Sequence[str]) -> None:
        try:
            self._sort(hrefs, self._asked(hrefs))
        except (ServerTrouble, TooMuch) as trouble:
            self.failures += 1
            if isinstance(trouble, CalendarGone) or getattr(trouble, "wait", None) is not None:
                raise
            if self.failures > MOST_FAILURES or type(trouble) not in (ServerTrouble, NotXml, TooMuch):
                raise
            if len(hrefs) == 1:
                self.refused[hrefs[0]] = trouble.message
                return
            for half in (hrefs[: len(hrefs) // 2], hrefs[len(hrefs) // 2 :]):
                self.take(half)

    def _asked(self, hrefs: Sequence[str]) -> Multistatus:
        answer = self.speaker.several("REPORT", self.url, multiget(hrefs), depth=1, also=GONE)
        if isinstance(answer, Answer):
            raise gone(answer.host)
        _refuse_gone(answer, self.url)
        return answer

    def _sort(self, hrefs: Sequence[str], found: Multistatus) -> None:
        said = {_href(each, self.url): each for each in found.said}
        for href in hrefs:
            each = said.get(href)
            if each is not None and each.status in GONE:
                self.gone.append(href)
            elif each is None or each.status != OK or DATA not in each.properties:
                self.refused[href] = _("The server lists it, and does not hand it out.")
            else:
                self._keep(href, each)

    def _keep(self, href: str, said: Said) -> None:
        raw = said.properties[DATA].text.encode()
        if len(raw) > MOST_BYTES_EACH:
            self.refused[href] = _("It is larger than %(n)s MB.") % {"n": MOST_BYTES_EACH // 1_000_000}
        else:
            self.got[href] = (said.text(ETAG), raw)


def _href(said: Said, url: str) -> str:
    return path_in_answer(said.href, url)
