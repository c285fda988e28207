"""What is to be done with one entry, given what should stand there, what does, and what waits already.

One errand for each entry at most: whatever happens here until it goes, only the last word of it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterpoint.domain.agenda.entry_text import entry_of, is_ours, our_span, says_the_same
from counterpoint.domain.agenda.ours import Errand, OurEntry


@dataclass(frozen=True, slots=True)
class Wanted:
    """What should stand under a UID: our text of a block; without a text nothing."""

    uid: str
    collection_id: str
    block_id: str
    href: str
    text: str = ""


def errand_for(wanted: Wanted, entry: OurEntry | None, errand: Errand | None) -> Errand | None:
    """The errand that there should be now; None where there is nothing to be done."""
    if entry is not None and (entry.let_go or not is_sound(entry)):
        return _create(wanted) if _comes_later(wanted, entry) else None
    if errand is not None:
        known = replace(errand, flying="") if errand.flying and not is_ours(errand.flying) else errand
        return _kept_up(wanted, entry, known)
    if entry is None:
        return _create(wanted) if wanted.text else None
    if not wanted.text:
        return _to(_create(wanted), "delete", "", entry) if entry.etag else None
    if not entry.etag:
        return _create(wanted)
    return (
        None if says_the_same(entry.said, wanted.text) else _to(_create(wanted), "change", wanted.text, entry)
    )


def _comes_later(wanted: Wanted, entry: OurEntry) -> bool:
    """Whether what was taken away there has another time here by now, which ends after that: it is news."""
    gone = entry.let_go and not entry.etag
    return gone and _has_another_time(entry.said, wanted.text) and our_span(wanted.text).end > entry.ends_at


def is_sound(entry: OurEntry) -> bool:
    """Whether what was agreed on can be worked with: what comes from an export may be anything."""
    return is_ours(entry.said) and entry_of(entry.base) is not None


def _create(wanted: Wanted) -> Errand:
    return Errand(wanted.uid, wanted.collection_id, wanted.block_id, "create", wanted.href, wanted.text)


def _to(errand: Errand, op: str, body: str, entry: OurEntry | None) -> Errand:
    """It is about another thing now, on the ground of what stands there as far as it is known."""
    etag, href = (entry.etag, entry.href) if entry else ("", errand.href)
    return replace(errand, op=op, body=body, base_etag=etag, href=href)  # type: ignore[arg-type]


def _kept_up(wanted: Wanted, entry: OurEntry | None, errand: Errand) -> Errand | None:
    if errand.state == "asks":
        return _still_asking(wanted, entry, errand)
    there = entry is not None and bool(entry.etag)
    if wanted.text:
        return _still_wanted(wanted, entry if there else None, errand)
    if there:
        return errand if errand.op == "delete" else _anew(_to(errand, "delete", "", entry))
    return _anew(_to(errand, "delete", "", None)) if errand.under_way else None


def _still_wanted(wanted: Wanted, there: OurEntry | None, errand: Errand) -> Errand | None:
    if there and not errand.under_way and says_the_same(there.said, wanted.text):
        return None
    op = "change" if there else "create"
    if errand.op == op and says_the_same(errand.body, wanted.text):
        return errand
    return _anew(_to(errand, op, wanted.text, there))


def _anew(errand: Errand) -> Errand:
    """It says something else now, so what went wrong before need not again; what is under way is."""
    return errand if errand.state == "sent" else errand.woken()


def _still_asking(wanted: Wanted, entry: OurEntry | None, errand: Errand) -> Errand | None:
    """Of what was deleted there, that it has another time or is gone here meanwhile is an answer as well.

    Of what is another thing there it is none: nothing goes over that before its person has seen it.
    """
    if errand.question == "gone":
        if not wanted.text:
            return None
        if _has_another_time(errand.body, wanted.text):
            return _to(errand, "create", wanted.text, None).woken()
    elif not wanted.text:
        return _asking_to_go(entry, errand)
    if errand.op != "delete" and errand.body and says_the_same(errand.body, wanted.text):
        return errand
    return replace(errand, op="change" if errand.op == "delete" else errand.op, body=wanted.text)


def _asking_to_go(entry: OurEntry | None, errand: Errand) -> Errand:
    """The block is gone here. Why the plan could not follow is no question any more; the rest still is."""
    if errand.question == "place":
        return _to(errand, "delete", "", entry).woken()
    return errand if errand.op == "delete" else replace(errand, op="delete", body="")


def _has_another_time(before: str, wanted: str) -> bool:
    return is_ours(before) and is_ours(wanted) and our_span(before) != our_span(wanted)
