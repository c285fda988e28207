"""The ways out of this Counterpoint that are set up."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from counterpoint.adapters.post.mail import Mail
from counterpoint.desk.ports import Post
from counterpoint.domain.living import Way


def ways_of() -> Mapping[Way, Post]:
    """Each way that can be used here, with what carries a message along it."""
    ways: dict[Way, Post] = {}
    if settings.MAIL_SERVER is not None:
        ways["mail"] = Mail(settings.MAIL_SERVER)
    return ways
