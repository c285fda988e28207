"""Where a person may be reached outside the app: named, confirmed, tried, taken away; and what left."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere, WaysBack
from counterpoint.desk.post.notices import keep_notice_wishes, notice_wishes
from counterpoint.desk.post.telling import send_soon
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Outgoing, OutgoingKind, Target, Way
from counterpoint.domain.living.notices import KINDS
from counterpoint.domain.living.post import CONFIRMED_WITHIN, MOST_WRONG_CODES, mail_address, outgoing_id
from counterpoint.domain.timeline import DAY, Span
from counterpoint.domain.words import gettext as _

MOST_TARGETS = 5
"""Of each way."""
MOST_ASKED_A_DAY = 6
"""So many confirmation mails a person can cause in 24 hours, wherever they go."""
MOST_TESTS_A_DAY = 12
BETWEEN = timedelta(minutes=2)
TEST_LASTS = timedelta(hours=1)


class TooMany(CounterpointError):
    """More targets, or more mails, than anybody needs."""


class NotTheCode(CounterpointError):
    """What was typed does not confirm this address."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A target with the last message that went there, None before the first."""

    target: Target
    last: Outgoing | None = None


def targets(diary: Diary, way: Way | None = None) -> tuple[Target, ...]:
    """Where a person may be reached, in the order in which it was named."""
    found = (kept.thing for kept in diary.dated(Target).all())
    return tuple(each for each in found if way in (None, each.way))


def reached(diary: Diary) -> tuple[Reached, ...]:
    """Each target with what went there last."""
    last: dict[str, Outgoing] = {}
    for kept in diary.dated(Outgoing).newest(200):
        if kept.thing.state in ("sent", "failed"):
            last[kept.thing.target_id] = kept.thing
    return tuple(Reached(each, last.get(each.id)) for each in targets(diary))


def ways_confirmed(diary: Diary) -> frozenset[Way]:
    """The ways by which something can be told."""
    return frozenset(each.way for each in targets(diary) if each.confirmed_at is not None)


# Naming a place


def add_mail(diary: Diary, address: str, now: datetime) -> Target:
    """Keeps a mail address, and writes its confirmation into the outbox. Nothing else goes there until then.

    Raises NotAnAddress, or TooMany. An address that is there already is asked once more.
    """
    named = mail_address(address)
    with diary.together():
        there = next((each for each in targets(diary, "mail") if each.address == named), None)
        if there is None:
            there = add_target(diary, "mail", named, now=now)
        return ask_to_confirm(diary, there.id, now) if there.confirmed_at is None else there


def add_target(
    diary: Diary, way: Way, address: str, *, label: str = "", now: datetime, confirmed: bool = False
) -> Target:
    """Keeps a place. `confirmed`: its person has proved that it is theirs by naming it, as a browser does.

    Raises TooMany.
    """
    there = targets(diary, way)
    if len(there) >= MOST_TARGETS:
        raise TooMany(
            _("There are %(count)d places of this kind already.") % {"count": len(there)},
            advice=_("Take one away first."),
        )
    taken = {each.id for each in targets(diary)}
    first = f"{way}-{now:%Y%m%dT%H%M%S}"
    own = next(name for n in range(len(taken) + 1) if (name := f"{first}-{n}" if n else first) not in taken)
    made = Target(own, now, way, address, label, confirmed_at=now if confirmed else None)
    return diary.dated(Target).add(made).thing


def remove_target(diary: Diary, id: str) -> None:
    """Takes a place away; what waited for it is withdrawn when its turn comes. Raises NotThere."""
    diary.dated(Target).remove(id)


# Confirming it


def ask_to_confirm(diary: Diary, id: str, now: datetime) -> Target:
    """Writes a confirmation into the outbox: a link and a code, which work for a day. Earlier ones stop.

    Raises TooMany when that was asked for too often, NotThere.
    """
    shelf = diary.dated(Target)
    kept = shelf.get(id)
    asked_at = kept.thing.asked_at
    if asked_at is not None and now < asked_at + BETWEEN:
        raise TooMany(
            _("A code is on its way there already."),
            advice=_("Look for it, also among unwanted mail; in two minutes another one can be asked for."),
        )
    not_too_often(diary, "confirm", MOST_ASKED_A_DAY, now)
    with diary.together():
        asked = shelf.change(kept.thing.asked(now), version=kept.version).thing
        _write(diary, asked, "confirm", _asking(), now, until=now + CONFIRMED_WITHIN)
    return asked


def _asking() -> tuple[str, str]:
    return _("Is this your address?"), _(
        "Somebody gave this address to Counterpoint, to be reminded of their own day here. "
        "If it was you, type the code where you gave the address."
    )


