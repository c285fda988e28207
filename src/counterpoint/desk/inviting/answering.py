"""An invitation at hand: with its verdict, how often somebody asked, and the answer as it would go out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.boundaries.requests import ground_for, next_of
from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.boundaries import Request, RequestState
from counterpoint.domain.inviting import (
    WEEKS_AHEAD,
    Answer,
    Asking,
    CannotAnswer,
    Invitation,
    JudgedSeries,
    Message,
    Occasion,
    Said,
    address_in,
    answer_to,
    asked_before,
    judge_times,
    party_called,
)
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

SAID: dict[RequestState, Said] = {
    "accepted": "accept",
    "given_back": "accept",
    "countered": "counter",
    "declined": "decline",
}


@dataclass(frozen=True, slots=True)
class AtHand:
    """An invitation as its page shows it. `series` is there where it repeats."""

    kept: Kept[Invitation]
    series: JudgedSeries | None
    asking: Asking

    @property
    def invitation(self) -> Invitation:
        return self.kept.thing

    @property
    def message(self) -> Message:
        return self.kept.thing.message


def invitation_of(diary: Diary, request_id: str) -> Kept[Invitation] | None:
    """The invitation that a request came as; None for one that was typed in."""
    return next(iter(diary.dated(Invitation).having(request_id=request_id)), None)


def at_hand(diary: Diary, request: Request, *, now: datetime) -> AtHand | None:
    kept = invitation_of(diary, request.id)
    if kept is None:
        return None
    message = kept.thing.message
    series = _judged(diary, request, message, now) if message.repeats and request.state == "open" else None
    requests = [each.thing for each in diary.dated(Request).all()]
    return AtHand(kept, series, asked_before(requests, message, now))


def _judged(diary: Diary, request: Request, message: Message, now: datetime) -> JudgedSeries:
    """The times of the weeks ahead, each with its verdict."""
    life = diary.life()
    ground = ground_for(diary, life, request, now, weeks=WEEKS_AHEAD)
    domain = life.domain(request.domain_id)
    sphere = domain.sphere if domain else None
    return judge_times(ground, message.ahead(now), sphere=sphere, all_day=message.all_day)


def answer_of(
    diary: Diary, request: Request, said: Said, *, text: str, proposed: Span | None, now: datetime
) -> Answer:
    """The answer to the invitation that a request came as. Raises NotThere and CannotAnswer."""
    kept = invitation_of(diary, request.id)
    if kept is None:
        raise NotThere(_("This request did not come as an invitation."))
    invitation, life = kept.thing, diary.life()
    return answer_to(
        invitation.message,
        said,
        me=invitation.me,
        at=now,
        text=text,
        zone=life.zone,
        occasion=_meant(invitation.message, next_of(diary, request, now)) if said == "counter" else None,
        proposed=proposed,
    )


def _meant(message: Message, request: Request) -> Occasion | None:
    """The time that the request stands for."""
    return next((each for each in message.times if each.span == request.span), None)


def note_proposed(diary: Diary, request_id: str, proposed: Span | None) -> None:
    """Keeps which time was proposed, so that its being taken up is known when it comes."""
    kept = invitation_of(diary, request_id)
    if kept is not None:
        diary.dated(Invitation).change(replace(kept.thing, proposed=proposed), version=kept.version)


def say_who_i_am(diary: Diary, request_id: str, address: str) -> None:
    """Keeps by which address the person was invited: one that the invitation names, or another that it was
    forwarded to. Raises CannotAnswer for what is no address.
    """
    kept = invitation_of(diary, request_id)
    if kept is None:
        return
    found = party_called(address, kept.thing.message)
    me = found.address if found else address_in(address)
    if not me:
        raise CannotAnswer(
            _("“%(said)s” is no mail address.") % {"said": address[:80]},
            advice=_("Write it as in ada@example.org; your answer goes out from it."),
            field="me",
        )
    if (me, True) != (kept.thing.me, kept.thing.me_known):
        said = replace(kept.thing, me=me, me_known=True)
        diary.dated(Invitation).change(said, version=kept.version)
