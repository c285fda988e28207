"""Addresses of “What matters”."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.matters import pages

PLURALS = {
    "value": "values",
    "domain": "domains",
    "protected": "protected",
    "meal": "meals",
    "ritual": "rituals",
}
ASKS_FIRST = {"value": pages.remove_value, "domain": pages.remove_domain}

urlpatterns = [
    path("matters/", pages.matters, name="matters"),
    path("matters/back/", pages.put_back, name="matters-put-back"),
    path("matters/hours/", pages.hours, name="hours"),
    path("matters/pace/", pages.pace, name="pace"),
    path("matters/energy/", pages.energy, name="energy"),
    path("matters/flex/", pages.flex, name="flex"),
    path("matters/values/<str:id>/move/", pages.move_value, name="value-move"),
]
for kind, plural in PLURALS.items():
    here = {"kind": kind}
    leave = ASKS_FIRST.get(kind)
    urlpatterns += [
        path(f"matters/{plural}/new/", pages.add, here, name=f"{kind}-add"),
        path(f"matters/{plural}/<str:id>/", pages.change, here, name=f"{kind}-change"),
        path(f"matters/{plural}/<str:id>/remove/", leave, name=f"{kind}-remove")
        if leave
        else path(f"matters/{plural}/<str:id>/remove/", pages.remove, here, name=f"{kind}-remove"),
    ]
