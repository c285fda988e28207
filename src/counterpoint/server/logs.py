"""What the log says: never a secret that opens something, not even where a fault is told with its address."""

from __future__ import annotations

import logging
import re

_SECRETS = re.compile(r"(/welcome/|/feed/|/how/|/post/confirm/|/post/off/)[^/\s'\"?&]+")
# What comes back from a provider that was asked for permission (RFC 6749 §4.1.2), also within an address that
# is itself part of one.
_CODES = re.compile(
    r"((?:[?&]|%(?:25)*(?:3F|26))(?:code|state)(?:=|%(?:25)*3D))(?:(?!%(?:25)*26)[^&\s'\"])+", re.IGNORECASE
)
# PostgreSQL tells of a refused row all that is in it.
_ROWS = re.compile(r"(DETAIL:  ).*?(?=\n\n(?:The above|During handling)|\Z)", re.DOTALL)


class Plain(logging.Formatter):
    """Secret addresses stand in the log without their secret, and refused rows without their words."""

    def format(self, record: logging.LogRecord) -> str:
        plain = _CODES.sub(r"\1…", _SECRETS.sub(r"\1…", super().format(record)))
        return _ROWS.sub(r"\1…", plain)
