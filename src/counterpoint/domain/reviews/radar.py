"""The mistake radar: five documented rules on a person's own data. See docs/reference/radar.md.

A rule is silent where there is too little to go by. Chosen blending is never a fault: flex blocks, and what
lies in them, count for nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from counterpoint.domain.boundaries.story import listed
from counterpoint.domain.reviews.look import FOUR_WEEKS, TWO_WEEKS, Evidence, Look, Piece, Take
from counterpoint.domain.reviews.saying import clock, dated, days
from counterpoint.domain.timeline import DAY, Span, local
from counterpoint.domain.words import gettext as _

RadarRule = Literal["no_boundaries", "unclear_values", "switching", "ignoring_energy", "giving_up"]

FEW_WORK_OUTSIDE = 2
LEAST_PLANNED = 10
UNSERVED = 0.75
MANY_CHANGES = 6
SWITCHING_DAYS = 3
LOW_LEVEL = 0.45
LEAST_DEEP = 3
LOW_DAYS = 2
BENT_AGAIN = 3
MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: said in words, shown with the rows it was found in, with something to try."""

    rule: RadarRule
    title: str
    words: str
    evidence: tuple[Evidence, ...]
    remedy: str
    take: Take


def radar(look: Look) -> tuple[Finding, ...]:
    """What the rules find, in their documented order."""
    found = (rule(look) for rule in RULES.values())
    return tuple(each for each in found if each is not None)


def no_boundaries(look: Look) -> Finding | None:
    """Nothing is protected, and work came outside the hours of work on two days of the last two weeks."""
    if look.life.protected or not look.lived_for(TWO_WEEKS):
        return None
    outside = [piece for piece in without_mixing(look.lately(TWO_WEEKS)) if _is_outside_hours(piece, look)]
    if len({look.day(piece.span.start) for piece in outside}) < FEW_WORK_OUTSIDE:
        return None
    return Finding(
        "no_boundaries",
        _("No time is protected yet"),
        _("Work came outside your working hours on %(days)s, and nothing in the week says no to it.")
        % {"days": days((piece.span.start for piece in outside), look.life.zone)},
        _rows(outside, look),
        _("Protect one evening for something that matters. What is firm is never planned over."),
        Take("protect", _("Protect some time"), _("An evening that is mine")),
    )


def _is_outside_hours(piece: Piece, look: Look) -> bool:
    """Whether this is work, and none of it within hours of work; a night shift's began the day before."""
    working = look.life.availability.working
    if piece.sphere != "work" or not working:
        return False
    days = (look.day(piece.span.start) - DAY, look.day(piece.span.start))
    hours = (span for window in working for span in window.spans(days, look.life.zone))
    return not any(span.overlaps(piece.span) for span in hours)


def unclear_values(look: Look) -> Finding | None:
    """Of ten or more things planned in four weeks, three quarters serve no value that was named."""
    wanted = [piece for piece in look.planned() if piece.kind in ("task", "routine")]
    if len(wanted) < LEAST_PLANNED:
        return None
    known = {value.id for value in look.life.values}
    adrift = [piece for piece in wanted if piece.value_id not in known]
    if len(adrift) < UNSERVED * len(wanted):
        return None
    titles = list(dict.fromkeys(piece.title for piece in adrift))[:3]
    return Finding(
        "unclear_values",
        _("What it is all for is not said"),
        _("Most of what your weeks were planned for serves no value that you named: %(titles)s.")
        % {"titles": listed([_("“%(title)s”") % {"title": title} for title in titles])},
        _rows(adrift, look),
        _("Name what matters, and say of each life domain which value it serves. The plan then knows too."),
        Take("go", _("Look at what matters"), place="values"),
    )


def switching(look: Look) -> Finding | None:
    """Six or more changes between work and life on each of three days of the last two weeks."""
    changes: dict[date, list[Piece]] = {}
    for day, pieces in _by_day(look.lately(TWO_WEEKS), look).items():
        changed = unchosen_changes(pieces)
        if len(changed) >= MANY_CHANGES:
            changes[day] = changed
    if len(changes) < SWITCHING_DAYS:
        return None
    rows = tuple(
        Evidence(
            _("%(day)s: %(titles)s")
            % {"day": dated(day), "titles": " → ".join(piece.title for piece in pieces)},
            "block" if pieces[0].kind != "event" else "event", pieces[0].id, pieces[0].week,
        )
        for day, pieces in list(changes.items())[:MOST_ROWS]
    )  # fmt: skip
    return Finding(
        "switching",
        _("Work and life cut each other into small pieces"),
        _("On %(days)s your plan and calendars went back and forth between work and the rest many times.")
        % {"days": days((p.span.start for day in changes.values() for p in day), look.life.zone)},
        rows,
        _("Put small things of one kind side by side, or give mixing a place of its own: a flex block."),
        Take("go", _("Give mixing a place"), place="flex"),
    )


