"""Addresses of the settings."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.settings import example, files, pages

urlpatterns = [
    path("settings/", pages.settings, name="settings"),
    path("settings/sealed/", pages.sealed, name="what-is-sealed"),
    path("settings/life.toml", files.life_out, name="life-out"),
    path("settings/life/", files.life_in, name="life-in"),
    path("settings/everything.json", files.everything_out, name="everything-out"),
    path("settings/everything/", files.everything_in, name="everything-in"),
    path("settings/example/", example.look, name="example-look"),
    path("settings/example/leave/", example.leave, name="example-leave"),
    path("settings/example/remove/", example.remove, name="example-remove"),
]
