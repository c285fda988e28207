"""Connections to accounts for somebody who waits for a page."""

from __future__ import annotations

from django.utils import timezone

from counterpoint import wiring
from counterpoint.desk.ports import Connects
from counterpoint.doors.web.at_the_door import PersonRequest


def connects_for(request: PersonRequest) -> Connects:
    return wiring.connects_accounts(request.diary, now=timezone.now(), hurried=True)
