"""What others ask of a person's time: looked at, kept, answered. A reply is for the person to send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.boundaries.bending import bend, unbend
from counterpoint.desk.boundaries.giving_back import take_up
from counterpoint.desk.matters.things import fresh_id_of, ids_on, keep, twin_of
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.which import weeks_from
from counterpoint.domain.asking import (
    Alternative,
    Answering,
    Asked,
    Ground,
    Tone,
    Verdict,
    alternatives_to,
    draft_reply,
    ground_of,
    judge,
    read_request,
)
from counterpoint.domain.asking.ground import REQUESTS, WEEKS
from counterpoint.domain.asking.reply import own_disclosure
from counterpoint.domain.boundaries import (
    Bend,
    BendCause,
    Disclosure,
    Request,
    RequestState,
)
from counterpoint.domain.inviting import Invitation, is_event_itself
from counterpoint.domain.planning import Life
from counterpoint.domain.timeline import Week, local
from counterpoint.domain.values import Sphere
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Case:
    """A request with its verdict, other times, and what the boundaries let others read."""

    request: Request
    life: Life
    verdict: Verdict
    alternatives: tuple[Alternative, ...]
    disclosure: Disclosure
    sphere: Sphere
    version: int = 0


@dataclass(frozen=True, slots=True)
class Requests:
    """What waits for an answer, the nearest first, and what was answered, the latest first."""

    open: tuple[Kept[Request], ...]
    answered: tuple[Kept[Request], ...]


def read_line(diary: Diary, text: str, *, now: datetime) -> Asked:
    """How a line of words is understood; nothing is kept."""
    zone = diary.settings().thing.zone
    return read_request(text, today=local(now, zone).date(), zone=zone)


def look_at(diary: Diary, request: Request, *, now: datetime, version: int = 0) -> Case:
    """Judges a request, kept or not, on the diary as it is. No plan is made for it."""
    life = diary.life()
    return judged_on(ground_for(diary, life, request, now), request, version=version)


def judged_on(ground: Ground, request: Request, *, version: int = 0) -> Case:
    """A request judged on a ground that holds its week."""
    life = ground.life
    domain = life.domain(request.domain_id)
    sphere = domain.sphere if domain else None
    verdict = judge(ground, request.span, sphere=sphere, all_day=request.all_day)
    others = alternatives_to(
        ground, request.span, sphere=sphere, theirs=request.zone, all_day=request.all_day
    )
    likely = sphere or ground.sphere_of(request.span)
    return Case(request, life, verdict, others, own_disclosure(verdict, life), likely, version)


def ground_for(diary: Diary, life: Life, request: Request, now: datetime, *, weeks: int = WEEKS) -> Ground:
    """So many weeks from that of the request on, or from the one that it is now if that is later.

    What it asks for is not in its own way, neither as promised nor as a calendar has it already.
    """
    first = max(local(now, life.zone).date(), local(request.span.start, life.zone).date())
    week = Week.holding(first, week_start=life.week_start)
    own = f"{REQUESTS}/{request.id}"
    uid = uid_of(diary, request.id)
    facts = [
        each
        for each in facts_for(diary, week, life, weeks=weeks)
        if each.key.partition("|")[0] != own and not (uid and is_event_itself(each, uid))
    ]
    plans = [diary.plans.of(each) for each in weeks_from(week, weeks)]
    blocks = [block for kept in plans if kept for block in kept.thing.current.blocks]
    return ground_of(life, facts, blocks, week, now=now, weeks=weeks)


def uid_of(diary: Diary, request_id: str) -> str:
    """The UID of the invitation that a request came as; "" for one that was typed in."""
    found = diary.shelf(Invitation).having(request_id=request_id)
    return found[0].thing.message.uid if found else ""


def case_of(diary: Diary, id: str, *, now: datetime) -> Case:
    """A kept request as it stands now; raises NotThere."""
    kept = diary.dated(Request).get(id)
    return look_at(diary, next_of(diary, kept.thing, now), now=now, version=kept.version)


def next_of(diary: Diary, request: Request, now: datetime) -> Request:
    """What came as an invitation to a series and still waits is about its next time."""
    if request.state != "open" or request.span.start >= now:
        return request
    found = diary.shelf(Invitation).having(request_id=request.id)
    ahead = found[0].thing.message.ahead(now) if found else ()
    return replace(request, span=ahead[0].span) if ahead else request


def all_requests(diary: Diary) -> Requests:
    every = diary.dated(Request).all()
    waiting = [kept for kept in every if kept.thing.state == "open"]
    answered = [kept for kept in every if kept.thing.state != "open"]
    return Requests(
        tuple(sorted(waiting, key=lambda kept: (kept.thing.span, kept.thing.id))),
        tuple(sorted(answered, key=lambda kept: kept.thing.answered_at or kept.thing.at, reverse=True)),
    )


def keep_request(diary: Diary, request: Request) -> Kept[Request]:
    """Writes a new request down, under an id of its own; one that waits word for word already stays one."""
    shelf = diary.dated(Request)
    with diary.together():
        if there := twin_of(shelf, request, but=("id", "at")):
            return there
        own = fresh_id_of(Request, "", ids_on(shelf))
        return shelf.add(replace(request, id=own))


def draft(
    case: Case, answering: Answering, *, tone: Tone = "warm", disclosure: Disclosure | None = None
) -> str:
    """A reply to copy. Without a degree of disclosure the boundaries' own word counts."""
    return draft_reply(
        case.request,
        case.verdict,
        case.alternatives,
        case.life,
        answering=answering,
        tone=tone,
        disclosure=disclosure or case.disclosure,
    )


