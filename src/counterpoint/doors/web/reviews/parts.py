"""What each part of a weekly review shows, and what it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.plate.renewing import renewed_in
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews import weekly as desk
from counterpoint.desk.reviews.coaching import radar_key
from counterpoint.domain.living.renewal import Renewed
from counterpoint.domain.reviews import Finding, Review, Take
from counterpoint.domain.reviews.week import DomainLevel, titles
from counterpoint.domain.timeline import Week, local
from counterpoint.domain.words import weekday_name
from counterpoint.doors.web.reviews.lines import interval

MOST_SUGGESTED = 3
QUESTIONS: Mapping[str, Any] = {
    "promise": gettext_lazy("How did it go, in your own words?"),
    "boundaries": gettext_lazy("What made it easy to hold, or right to bend?"),
    "plan": gettext_lazy(
        "What would you place differently? And was there enough of each kind: deep work, people, small "
        "things; yourself, those you love?"
    ),
    "energy": gettext_lazy("What renewed you this week, and what took your energy?"),
    "between": gettext_lazy("Did something from one part of your life help in another? Could it?"),
    "good": gettext_lazy("What was good?"),
}
"""One question for each part. They ask; nothing is derived from the answers."""


def shown_at(part: str, diary: Diary, review: Review, now: datetime) -> dict[str, Any]:
    """What a part's template needs beside the frame."""
    shown = _SHOWN.get(part)
    return shown(diary, review, now) if shown else {}


def _promise(diary: Diary, review: Review, _now: datetime) -> dict[str, Any]:
    return {"promise": desk.promise_before(diary, review)}


def _boundaries(diary: Diary, review: Review, now: datetime) -> dict[str, Any]:
    told, life = desk.held_in(diary, Week(review.first), now), diary.life()
    chapters = (
        [(each, life.mark(each.value.id) if each.value else "") for each in told.chapters] if told else []
    )
    return {"chapters": chapters, "protects": bool(diary.protected.all())}


def _plan(diary: Diary, review: Review, now: datetime) -> dict[str, Any]:
    fates = desk.fates_in(diary, Week(review.first), now)
    told = {fate: titles(blocks) for fate, blocks in fates.items() if blocks} if fates else None
    return {"fates": told, "week": Week(review.first).name}


@dataclass(frozen=True, slots=True)
class LevelRow:
    name: str
    sphere: str
    energy: str
    quality: str
    presence: str


def _energy(diary: Diary, review: Review, now: datetime) -> dict[str, Any]:
    domains = {kept.thing.id: kept.thing for kept in diary.domains.all()}
    levels = desk.levels_until(diary, Week(review.first), now)
    zone = diary.settings().thing.zone
    renewed = [_renewed_words(each, zone) for each in renewed_in(diary, Week(review.first), now)]
    return {"levels": [_level_row(level, domains) for level in levels], "renewed": renewed}


def _renewed_words(each: Renewed, zone: str) -> str:
    """When it was, and the energy before and after where both were said; planned is not called taken."""
    told = {"day": weekday_name(local(each.at, zone).date()), "title": each.title}
    if each.before is not None and each.after is not None:
        told |= {"before": str(each.before), "after": str(each.after)}
        if each.taken:
            return _("%(day)s, “%(title)s”: energy %(before)s before, %(after)s after, from 1 to 7.") % told
        return (
            _("%(day)s, “%(title)s” was planned: energy %(before)s before, %(after)s after, from 1 to 7.")
            % told
        )
    if each.taken:
        return _("%(day)s, “%(title)s”.") % told
    return _("%(day)s, “%(title)s” was planned; whether you took it is not known.") % told


def _level_row(level: DomainLevel, domains: Mapping[str, Any]) -> LevelRow:
    domain = domains[level.domain_id]
    numbers = (level.energy, level.quality, level.presence)
    energy, quality, presence = (interval(each) if each else "" for each in numbers)
    return LevelRow(domain.name, domain.sphere, energy, quality, presence)


def _between(diary: Diary, review: Review, _now: datetime) -> dict[str, Any]:
    moments = desk.spillovers_in(diary, Week(review.first))
    return {"moments": [(weekday_name(each.on), each) for each in moments]}


def _good(diary: Diary, review: Review, _now: datetime) -> dict[str, Any]:
    return {"good": desk.good_in(diary, Week(review.first))}


_SHOWN: Mapping[str, Callable[[Diary, Review, datetime], dict[str, Any]]] = {
    "promise": _promise,
    "boundaries": _boundaries,
    "plan": _plan,
    "energy": _energy,
    "between": _between,
    "good": _good,
}


def _named(finding: Finding) -> str:
    return _("%(title)s: %(action)s") % {"title": finding.title, "action": finding.take.label}


def suggestions(choose: desk.ToChoose) -> dict[str, tuple[str, Take]]:
    """Up to three suggestions from one's own data, by key: a title, and what taking it up does."""
    advice = choose.advice
    found = {radar_key(each): (_named(each), each.take) for each in advice.findings}
    found |= {each.key: (each.title, each.take) for each in advice.recommendations}
    return dict(list(found.items())[:MOST_SUGGESTED])
