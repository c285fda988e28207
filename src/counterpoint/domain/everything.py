"""All that one person has, as one value: what an export holds and an import brings back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_args, get_type_hints

from counterpoint.domain.agenda import (
    Agenda,
    AppPassword,
    CalendarAccount,
    CalendarSource,
    Collection,
    Errand,
    EventRule,
    Mark,
    OurEntry,
    Permission,
)
from counterpoint.domain.assessment import AnswerSheet, Portrait
from counterpoint.domain.boundaries import (
    Bend,
    Channel,
    GiveBack,
    HowIWork,
    Loosening,
    Meal,
    ProtectedTime,
    Request,
)
from counterpoint.domain.energy import (
    CheckIn,
    PromptWishes,
    Stretch,
)
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.job import JobNote, JobTrial
from counterpoint.domain.living import (
    Companion,
    GoodThing,
    JournalEntry,
    MicroHabit,
    Notice,
    NoticeWishes,
    Outgoing,
    Pause,
    Renewal,
    SavourOffer,
    Stay,
    Target,
)
from counterpoint.domain.planning import (
    Decided,
    FocusWishes,
    Place,
    Plan,
    Ritual,
    Routine,
    Settings,
    Task,
    Way,
)
from counterpoint.domain.reviews import Dismissal, Markers, Review
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import Bridge, Commitment, CoreValue, Leaning, LifeDomain, Season, Support


@dataclass(frozen=True, slots=True)
class CalendarHeld:
    """A calendar: its bytes as they came, what was read from them for `window`, the marks on its events."""

    source: CalendarSource
    raw: bytes = b""
    window: Span | None = None
    read: Agenda = field(default_factory=Agenda)
    marks: tuple[tuple[str, Mark], ...] = ()


@dataclass(frozen=True, slots=True)
class WeekHeld:
    """The plan of a week as it is, as it was accepted (None: it was not), and when there first was one."""

    current: Plan
    accepted: Plan | None = None
    begun_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """Everything of one person's but their account, their sessions and the address of their feed."""

    settings: Settings = field(default_factory=Settings)
    values: tuple[CoreValue, ...] = ()
    domains: tuple[LifeDomain, ...] = ()
    protected: tuple[ProtectedTime, ...] = ()
    meals: tuple[Meal, ...] = ()
    rituals: tuple[Ritual, ...] = ()
    tasks: tuple[Task, ...] = ()
    routines: tuple[Routine, ...] = ()
    event_rules: tuple[EventRule, ...] = ()
    calendars: tuple[CalendarHeld, ...] = ()
    weeks: tuple[WeekHeld, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    decided: tuple[Decided, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    supports: tuple[Support, ...] = ()
    job_notes: tuple[JobNote, ...] = ()
    job_trials: tuple[JobTrial, ...] = ()
    seasons: tuple[Season, ...] = ()
    bends: tuple[Bend, ...] = ()
    give_backs: tuple[GiveBack, ...] = ()
    loosenings: tuple[Loosening, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    prompt_wishes: tuple[PromptWishes, ...] = ()
    habits: tuple[MicroHabit, ...] = ()
    pauses: tuple[Pause, ...] = ()
    journal: tuple[JournalEntry, ...] = ()
    good_things: tuple[GoodThing, ...] = ()
    savour_offers: tuple[SavourOffer, ...] = ()
    answer_sheets: tuple[AnswerSheet, ...] = ()
    portraits: tuple[Portrait, ...] = ()
    reviews: tuple[Review, ...] = ()
    markers: tuple[Markers, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    requests: tuple[Request, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    channels: tuple[Channel, ...] = ()
    pages_for_others: tuple[HowIWork, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    companions: tuple[Companion, ...] = ()
    notice_wishes: tuple[NoticeWishes, ...] = ()
    notices: tuple[Notice, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    targets: tuple[Target, ...] = ()
    outbox: tuple[Outgoing, ...] = ()
    focus_wishes: tuple[FocusWishes, ...] = ()
    places: tuple[Place, ...] = ()
    ways: tuple[Way, ...] = ()
    stays: tuple[Stay, ...] = ()
    calendar_accounts: tuple[CalendarAccount, ...] = ()
    collections: tuple[Collection, ...] = ()
    our_entries: tuple[OurEntry, ...] = ()
    errands: tuple[Errand, ...] = ()


def _shelves() -> dict[str, type[Any]]:
    kinds = {name: get_args(hint)[0] for name, hint in get_type_hints(Everything).items() if get_args(hint)}
    return {name: kind for name, kind in kinds.items() if kind not in (CalendarHeld, WeekHeld)}


SHELVES: Mapping[str, type[Any]] = _shelves()
"""The name in an export of every kind of thing that stands on a shelf of its own."""

STAYS_HERE: tuple[type[Any], ...] = (AppPassword, Permission)
"""Kinds of things on shelves of their own that are in no export."""
