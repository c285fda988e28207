"""A person's own word on events: single ones, whole series, and rules on title or organiser."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Literal

from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.matters.things import twin_of
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere
from counterpoint.domain.agenda import CalendarSource, EventRule, Fact, Mark, Occurrence, facts_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

PREVIEW, STRETCH = timedelta(weeks=4), timedelta(weeks=26)
_LONGEST = 200


class EmptyRule(CounterpointError):
    """A rule that would speak of every event, or say nothing about any."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event with what becomes of it: `fact` is what the week is planned around, None when it is left out.

    `own` and `series` are the person's marks on this one event and on its series; `rules` speak of it.
    `by_rule` says that they make a difference.
    """

    calendar: CalendarSource
    occurrence: Occurrence
    fact: Fact | None
    own: Mark
    series: Mark
    rules: tuple[EventRule, ...] = ()
    by_rule: bool = False

    @property
    def repeats(self) -> bool:
        return self.occurrence.recurrence_id is not None


def events_of(
    diary: Diary, id: str, *, now: datetime, ahead: timedelta = PREVIEW, search: str = "", most: int = 200
) -> tuple[Heard, ...]:
    """The next events of one calendar; with `search`, all that are kept whose title contains it."""
    source = diary.calendars.get(id).thing
    stretches = _onward_and_back(now) if search else iter([Span(now, now + ahead)])
    found = list(islice(_found(diary, id, stretches, search), most))
    return tuple(hear(found, source, marks=diary.calendars.marks(id), rules=_rules(diary)))


def _found(diary: Diary, id: str, stretches: Iterator[Span], text: str) -> Iterator[Occurrence]:
    """Events of a calendar, stretch by stretch: a search that finds plenty need not look at everything."""
    seen: set[tuple[str, datetime]] = set()
    for stretch in stretches:
        for _calendar, each in diary.calendars.occurrences(stretch, of=id, titled=text):
            this = (each.key, each.span.start)
            if this not in seen:
                seen.add(this)
                yield each


def _onward_and_back(now: datetime) -> Iterator[Span]:
    """The time for which events are kept, from today on and then from today back."""
    window = window_for(now)
    start = now
    while start < window.end:
        yield Span(start, min(start + STRETCH, window.end))
        start += STRETCH
    end = now
    while end > window.start:
        yield Span(max(end - STRETCH, window.start), end)
        end -= STRETCH


def hear(
    occurrences: Iterable[Occurrence],
    source: CalendarSource,
    *,
    marks: Mapping[str, Mark],
    rules: Sequence[EventRule],
) -> Iterator[Heard]:
    """Each event with the person's word on it and what follows from that."""
    for each in occurrences:
        speaking = tuple(rule for rule in rules if rule.speaks_of(each))
        fact = _fact(each, source, marks, speaking)
        yield Heard(
            calendar=source,
            occurrence=each,
            fact=fact,
            own=marks.get(each.key, Mark()),
            series=marks.get(each.uid, Mark()) if each.key != each.uid else Mark(),
            rules=speaking,
            by_rule=bool(speaking) and fact != _fact(each, source, marks, ()),
        )


def _fact(
    each: Occurrence, source: CalendarSource, marks: Mapping[str, Mark], rules: Sequence[EventRule]
) -> Fact | None:
    facts = facts_of([each], calendar_id=source.id, domain_id=source.domain_id, rules=rules, marks=marks)
    return facts[0] if facts else None


def mark_event(
    diary: Diary, id: str, key: str, mark: Mark, *, starts_at: datetime, scope: Literal["event", "series"]
) -> Heard:
    """Keeps a mark on one event or its series; an empty one takes it back. Returns the event as it now is."""
    occurrence = event(diary, id, key, starts_at=starts_at)
    stands_under = occurrence.uid if scope == "series" else occurrence.key
    diary.calendars.mark(id, stands_under, None if mark == Mark() else mark)
    return hear_event(diary, id, key, starts_at=starts_at)


def hear_event(diary: Diary, id: str, key: str, *, starts_at: datetime) -> Heard:
    """One event with the person's word on it. Raises NotThere."""
    occurrence = event(diary, id, key, starts_at=starts_at)
    return _one(occurrence, diary.calendars.get(id).thing, diary.calendars.marks(id), _rules(diary))


def event(diary: Diary, id: str, key: str, *, starts_at: datetime) -> Occurrence:
    """One event of a calendar by its key and start. Raises NotThere."""
    for _calendar, each in diary.calendars.occurrences(_about(starts_at), of=id):
        if each.key == key:
            return each
    raise NotThere(
        _("This event is no longer in the calendar."), advice=_("Its calendar was probably refreshed.")
    )


