"""What carries messages out of here, and the links in them by which somebody gets back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from counterpoint.wiring.home import home_folder
from counterpoint.wiring.people import diary_of

if TYPE_CHECKING:
    from counterpoint.desk.ports import Diary, Post, WaysBack
    from counterpoint.domain.living import Way


def posts() -> Mapping[Way, Post]:
    """What can carry a message out of here; a way that is not set up is not there."""
    from counterpoint.adapters.post.ways import ways_of

    return ways_of()


def ways_back() -> WaysBack:
    """The addresses by which somebody outside gets back in."""
    from counterpoint.adapters.post.links import SignedLinks

    return SignedLinks.of_this_place()


def open_confirmation(secret: str) -> tuple[Diary, str, str] | None:
    """Whose diary a link in a confirmation mail is for, the target, and when it was asked for; or None."""
    from counterpoint.adapters.post.links import CONFIRM, opened

    match opened(secret, CONFIRM):
        case [person, target, asked_at]:
            diary = _diary_at(person)
            return (diary, target, asked_at) if diary else None
    return None


def open_off(secret: str) -> tuple[Diary, Way, str] | None:
    """Whose diary a link is for that switches something off, the way, and the kind of notice; or None."""
    from counterpoint.adapters.post.links import OFF, opened
    from counterpoint.domain.living import WAYS

    match opened(secret, OFF):
        case [person, said, kind]:
            diary, way = _diary_at(person), next((each for each in WAYS if each == said), None)
            return (diary, way, kind) if diary and way else None
    return None


def _diary_at(person_id: str) -> Diary | None:
    from counterpoint.adapters.storage.models import Person

    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return diary_of(person) if person else None


def push_public_key() -> str:
    """What browsers are given to be told by Web Push. Raises CounterpointError when its file is damaged."""
    from counterpoint.adapters.post.push_key import public_part, push_key

    return public_part(push_key(home_folder()))


def checks_services() -> Callable[[str], None]:
    """What tells whether Apprise understands an address; it raises NotAService."""
    from counterpoint.adapters.open_internet import private_allowed
    from counterpoint.adapters.post.apprise import ApprisePost

    return ApprisePost(private_allowed()).check


def tell(diary: Diary, now: datetime) -> None:
    """Writes down what is to be told outside the app just now."""
    from counterpoint.desk.post.telling import tell

    tell(diary, now, posts())


def send_soon(diary: Diary) -> None:
    """Asks for a person's outbox to be emptied."""
    from counterpoint.desk.post.telling import send_soon

    send_soon(diary)
