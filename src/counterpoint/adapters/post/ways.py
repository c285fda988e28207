"""The ways out of this Counterpoint that are set up."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from counterpoint.adapters.open_internet import private_allowed
from counterpoint.adapters.post.apprise import ApprisePost
from counterpoint.adapters.post.mail import Mail
from counterpoint.adapters.post.push import PushPost
from counterpoint.adapters.storage.home import home_folder
from counterpoint.desk.ports import Post
from counterpoint.domain.living import Way


def ways_of() -> Mapping[Way, Post]:
    """Each way that can be used here, with what carries a message along it."""
    private = private_allowed()
    ways: dict[Way, Post] = {
        "push": PushPost(home_folder(), _contact(), private),
        "apprise": ApprisePost(private),
    }
    if settings.MAIL_SERVER is not None:
        ways["mail"] = Mail(settings.MAIL_SERVER)
    return ways


def _contact() -> str:
    """Whom a push service may write to when something goes wrong (RFC 8292 §2.1); "" for nobody."""
    if settings.REACH.public_url.startswith("https://"):
        return str(settings.REACH.public_url)
    return f"mailto:{settings.MAIL_SERVER.sender}" if settings.MAIL_SERVER else ""
