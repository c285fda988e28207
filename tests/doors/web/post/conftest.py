"""A mail server that this Counterpoint knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from counterpoint.adapters.post.server import mail_server_of
from counterpoint.server.reach import reach_of
from tests.doors.web.post.acts import HERE
from tests.mailserver import Letters, mail_server


@pytest.fixture
def letters(settings: Any) -> Iterator[Letters]:
    """A mail server that this Counterpoint knows, and an address of its own."""
    with mail_server() as letters:
        settings.MAIL_SERVER = mail_server_of(letters.environment)
        settings.REACH = reach_of({"COUNTERPOINT_PUBLIC_URL": HERE})
        yield letters
