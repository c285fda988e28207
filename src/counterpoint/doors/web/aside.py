"""What is kept at hand for the next page: sealed, because a session lies in the database in the clear."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from counterpoint import wiring
from counterpoint.desk.ports import CannotOpen
from counterpoint.doors.web.at_the_door import PersonRequest

if TYPE_CHECKING:
    from counterpoint.wiring import Person


def put(request: PersonRequest, name: str, document: Any) -> None:
    """Keeps a JSON document under a name in the person's session; not at all where it cannot be sealed."""
    put_for(request.user, request, name, document)


def put_for(person: Person, request: HttpRequest, name: str, document: Any) -> bool:
    """The same in a session that may be nobody's yet, for one person to open; whether it is kept."""
    text = json.dumps(document, ensure_ascii=False)
    try:
        request.session[name] = wiring.sealed_for(person, text, place=f"session/{name}")
    except CannotOpen:
        request.session.pop(name, None)
        return False
    return True


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
