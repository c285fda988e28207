"""What others ask, how they reach a person, and what they get to read of how that person works."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import SpanField, WindowsField, WordsField
from counterpoint.adapters.storage.models.rows import ShelfRow, in_time, mine, one_of, text
from counterpoint.adapters.storage.models.sealed import SealedDatedRow
from counterpoint.domain.boundaries import Channel, ChannelKind, HowIWork, Request, RequestState, Shows, Soon
from counterpoint.domain.inviting import Heard, Invitation


class RequestRow(SealedDatedRow):
    """Who asked for what, and what was answered, are sealed; when it would be is not."""

    thing_type = Request
    sealed: ClassVar = {"said": ("who", "what", "email", "notes", "answer")}

    said = models.TextField(blank=True, default="")
    span = SpanField()
    all_day = models.BooleanField(default=False)
    zone = text()
    domain_id = text()
    state = models.CharField(max_length=12)
    answered_at = models.DateTimeField(null=True)
    bend_ids = WordsField()

    class Meta:
        constraints: ClassVar = [mine(), one_of("request_state", "state", RequestState)]
        indexes: ClassVar = [in_time()]


class InvitationRow(SealedDatedRow):
    """What a scheduling message says is sealed, and by which address the person was invited."""

    thing_type = Invitation
    sealed: ClassVar = {"said": ("message", "me", "me_known", "proposed")}
    nothing_without = True
    tells = False

    said = models.TextField(blank=True, default="")
    request_id = text()
    heard = text(12)
    turned_down_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [mine(), one_of("invitation_heard", "heard", Heard)]
        indexes: ClassVar = [in_time()]


class ChannelRow(ShelfRow):
    thing_type = Channel

    title = models.TextField()
    kind = models.CharField(max_length=12)
    windows = WindowsField()
    soon = text(12)
    for_whom = WordsField()
    reach = models.TextField(blank=True)
    in_emergency = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("channel_kind", "kind", ChannelKind),
            one_of("channel_soon", "soon", Soon),
        ]


class HowIWorkRow(ShelfRow):
    thing_type = HowIWork

    opening = models.TextField(blank=True)
    emergency = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    hours = models.BooleanField(default=True)
    shows = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [mine(), one_of("how_i_work_shows", "shows", Shows)]
