"""The Django app of everything that is kept."""

from __future__ import annotations

from django.apps import AppConfig


class StorageConfig(AppConfig):
    name = "counterpoint.adapters.storage"
    label = "storage"
    default_auto_field = "django.db.models.BigAutoField"
