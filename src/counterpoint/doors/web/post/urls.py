"""Addresses of where one is reached, of links in messages, and of the outbox."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.post import devices, links, outbox, pages

urlpatterns = [
    path("post/", pages.post, name="post"),
    path("post/devices/", devices.keep, name="device-keep"),
    path("post/services/", devices.add_service, name="service-add"),
    path("post/one/<str:id>/ask/", pages.ask, name="target-ask"),
    path("post/one/<str:id>/code/", pages.code, name="target-code"),
    path("post/one/<str:id>/test/", pages.test, name="target-test"),
    path("post/one/<str:id>/remove/", pages.remove, name="target-remove"),
    path("post/confirm/<str:secret>/", links.confirm, name="post-confirm"),
    path("post/off/<str:secret>/", links.off, name="post-off"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/one/<str:id>/withdraw/", outbox.withdraw, name="outgoing-withdraw"),
]
