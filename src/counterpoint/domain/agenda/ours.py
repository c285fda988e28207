"""What of a person's plan stands in a calendar on a server, and what is still to be done there.

`OurEntry` is the ledger: only what is in it is ours to change. `Errand` is the outbox: at most one for each
entry, written together with what causes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from counterpoint.domain.agenda.accounts import FIRST_WAIT, MOST_TRIES
from counterpoint.domain.timeline import Span

Op = Literal["create", "change", "delete"]
ErrandState = Literal["waiting", "sent", "asks", "aside"]
Question = Literal["", "gone", "clash", "place", "shape"]


@dataclass(frozen=True, slots=True)
class OurEntry:
    """A block that stands in the collection under this UID (`id`), as both sides last agreed on it.

    `base` is the text as the server gave it then, with its ETag; `said` is our own text that it stands for,
    and from `starts_at` to `ends_at` is when it was there. Without an ETag it is no longer there. `let_go`:
    it was taken away or made into something else there, and that was left so; it is not touched again.
    """

    id: str
    collection_id: str
    block_id: str
    href: str
    etag: str
    base: str
    said: str
    starts_at: datetime
    ends_at: datetime
    let_go: bool = False

    @property
    def span(self) -> Span:
        return Span(self.starts_at, max(self.starts_at, self.ends_at))

    def agreed(self, etag: str, base: str, span: Span) -> OurEntry:
        """The same on the ground of what is there now."""
        return replace(self, etag=etag, base=base, starts_at=span.start, ends_at=span.end)


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done with one entry on the server; `id` is its UID.

    `body` is our text as it should be (empty: it should go), `base_etag` the ETag on which that was decided.
    `sent`: it was sent, and nobody saw whether it arrived; `flying` is the text that was. `asks`: nothing is
    done before its person answers the question. `aside`: it failed too often, `why` says it in words.
    """

    id: str
    collection_id: str
    block_id: str
    op: Op
    href: str
    body: str = ""
    base_etag: str = ""
    state: ErrandState = "waiting"
    question: Question = ""
    tries: int = 0
    again_at: datetime | None = None
    why: str = ""
    flying: str = ""

    @property
    def under_way(self) -> bool:
        """Whether something was sent of which nobody saw yet whether it arrived."""
        return self.state == "sent" or bool(self.flying)

    def is_due(self, now: datetime) -> bool:
        return self.state in ("waiting", "sent") and (self.again_at is None or self.again_at <= now)

    def begun(self, now: datetime) -> Errand:
        """About to be sent; whoever finds it so later asks the server first whether it arrived."""
        return replace(self.tried(now), state="sent", flying=self.body)

    def tried(self, now: datetime) -> Errand:
        """Once more, after which it waits: each time for longer."""
        waits = now + FIRST_WAIT * 4 ** min(self.tries, MOST_TRIES)
        return replace(self, tries=min(self.tries + 1, MOST_TRIES), again_at=waits)

    def not_done(self, why: str) -> Errand:
        """It failed, and in the end that is for its person to see; whether it arrived may be unknown."""
        return replace(self, state="aside" if self.tries >= MOST_TRIES else self.state, why=why)

    def refused(self, why: str) -> Errand:
        """It was not taken as it is, and waits to be sent again."""
        return replace(self, state="waiting", flying="").not_done(why)

    def not_arrived(self) -> Errand:
        """It is known not to have arrived, and can be sent as it is now."""
        return replace(self, state="waiting", flying="", again_at=None)

    def woken(self) -> Errand:
        """Tried anew, by its person's word or because it says something else now."""
        state: ErrandState = "sent" if self.flying else "waiting"
        return replace(self, state=state, tries=0, again_at=None, why="", question="")

    def met(self, etag: str) -> Errand:
        """On the ground of what stands there now. How often it failed on others stays known: a server that
        names another version each time would be written to for ever.
        """
        state: ErrandState = "sent" if self.flying else "waiting"
        return replace(self, state=state, again_at=None, why="", question="", base_etag=etag)

    def asking(self, question: Question, why: str = "") -> Errand:
        return replace(self, state="asks", question=question, why=why, again_at=None, flying="", tries=0)
