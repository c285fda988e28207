"""The kinds of things of this room that can be added, changed, removed and brought back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from counterpoint.domain.boundaries import Channel, Request
from counterpoint.doors.web.asking.forms import ChannelForm, RequestForm
from counterpoint.doors.web.forms.pages import Kind

REQUESTS = Kind[Request](
    name="request",
    form=RequestForm,
    shelf=lambda diary: diary.dated(Request),
    thing_type=Request,
    add_title=_("A request"),
    change_title=_("Change how it was understood"),
    back="requests",
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
