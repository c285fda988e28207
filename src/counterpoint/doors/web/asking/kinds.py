"""The kinds of things of this room that can be added, changed, removed and brought back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counterpoint.desk.boundaries.requests import bring_back, change_request, remove_request
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Channel, Request
from counterpoint.doors.web.asking.forms import ChannelForm, RequestForm
from counterpoint.doors.web.forms.pages import Kind


def _change(diary: Diary, thing: Request, version: int | None) -> str:
    if not change_request(diary, thing, version=version, now=timezone.now()).reopened:
        return ""
    return gettext("It is at another time now, so it waits for your answer again; what bent for it holds.")


def _take(diary: Diary, id: str) -> str:
    remove_request(diary, id, timezone.now())
    return ""


REQUESTS = Kind[Request](
    name="request",
    form=RequestForm,
    shelf=lambda diary: diary.dated(Request),
    thing_type=Request,
    add_title=_("A request"),
    change_title=_("Change how it was understood"),
    back="requests",
    change=_change,
    take=_take,
    bring_back=bring_back,
)
CHANNELS = Kind[Channel](
    name="channel",
    form=ChannelForm,
    shelf=lambda diary: diary.shelf(Channel),
    thing_type=Channel,
    add_title=_("A way to reach me"),
    change_title=_("Change a way to reach me"),
    back="channels",
    lead=_("When it is on, how soon you answer there, and for whom. Others read it only where you share it."),
)

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in (REQUESTS, CHANNELS)}
