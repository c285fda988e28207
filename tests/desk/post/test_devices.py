"""Browsers and services of one's own: kept, renewed, bounded, and never told before they are confirmed."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from counterpoint.desk.ports import Message, NotThere, TryLater
from counterpoint.desk.post.delivering import deliver
from counterpoint.desk.post.devices import add_service, devices, keep_device, renew_device
from counterpoint.desk.post.reaching import MOST_TARGETS, TooMany, remove_target, send_test, targets
from counterpoint.domain.living import Outgoing, Target
from counterpoint.domain.living.devices import Subscription
from counterpoint.domain.living.post import LONGEST_ASKED, WAITS
from counterpoint.domain.living.services import NotAService
from tests.desk.posted import Carrier, Signposts
from tests.desk.weeks import at
from tests.memory import MemoryDiary

NOW = at(0, 9)


def browser(name: str = "one") -> Subscription:
    point = base64.urlsafe_b64encode(b"\x04" + bytes(64)).decode().rstrip("=")
    secret = base64.urlsafe_b64encode(bytes(16)).decode().rstrip("=")
    return Subscription(f"https://push.example.org/{name}", point, secret, point)


def fine(address: str) -> None:
    """Apprise understands it."""


def unheard_of(address: str) -> None:
    raise NotAService("No.", advice="Look like this.")


def test_a_browser_that_was_turned_on_is_confirmed_by_having_asked() -> None:
    diary = MemoryDiary()
    kept = keep_device(diary, browser(), name="Firefox on Android", now=NOW)
    assert (kept.way, kept.name, kept.confirmed_at) == ("push", "Firefox on Android", NOW)
    assert devices(diary) == (browser(),)


def test_the_same_browser_again_is_the_same_place() -> None:
    diary = MemoryDiary()
    first = keep_device(diary, browser(), name="Firefox", now=NOW)
    diary.dated(Target).change(first.doubted("It does not take notices any more."), version=1)
    assert devices(diary) == ()
    keep_device(diary, browser(), name="Firefox", now=NOW + timedelta(hours=1))
    [only] = targets(diary)
    assert (only.id, only.trouble) == (first.id, "")
    assert devices(diary) == (browser(),)


def test_a_browser_that_changes_its_address_by_itself_stays_the_same_place() -> None:
    diary = MemoryDiary()
    first = keep_device(diary, browser(), name="Firefox", now=NOW)
    renewed = renew_device(diary, browser("two"), was=browser().endpoint, now=NOW)
    assert (renewed.id, renewed.name) == (first.id, "Firefox")
    assert devices(diary) == (browser("two"),)


def test_a_browser_that_was_taken_away_does_not_come_back_by_itself() -> None:
    diary = MemoryDiary()
    remove_target(diary, keep_device(diary, browser(), name="Firefox", now=NOW).id)
    with pytest.raises(NotThere):
        renew_device(diary, browser("two"), was=browser().endpoint, now=NOW)
    assert targets(diary) == ()


def test_there_are_never_more_than_a_few() -> None:
    diary = MemoryDiary()
    for n in range(MOST_TARGETS):
        keep_device(diary, browser(str(n)), name="Firefox", now=NOW)
    with pytest.raises(TooMany):
        keep_device(diary, browser("one more"), name="Firefox", now=NOW)
    keep_device(diary, browser("0"), name="Firefox", now=NOW)


def test_what_cannot_be_read_is_no_device() -> None:
    diary = MemoryDiary()
    diary.dated(Target).add(Target("x", NOW, "push", "{}", confirmed_at=NOW))
    assert devices(diary) == ()


def test_a_service_gets_its_confirmation_and_nothing_else() -> None:
    diary = MemoryDiary()
    kept = add_service(diary, " NTFY://topic ", now=NOW, check=fine)
    assert (kept.way, kept.name, kept.address, kept.confirmed_at) == ("apprise", "ntfy", "ntfy://topic", None)
    [asked] = diary.dated(Outgoing).all()
    assert (asked.thing.kind, asked.thing.to) == ("confirm", "ntfy")


def test_it_has_the_name_that_its_person_gives_it() -> None:
    kept = add_service(MemoryDiary(), "ntfy://topic", name="  My \n phone ", now=NOW, check=fine)
    assert kept.name == "My phone"


def test_the_same_service_again_is_asked_again_and_not_kept_twice() -> None:
    diary = MemoryDiary()
    add_service(diary, "ntfy://topic", now=NOW, check=fine)
    add_service(diary, "ntfy://topic", now=NOW + timedelta(hours=1), check=fine)
    assert len(targets(diary)) == 1
    assert len(diary.dated(Outgoing).all()) == 2


def test_what_apprise_does_not_understand_is_not_kept() -> None:
    diary = MemoryDiary()
    with pytest.raises(NotAService):
        add_service(diary, "ntfy://topic", now=NOW, check=unheard_of)
    with pytest.raises(NotAService):
        add_service(diary, "file:///x", now=NOW, check=fine)
    assert targets(diary) == ()


@pytest.mark.parametrize(
    ("asked", "waits"),
    [(timedelta(hours=2), timedelta(hours=2)), (timedelta(0), WAITS[0]), (timedelta(days=9), LONGEST_ASKED)],
)
def test_who_asks_for_patience_is_left_alone_for_so_long_and_not_for_ever(
    asked: timedelta, waits: timedelta
) -> None:
    def busy(target: Target, message: Message) -> None:
        raise TryLater("Later.", wait=asked)

    diary = MemoryDiary()
    add_service(diary, "ntfy://topic", now=NOW, check=fine)
    [row] = deliver(diary, NOW, {"apprise": Carrier(busy)}, Signposts())
    assert (row.state, row.next_at) == ("waiting", NOW + waits)


def test_a_browser_is_told_where_in_the_app_it_is_answered_even_without_an_address() -> None:
    """A browser knows where it is; only what is read elsewhere needs a whole address."""
    diary, carrier = MemoryDiary(), Carrier()
    kept = keep_device(diary, browser(), name="Firefox", now=NOW)
    send_test(diary, kept.id, NOW)
    deliver(diary, NOW, {"push": carrier}, Signposts(at=""))
    [(_address, message)] = carrier.taken
    assert (message.path, message.link) == ("/notices/", "")
