"""How a question says who asks: a name with a password, or a token that the person permitted."""

from __future__ import annotations

import base64
from typing import Protocol

from counterpoint.adapters.caldav.hrefs import same_house
from counterpoint.adapters.web_client import Answer
from counterpoint.desk.ports import Bearer, NotLetIn, PermissionEnded
from counterpoint.domain.words import gettext as _


class SigningIn(Protocol):
    def header(self) -> str:
        """The value of Authorization for the next question."""
        ...

    def may_go(self, host: str, own: str) -> bool:
        """Whether what opens the account may be sent to a host, of an account at `own`."""
        ...

    def again(self) -> bool:
        """After a refusal: whether the same is to be asked once more, with another header."""
        ...

    def refused(self, answer: Answer) -> NotLetIn: ...


class ByPassword:
    """Basic (RFC 7617). The password goes to hosts of the same house."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def header(self) -> str:
        return self._basic

    def may_go(self, host: str, own: str) -> bool:
        return same_house(host, own)

    def again(self) -> bool:
        return False

    def refused(self, answer: Answer) -> NotLetIn:
        ways = answer.headers.get("www-authenticate", "").casefold()
        if ways and "basic" not in ways:
            return NotLetIn(
                _("%(host)s wants a way of signing in that is not known here.") % {"host": answer.host},
                advice=_("If you run it, let it take passwords by “Basic” over https."),
                field="password",
            )
        return NotLetIn(
            _("%(host)s does not take this name with this password.") % {"host": answer.host},
            advice=_("Many servers want an app password, made in their settings, instead of your own."),
            field="password",
        )


class ByPermission:
    """Bearer (RFC 6750). The token goes to the one host: beside it, under its name, may be anybody's."""

    def __init__(self, bearer: Bearer, name: str) -> None:
        self._bearer, self._name, self._token = bearer, name, ""

    def header(self) -> str:
        self._token = self._token or self._bearer()
        return f"Bearer {self._token}"

    def may_go(self, host: str, own: str) -> bool:
        return host.casefold() == own.casefold()

    def again(self) -> bool:
        self._token = self._bearer(refused=self._token)
        return True

    def refused(self, answer: Answer) -> NotLetIn:  # noqa: ARG002 - as of a password
        return self.ended(self._name)

    @staticmethod
    def ended(name: str) -> PermissionEnded:
        return PermissionEnded(
            _("%(name)s does not take the permission that is kept here.") % {"name": name},
            advice=_("Give it once more; what was read before is still here."),
        )
