"""Forms for calendar accounts. A password is never shown again, also not where something else was wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoint.desk.calendars.addresses import LONGEST
from counterpoint.desk.syncing.connecting import Typed
from counterpoint.doors.web.calendars.forms import CalendarForm

AT_HOME = _("This server is mine, in my own network")


def plain_text(**more: str) -> forms.TextInput:
    as_typed = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
    return forms.TextInput(attrs=as_typed | more)


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("App password"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "Best one made for Counterpoint alone, which you can take back at any time. It is kept sealed on "
            "this machine, and is in no export."
        ),
    )


def _at_home() -> forms.BooleanField:
    return forms.BooleanField(
        label=AT_HOME,
        required=False,
        help_text=_("Without this, only servers on the open internet are asked, and only over https."),
    )


class _AccountForm(CalendarForm):
    """`home`: whether this person’s word counts that a server is theirs."""

    def __init__(self, *args: Any, home: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not home:
            del self.fields["at_home"]


class ConnectForm(_AccountForm):
    address = forms.CharField(
        label=_("Address of the server, or your e-mail address there"),
        max_length=LONGEST,
        required=False,
        widget=plain_text(inputmode="url", placeholder="https://…"),
    )
    user = forms.CharField(
        label=_("Your user name there"),
        max_length=500,
        required=False,
        widget=plain_text(),
        help_text=_("Left empty, your e-mail address is taken."),
    )
    password = _password()
    at_home = _at_home()

    @property
    def typed(self) -> Typed:
        said = self.cleaned_data
        return Typed(said["address"], said["user"], said["password"], bool(said.get("at_home")))


class PasswordForm(_AccountForm):
    password = _password()
    at_home = _at_home()
