"""What was read of each entry of a collection, as one JSON document: short, because there are many."""

from __future__ import annotations

from typing import Any

from counterpoint.domain.agenda import Doubt, Entries, Entry, SetAside
from counterpoint.domain.agenda.renewal import ONE_EVENT

Document = dict[str, Any]


def document_of(entries: Entries) -> Document:
    """Nothing for nothing."""
    if not entries.each:
        return {}
    return {
        "as": entries.read_as,
        "each": {href: _row(each) for href, each in entries.each.items()},
        "warnings": {uid: _doubts(doubts) for uid, doubts in entries.warnings.items()},
    }


def entries_of(document: Document) -> Entries:
    if not document:
        return Entries()
    return Entries(
        document["as"],
        {href: _entry(*row) for href, row in document["each"].items()},
        {uid: _warnings(doubts) for uid, doubts in document["warnings"].items()},
    )


def _row(each: Entry) -> list[Any]:
    """What nearly every entry has, and the rest only where there is any."""
    usual = [each.mark, each.size, each.lines, list(each.uids)]
    rest = each.name or each.gives or each.needs or each.warnings or each.set_aside
    if not rest and each.counts == ONE_EVENT:
        return usual
    more = {
        "counts": dict(each.counts) if each.counts != ONE_EVENT else None,
        "name": each.name,
        "gives": list(each.gives),
        "needs": list(each.needs),
        "warnings": _doubts(each.warnings),
        "aside": [[aside.component, aside.why, aside.line] for aside in each.set_aside],
    }
    said = {name: value for name, value in more.items() if value or value == {}}
    return [*usual, said]


def _entry(mark: str, size: int, lines: int, uids: list[str], more: Document | None = None) -> Entry:
    if more is None:
        return Entry(mark, tuple(uids), size, lines)
    return Entry(
        mark,
        tuple(uids),
        size,
        lines,
        more.get("counts", ONE_EVENT),
        more.get("name", ""),
        tuple(more.get("gives", ())),
        tuple(more.get("needs", ())),
        _warnings(more.get("warnings", ())),
        tuple(SetAside(*aside) for aside in more.get("aside", ())),
    )


def _doubts(doubts: tuple[Doubt, ...]) -> list[list[str]]:
    return [[each.about, each.why] for each in doubts]


def _warnings(doubts: Any) -> tuple[Doubt, ...]:
    return tuple(Doubt(*each) for each in doubts)
