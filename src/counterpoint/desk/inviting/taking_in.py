"""Messages taken in, each once and in any order; what holds is judged and answered as a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from counterpoint.desk.boundaries.requests import call_off, hold_again, open_again
from counterpoint.desk.matters.things import fresh_id_of
from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.agenda import Doubt, SetAside
from counterpoint.domain.boundaries import Bend, Request
from counterpoint.domain.inviting import (
    Arrival,
    Happened,
    Heard,
    Invitation,
    Message,
    MessagesRead,
    Occasion,
    arrives,
    as_request,
    is_off,
    is_taken_up,
    own_among,
    same_times,
    times_left,
    turns_down,
    who_is_asked,
    with_few,
)
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

Became = Happened | Literal["turned_down", "unknown", "own"]
"""What became of a message: what it did, or: it turned a proposal down; it answers one that is not known; the
person is its organiser.
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message and what became of it; `request_id` is where it is judged and answered, if anywhere."""

    message: Message
    became: Became
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file."""

    taken: tuple[Taken, ...]
    set_aside: tuple[SetAside, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def take_in(diary: Diary, found: MessagesRead, *, now: datetime, mine: Iterable[str] = ()) -> TakenIn:
    """Keeps what a file says, all of it or none. `mine` are addresses of the person.

    What is there already, or older than what is there, changes nothing.
    """
    with diary.together():
        book = _Book(diary, now, mine, found)
        taken = tuple(book.take(each) for each in found.messages)
        return TakenIn(taken, found.set_aside, found.doubts)


class _Book:
    """The invitations that are kept, while messages come in."""

    def __init__(self, diary: Diary, now: datetime, mine: Iterable[str], found: MessagesRead) -> None:
        self._diary, self._now, self._found = diary, now, found
        self._shelf, self._requests = diary.dated(Invitation), diary.dated(Request)
        self._by_uid: dict[str, dict[str, Kept[Invitation]]] = {}
        for kept in self._shelf.all():
            uid, name = kept.thing.key
            self._by_uid.setdefault(uid, {})[name] = kept
        here = (kept.thing for same in self._by_uid.values() for kept in same.values())
        said = (each.me for each in here if each.me_known)
        self._mine = tuple(dict.fromkeys(each.casefold() for each in (*mine, *said) if each))

    def take(self, message: Message) -> Taken:
        known = self._by_uid.setdefault(message.uid, {})
        if message.method == "DECLINECOUNTER":
            return self._turned_down(message, known)
        if message.organiser and self._is_mine(message.organiser.address):
            return Taken(message, "own")
        arrival = arrives({name: kept.thing.message for name, kept in known.items()}, message)
        if arrival.counts:
            self._arrived(message, known, arrival)
        elif arrival.happened == "seen" and self._waits_for_a_request(known[message.recurrence_id].thing):
            known[message.recurrence_id] = self._anew(known[message.recurrence_id])
            arrival = Arrival("new")
        there = known.get(message.recurrence_id)
        return Taken(message, arrival.happened, there.thing.request_id if there else "")

    def _is_mine(self, address: str) -> bool:
        own = (*self._mine, *(each.casefold() for each in self._found.delivered))
        return address.casefold() in own

    def _asked(self, invitation: Invitation, message: Message) -> Invitation:
        """With what holds now, and by which address the person is asked. A guess gives way to what is known,
        and is never taken for an address of theirs elsewhere.
        """
        said = invitation.me if invitation.me_known else own_among(message, self._mine)
        me = said or invitation.me or who_is_asked(message, self._found.delivered, self._found.to)
        return replace(invitation, message=with_few(message, me), me=me, me_known=bool(said))

    def _request(self, id: str) -> Kept[Request] | None:
        """None for one that the person removed."""
        try:
            return self._requests.get(id) if id else None
        except NotThere:
            return None

    def _waits_for_a_request(self, invitation: Invitation) -> bool:
        """Whether its request was removed, though it is not called off."""
        removed = bool(invitation.request_id) and self._request(invitation.request_id) is None
        return removed and invitation.heard != "cancelled"

    def _anew(self, kept: Kept[Invitation]) -> Kept[Invitation]:
        """An invitation whose request was removed, and which is handed in again."""
        return self._shelf.change(self._ask(replace(kept.thing, heard="")), version=kept.version)

    def _arrived(self, message: Message, known: dict[str, Kept[Invitation]], arrival: Arrival) -> None:
        for name in arrival.gone:
            self._forget(known.pop(name).thing)
        if not message.recurrence_id:
            message = replace(message, times=times_left(message, _instances(known)))
        before = known.get(message.recurrence_id)
        known[message.recurrence_id] = (
            self._first(message, known) if before is None else self._again(message, before)
        )
        self._settle(known)

    # what comes for the first time, and again

    def _first(self, message: Message, known: Mapping[str, Kept[Invitation]]) -> Kept[Invitation]:
        invitation = self._asked(Invitation(fresh_id_of(Invitation, "", ()), self._now, message), message)
        asked = self._ask(invitation) if message.method == "REQUEST" else invitation
        whole = known.get("")
        if asked.request_id and message.recurrence_id and whole is not None:
            self._as_the_series(asked, whole.thing)
        return self._shelf.add(asked)

    def _ask(self, invitation: Invitation) -> Invitation:
        """With a request to judge and answer it as; one whose times are all over asks nothing."""
        occasion = invitation.message.next_time(self._now)
        if occasion is None:
            return invitation
        request = as_request(invitation.message, occasion, id=fresh_id_of(Request, "", ()), at=self._now)
        self._requests.add(request)
        return replace(invitation, request_id=request.id)

    def _as_the_series(self, instance: Invitation, series: Invitation) -> None:
        """An instance that stays at its time was answered with its series."""
        before, answered = (
            _at(series.message, instance.message.recurrence_id),
            self._request(series.request_id),
        )
        own = self._request(instance.request_id)
        if before is None or _spans(instance.message) != [before.span] or own is None or answered is None:
            return
        if answered.thing.is_promised:
            said = replace(own.thing, state="accepted", answered_at=answered.thing.answered_at)
            self._requests.change(said, version=own.version)

    def _again(self, message: Message, before: Kept[Invitation]) -> Kept[Invitation]:
        was = before.thing
        if message.method == "CANCEL":
            called_off = replace(was, message=_with_what_was(message, was.message))
            return self._shelf.change(called_off, version=before.version)
        now = self._asked(was, message)
        if self._request(was.request_id) is None:
            return self._shelf.change(self._ask(replace(now, heard="")), version=before.version)
        heard = self._change_request(message, was)
        proposed = was.proposed if heard == "changed" else None
        return self._shelf.change(replace(now, heard=heard, proposed=proposed), version=before.version)

    def _change_request(self, message: Message, was: Invitation) -> Heard:
        """The request as the new message has it. Other times were never promised: it waits again."""
        kept = self._requests.get(was.request_id)
        occasion = message.next_time(self._now)
        new = as_request(message, occasion, id=was.request_id, at=kept.thing.at) if occasion else kept.thing
        names = ("who", "what", "span", "all_day", "zone", "email")
        changed = replace(kept.thing, **{name: getattr(new, name) for name in names})
        if was.message.method == "REQUEST" and same_times(was.message, message, self._now):
            self._requests.change(changed, version=kept.version)
            return "changed"
        open_again(self._diary, changed, version=kept.version, now=self._now)
        return "taken_up" if is_taken_up(message, was.proposed) else "moved"

    # what is called off, and what a series has left

    def _settle(self, known: dict[str, Kept[Invitation]]) -> None:
        """Of one UID: what is off is off as a request, too, and a series has the times that it has left."""
        whole = known.get("")
        for name, kept in list(known.items()):
            known[name] = self._settled(kept, whole.thing.message if whole else None)
        if whole is not None:
            known[""] = self._with_times_left(known)

    def _settled(self, kept: Kept[Invitation], whole: Message | None) -> Kept[Invitation]:
        invitation = kept.thing
        off = is_off(invitation.message, whole)
        if off == (invitation.heard == "cancelled"):
            return kept
        request = self._request(invitation.request_id)
        if request and off:
            call_off(self._diary, request.thing.id, now=self._now)
        elif request and request.thing.state == "called_off":
            open_again(self._diary, request.thing, version=request.version, now=self._now)
        heard: Heard = "cancelled" if off else "" if invitation.heard == "cancelled" else invitation.heard
        return self._shelf.change(replace(invitation, heard=heard), version=kept.version)

    def _with_times_left(self, known: Mapping[str, Kept[Invitation]]) -> Kept[Invitation]:
        whole = known[""]
        message = whole.thing.message
        left = times_left(message, _instances(known))
        self._move_on(whole.thing.request_id, left, _instances(known))
        if left == message.times:
            return whole
        return self._shelf.change(
            replace(whole.thing, message=replace(message, times=left)), version=whole.version
        )

    def _move_on(self, request_id: str, left: tuple[Occasion, ...], instances: list[Message]) -> None:
        """The request of a series stands for its next time. Where an instance of its own has taken that away,
        it stands for the one after it, and what bent for the one that is no more holds again.
        """
        kept = self._request(request_id)
        if kept is None or not left or kept.thing.state == "called_off":
            return
        request = kept.thing
        if any(each.span == request.span for each in left):
            return
        moved = replace(request, span=next((e for e in left if e.span.start >= self._now), left[-1]).span)
        if request.span not in [span for each in instances for span in _spans(each)]:
            bends = (each.thing for each in self._diary.dated(Bend).all())
            freed = {each.id for each in bends if each.span.overlaps(request.span)} & set(request.bend_ids)
            hold_again(self._diary, tuple(freed), self._now)
            moved = replace(moved, bend_ids=tuple(each for each in request.bend_ids if each not in freed))
        self._requests.change(moved, version=kept.version)

    def _forget(self, gone: Invitation) -> None:
        """An instance of which a series described anew leaves nothing."""
        request = self._request(gone.request_id)
        if request and request.thing.state != "called_off":
            call_off(self._diary, request.thing.id, now=self._now)
        self._shelf.remove(gone.id)

    # what answers an answer

    def _turned_down(self, message: Message, known: dict[str, Kept[Invitation]]) -> Taken:
        kept = known.get(message.recurrence_id) or known.get("")
        request = self._request(kept.thing.request_id) if kept else None
        if kept is None or request is None:
            return Taken(message, "unknown")
        here = kept.thing
        if not turns_down(message, here.message, before=here.turned_down_at):
            return Taken(message, "older", here.request_id)
        if request.thing.state != "countered":
            return Taken(message, "unknown", here.request_id)
        open_again(self._diary, request.thing, version=request.version, now=self._now)
        heard = replace(here, heard="turned_down", proposed=None, turned_down_at=message.stamp)
        known[here.message.recurrence_id] = self._shelf.change(heard, version=kept.version)
        return Taken(message, "turned_down", here.request_id)


def _at(series: Message, name: str) -> Occasion | None:
    return next((each for each in series.times if each.recurrence_id == name), None)


def _instances(known: Mapping[str, Kept[Invitation]]) -> list[Message]:
    return [kept.thing.message for name, kept in known.items() if name]


def _spans(message: Message) -> list[Span]:
    return [each.span for each in message.times]


def _with_what_was(cancel: Message, was: Message) -> Message:
    """What calls an event off may leave out all that was said of it before (RFC 5546 §3.2.5)."""
    names = ("summary", "location", "description", "times", "attendees", "organiser", "zone", "message_id")
    kept = {name: getattr(was, name) for name in names if not getattr(cancel, name)}
    return replace(cancel, repeats=was.repeats, all_day=was.all_day, goes_on=was.goes_on, **kept)


def words_on(taken: Taken) -> str:
    """What became of a message, in a sentence."""
    said = {
        "what": taken.message.summary or _("without a title"),
        "who": taken.message.who or _("the organiser"),
    }
    words = {
        "new": _("“%(what)s” from %(who)s is here and waits for your answer."),
        "changed": _("“%(what)s”: %(who)s changed it."),
        "cancelled": _("“%(what)s” is called off by %(who)s; your week is free of it."),
        "seen": _("“%(what)s” was here already; nothing changed."),
        "older": _("“%(what)s”: what is here already is newer; nothing changed."),
        "foreign": _("“%(what)s” says it is from %(who)s, but somebody else invited you; nothing changed."),
        "turned_down": _("“%(what)s”: the other time does not suit %(who)s; the first one still stands."),
        "unknown": _("“%(what)s” answers a proposal that is not known here; nothing changed."),
        "own": _("“%(what)s” is an invitation of your own; it needs no answer."),
    }
    if taken.became == "cancelled" and taken.message.recurrence_id:
        return _("One time of “%(what)s” is called off by %(who)s; your week is free of that one.") % said
    if taken.became in ("new", "changed") and not taken.request_id:
        return _("“%(what)s” from %(who)s is over already; it needs no answer.") % said
    return words[taken.became] % said
