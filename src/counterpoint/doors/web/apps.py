"""The pages as a Django app, first in line so that their templates outweigh others of the same name."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "counterpoint.doors.web"
    label = "web"
