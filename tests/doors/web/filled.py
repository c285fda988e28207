"""What a browser would send along with a form that it was shown."""

from __future__ import annotations

import re
from typing import Any

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')


def typed(page: Any) -> dict[str, str]:
    """The version that the page's form was read at, and the digest of what it showed."""
    sent = {}
    for field in HIDDEN.findall(page.content.decode()):
        name, value = (re.search(rf' {part}="([^"]*)"', field) for part in ("name", "value"))
        if name and name[1] in ("version", "was"):
            sent[name[1]] = value[1] if value else ""
    return sent