def accept(
    diary: Diary,
    id: str,
    *,
    version: int,
    now: datetime,
    answer: str = "",
    give_back: bool = False,
    cause: BendCause = "other",
) -> Kept[Request]:
    """Promises the time: the week shows it as an appointment and plans around it.

    Where it lies on protected time, that bends: the bend is logged, and its time is owed back (`give_back`)
    or offered. Raises NothingToBend where that cannot bend, because it was lived.
    """
    with diary.together():
        _unchanged(diary.dated(Request).get(id), version)
        case = case_of(diary, id, now=now)
        bent = [
            bend(diary, met.subject_id, met.span, cause, now, for_whom=case.request.who)
            for met in case.verdict.protected
        ]
        for each in bent if give_back else ():
            take_up(diary, each.give_back.id, now)
        state: RequestState = "given_back" if give_back and bent else "accepted"
        return _answer(diary, id, version, state, answer, now, [each.bend.id for each in bent])


def counter(diary: Diary, id: str, *, version: int, now: datetime, answer: str = "") -> Kept[Request]:
    """Notes that other times were proposed."""
    return _answer(diary, id, version, "countered", answer, now)


def decline(diary: Diary, id: str, *, version: int, now: datetime, answer: str = "") -> Kept[Request]:
    """Notes that it was declined."""
    return _answer(diary, id, version, "declined", answer, now)


def reopen(diary: Diary, id: str, *, version: int, now: datetime) -> Kept[Request]:
    """Takes an answer back: the request waits again, and what bent for it holds again."""
    shelf = diary.dated(Request)
    return open_again(diary, shelf.get(id).thing, version=version, now=now)


@dataclass(frozen=True, slots=True)
class ChangedRequest:
    """A request as it is kept now. `reopened`: its time is another, so what was promised is open again."""

    kept: Kept[Request]
    reopened: bool = False


def change_request(diary: Diary, request: Request, *, version: int | None, now: datetime) -> ChangedRequest:
    """Keeps a request over its earlier form. Raises ChangedMeanwhile.

    Another time was never promised, and what bent for the one before holds again.
    """
    shelf = diary.dated(Request)
    with diary.together():
        bent = request.bend_ids
        moved = version is not None and request.is_promised and _is_moved(diary, request)
        if moved:
            request = replace(request, state="open", answered_at=None, bend_ids=())
        kept = keep(shelf, request, version=version)
        if moved:
            hold_again(diary, bent, now)
        return ChangedRequest(kept, moved)


