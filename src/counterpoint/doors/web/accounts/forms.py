"""The forms of coming in, inviting and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import password_validation
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from counterpoint.wiring import Person

LONGEST_NAME = 64
NAME_TO_SIGN_IN = _("Name to sign in with")


def _password(label: Any, *, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, help_text=help_text)


class PasswordForm(forms.Form):
    """A new password, twice, because it cannot be seen."""

    password = _password(
        _("Password"),
        autocomplete="new-password",
        help_text=_("Ten characters or more. A short sentence is good."),
    )
    again = _password(_("The same password again"), autocomplete="new-password")

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same."))
        elif password:
            self._judge(password)
        return cleaned

    def _judge(self, password: str) -> None:
        try:
            password_validation.validate_password(password, self.person)
        except forms.ValidationError as weak:
            self.add_error("password", weak)


class NewcomerForm(PasswordForm):
    """Who somebody is, when they come in for the first time."""

    field_order = ("username", "display_name", "password", "again")
    username = forms.CharField(
        label=NAME_TO_SIGN_IN,
        min_length=2,
        max_length=LONGEST_NAME,
        validators=[RegexValidator(r"^[\w.@+-]+\Z", _("Letters, digits and . @ + - _ only."))],
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    display_name = forms.CharField(
        label=_("What to call you"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class InvitationForm(forms.Form):
    """For whom an invitation is, in the inviter's own words."""

    note = forms.CharField(label=_("For whom?"), max_length=200, required=False)


class LeavingForm(forms.Form):
    """The password once more, before everything goes."""

    password = _password(_("Your password"), autocomplete="current-password")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.person.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password
