"""Permission instead of a password (OAuth 2.0, RFC 6749): who gives it, and what is kept of it.

A provider more is one more value in `PROVIDERS_BY_PERMISSION`. Written from what the providers publish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

A_LITTLE_BEFORE = timedelta(minutes=5)
"""A token that ends within this is no longer used: a visit may last two minutes, and clocks differ."""
ASKED_FOR = timedelta(minutes=30)
"""So long somebody may take at the provider's page."""


@dataclass(frozen=True, slots=True)
class AuthorizationServer:
    """Facts of one provider. `authorize`, `token` and `revoke` are its addresses (RFC 6749 §3, RFC 7009;
    "" where it has none to revoke at), `scopes` what is asked for, and `needs` what of it nothing works
    without. `extra` goes along with the question at `authorize`. `api` is where calendars are asked for.
    `makes_calendars`: programs can make one for the plan.
    `register` is the page on which an operator makes an OAuth client, and `steps` how, in words. `also` is
    what people know its calendars as, where that is not its name.
    """

    key: str
    name: str
    authorize: str
    token: str
    api: str
    scopes: tuple[str, ...]
    needs: tuple[str, ...]
    register: str
    steps: tuple[str, ...]
    revoke: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    makes_calendars: bool = True
    also: str = ""

    @property
    def called(self) -> str:
        """What people know its calendars as."""
        return self.also or self.name

    def at(self, base: str) -> AuthorizationServer:
        """The same with every address that is asked at another host: a stand-in's."""
        return replace(
            self,
            authorize=_moved(self.authorize, base),
            token=_moved(self.token, base),
            api=_moved(self.api, base),
            revoke=_moved(self.revoke, base),
        )

    def lacks(self, scopes: frozenset[str]) -> bool:
        """Whether something that is needed was not allowed; none told means all (RFC 6749 §5.1)."""
        told = {each.rpartition("/")[2].casefold() for each in scopes}
        return bool(told) and not {each.rpartition("/")[2].casefold() for each in self.needs} <= told


def _moved(address: str, base: str) -> str:
    if not address:
        return ""
    to, parts = urlsplit(base), urlsplit(address)
    return urlunsplit((to.scheme, to.netloc, parts.path, parts.query, ""))


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """What this home is to a provider (RFC 6749 §2): made by whoever runs it, once for everybody in it."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Permission:
    """What a provider gave for the account with this id: a token for now, that ends at `until`, and one with
    which the next is had. Both are sealed at rest and in no export, log, page or error.
    """

    id: str
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    until: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        return bool(self.access) and (self.until is None or self.until > now + A_LITTLE_BEFORE)


GOOGLE = AuthorizationServer(
    key="google",
    name="Google",
    authorize="https://accounts.google.com/o/oauth2/v2/auth",
    token="https://oauth2.googleapis.com/token",  # noqa: S106 - an address
    revoke="https://oauth2.googleapis.com/revoke",
    api="https://apidata.googleusercontent.com/caldav/v2/",
    scopes=("openid", "email", "https://www.googleapis.com/auth/calendar"),
    needs=("https://www.googleapis.com/auth/calendar",),
    makes_calendars=False,
    # Without both no refresh token comes, or only the first time.
    extra={"access_type": "offline", "prompt": "consent", "include_granted_scopes": "false"},
    register="https://console.cloud.google.com/",
    steps=(
        gettext_noop("Make a project, and switch on the “CalDAV API” in it (APIs & Services → Library)."),
        gettext_noop(
            "Fill in the consent screen (Google Auth Platform). “External” is right for private accounts. "
            "Publish it “In production”: permission given to an app “In testing” ends after seven days."
        ),
        gettext_noop(
            "Make a client (Clients → Create client) of the type “Web application”, with the address below "
            "as its authorised redirect URI, letter by letter. Google takes https:// addresses alone, and "
            "http://localhost."
        ),
        gettext_noop("Copy its client ID and its client secret into the form."),
    ),
)
MICROSOFT = AuthorizationServer(
    key="microsoft",
    name="Microsoft",
    also="Microsoft 365, Outlook",
    # “common”: accounts of organisations and of people alike.
    authorize="https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    token="https://login.microsoftonline.com/common/oauth2/v2.0/token",  # noqa: S106 - an address
    api="https://graph.microsoft.com/v1.0/",
    scopes=("openid", "email", "profile", "offline_access", "Calendars.ReadWrite"),
    needs=("Calendars.ReadWrite",),
    extra={"response_mode": "query", "prompt": "select_account"},
    register="https://entra.microsoft.com/",
    steps=(
        gettext_noop(
            "Register an application (Entra ID → App registrations → New registration), for accounts in any "
            "organisation and personal Microsoft accounts."
        ),
        gettext_noop("As its redirect URI choose “Web”, and enter the address below, letter by letter."),
        gettext_noop(
            "Under “API permissions” add, of Microsoft Graph and “delegated”: Calendars.ReadWrite, openid, "
            "email, profile and offline_access."
        ),
        gettext_noop(
            "Under “Certificates & secrets” make a client secret. It ends on a day that you choose; make "
            "another one in time, and enter it here."
        ),
        gettext_noop("Copy the application (client) ID and the secret’s value, not its ID, into the form."),
    ),
)
PROVIDERS_BY_PERMISSION: Mapping[str, AuthorizationServer] = {each.key: each for each in (GOOGLE, MICROSOFT)}


class NoSuchProvider(CounterpointError):
    """Nobody of that name is known here who lets programs in by permission."""


class NoClient(CounterpointError):
    """This home is not registered with a provider."""


def provider_by_permission(key: str) -> AuthorizationServer:
    """Raises NoSuchProvider."""
    server = PROVIDERS_BY_PERMISSION.get(key)
    if server is None:
        raise no_such_provider()
    return server


def no_such_provider() -> NoSuchProvider:
    return NoSuchProvider(
        _("Accounts of this provider cannot be connected here."),
        advice=_("It may take a newer version of Counterpoint."),
    )


def no_client(name: str) -> NoClient:
    return NoClient(
        _("This Counterpoint is not registered with %(name)s.") % {"name": name},
        advice=_("Whoever set it up can do that once for everybody in it, on the page for a new account."),
    )
