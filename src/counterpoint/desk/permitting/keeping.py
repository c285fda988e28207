"""Permission as it is kept for an account: given, handed out as tokens, renewed, and given back."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.ports import (
    Authorizes,
    CannotOpen,
    ChangedMeanwhile,
    Diary,
    Kept,
    NotLetIn,
    NotThere,
    PermissionEnded,
    Tokens,
)
from counterpoint.domain.agenda import CalendarAccount, Permission
from counterpoint.domain.agenda.authorization import AuthorizationServer
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _


class NotEnough(CounterpointError):
    """What was allowed is not what is needed, or not for the account that was meant."""


def keep(
    diary: Diary, server: AuthorizationServer, tokens: Tokens, *, account_id: str = ""
) -> CalendarAccount:
    """Keeps what was given: for the account that was meant, for the one of this user that is here, or for a
    new one. What was read from it before stays. Raises NotEnough, and NotThere for an account that is gone.
    """
    _refuse_too_little(server, tokens)
    with diary.together():
        known = _known(diary, server, tokens.user, account_id)
        before = permission_of(diary, known.id) if known else None
        refresh = tokens.refresh or (before.refresh if before else "")
        if not refresh:
            raise NotEnough(
                _("%(name)s gave permission for a short while only.") % {"name": server.name},
                advice=_("Take the permission back on its pages, and begin once more here."),
            )
        account = _let_in(diary, known) if known else _added(diary, server, tokens.user)
        _put(diary, Permission(account.id, tokens.access, refresh, tokens.until))
    return account


def _refuse_too_little(server: AuthorizationServer, tokens: Tokens) -> None:
    if server.lacks(tokens.scopes):
        raise NotEnough(
            _("%(name)s was not allowed to show your calendars here.") % {"name": server.name},
            advice=_("Begin once more, and tick the box for calendars on its page."),
        )
    if not tokens.user:
        raise NotEnough(
            _("%(name)s did not say whose calendars these are.") % {"name": server.name},
            advice=_("Begin once more, and allow it to tell your e-mail address."),
        )


def _known(diary: Diary, server: AuthorizationServer, user: str, account_id: str) -> CalendarAccount | None:
    if account_id:
        meant = diary.shelf(CalendarAccount).get(account_id).thing
        if (meant.provider, meant.user.casefold()) != (server.key, user.casefold()):
            raise NotEnough(
                _("You gave permission as %(other)s, and this account is that of %(user)s.")
                % {"other": user, "user": meant.user},
                advice=_("Choose %(user)s on the provider’s page, or connect the other one as a new account.")
                % {"user": meant.user},
            )
        return meant
    here = (kept.thing for kept in diary.shelf(CalendarAccount).all())
    same = (each for each in here if (each.provider, each.user.casefold()) == (server.key, user.casefold()))
    return next(same, None)


def _added(diary: Diary, server: AuthorizationServer, user: str) -> CalendarAccount:
    account = CalendarAccount(uuid.uuid4().hex, server.name, server.api, user, provider=server.key)
    return diary.shelf(CalendarAccount).add(account).thing


def _let_in(diary: Diary, account: CalendarAccount) -> CalendarAccount:
    accounts = diary.shelf(CalendarAccount)
    while True:
        kept = accounts.get(account.id)
        well = replace(kept.thing, state="well", failures=0, again_at=None, trouble="")
        try:
            return accounts.change(well, version=kept.version).thing
        except ChangedMeanwhile:
            continue


def _put(diary: Diary, permission: Permission) -> None:
    """Over the one that is here, as its next version: a renewal that is on its way meets that, and stops."""
    shelf = diary.shelf(Permission)
    while True:
        try:
            shelf.change(permission, version=shelf.get(permission.id).version)
        except ChangedMeanwhile:
            continue
        except CannotOpen:
            shelf.remove(permission.id)
        except NotThere:
            pass
        else:
            return
        shelf.add(permission)
        return


def permission_of(diary: Diary, account_id: str) -> Permission | None:
    """None where none is here, as after an export was brought in, or none that opens."""
    try:
        return diary.shelf(Permission).get(account_id).thing
    except (NotThere, CannotOpen):
        return None


@dataclass(frozen=True, slots=True)
class KeptBearer:
    """The `Bearer` of one account for as long as a visit lasts, which began `now`.

    A renewed token is kept before it is used, because the one it was renewed with may be good no more
    (RFC 9700 §4.14). Of two that renew at once, one may be refused: it takes what the other was given.
    """

    diary: Diary
    account_id: str
    authorizes: Authorizes
    now: datetime

    def __call__(self, *, refused: str = "") -> str:
        kept = self._kept()
        if kept.thing.is_good(self.now) and kept.thing.access != refused:
            return kept.thing.access
        try:
            tokens = self.authorizes.refresh(kept.thing.refresh, now=self.now)
        except PermissionEnded:
            other = self._kept().thing
            if other.refresh == kept.thing.refresh or other.access == refused:
                raise
            return other.access
        self._keep(kept, tokens)
        return tokens.access

    def _kept(self) -> Kept[Permission]:
        try:
            kept = self.diary.shelf(Permission).get(self.account_id)
        except NotThere as gone:
            raise _to_be_given() from gone
        except CannotOpen as shut:
            raise PermissionEnded(shut.message, advice=shut.advice) from shut
        if not kept.thing.refresh:
            raise _to_be_given()
        return kept

    def _keep(self, kept: Kept[Permission], tokens: Tokens) -> None:
        """Nothing where the account was let go of in the meantime, or permission was given anew: what it was
        renewed with is no longer the one that is here.
        """
        shelf, used = self.diary.shelf(Permission), kept.thing.refresh
        renewed = Permission(self.account_id, tokens.access, tokens.refresh or used, tokens.until)
        with suppress(NotThere, CannotOpen):
            while kept.thing.refresh == used:
                try:
                    shelf.change(renewed, version=kept.version)
                except ChangedMeanwhile:
                    kept = shelf.get(self.account_id)
                else:
                    return


def _to_be_given() -> NotLetIn:
    return PermissionEnded(
        _("Its permission is not here."), advice=_("Give it once more; what was read before is still here.")
    )


def give_back(diary: Diary, account_id: str, *, authorizes: Authorizes) -> bool:
    """Tells the provider that an account's permission is no longer wanted. False where that could not be
    told; the person can take it back there.
    """
    try:
        kept = permission_of(diary, account_id)
        if kept is None or not kept.refresh:
            return True
        authorizes.revoke(kept.refresh)
    except CounterpointError:
        return False
    return True