def confirm_by_code(diary: Diary, id: str, code: str, now: datetime, back: WaysBack) -> Target:
    """Raises NotTheCode, NotThere. After a few wrong codes another has to be asked for."""
    shelf = diary.dated(Target)
    kept = shelf.get(id)
    target = kept.thing
    if target.confirmed_at is not None:
        return target
    if not target.can_be_confirmed(now):
        raise NotTheCode(_("This code does not work any more."), advice=_("Ask for another code."))
    right = back.code(diary.person_id, target)
    if not hmac.compare_digest(_letters(code), _letters(right)):
        shelf.change(replace(target, tries=target.tries + 1), version=kept.version)
        left = target.tries + 1 < MOST_WRONG_CODES
        raise NotTheCode(
            _("This is not the code."),
            advice=_("Look at the newest message.") if left else _("Ask for another code."),
        )
    return shelf.change(target.confirmed(now), version=kept.version).thing


def _letters(code: str) -> bytes:
    """A code without what people put between its letters."""
    return "".join(each for each in code.upper() if each.isalnum()).encode()


def confirm_by_link(diary: Diary, id: str, asked_at: str, now: datetime) -> Target | None:
    """The target that a link confirms; None when it does not any more. Pressed twice it is as once."""
    shelf = diary.dated(Target)
    try:
        kept = shelf.get(id)
    except NotThere:
        return None
    target = kept.thing
    if target.confirmed_at is not None:
        return target
    if not link_works(target, asked_at, now):
        return None
    return shelf.change(target.confirmed(now), version=kept.version).thing


def link_works(target: Target, asked_at: str, now: datetime) -> bool:
    """Whether a link that was asked for at a moment confirms a target now."""
    asked = target.asked_at
    return asked is not None and asked.isoformat() == asked_at and target.can_be_confirmed(now)


# Trying it, and switching off


def send_test(diary: Diary, id: str, now: datetime) -> Outgoing:
    """Writes a word to a confirmed place into the outbox. Raises TooMany, NotThere."""
    target = diary.dated(Target).get(id).thing
    if target.confirmed_at is None:
        raise NotThere(_("This place is not confirmed."), advice=_("Confirm it first."))
    not_too_often(diary, "test", MOST_TESTS_A_DAY, now)
    return _write(
        diary,
        target,
        "test",
        (
            _("This is how a notice arrives"),
            _("You asked Counterpoint for this, to see whether it comes through. It does."),
        ),
        now,
        link="/notices/",
        until=now + TEST_LASTS,
    )


def switch_off(diary: Diary, way: Way, kind: str) -> None:
    """Nothing of this kind is told this way from now on; twice is as once."""
    try:
        _switch_off(diary, way, kind)
    except ChangedMeanwhile:  # another tab was quicker; this is one switch, so nobody's word is lost
        _switch_off(diary, way, kind)


def _switch_off(diary: Diary, way: Way, kind: str) -> None:
    kept = notice_wishes(diary)
    named = next((each for each in KINDS if each == kind), None)
    if named is None or not kept.thing.of(named).on(way):
        return
    before = (kept.thing.of(each) for each in KINDS)
    wishes = tuple(each.without(way) if each.kind == named else each for each in before)
    keep_notice_wishes(diary, replace(kept.thing, wishes=wishes), version=kept.version)


# The outbox


def outbox(diary: Diary, most: int = 200) -> tuple[Outgoing, ...]:
    """The last messages that left, or were to leave, the newest first."""
    return tuple(kept.thing for kept in reversed(diary.dated(Outgoing).newest(most)))


def withdraw(diary: Diary, id: str, now: datetime) -> Outgoing:
    """Holds back what waits. ChangedMeanwhile when it is on its way or gone already; NotThere."""
    shelf = diary.dated(Outgoing)
    kept: Kept[Outgoing] = shelf.get(id)
    if kept.thing.state != "waiting":
        raise ChangedMeanwhile(_("It is not waiting any more."), kept=kept)
    return shelf.change(kept.thing.withdrawn(now, _("You withdrew it.")), version=kept.version).thing


def not_too_often(diary: Diary, kind: OutgoingKind, most: int, now: datetime) -> None:
    """Raises TooMany when so many of a kind were written down within 24 hours."""
    lately = diary.dated(Outgoing).within(Span(now - DAY, now + DAY))
    if sum(each.thing.kind == kind for each in lately) >= most:
        raise TooMany(_("That was asked for often today."), advice=_("It can be asked for again tomorrow."))


def _write(
    diary: Diary,
    target: Target,
    kind: OutgoingKind,
    words: tuple[str, str],
    now: datetime,
    *,
    until: datetime,
    link: str = "",
) -> Outgoing:
    """Into the outbox, and asks for it to be emptied."""
    own = outgoing_id(diary.person_id, kind, target.id, now.isoformat())
    to = target.name
    row = Outgoing(own, now, kind, target.way, target.id, to, *words, link=link, until=until, next_at=now)
    with diary.together():
        kept = diary.dated(Outgoing).add(row)
        send_soon(diary)
    return kept.thing
