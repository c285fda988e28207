"""Connecting a calendar account: nothing is kept before its server has let the person in."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from counterpoint.desk.calendars.addresses import NotAFeedAddress, feed_address
from counterpoint.desk.ports import ChangedMeanwhile, Connects, Diary, NotLetIn, NotThere
from counterpoint.domain.agenda import AppPassword, CalendarAccount
from counterpoint.domain.agenda.providers import provider_of, takes_no_password
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

LONGEST = 500


class CannotConnect(CounterpointError):
    """What was typed does not say where to ask, or as whom."""


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What a person typed. `at_home`: they say that the server is theirs, in their own network."""

    address: str
    user: str = ""
    password: str = ""
    at_home: bool = False


def connect(diary: Diary, typed: Typed, *, connects: Connects) -> CalendarAccount:
    """Asks the server, and keeps the account when it answers. An account that is here gets the new password.

    Raises CannotConnect, NotLetIn, NoCalendarsThere, or what keeps the server from answering.
    """
    account = account_of(typed)
    with connects(account, typed.password) as server:
        server.home()
    with diary.together():
        known = _known(diary, account)
        kept = _let_in(diary, known, at_home=typed.at_home) if known else _added(diary, account)
        _keep_password(diary, kept.id, typed.password)
    return kept


def connect_again(
    diary: Diary, id: str, *, password: str, at_home: bool, connects: Connects
) -> CalendarAccount:
    """A new password, kept when the server takes it. Raises as `connect` does, and NotThere."""
    account = replace(diary.shelf(CalendarAccount).get(id).thing, at_home=at_home)
    if account.provider:
        raise CannotConnect(
            _("This account is opened by permission, not by a password."),
            advice=_("Give permission once more."),
        )
    if not password:
        raise _nothing_typed()
    with connects(account, password) as server:
        server.home()
    with diary.together():
        kept = _let_in(diary, account, at_home=at_home)
        _keep_password(diary, id, password)
    return kept


def password_of(diary: Diary, account_id: str) -> str:
    """Raises NotLetIn when none is here, and CannotOpen when it cannot be opened. "" for an account that is
    opened by permission, which is looked up where it is needed.
    """
    if diary.shelf(CalendarAccount).get(account_id).thing.provider:
        return ""
    try:
        return diary.shelf(AppPassword).get(account_id).thing.password
    except NotThere as gone:
        raise NotLetIn(_("Its password is not here."), advice=_("Type it once more.")) from gone


def account_of(typed: Typed) -> CalendarAccount:
    """The account that was meant; an e-mail address says where and who. Raises CannotConnect."""
    text, user = typed.address.strip(), typed.user.strip()
    is_mail = "@" in text and "://" not in text and "/" not in text
    if is_mail and takes_no_password(text):
        raise CannotConnect(
            _("This provider lets no other program in with a name and a password."),
            advice=_("Connect it by permission: that stands above, with the provider’s name."),
            field="address",
        )
    address = _address_of_mail(text) if is_mail else text
    user = user or (text if is_mail else "")
    if not user or len(user) > LONGEST or ":" in user:
        raise CannotConnect(
            _("The server needs to know who is asking."),
            advice=_("Type your user name there; often it is your e-mail address."),
            field="user",
        )
    if not typed.password:
        raise _nothing_typed()
    url = _server_address(address)
    name = urlsplit(url).hostname or ""
    return CalendarAccount(uuid.uuid4().hex, name, url, user, typed.at_home)


def _address_of_mail(mail: str) -> str:
    provider = provider_of(mail)
    return provider.address if provider else f"https://{mail.rpartition('@')[2]}/"


def _server_address(text: str) -> str:
    """Without a name and password in it: they would stand wherever the address does."""
    try:
        parts = urlsplit(feed_address(text))
    except NotAFeedAddress as wrong:
        raise CannotConnect(
            wrong.message,
            advice=_("It looks like https://dav.example.org, or is your e-mail address."),
            field="address",
        ) from wrong
    place = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    if ":" in (parts.hostname or ""):
        place = f"[{parts.hostname}]" + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, place, parts.path or "/", "", ""))


def _nothing_typed() -> CannotConnect:
    return CannotConnect(
        _("A password is needed."),
        advice=_("Make an app password in the server’s settings, for Counterpoint alone."),
        field="password",
    )


def _known(diary: Diary, account: CalendarAccount) -> CalendarAccount | None:
    here = (kept.thing for kept in diary.shelf(CalendarAccount).all())
    meant = (account.address, account.user, account.provider)
    same = (each for each in here if (each.address, each.user, each.provider) == meant)
    return next(same, None)


def _added(diary: Diary, account: CalendarAccount) -> CalendarAccount:
    return diary.shelf(CalendarAccount).add(account).thing


def _let_in(diary: Diary, account: CalendarAccount, *, at_home: bool) -> CalendarAccount:
    return change_account(
        diary, account.id, at_home=at_home, state="well", failures=0, again_at=None, trouble=""
    )


def _keep_password(diary: Diary, account_id: str, password: str) -> None:
    passwords = diary.shelf(AppPassword)
    with suppress(NotThere):
        passwords.remove(account_id)
    passwords.add(AppPassword(account_id, password))


def change_account(diary: Diary, id: str, **fields: object) -> CalendarAccount:
    """Sets some fields of an account, whatever happened to its others in the meantime. Raises NotThere."""
    accounts = diary.shelf(CalendarAccount)
    while True:
        kept = accounts.get(id)
        try:
            changed: CalendarAccount = replace(kept.thing, **fields)  # type: ignore[arg-type]
            return accounts.change(changed, version=kept.version).thing
        except ChangedMeanwhile:
            continue
