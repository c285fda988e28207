"""What is kept at hand for the next page: sealed, because a session lies in the database in the clear."""

from __future__ import annotations

import json
from typing import Any

from counterpoint import wiring
from counterpoint.desk.ports import CannotOpen
from counterpoint.doors.web.at_the_door import PersonRequest


def put(request: PersonRequest, name: str, document: Any) -> None:
    """Keeps a JSON document under a name in the person's session; not at all where it cannot be sealed."""
    text = json.dumps(document, ensure_ascii=False)
    try:
        request.session[name] = wiring.sealed_for(request.user, text, place=f"session/{name}")
    except CannotOpen:
        request.session.pop(name, None)


def seen(request: PersonRequest, name: str) -> Any:
    """What is kept under a name; None where there is nothing, or nothing that opens."""
    sealed = request.session.get(name)
    if not isinstance(sealed, str):
        return None
    try:
        return json.loads(wiring.opened_for(request.user, sealed, place=f"session/{name}"))
    except CannotOpen:
        return None


def take(request: PersonRequest, name: str) -> Any:
    """The same, and it is kept no longer."""
    found = seen(request, name)
    request.session.pop(name, None)
    return found
