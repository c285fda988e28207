"""How signing in behaves here: nobody signs up by themselves."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, no mail; pages say themselves what happened."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and this password do not belong together here."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted by axes alone, so that a locked-out person is told one thing; the limit on
        `login_failed` is for the codes of second factors, which axes does not see.
        """

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that follows shows the outcome."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no mail server to rely on."""


def client_address(request: HttpRequest) -> str:
    """Who asks, by the rule that allauth applies too: a proxy is believed only where the operator has one."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:  # there is none: a Unix socket, or a test
        return ""


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name under which somebody tries to sign in, for counting attempts."""
    return str((credentials or {}).get("username") or request.POST.get("login", "")).strip().lower()
