"""Accounts: the links that lead into them, and how they begin and end.

A link's secret is shown once and kept only as a hash. It works until it is used or its time is over.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from counterpoint.adapters.storage.models import Link, Person
from counterpoint.adapters.storage.models.links import Purpose
from counterpoint.domain.errors import CounterpointError

OWNER_LINK = timedelta(days=2)
PASSWORD_LINK = timedelta(hours=12)
INVITATION = timedelta(days=7)


class LinkIsOver(CounterpointError):
    """A link that was used, has run out, or never was one."""

    def __init__(self) -> None:
        super().__init__(_("This link does not work any more."), advice=_("Ask for a new one."))


class NameIsTaken(CounterpointError):
    """Somebody here signs in under this name already."""


class TooWeak(CounterpointError):
    """A password that would be guessed."""


class NobodyOfThatName(CounterpointError):
    """No account has this name."""


@dataclass(frozen=True)
class Newcomer:
    """What somebody chose who comes in for the first time."""

    username: str
    password: str
    display_name: str = ""


def has_owner() -> bool:
    return Person.objects.filter(is_owner=True).exists()


def owner() -> Person:
    """Raises NobodyOfThatName before there is one."""
    person = Person.objects.filter(is_owner=True).first()
    if person is None:
        raise NobodyOfThatName(
            _("Nobody owns this Counterpoint yet."), advice=_("Start it and open the link that it prints.")
        )
    return person


def judge_password(password: str) -> None:
    """Raises TooWeak with all that is wrong with it."""
    try:
        validate_password(password)
    except ValidationError as weak:
        raise TooWeak(" ".join(weak.messages), advice=_("Nothing was changed; try once more.")) from weak


def person_named(username: str) -> Person:
    """Raises NobodyOfThatName."""
    person = Person.objects.filter(username__iexact=username.strip()).first()
    if person is None:
        names = ", ".join(Person.objects.order_by("username").values_list("username", flat=True))
        raise NobodyOfThatName(
            _("Nobody signs in as “%(username)s”.") % {"username": username},
            advice=_("There are: %(names)s.") % {"names": names} if names else "",
        )
    return person


def person_numbered(pk: str) -> Person | None:
    """The person of that number, if there is one who may come in."""
    return Person.objects.filter(pk=pk, is_active=True).first() if pk.isdecimal() else None


def make_link(
    purpose: Purpose,
    *,
    now: datetime,
    lasts: timedelta,
    person: Person | None = None,
    invited_by: Person | None = None,
    note: str = "",
) -> str:
    """A new link's secret, which cannot be had again. A new owner or password link replaces earlier ones."""
    if purpose != "invitation":
        Link.objects.filter(purpose=purpose, person=person).delete()
    secret = secrets.token_urlsafe(24)
    Link.objects.create(
        digest=_digest(secret),
        purpose=purpose,
        person=person,
        invited_by=invited_by,
        note=note,
        made_at=now,
        expires_at=now + lasts,
    )
    return secret


def open_link(secret: str, *, now: datetime) -> Link:
    """Raises LinkIsOver. Looking at a link does not use it up."""
    link = Link.objects.filter(digest=_digest(secret), expires_at__gt=now).select_related("person").first()
    if link is None or (link.purpose == "owner" and has_owner()):
        raise LinkIsOver
    return link


def come_in(secret: str, who: Newcomer, *, now: datetime) -> Person:
    """Makes the account that an owner's link or an invitation is for. Raises LinkIsOver or NameIsTaken."""
    try:
        with transaction.atomic():
            link = _use(secret, now)
            person = Person(
                username=who.username, display_name=who.display_name, is_owner=link.purpose == "owner"
            )
            person.set_password(who.password)
            person.save(force_insert=True)
            return person
    except IntegrityError:
        raise NameIsTaken(
            _("Somebody here has this name already."), advice=_("Choose another one."), field="username"
        ) from None


def choose_password(secret: str, password: str, *, now: datetime) -> Person:
    """Sets the password that a password link is for, and ends all of the person's sessions."""
    with transaction.atomic():
        person = _use(secret, now).person
        if person is None:
            raise LinkIsOver
        set_password(person, password)
        return person


def set_password(person: Person, password: str) -> None:
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions(person)


def end_sessions(person: Person) -> None:
    """Signs a person out everywhere."""
    sessions = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()


def invitations_of(person: Person, *, now: datetime) -> list[Link]:
    """The invitations that this person wrote and nobody has used yet."""
    open_ones = Link.objects.filter(invited_by=person, purpose="invitation", expires_at__gt=now)
    return list(open_ones.order_by("-made_at"))


def withdraw_invitation(person: Person, pk: int) -> bool:
    """False when this person has no such invitation."""
    return Link.objects.filter(invited_by=person, purpose="invitation", pk=pk).delete()[0] > 0


def delete_person(person: Person) -> None:
    """Everything of a person's goes with them: diary, calendars, plans, links, keys and sessions."""
    with _overwriting(), transaction.atomic():
        end_sessions(person)
        person.delete()


@contextmanager
def _overwriting() -> Iterator[None]:
    """In a SQLite file what is deleted inside is overwritten too, so that a key that goes leaves no trace.

    The write-ahead log is emptied afterwards, if nobody else is reading just then.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA secure_delete").fetchone()[0]
        cursor.execute("PRAGMA secure_delete=ON")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA secure_delete={int(before)}")
        if not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _use(secret: str, now: datetime) -> Link:
    """Uses a link up, which only one of two at the same moment can do."""
    link = open_link(secret, now=now)
    gone, _tables = Link.objects.filter(pk=link.pk).delete()
    if not gone:
        raise LinkIsOver
    return link


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