def unchosen_changes(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a day at which work turned into life or back, without any chosen mixing.

    What belongs to both is passed over. A flex block, and whatever touches it, is mixing on purpose.
    """
    counted = [
        piece
        for piece in sorted(without_mixing(pieces), key=lambda each: each.span)
        if piece.sphere in ("work", "life") and piece.kind not in ("ritual", "meal")
    ]
    return [after for before, after in pairwise(counted) if before.sphere != after.sphere]


def without_mixing(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces less every flex block and whatever touches one."""
    flex = [piece.span for piece in pieces if piece.kind == "flex"]
    return [piece for piece in pieces if not any(_touches(piece.span, span) for span in flex)]


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def ignoring_energy(look: Look) -> Finding | None:
    """Deep work at low hours on two days of the last two weeks, and more often there than at good ones."""
    deep = [piece for piece in look.lately(TWO_WEEKS) if piece.demand == "deep"]
    low = [piece for piece in deep if level_at(piece, look) < LOW_LEVEL]
    low_days = {look.day(piece.span.start) for piece in low}
    if len(deep) < LEAST_DEEP or len(low) * 2 <= len(deep) or len(low_days) < LOW_DAYS:
        return None
    return Finding(
        "ignoring_energy",
        _("Deep work waits for your lowest hours"),
        _("On %(days)s your deep work lay at your lowest hours, by the energy curve that the plan goes by.")
        % {"days": days((piece.span.start for piece in low), look.life.zone)},
        _rows(low, look),
        _("Give the first deep hour of a day to the one thing that needs it, or correct the curve."),
        deep_first(),
    )


def deep_first() -> Take:
    """A micro habit: what needs most comes first."""
    return Take("habit", _("Try it for a week"), _("Begin with the one deep thing"), _("I sit down to work"))


def level_at(piece: Piece, look: Look) -> float:
    """The energy level (0–1) in the middle of a piece."""
    middle = piece.span.start + (piece.span.end - piece.span.start) / 2
    return look.life.curve.at(local(middle, look.life.zone))


def giving_up(look: Look) -> Finding | None:
    """The same protected time gave way three times in four weeks, and none of it was given back."""
    returned = {each.bend_id for each in look.give_backs if each.state in ("owed", "given")}
    bent = defaultdict(list)
    for bend in look.bends:
        if bend.at >= look.now - FOUR_WEEKS:
            bent[bend.protected_id].append(bend)
    there = {each.id: each for each in look.life.protected}
    for protected_id, bends in bent.items():
        if (
            protected_id in there
            and len(bends) >= BENT_AGAIN
            and not any(bend.id in returned for bend in bends)
        ):
            when = days((bend.span.start for bend in bends), look.life.zone)
            return Finding(
                "giving_up",
                _("“%(title)s” may want another place") % {"title": there[protected_id].title},
                _("It gave way again and again lately (%(days)s), and its time did not come back.")
                % {"days": when},
                tuple(
                    Evidence(
                        _("%(day)s: %(title)s gave way")
                        % {"day": dated(look.day(bend.span.start)), "title": bend.title},
                        "bend", bend.id,
                    )
                    for bend in bends[:MOST_ROWS]
                ),
                _("Adjust it before you let it go: another day, half as long, or with somebody who waits."),
                Take("go", _("Adjust it"), place="protected", id=protected_id),
            )  # fmt: skip
    return None


RULES: Mapping[RadarRule, Callable[[Look], Finding | None]] = {
    "no_boundaries": no_boundaries,
    "unclear_values": unclear_values,
    "switching": switching,
    "ignoring_energy": ignoring_energy,
    "giving_up": giving_up,
}


def _by_day(pieces: Iterable[Piece], look: Look) -> dict[date, list[Piece]]:
    found: dict[date, list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda each: each.span):
        found[look.day(piece.span.start)].append(piece)
    return found


def _rows(pieces: Iterable[Piece], look: Look) -> tuple[Evidence, ...]:
    """The newest pieces as evidence, each with its day and hour."""
    newest = sorted(pieces, key=lambda each: each.span, reverse=True)[:MOST_ROWS]
    return tuple(piece_row(piece, look) for piece in reversed(newest))


def piece_row(piece: Piece, look: Look) -> Evidence:
    here = local(piece.span.start, look.life.zone)
    words = _("%(day)s %(clock)s: %(title)s") % {
        "day": dated(here.date()), "clock": clock(here, look.life.clock), "title": piece.title,
    }  # fmt: skip
    return Evidence(words, "event" if piece.kind == "event" else "block", piece.id, piece.week)
