"""The pages as a Django app, first in line so that their templates outweigh others of the same name."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import get_language, gettext, ngettext

from counterpoint.domain.words import speak_with


class WebConfig(AppConfig):
    name = "counterpoint.doors.web"
    label = "web"

    def ready(self) -> None:
        from counterpoint.doors.web.forms.own_words import speak_so  # forms need the apps

        speak_so()
        speak_with(gettext, ngettext, lambda: get_language() or "en")
