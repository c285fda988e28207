"""A week looked back at, in words: what held and bent, what came of the plan, what spilled over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counterpoint.domain.boundaries import Bend, GiveBack, ProtectedTime
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.planning import Block, Crossing
from counterpoint.domain.reviews.estimate import Estimate
from counterpoint.domain.reviews.saying import together, weekday
from counterpoint.domain.timeline import local
from counterpoint.domain.words import gettext as _

BlockFate = Literal["done", "partly", "skipped", "unknown", "ahead"]
Way = Literal["work_to_life", "life_to_work"]

STRONG = 5
"""On the scale of 1 to 7, from where a lift or a drain is told as a moment."""
LEAST_DAYS = 5
"""Days with a word on a domain, below which nothing is said of it on average."""
WANTED = ("task", "routine", "flex", "give_back")


@dataclass(frozen=True, slots=True)
class Held:
    """One protected time of a week and its story in sentences."""

    protected_id: str
    title: str
    value_id: str
    sentences: tuple[str, ...]
    bent: bool


def what_held(
    protected: Iterable[ProtectedTime],
    bends: Sequence[Bend],
    give_backs: Iterable[GiveBack],
    crossings: Iterable[Crossing],
    zone: str,
) -> tuple[Held, ...]:
    """The story of every protected time, and of what has bent and is no longer protected."""
    returned = {each.bend_id: each for each in give_backs}
    crossings = tuple(crossings)
    told = [(each.id, each.title, each.value_id) for each in protected]
    known = {id_ for id_, _title, _value in told}
    told += [(id_, title, value) for id_, title, value in dict.fromkeys(
        (bend.protected_id, bend.title, bend.value_id) for bend in bends
    ) if id_ not in known]  # fmt: skip
    return tuple(
        _story(own, [b for b in bends if b.protected_id == own[0]], returned, crossings, zone) for own in told
    )


def _story(
    own: tuple[str, str, str],
    bends: Sequence[Bend],
    returned: Mapping[str, GiveBack],
    crossings: Sequence[Crossing],
    zone: str,
) -> Held:
    protected_id, title, value_id = own
    told = ((bend_words(bend, zone), returned_words(returned.get(bend.id), zone)) for bend in bends)
    sentences = [words for pair in told for words in pair if words]
    crossed = [
        each
        for each in crossings
        if each.protected_id == protected_id and not any(b.span.overlaps(each.span) for b in bends)
    ]
    sentences += [
        _("On %(day)s “%(event)s” lay on it, as your calendar has it.")
        % {"day": weekday(local(each.span.start, zone).date()), "event": each.event}
        for each in crossed
    ]
    nothing = _("Nothing that is known here came in its way.")
    return Held(protected_id, title, value_id, tuple(sentences) or (nothing,), bool(bends))


def bend_words(bend: Bend, zone: str) -> str:
    """“On Tuesday it gave way for Anna: an opportunity.” A private reason is not told."""
    named = {"day": weekday(local(bend.span.start, zone).date()), "whom": bend.for_whom}
    if bend.cause == "emergency":
        said = (
            _("On %(day)s it gave way for %(whom)s: an emergency.")
            if bend.for_whom
            else _("On %(day)s it gave way to an emergency.")
        )
    elif bend.cause == "opportunity":
        said = (
            _("On %(day)s it gave way for %(whom)s: an opportunity.")
            if bend.for_whom
            else _("On %(day)s it gave way to an opportunity.")
        )
    else:
        said = _("On %(day)s it gave way for %(whom)s.") if bend.for_whom else _("On %(day)s it gave way.")
    return said % named


def returned_words(returned: GiveBack | None, zone: str) -> str:
    """What became of the time that was given up; nothing where nothing is known of it."""
    if returned is None:
        return ""
    if returned.state == "owed":
        due = weekday(local(returned.due_at, zone).date())
        return _("Its time is to come back by %(day)s.") % {"day": due}
    words = {
        "given": _("Its time came back."),
        "let_go": _("You let that time go."),
        "offered": _("Whether its time comes back is open."),
    }
    return words[returned.state]


def fates(blocks: Iterable[Block], now: datetime) -> dict[BlockFate, tuple[Block, ...]]:
    """What came of what was planned. A block that is behind and of which nothing was said is unknown."""
    found: dict[BlockFate, list[Block]] = {
        name: [] for name in ("done", "partly", "skipped", "unknown", "ahead")
    }
    for block in blocks:
        if block.kind in WANTED:
            found[_fate(block, now)].append(block)
    return {fate: tuple(these) for fate, these in found.items()}


def _fate(block: Block, now: datetime) -> BlockFate:
    if block.state != "planned":
        return block.state
    return "unknown" if block.span.end <= now else "ahead"


@dataclass(frozen=True, slots=True)
class DomainLevel:
    """Energy (1–7), quality and presence (1–5) in one part of life, each None while it cannot be told.

    `days`: on how many days anything was said of it.
    """

    domain_id: str
    days: int
    energy: Estimate | None = None
    quality: Estimate | None = None
    presence: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Spillover:
    """A moment at which one part of life reached into the other."""

    on: date
    way: Way | None
    lifted: bool
    words: str
    check_in_id: str = ""


def spillovers(check_ins: Iterable[CheckIn], zone: str) -> tuple[Spillover, ...]:
    """Strong lifts and drains of the evenings, and when the other part pulled, in order of time."""
    return tuple(moment for each in check_ins for moment in _moments(each, local(each.at, zone).date()))


def _moments(check_in: CheckIn, on: date) -> Iterable[Spillover]:
    said: tuple[tuple[int | None, Way, bool, str], ...] = (
        (check_in.work_lifted, "work_to_life", True, _("Work gave the rest of your life a lift.")),
        (check_in.work_drained, "work_to_life", False, _("Work drained the rest of your life.")),
        (check_in.life_lifted, "life_to_work", True, _("The rest of your life gave work a lift.")),
        (check_in.life_drained, "life_to_work", False, _("The rest of your life drained work.")),
    )
    for level, way, lifted, words in said:
        if (level or 0) >= STRONG:
            yield Spillover(on, way, lifted, words, check_in.id)
    if check_in.pulled:
        pulled = {
            "work": _("At work, the rest of life pulled at you."),
            "personal": _("In your own time, work pulled at you."),
        }
        yield Spillover(
            on,
            None,
            False,
            pulled.get(check_in.where, _("The other part of life pulled at you.")),
            check_in.id,
        )


def titles(blocks: Iterable[Block]) -> str:
    """“A, B and C”: each title once."""
    return together(list(dict.fromkeys(block.title for block in blocks)))