def _is_moved(diary: Diary, request: Request) -> bool:
    before = next((kept.thing for kept in diary.dated(Request).all() if kept.thing.id == request.id), request)
    return (before.span, before.all_day) != (request.span, request.all_day)


def remove_request(diary: Diary, id: str, now: datetime) -> None:
    """Takes a request away, and what bent for it holds again. The invitation that it came as goes with it:
    no page would show what it says. That of one time of a series stays with the series, which is not to fall
    back to what that time was before. Raises NotThere.
    """
    with diary.together():
        gone = diary.dated(Request).get(id).thing
        diary.dated(Request).remove(id)
        hold_again(diary, gone.bend_ids, now)
        for each in _envelopes_left(diary, id):
            diary.dated(Invitation).remove(each.id)


def _envelopes_left(diary: Diary, id: str) -> Iterator[Invitation]:
    """The invitations that no page shows any more now that a request is gone."""
    there = {kept.thing.id for kept in diary.dated(Request).all()}
    every = [kept.thing for kept in diary.dated(Invitation).all()]
    series = {each.message.uid for each in every if each.message.repeats and each.request_id in there}
    for each in every:
        gone = each.request_id == id or (each.request_id and each.request_id not in there)
        if gone and each.message.uid not in series:
            yield each


def bring_back(diary: Diary, request: Request) -> Kept[Request]:
    """A request that was taken away; where something had bent for it, it waits for an answer again."""
    again = replace(request, state="open", answered_at=None, bend_ids=()) if request.bend_ids else request
    return diary.dated(Request).add(again)


def bring_envelope_back(diary: Diary, invitation: Invitation) -> None:
    """The invitation of a request that is back; not where it was handed in anew meanwhile."""
    shelf = diary.dated(Invitation)
    with diary.together():
        there = [kept.thing for kept in diary.dated(Request).all() if kept.thing.id == invitation.request_id]
        if there and all(kept.thing.key != invitation.key for kept in shelf.all()):
            shelf.add(invitation)


def open_again(diary: Diary, request: Request, *, version: int, now: datetime) -> Kept[Request]:
    """Keeps a request as one that waits for an answer; what bent for it holds again."""
    with diary.together():
        hold_again(diary, request.bend_ids, now)
        waiting = replace(request, state="open", answered_at=None, bend_ids=())
        return diary.dated(Request).change(waiting, version=version)


def call_off(diary: Diary, id: str, *, now: datetime) -> Kept[Request]:
    """Notes that whoever asked takes it back: the week is free of it, and what bent for it holds again."""
    shelf = diary.dated(Request)
    with diary.together():
        kept = shelf.get(id)
        hold_again(diary, kept.thing.bend_ids, now)
        off = replace(kept.thing, state="called_off", answered_at=now, bend_ids=())
        return shelf.change(off, version=kept.version)


def hold_again(diary: Diary, bend_ids: Sequence[str], now: datetime) -> None:
    """What bent holds again, as far as it is still noted."""
    there = {each.thing.id for each in diary.dated(Bend).all()} if bend_ids else set()
    for bent in there.intersection(bend_ids):
        unbend(diary, bent, now)


def _answer(  # noqa: PLR0917  # only called from here
    diary: Diary,
    id: str,
    version: int,
    state: RequestState,
    answer: str,
    now: datetime,
    bend_ids: Sequence[str] = (),
) -> Kept[Request]:
    shelf = diary.dated(Request)
    kept = shelf.get(id)
    _unchanged(kept, version)
    meant = next_of(diary, kept.thing, now)
    answered = replace(meant, state=state, answer=answer, answered_at=now, bend_ids=tuple(bend_ids))
    return shelf.change(answered, version=version)


def _unchanged(kept: Kept[Request], version: int) -> None:
    if kept.version != version:
        raise ChangedMeanwhile(
            _("This request was changed or answered in another tab."),
            kept=kept,
            advice=_("Nothing is lost: you see it as it is now, and can answer again."),
        )
