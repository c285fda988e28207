"""Radar and coach at a person's side: what they see, what is taken up, what is let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counterpoint.desk.matters.things import fresh_id, ids_on
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.ending import begin_habit
from counterpoint.desk.reviews.looking_back import look_back
from counterpoint.domain.assessment import Portrait
from counterpoint.domain.reviews import Dismissal, Finding, Recommendation, Take, radar, recommend
from counterpoint.domain.reviews.look import STAYS_AWAY, Look
from counterpoint.domain.timeline import DAY, Span


@dataclass(frozen=True, slots=True)
class Advice:
    """What radar and coach have to say now; both may be silent."""

    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


def advise(diary: Diary, now: datetime, *, look: Look | None = None) -> Advice:
    """What the rules find in a person's own data, but for what they let go or took up lately."""
    look, let_be = look or look_back(diary, now), let_be_keys(diary, now)
    findings = tuple(each for each in radar(look) if radar_key(each) not in let_be)
    return Advice(findings, recommend(look, let_be=let_be, profile=_style(diary)))


def _style(diary: Diary) -> str:
    """The person's own word on their style, or what the answers suggested; it only orders."""
    return next((kept.thing.style for kept in diary.shelf(Portrait).all()), "")


def radar_key(finding: Finding) -> str:
    """What a dismissal of a finding names."""
    about = f":{finding.take.id}" if finding.take.id else ""
    return f"radar:{finding.rule}{about}"


def let_be_keys(diary: Diary, now: datetime) -> frozenset[str]:
    """What is not to be shown now."""
    lately = diary.dated(Dismissal).within(Span(now - STAYS_AWAY, now + DAY))
    return frozenset(kept.thing.of for kept in lately if kept.thing.holds(now))


def let_go(diary: Diary, key: str, now: datetime) -> None:
    """Lets something be for sixty days, without a reason."""
    _dismiss(diary, key, now, "let_go")


def take_up(diary: Diary, key: str, now: datetime) -> Take | None:
    """Takes up what radar or coach offer under `key`: a micro habit begins at once.

    Gives back what was taken up, so that a door can open the page it leads to; None when it is no longer
    offered.
    """
    advice = advise(diary, now)
    takes = {radar_key(each): each.take for each in advice.findings}
    takes |= {each.key: each.take for each in advice.recommendations}
    take = takes.get(key)
    if take is None:
        return None
    with diary.together():
        if take.kind == "habit":
            begin_habit(diary, take.title, take.cue, now)
        _dismiss(diary, key, now, "taken")
    return take


def _dismiss(diary: Diary, key: str, now: datetime, answer: Literal["taken", "let_go"]) -> None:
    if key in let_be_keys(diary, now):
        return
    shelf = diary.dated(Dismissal)
    new_id = fresh_id(key.replace(":", " ").replace("_", " "), ids_on(shelf))
    shelf.add(Dismissal(new_id, now, key, now + STAYS_AWAY, answer))
