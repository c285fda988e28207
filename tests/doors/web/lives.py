"""A person with something of every kind; each text of it holds a word that nobody else's page may show."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.know_yourself.answering import begin_look
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.plannings import planning_asked
from counterpoint.domain.agenda import Agenda, AppPassword, EventRule, Mark, Permission, Resource
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.timeline import Span
from tests.contracts.examples import MONDAY, SETTINGS, THINGS, WEEK, block, occurrence, plan, shelf_of

CANARY = "Zaunkoenig"
SHELVES = tuple(THINGS)


@dataclass(frozen=True)
class Home:
    """Somebody's diary, and what else there is of them that has an id of its own."""

    person: Person
    diary: Diary
    authenticator: int
    invitation: int
    feed_secret: str

    def id_of(self, shelf: str) -> str:
        return str(shelf_of(self.diary, shelf).all()[0].thing.id)


def full_home(name: str) -> Home:
    """Everything of one person's, as their own pages would show it."""
    person = Person.objects.create(username=name, display_name=f"{CANARY} {name}", is_owner=True)
    diary = wiring.diary_of(person)
    diary.change_settings(replace(SETTINGS, name=CANARY, zone="Europe/Berlin", week_start=0), version=0)
    for shelf, (thing, _) in THINGS.items():
        shelf_of(diary, shelf).add(_of(replace(_sung(thing), id=f"{name}-{shelf}"), name))
    _with_events(diary, f"{name}-calendars")
    diary.shelf(AppPassword).add(AppPassword(f"{name}-calendar_accounts", f"{CANARY} password"))
    diary.shelf(Permission).add(Permission(f"{name}-calendar_accounts", f"{CANARY} token", f"{CANARY} next"))
    diary.resources.keep(f"{name}-collections", (Resource(f"/{CANARY}.ics", "1", CANARY.encode()),))
    _with_a_plan(diary)
    begin_look(diary, wiring.instruments().packs, now=MONDAY + timedelta(days=1))
    _with_what_waits(person)
    return Home(person, diary, _authenticator(person), _invitation(person), _feed(person))


def _of(thing: Any, name: str) -> Any:
    """An invitation as that of this person's request."""
    if not isinstance(thing, Invitation):
        return thing
    said = replace(thing.message, summary=CANARY, description=CANARY, location=CANARY)
    return replace(thing, request_id=f"{name}-requests", message=said)


def _sung(thing: Any) -> Any:
    """The thing with the word in each of its titles and notes."""
    named = ("name", "title", "in_practice", "notes", "contains", "trouble", "promise")
    named += ("text", "prompt", "cue", "label", "body")
    texts = [each.name for each in fields(thing) if each.name in named]
    texts = [name for name in texts if isinstance(getattr(thing, name), str)]
    assert is_dataclass(thing)
    return replace(thing, **{name: f"{CANARY} {getattr(thing, name)}" for name in texts})  # type: ignore[type-var]


def _with_events(diary: Diary, id: str) -> None:
    event = occurrence(
        "event", 10, title=f"{CANARY} meeting", location=CANARY, organiser=f"{CANARY}@example.org"
    )
    window = Span(MONDAY - timedelta(days=30), MONDAY + timedelta(days=30))
    diary.calendars.fill(id, b"BEGIN:VCALENDAR " + CANARY.encode(), Agenda((event,)), window)
    diary.calendars.mark(id, "event", Mark(blocking=False))
    diary.event_rules.add(EventRule("second-rule", "title", CANARY, Mark(ignored=False)))


def _with_a_plan(diary: Diary) -> None:
    first = plan(block("a", title=f"{CANARY} block"))
    kept = diary.plans.keep(first, step=f"{CANARY} step", version=None)
    kept = diary.plans.keep(replace(first, notes=(CANARY,)), step=f"{CANARY} step", version=kept.version)
    diary.plans.accept(WEEK, version=kept.version)
    diary.jobs.record("plan_week", planning_asked(WEEK) | {"seconds": 5.0, "version": 2})


def _with_what_waits(person: Person) -> None:
    sent = {
        "path": "/journal/",
        "page": "/journal/",
        "fields": [("text", [CANARY])],
    }
    wiring.waiting.keep(person, sent, now=timezone.now())


def _authenticator(person: Person) -> int:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    data = {"name": CANARY, "passwordless": True, "credential": {}}
    return int(Authenticator.objects.create(user=person, type="webauthn", data=data).pk)


def _invitation(person: Person) -> int:
    accounts = wiring.accounts
    accounts.make_link(
        "invitation", now=timezone.now(), lasts=accounts.INVITATION, invited_by=person, note=CANARY
    )
    return int(accounts.invitations_of(person, now=timezone.now())[0].pk)


def _feed(person: Person) -> str:
    return str(wiring.make_feed(person, now=datetime.now(UTC)).secret)


def everything_of(home: Home) -> Any:
    """All that is kept of somebody, to be compared with what it was before."""
    diary = home.diary
    feed = wiring.feed_of(home.person)
    return (
        [shelf_of(diary, shelf).all() for shelf in SHELVES],
        diary.settings(),
        diary.plans.of(WEEK),
        diary.plans.published(),
        diary.jobs.latest("plan_week"),
        diary.calendars.raw(home.id_of("calendars")),
        diary.calendars.marks(home.id_of("calendars")),
        [link.pk for link in wiring.accounts.invitations_of(home.person, now=timezone.now())],
        feed.secret if feed else None,
        Person.objects.filter(pk=home.person.pk)
        .values("username", "display_name", "password", "is_owner")
        .get(),
    )
