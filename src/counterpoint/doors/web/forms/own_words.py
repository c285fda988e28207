"""What any form says of a field where its own says nothing more fitting: short, and with what to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("This is still empty.")},
    forms.IntegerField: {"invalid": _("Write a whole number.")},
    forms.FloatField: {"invalid": _("Write a number.")},
    forms.DateField: {"invalid": _("Write a date like 2026-11-27.")},
    forms.TimeField: {"invalid": _("Write a time like 17:30.")},
    forms.ChoiceField: {
        "required": _("Choose one."),
        "invalid_choice": _("That is not among the choices. Choose one of them."),
    },
    forms.MultipleChoiceField: {
        "required": _("Choose one or more."),
        "invalid_choice": _("Some of that is not among the choices. Choose from them."),
        "invalid_list": _("Some of that is not among the choices. Choose from them."),
    },
    forms.FileField: {
        "required": _("Choose a file."),
        "missing": _("Choose a file."),
        "invalid": _("No file came with the form. Choose it once more."),
        "empty": _("There is nothing in that file. Choose another one."),
    },
}
RULES: dict[type[Any], Any] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "This is too long: %(limit_value)d character fits here, and it has %(show_value)d.",
        "This is too long: %(limit_value)d characters fit here, and it has %(show_value)d.",
        "limit_value",
    ),
    validators.MinValueValidator: _("This can be %(limit_value)s or more."),
    validators.MaxValueValidator: _("This can be %(limit_value)s at most."),
    validators.EmailValidator: _("That is no e-mail address. One looks like ada@example.org."),
    validators.ProhibitNullCharactersValidator: _(
        "There is a sign in this that cannot be kept, and that nobody can see. Write it anew."
    ),
}


def speak_so() -> None:
    """Has every field of every form speak so, from the start of the program on."""
    for field, words in FIELDS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **words}
    for rule, said in RULES.items():
        rule.message = said
