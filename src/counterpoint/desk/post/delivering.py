"""What waits in the outbox is handed over.

Whatever is not wanted, not due or not possible any more by the time it would go is withdrawn, and quiet time
lets it wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from counterpoint.desk.ports import (
    ChangedMeanwhile,
    Diary,
    Kept,
    Message,
    NotSent,
    NotThere,
    Post,
    Refused,
    TargetGone,
    TryLater,
    Unclear,
    WaysBack,
)
from counterpoint.desk.post.notices import due_things, ground_of
from counterpoint.desk.post.telling import answers_to
from counterpoint.desk.week.look import WeekView, look_at_week
from counterpoint.desk.week.which import week_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Companion, Outgoing, Target, Way
from counterpoint.domain.living.notices import KINDS, Ground
from counterpoint.domain.living.post import CONFIRMED_WITHIN
from counterpoint.domain.living.told import moment_in_words
from counterpoint.domain.timeline import DAY, Span
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import zone_at

LOOKED_BACK = timedelta(days=366)
MOST_AT_ONCE = 20
LATER = timedelta(minutes=15)


@dataclass
class _Scene:
    """What is asked of the diary while an outbox is emptied, each once."""

    diary: Diary
    now: datetime

    @cached_property
    def view(self) -> WeekView:
        return look_at_week(self.diary, week_of(self.diary, self.now), self.now)

    @cached_property
    def ground(self) -> Ground:
        return ground_of(self.diary, self.now, self.view)

    @cached_property
    def due(self) -> frozenset[tuple[str, str]]:
        return frozenset((each.kind, each.subject) for each in due_things(self.diary, self.now, self.view))


def deliver(diary: Diary, now: datetime, posts: Mapping[Way, Post], back: WaysBack) -> tuple[Outgoing, ...]:
    """Sends what waits; each message as it is afterwards.

    That a sending begins is committed before it begins. A place that cannot be reached holds nothing else up:
    whatever was tried before comes last, and of one place, or one way that is down, one message is tried.
    """
    scene, passed, ended = _Scene(diary, now), set[str](), []
    for row in _open(diary, now)[:MOST_AT_ONCE]:
        if passed & {row.way, row.target_id}:
            continue
        try:
            ended.append(_deliver(scene, row.id, posts.get(row.way), back))
        except _PassedOver as over:
            passed.add(over.what)
            ended.append(over.row)
        except (ChangedMeanwhile, NotThere):
            continue  # somebody else has it, or everything of this person's is gone
        except CounterpointError:
            continue  # it cannot be opened, so it cannot be sent; it stays as it is
    return tuple(ended)


def _open(diary: Diary, now: datetime) -> list[Outgoing]:
    rows = (kept.thing for kept in diary.dated(Outgoing).within(Span(now - LOOKED_BACK, now + DAY)))
    return sorted((each for each in rows if each.is_due(now)), key=lambda each: (each.attempts, each.at))


class _PassedOver(Exception):
    """For now nothing else goes to this target, or this way."""

    def __init__(self, what: str, row: Outgoing) -> None:
        super().__init__(what)
        self.what, self.row = what, row


def _deliver(scene: _Scene, id: str, post: Post | None, back: WaysBack) -> Outgoing:
    """Raises ChangedMeanwhile where another has it, NotThere where it is gone, _PassedOver."""
    shelf, now = scene.diary.dated(Outgoing), scene.now
    kept = shelf.get(id)
    if not kept.thing.is_due(now):
        raise ChangedMeanwhile(_("Somebody else has it."), kept=kept)
    target = _target_of(scene.diary, kept.thing)
    row = _as_it_stands(scene, kept.thing, target)
    if post is None and row.is_open:
        row = row.waits_until(now + LATER)
    elif row == kept.thing:
        row = row.begun(now)
    kept = shelf.change(row, version=kept.version)
    if row.state != "sending" or post is None or target is None:
        return row
    message = _message(scene.diary, row, target, back)
    try:
        post.send(target, message, now=now)
    except NotSent as error:
        return _not_sent(scene, kept, target, error)
    return shelf.change(row.arrived(now), version=kept.version).thing


def _target_of(diary: Diary, row: Outgoing) -> Target | None:
    """Where it goes; None when it shall not go there any more."""
    try:
        if row.kind == "companion":
            companion = diary.shelf(Companion).get(row.target_id).thing
            same = companion.email == row.to
            return Target(row.target_id, row.at, "mail", row.to, confirmed_at=row.at) if same else None
        return diary.dated(Target).get(row.target_id).thing
    except NotThere:
        return None


def _as_it_stands(scene: _Scene, row: Outgoing, target: Target | None) -> Outgoing:
    """The row as it is where nothing stands in the way of sending it; else withdrawn, or waiting on."""
    now = scene.now
    if row.is_late(now):
        return row.withdrawn(now, _("Its time is over."))
    if target is None:
        return row.withdrawn(now, _("This place is not there any more."))
    if row.kind == "confirm":
        asked = target.can_be_confirmed(now) and target.asked_at == row.at
        return row if asked else row.withdrawn(now, _("It is not needed any more."))
    if target.confirmed_at is None:
        return row.withdrawn(now, _("This place is not confirmed."))
    return _as_wanted(scene, row) if row.is_notice else row


def _as_wanted(scene: _Scene, row: Outgoing) -> Outgoing:
    """A notice: whether it is still wanted, still due, and not in quiet time."""
    now, ground = scene.now, scene.ground
    wish = next(ground.wishes.of(kind) for kind in KINDS if kind == row.kind)
    if not wish.on(row.way):
        return row.withdrawn(now, _("You switched this off."))
    put_off = any(
        each.state == "put_off" and (each.kind, each.subject) == (row.kind, row.occasion)
        for each in ground.kept
    )
    if put_off or (row.kind, row.occasion) not in scene.due:
        return row.withdrawn(now, _("It was not due any more."))
    if ground.quiet_until is not None:
        return row.waits_until(ground.quiet_until)
    return row if wish.has(now, ground.zone) else row.waits_until(now + LATER)


def _not_sent(scene: _Scene, kept: Kept[Outgoing], target: Target, error: NotSent) -> Outgoing:
    diary, now, row = scene.diary, scene.now, kept.thing
    shelf = diary.dated(Outgoing)
    if isinstance(error, TargetGone):
        with diary.together():
            ended = shelf.change(row.refused(now, error.message), version=kept.version).thing
            if row.kind != "companion":
                there = diary.dated(Target).get(target.id)
                diary.dated(Target).change(there.thing.doubted(error.message), version=there.version)
        return ended
    if isinstance(error, Unclear):
        raise _PassedOver(row.target_id, row)  # it stays as it is: as if this process had ended just now
    if isinstance(error, Refused):
        return shelf.change(row.refused(now, error.message), version=kept.version).thing
    later = error if isinstance(error, TryLater) else TryLater(error.message)
    waits = row.put_back(now, later.message, later.wait or timedelta(0))
    ended = shelf.change(waits, version=kept.version).thing
    raise _PassedOver(row.way if later.way_is_down else row.target_id, ended)


def _message(diary: Diary, row: Outgoing, target: Target, back: WaysBack) -> Message:
    message = Message(row.id, row.kind, row.subject, row.body, until=row.until)
    person = diary.person_id
    if row.kind == "confirm":
        body = "\n\n".join(_how_to_confirm(diary, row, target, back))
        return replace(message, body=body, link=back.confirm(person, target))
    if row.kind == "companion":
        return replace(message, from_name=diary.settings().thing.name, reply_to=answers_to(diary))
    off = back.off(person, target, row.kind) if row.is_notice else ""
    return replace(message, path=row.link, link=back.page(row.link) if row.link else "", off=off)


def _how_to_confirm(diary: Diary, row: Outgoing, target: Target, back: WaysBack) -> Iterator[str]:
    settings = diary.settings().thing
    clock: dict[str, Any] = {"zone": settings.zone, "clock": settings.clock}
    until = moment_in_words((target.asked_at or row.at) + CONFIRMED_WITHIN, **clock)
    yield row.body
    yield _("The code is %(code)s. It works until %(until)s (%(zone)s).") % {
        "code": back.code(diary.person_id, target),
        "until": until,
        "zone": zone_at(settings.zone, row.at),
    }
