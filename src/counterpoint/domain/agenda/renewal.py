"""Reading a calendar again, where most of it says what it said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from counterpoint.domain.agenda.occurrences import Agenda
from counterpoint.domain.timeline import Span


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a calendar: a digest of what it says of each UID, and the time that was looked at."""

    window: Span
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Renewal(Agenda):
    """An agenda that leaves out what is `known` of the UIDs in `same`: their text is what it was.

    `occurrences` holds all others, and of these what lies past the known time. `digests` are those of every
    UID now; none where the agenda is not complete, so that the next reading trusts nothing. `whole` gives all
    of it, for whoever does not hold what was known any more.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    known: Known | None = None
    whole: Callable[[], Agenda] = Agenda

    def builds_on(self, kept: Known | None) -> bool:
        """Whether what is kept is what was known: the same time, and all that is left out here."""
        if kept is None or self.known is None or kept.window != self.known.window:
            return False
        return all(kept.digests.get(uid) == self.digests[uid] for uid in self.same)


def has_nothing(agenda: Agenda) -> bool:
    """Whether a calendar says nothing of the time that it was asked for."""
    if agenda.occurrences or not isinstance(agenda, Renewal) or not agenda.same:
        return not agenda.occurrences
    return not agenda.whole().occurrences
