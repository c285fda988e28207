"""Two sides that changed one entry: what each of them changed since they last agreed, property by property.

What only one side changed is taken from it. What both changed, each to something else, is a clash where a
person reads it (when it is, its title, its words); elsewhere ours is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.domain.agenda.entry_text import (
    SEEN,
    WHEN,
    EntryText,
    differing,
    entry_of,
    our_span,
    what_we_changed,
)
from counterpoint.domain.agenda.ours import OurEntry
from counterpoint.domain.timeline import Span


@dataclass(frozen=True, slots=True)
class Merge:
    """`theirs` and `ours`: what each side changed (WHEN for the times); `clashing`: what cannot be both, and
    `alike`: what both changed to the same.
    """

    theirs: frozenset[str]
    ours: frozenset[str]
    clashing: frozenset[str]
    alike: frozenset[str] = frozenset()

    @property
    def moved_there(self) -> bool:
        return WHEN in self.theirs and WHEN not in self.ours

    @property
    def left(self) -> frozenset[str]:
        """What of ours is not there yet."""
        return self.ours - self.alike


def merged(entry: OurEntry, wanted: str, theirs: EntryText, there: Span) -> Merge:
    """What became of what was agreed on in `entry`; `wanted` is our text now ("": it goes).

    `theirs` is what the server has now, and `there` when it is.
    """
    agreed = entry_of(entry.base)
    assert agreed is not None
    changed = differing(agreed, theirs) | ({WHEN} if there != entry.span else set())
    if not wanted:
        return Merge(frozenset(changed), frozenset(), frozenset(changed & (SEEN | {WHEN})))
    ours, after = what_we_changed(entry.said, wanted), entry_of(wanted)
    assert after is not None
    both = changed & ours
    alike = {name for name in both - {WHEN} if theirs.means(name) == after.means(name)}
    if WHEN in both and our_span(wanted) == there:
        alike.add(WHEN)
    clashing = (both & (SEEN | {WHEN})) - alike
    return Merge(frozenset(changed), ours, frozenset(clashing), frozenset(alike))


def arrived(said: str, flying: str, theirs: EntryText, there: Span) -> bool:
    """Whether all that was under way is in what the server has."""
    changed, sent = what_we_changed(said, flying), entry_of(flying)
    assert sent is not None
    alike = not differing(sent, theirs, changed - {WHEN})
    return alike and (WHEN not in changed or our_span(flying) == there)