def _about(moment: datetime) -> Span:
    """A minute on either side, as far as there is time."""
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    minute = timedelta(minutes=1)
    return Span(max(moment, first + minute) - minute, min(moment, last - minute) + minute)


def marks_said(marks: Mapping[str, Mark]) -> int:
    return sum(mark != Mark() for mark in marks.values())


def rule_of(where: Literal["title", "organiser"], contains: str, mark: Mark, *, id: str = "") -> EventRule:
    """A rule, new if without `id`. Raises EmptyRule for one without a text or without an effect."""
    text = " ".join(contains.split())[:_LONGEST]
    if not text:
        raise EmptyRule(
            _("A rule needs a text to look for."),
            advice=_("A word from the title is enough."),
            field="contains",
        )
    if mark == Mark():
        raise EmptyRule(
            _("This rule would change nothing."),
            advice=_("Choose a domain or what should happen."),
            field="effect",
        )
    return EventRule(id, where, text, mark)


def saying(rule: EventRule) -> str:
    """All that a rule says, as one text: two that say the same have the same."""
    return f"{rule.where}|{rule.contains}|{rule.mark}"


def keep_rule(diary: Diary, rule: EventRule, *, seen: str = "") -> Kept[EventRule]:
    """Keeps a new rule at the end of the list, or an earlier one in its new form.

    `seen` is what the earlier one said when its change began; raises ChangedMeanwhile when it now
    says something else. Its place in the list may have changed.
    """
    if not rule.id:
        with diary.together():
            new = replace(rule, id=uuid.uuid4().hex)
            return twin_of(diary.event_rules, rule) or diary.event_rules.add(new)
    kept = diary.event_rules.get(rule.id)
    if seen != saying(kept.thing):
        raise ChangedMeanwhile(_("This rule was changed in another tab."), kept=kept)
    return diary.event_rules.change(rule, version=kept.version)


def drop_rule(diary: Diary, id: str) -> tuple[EventRule, int]:
    """Removes a rule and returns it with its place in the list, so that it can be put back."""
    places = {kept.thing.id: place for place, kept in enumerate(diary.event_rules.all())}
    rule = diary.event_rules.get(id).thing
    diary.event_rules.remove(id)
    return rule, places[id]


def put_back(diary: Diary, rule: EventRule, *, place: int) -> None:
    """Keeps a rule at a place in the list, or at its end if the list is shorter."""
    with diary.together():
        added = diary.event_rules.add(replace(rule, id=uuid.uuid4().hex)).thing
        others = [each for each in _rules(diary) if each.id != added.id]
        _order(diary, [*others[:place], added, *others[place:]])


def move_rule(diary: Diary, id: str, *, by: Literal[-1, 1], place: int) -> None:
    """Moves a rule that was seen at `place` by one; at the ends nothing happens. Later ones outweigh."""
    rules = _rules(diary)
    if id not in {each.id for each in rules}:
        raise NotThere(_("This rule is gone."))
    if place >= len(rules) or rules[place].id != id:
        raise ChangedMeanwhile(_("The rules were changed in another tab."), kept=None)
    if 0 <= place + by < len(rules):
        rules.insert(place + by, rules.pop(place))
        _order(diary, rules)


def touched_by(diary: Diary, rule: EventRule, *, now: datetime) -> tuple[tuple[Heard, Heard], ...]:
    """Events of the next weeks that a rule speaks of: (as they are now, as they would be)."""
    sources = {kept.thing.id: kept.thing for kept in diary.calendars.all()}
    before = [each for each in _rules(diary) if each.id != rule.id]
    after = [rule if each.id == rule.id else each for each in _rules(diary)]
    after = after if rule in after else [*after, rule]
    marks = {each: diary.calendars.marks(each) for each in sources}
    touched = [
        (sources[calendar_id], each)
        for calendar_id, each in diary.calendars.occurrences(Span(now, now + PREVIEW))
        if rule.speaks_of(each)
    ]
    return tuple(
        (_one(each, source, marks[source.id], before), _one(each, source, marks[source.id], after))
        for source, each in touched
    )


def _one(
    each: Occurrence, source: CalendarSource, marks: Mapping[str, Mark], rules: Sequence[EventRule]
) -> Heard:
    return next(hear([each], source, marks=marks, rules=rules))


def _order(diary: Diary, rules: Sequence[EventRule]) -> None:
    """Makes this the order of the rules: whatever was added later stands later."""
    with diary.together():
        for rule in rules:
            diary.event_rules.remove(rule.id)
        for rule in rules:
            diary.event_rules.add(rule)


def _rules(diary: Diary) -> list[EventRule]:
    return [kept.thing for kept in diary.event_rules.all()]
