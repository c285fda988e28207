"""A time zone, found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _

from counterpoint.domain.zones import UnknownZone, iana_zone

ANSWERS = 3
OLD_NAMES = ("Etc/", "posix/", "right/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")


@cache
def zone_names() -> Sequence[str]:
    """Names with a region and a place; the old short names are understood and not offered."""
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and not name.startswith(OLD_NAMES))
    )


class ZoneInput(forms.TextInput):
    template_name = "forms/zone_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_zones"
        context["zones"] = zone_names()
        return context


class ZoneField(forms.CharField):
    """An IANA name; a city alone is enough where only one zone has it."""

    def __init__(self, **more: Any) -> None:
        attrs = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=64, widget=ZoneInput(attrs=attrs), **more)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            iana_zone(typed)
        except UnknownZone as unknown:
            alike = _alike(typed)
            if len(alike) == 1:
                return alike[0]
            raise forms.ValidationError(_advice(typed, alike)) from unknown
        return typed


def _alike(typed: str) -> list[str]:
    wanted = "_".join(typed.casefold().split())
    exact = [name for name in zone_names() if name.casefold().rpartition("/")[2] == wanted]
    return exact or [name for name in zone_names() if wanted and wanted in name.casefold()]


def _advice(typed: str, alike: Sequence[str]) -> str:
    if not alike:
        return _(
            "There is no time zone called “%(zone)s”. Write a name such as Europe/Berlin or America/New_York."
        ) % {"zone": typed}
    return _("“%(zone)s” can be several: %(some)s. Choose one of them.") % {
        "zone": typed,
        "some": ", ".join(alike[:ANSWERS]) + (" …" if len(alike) > ANSWERS else ""),
    }
