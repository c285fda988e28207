"""Providers that let programs in by permission of their user (OAuth 2.0, RFC 6749)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from counterpoint.desk.ports.servers import NotLetIn


class PermissionEnded(NotLetIn):
    """The permission is over: taken back, run out, or never whole. Only its person can give it again."""


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """What a provider gave. `refresh` is "" where the one from before goes on, `until` None where it does not
    say; `scopes` are those allowed, none where they are those asked for. `user` is who gave it, as the
    provider calls them, where it says so.
    """

    access: str
    refresh: str = ""
    until: datetime | None = None
    scopes: frozenset[str] = frozenset()
    user: str = ""


class Authorizes(Protocol):
    """One provider, asked as this home's client. All raise ServerTrouble, or a CounterpointError where nobody
    answers.
    """

    def exchange(self, code: str, *, verifier: str, redirect: str, now: datetime) -> Tokens:
        """What a code brings, once. PermissionEnded for one that is used, late or not ours."""
        ...

    def refresh(self, refresh: str, *, now: datetime) -> Tokens:
        """The next token. PermissionEnded."""
        ...

    def revoke(self, token: str) -> None:
        """Gives a permission back; ServerTrouble also where the provider has no way for that (RFC 7009)."""
        ...


class Bearer(Protocol):
    """Hands out the token that opens an account (RFC 6750), a new one when that is needed."""

    def __call__(self, *, refused: str = "") -> str:
        """A token that is good now, and not the one that was `refused`. PermissionEnded, NotLetIn."""
        ...
