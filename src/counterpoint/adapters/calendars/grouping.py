"""From the components of a file to series, one per UID: what is in force, and its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.parts import Part
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import Moment, to_utc
from counterpoint.engines.recurrence.events import Change, Series
from counterpoint.engines.recurrence.keys import Starts

STEPS, STEPS_A_SERIES = 500_000, 100_000
"""Of work on telling which changed instances are left over, for a file and for one series; see `Budget`."""


def series_of(parts: Iterable[Part], notes: Notes) -> tuple[Series, ...]:
    """Every UID's series, in the order in which they first appear."""
    budget, found = Budget(STEPS), list[Series]()
    for uid, same in by_uid(parts).items():
        found += series_of_one(uid, same, notes, budget)
    return tuple(found)


def by_uid(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.uid, []).append(part)
    return found


def series_of_one(uid: str, parts: list[Part], notes: Notes, budget: Budget) -> list[Series]:
    """What one UID is: a series, or several events that share it."""
    if len(parts) == 1 and not parts[0].is_change:
        return [_series(uid, parts[0], ())]
    return list(_of_one(uid, parts, notes, budget))


def _of_one(uid: str, parts: list[Part], notes: Notes, budget: Budget) -> Iterator[Series]:
    masters = _in_force([part for part in parts if not part.is_change], uid, notes)
    changes = _newest_changes(part for part in parts if part.is_change)
    if not masters:
        yield Series(uid, changes=tuple(_change(part, None) for part in changes))
        return
    first, *others = masters
    if not changes:
        yield from (_series(uid, part, ()) for part in masters)
        return
    starts = Starts(_series(uid, first, ()), first.event, UTC, budget.share(STEPS_A_SERIES))
    current = [part for part in changes if not _is_outdated(part, first, starts, notes)]
    yield _series(uid, first, tuple(_change(part, first) for part in current))
    yield from (_series(uid, part, ()) for part in others)


def _series(uid: str, master: Part, changes: tuple[Change, ...]) -> Series:
    return Series(
        uid, master.event, master.rules, master.except_rules, master.added, master.left_out, changes
    )


def _in_force(masters: list[Part], uid: str, notes: Notes) -> list[Part]:
    """The newest component: of the highest SEQUENCE, then the latest stamp (RFC 5546 §2.1.5).

    Different events that share a UID, with nothing that makes one of them newer, are all kept.
    """
    if len(masters) <= 1:
        return masters
    ages = [part.revision() for part in masters]
    newest = max(ages)
    masters = [part for part, age in zip(masters, ages, strict=True) if age == newest]
    different = list({_what(part): part for part in masters}.values())
    if len(different) > 1:
        notes.doubt(
            _("event %(uid)s") % {"uid": uid},
            _("%(count)s different events share this UID; all were kept.") % {"count": len(different)},
        )
    return different


def _what(part: Part) -> tuple[Moment, str]:
    return part.event.start, part.event.said().title


def _newest_changes(changes: Iterable[Part]) -> list[Part]:
    """One change for each original start; those whose original start is unknown all stand."""
    same: dict[object, list[Part]] = {}
    for part in changes:
        same.setdefault(_instant(part.original) or object(), []).append(part)
    return [_newest(parts) for parts in same.values()]


def _newest(parts: list[Part]) -> Part:
    """The one of the highest revision, of several equal ones the last."""
    return parts[0] if len(parts) == 1 else max(reversed(parts), key=lambda part: part.revision())


def _instant(moment: Moment | None) -> object:
    """What makes equal starts equal, whatever zone they are stated in."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return moment
    return to_utc(moment.replace(tzinfo=None), moment.tzinfo)


def _change(part: Part, master: Part | None) -> Change:
    all_day = part.event.all_day if master is None else master.event.all_day
    original = part.original_day if all_day and part.original is not None else part.original
    return Change(original, part.event, part.and_future)


def _is_outdated(part: Part, master: Part, starts: Starts, notes: Notes) -> bool:
    """Whether a change is left over from an older form of its series: it states rules of its own, is of an
    older
    revision, and changes a start that the series no longer has."""
    if not part.repeats or part.revision()[0] >= master.revision()[0]:
        return False
    original = _change(part, master).original
    if original is None or starts.holds(original):
        return False
    notes.doubt(
        _("event %(uid)s") % {"uid": part.uid},
        _("A changed instance of an older revision has no place in its series; it was dropped."),
    )
    return True
