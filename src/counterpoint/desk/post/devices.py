"""Browsers and services by which a person is told: kept when they say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.desk.post.reaching import add_target, ask_to_confirm, targets
from counterpoint.domain.living import Target
from counterpoint.domain.living.devices import NoSubscription, Subscription, subscription_of
from counterpoint.domain.living.services import service_address
from counterpoint.domain.words import gettext as _

LONGEST_NAME = 60


def keep_device(diary: Diary, found: Subscription, *, name: str, now: datetime) -> Target:
    """Keeps a browser that its person turned on by a press. One that is there already is renewed.

    That the browser asked is the confirmation. Raises TooMany.
    """
    with diary.together():
        there = _device_at(diary, found.endpoint)
        if there is None:
            words = found.as_text()
            return add_target(diary, "push", words, label=name[:LONGEST_NAME], now=now, confirmed=True)
        return _renewed(diary, there, found, now)


def renew_device(diary: Diary, found: Subscription, *, was: str, now: datetime) -> Target:
    """A browser changed the address at which it is reached by itself. Raises NotThere when it is not kept."""
    there = _device_at(diary, was)
    if there is None:
        raise NotThere(_("This device was taken away here; turn it on again to hear of things there."))
    return _renewed(diary, there, found, now)


def devices(diary: Diary) -> tuple[Subscription, ...]:
    """The browsers that can be told now."""
    kept = (each for each in targets(diary, "push") if each.confirmed_at is not None)
    return tuple(found for each in kept if (found := _subscription(each)) is not None)


def _device_at(diary: Diary, endpoint: str) -> Kept[Target] | None:
    for kept in diary.dated(Target).all():
        found = _subscription(kept.thing) if kept.thing.way == "push" else None
        if found is not None and found.endpoint == endpoint:
            return kept
    return None


def _subscription(target: Target) -> Subscription | None:
    try:
        return subscription_of(target.address)
    except NoSubscription:  # it could not be opened, or came from elsewhere
        return None


def _renewed(diary: Diary, there: Kept[Target], found: Subscription, now: datetime) -> Target:
    renewed = replace(there.thing.confirmed(now), address=found.as_text())
    return diary.dated(Target).change(renewed, version=there.version).thing


def add_service(
    diary: Diary, text: str, *, name: str = "", now: datetime, check: Callable[[str], None]
) -> Target:
    """Keeps an Apprise address, and writes its confirmation into the outbox. Nothing else goes there before.

    `check` raises NotAService for what Apprise does not understand. Raises NotAService, TooMany. An address
    that is there already is asked once more.
    """
    service, address = service_address(text)
    check(address)
    with diary.together():
        there = next((each for each in targets(diary, "apprise") if each.address == address), None)
        if there is None:
            label = " ".join(name.split())[:LONGEST_NAME] or service.name
            there = add_target(diary, "apprise", address, label=label, now=now)
        return ask_to_confirm(diary, there.id, now) if there.confirmed_at is None else there
