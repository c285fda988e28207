"""What comes back: entries of ours that a calendar hands out again, wherever it is read.

The plan stands in a feed and on a server, busy times of one calendar stand in another. Somebody may subscribe
to these, or read them through another account. They are no events: the same time would be taken twice. They
are known by our UID, or by the name that the server gave them in its stead. What a person wrote into one
and was left to them when its time went is their event, where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from counterpoint.desk.ports import Diary, Kept
from counterpoint.domain.agenda import Collection, Occurrence
from counterpoint.domain.agenda.bare_busy import is_bare_busy
from counterpoint.domain.agenda.names_there import mark_of
from counterpoint.domain.timeline import Span

Found = tuple[str, Occurrence]
_HASHED, _LENGTH = 14, 36
"""Where a UUID says of which kind it is (RFC 9562 §4.2), and how long one is: ours are of kind 5."""


def without_ours(diary: Diary, span: Span, found: Iterable[Found]) -> Iterable[Found]:
    """What is left of the occurrences in this time when what this diary told calendars is left out."""
    ours = _Ours(diary, span)
    return [each for each in found if not ours.holds(*each)]


class _Ours:
    """Each is asked only once it is needed."""

    def __init__(self, diary: Diary, span: Span) -> None:
        self.diary, self.span = diary, span

    def holds(self, calendar_id: str, occurrence: Occurrence) -> bool:
        uid = occurrence.uid
        if is_bare_busy(uid):
            return is_bare_busy(uid, self.tag) and not self._is_left(calendar_id, occurrence)
        if self.named_there and mark_of(uid) in self.named_there:
            return True
        return len(uid) == _LENGTH and uid[_HASHED] == "5" and uid.lower() in self.of_blocks

    def _is_left(self, calendar_id: str, occurrence: Occurrence) -> bool:
        """What is ours still is never read there: this is ours no longer, and says something."""
        word = self.words.get(calendar_id)
        return word is not None and (occurrence.title != word or bool(occurrence.location))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What a busy time is called, by the calendar of ours in which it stands."""
        places = (kept.thing for kept in self.collections if kept.thing.busy)
        return {each.calendar_id: each.instead for each in places}

    @cached_property
    def collections(self) -> Sequence[Kept[Collection]]:
        return self.diary.shelf(Collection).all()

    @cached_property
    def tag(self) -> str:
        return self.diary.plans.tag

    @cached_property
    def named_there(self) -> frozenset[str]:
        return frozenset(mark for kept in self.collections for mark in kept.thing.named_there)

    @cached_property
    def of_blocks(self) -> frozenset[str]:
        return self.diary.plans.uids(self.span)
