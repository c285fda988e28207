"""The form of signing in, in the words that the rest of the site uses."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _

from counterpoint.doors.web.accounts.forms import NAME_TO_SIGN_IN


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        name, password = self.fields["login"], self.fields["password"]
        name.label = NAME_TO_SIGN_IN
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)
        password.label = _("Password")
