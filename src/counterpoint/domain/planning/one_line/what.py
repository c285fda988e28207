"""What a line says of the thing itself: importance, domain, pieces, how often, how long, what energy."""

from __future__ import annotations

import re
from typing import cast

from counterpoint.domain.energy import Demand
from counterpoint.domain.notation import DURATION_PATTERN, minutes_found, read_duration, slug, up_to_grid
from counterpoint.domain.planning.one_line.days import BARE_WEEKDAY, DAY, Days
from counterpoint.domain.planning.one_line.draft import A_DAY, LONGEST_TASK, TAKEN, Draft
from counterpoint.domain.planning.things import Importance
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import ngettext

_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_LENGTH = r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(h|m|min)?"
USUAL_PIECES = (30, 120)
LONG_FOR_ONE_GO = 120
_DEMANDS = "deep|steady|light|social"
_SOME_DURATION = re.compile(rf"(?<!\w){DURATION_PATTERN}", re.IGNORECASE)
_BY_THE_WEEK = r"(?:\s*(?:(?:a|per|each|every)\s+week|weekly)|\s*/\s*(?:week|wk|w))"
_LENGTH_A_WEEK = re.compile(rf"(?<!\w){DURATION_PATTERN}{_BY_THE_WEEK}(?!\w)", re.IGNORECASE)
_THEN_FREE = re.compile(rf"\s*(?:$|{TAKEN}|{DURATION_PATTERN})", re.IGNORECASE)
_OF_A_DATE = re.compile(
    r"\b(?:by|due:?|until|till|before|deadline:?|after|from|starting|since|next|this)\s*$", re.IGNORECASE
)
_PERHAPS_METRES = re.compile(r"\d{3,}m", re.IGNORECASE)


def importance(line: Draft) -> None:
    def read(found: re.Match[str]) -> bool:
        line.importance = cast(Importance, found[1].lower())
        return True

    line.take(r"!(must|should|could)", read)


def domain(line: Draft) -> None:
    """``#work``: a life domain by its id, its name or the one that begins like this."""

    def read(found: re.Match[str]) -> bool:
        said = slug(found[1])
        names = {each.id: (slug(each.id), slug(each.name)) for each in line.domains}
        exact = [own for own, known in names.items() if said in known]
        fitting = exact or [own for own, known in names.items() if any(n.startswith(said) for n in known)]
        if len(fitting) == 1 and not line.domain_id:
            line.domain_id = fitting[0]
            return True
        there = ", ".join(f"#{each.id}" for each in line.domains) or _("none yet")
        line.notes.append(
            _("“%(found)s” names no one life domain and stays in the title. There are: %(there)s.")
            % {"found": found[0], "there": there}
        )
        return False

    line.take(r"#([\w-]+)", read)


def pieces(line: Draft) -> None:
    """``in pieces of 30-60m``, ``in pieces of 45m``, ``in pieces``."""

    def exact(found: re.Match[str]) -> bool:
        unit = found[4] or found[2] or "m"
        least = read_duration(f"{found[1]}{found[2] or unit}")
        most = read_duration(f"{found[3]}{unit}") if found[3] else least
        if not 0 < least <= A_DAY or not 0 < most <= A_DAY:
            return False
        line.pieces = (up_to_grid(least), up_to_grid(most))
        return True

    def plain(_found: re.Match[str]) -> bool:
        line.pieces = line.pieces or USUAL_PIECES
        return True

    line.take(rf"(?:(?:split|in)\s+)?(?:in(?:to)?\s+)?pieces\s+of\s+{_LENGTH}(?:\s*[-–]\s*{_LENGTH})?", exact)
    line.take(r"(?:split\s+)?in(?:to)?\s+pieces|\*split|splittable", plain)


def split(line: Draft) -> None:
    """``split`` alone, where it is no word of the title (“Split wood”)."""

    def read(found: re.Match[str]) -> bool:
        if line.stands_free(found):
            line.pieces = line.pieces or USUAL_PIECES
            return True
        line.notes.append(_("“split” stays in the title; write *split if it may be done in pieces."))
        return False

    line.take("split", read)


def how_often(line: Draft) -> None:
    """``2x a week``, ``3 times a week``, ``twice a week``, ``daily``, ``every Mon and Thu``."""

    def counted(found: re.Match[str]) -> bool:
        times = int(found[1]) if found[1] else _TIMES[found[2].lower()]
        if not 1 <= times <= len(EVERY_DAY):
            line.notes.append(
                _("“%(found)s” stays in the title: a routine comes one to seven times a week.")
                % {"found": found[0]}
            )
            return False
        line.times = times
        return True

    def each_day(_found: re.Match[str]) -> bool:
        line.times = line.times or len(EVERY_DAY)
        return True

    def days(found: re.Match[str]) -> bool:
        line.days = Days.weekdays_in(found[1])
        line.times = line.times or len(line.days)
        return True

    def weekdays(_found: re.Match[str]) -> bool:
        line.days, line.times = WEEKDAYS, line.times or len(WEEKDAYS)
        return True

    a_week = r"\s*(?:(?:a|per|each|every|/)\s*)?(?:weekly|week|wk|w)"
    line.take(rf"(?:(\d)\s*(?:x|×|times?)|(once|twice|thrice)){a_week}", counted)
    line.take(r"(?:daily|every\s*day|each\s+day)", each_day)
    line.take(r"(?:on\s+)?every\s+weekday", weekdays)
    line.take(rf"(?:every|each)\s+({DAY}(?:(?:\s*(?:,|&|\+|and)\s*|\s+){DAY})*)", days)


def on_these_days(line: Draft) -> None:
    """``on Mondays``, ``Tue and Thu``, of a routine: it comes on these days, and at most once on each."""

    def read(found: re.Match[str]) -> bool:
        said_so = found[1] or found[2].lower().endswith("days")
        if not said_so and not _THEN_FREE.match(line.text, found.end()):
            return False  # a word of the title, as in “Sunday roast”
        if not found[1] and _OF_A_DATE.search(line.text, 0, found.start()):
            return False
        line.days = Days.weekdays_in(found[2])
        return True

    routine = line.times is not None or _LENGTH_A_WEEK.search(line.text)
    if not routine or line.days is not None:
        return
    joined = r"\s*(?:,|&|\+|/|\band|\bor)\s*(?:on\s+)?"
    line.take(rf"((?:only\s+)?on\s+)?({BARE_WEEKDAY}(?:{joined}{BARE_WEEKDAY})*)", read)
    _once_a_day(line)


def _once_a_day(line: Draft) -> None:
    """No more times than there are days that were named; a word says so."""
    if not line.days or line.times is None or line.times <= len(line.days):
        return
    line.times = len(line.days)
    words = ngettext(
        "Each time wants a day of its own, and this names %(days)d day: once a week is taken.",
        "Each time wants a day of its own, and this names %(days)d days: as many times are taken.",
        line.times,
    )
    line.notes.append(words % {"days": line.times})


def by_the_week(line: Draft) -> None:
    """``2 h a week``, ``90m/week``, ``3 h weekly``: a routine, parted when it is long for one go."""

    def read(found: re.Match[str]) -> bool:
        said = minutes_found(found)
        if line.times is not None or not 0 < said <= len(EVERY_DAY) * A_DAY:
            return False
        line.times = min(len(line.days or EVERY_DAY), -(-said // LONG_FOR_ONE_GO))
        line.minutes = up_to_grid(-(-said // line.times))
        if line.times > 1:
            line.notes.append(
                _("“%(found)s” is read as %(times)s times a week.")
                % {"found": found[0].removesuffix(found["joins"] or ""), "times": line.times}
            )
        return True

    joins = rf"(?P<joins>\s+(?:on|for|of|in)(?=\s+(?!{DAY}(?!\w))[^\W\d]))?"
    line.take(rf"{DURATION_PATTERN}{_BY_THE_WEEK}{joins}", read)


def length(line: Draft) -> None:
    """``3h``, ``1,5h``, ``1h30``, ``90 min``, ``half an hour``; the first one counts."""
    if line.minutes is None:
        _length(line)


def _length(line: Draft) -> None:
    several = len(_SOME_DURATION.findall(line.text)) > 1

    def read(found: re.Match[str]) -> bool:
        said = minutes_found(found)
        if several and _PERHAPS_METRES.fullmatch(found[0]):
            return False
        if not 0 < said <= LONGEST_TASK:
            line.notes.append(
                _("“%(found)s” stays in the title: a length is from 1 minute to 1000 hours.")
                % {"found": found[0]}
            )
            return False
        line.minutes = said
        return True

    def part(found: re.Match[str]) -> bool:
        line.minutes = line.minutes or (15 if found[1] else 30)
        return True

    line.take(DURATION_PATTERN, read)
    line.take(r"half\s+an\s+hour|(quarter\s+of\s+an\s+hour)", part)
    if line.minutes and (again := _SOME_DURATION.search(line.text)):
        line.notes.append(
            _("“%(again)s” stays in the title; %(minutes)s minutes is taken as the length.")
            % {"again": again[0], "minutes": line.minutes}
        )


def energy(line: Draft) -> None:
    """``*deep`` anywhere; ``deep`` alone only where it is no word of the title (“Deep clean”)."""

    def starred(found: re.Match[str]) -> bool:
        line.demand = cast(Demand, found[1].lower())
        return True

    def alone(found: re.Match[str]) -> bool:
        if line.stands_free(found):
            return starred(found)
        word = found[1].lower()
        line.notes.append(
            _("“%(found)s” stays in the title; write *%(word)s if it is the energy it asks for.")
            % {"found": found[1], "word": word}
        )
        return False

    line.take(rf"\*({_DEMANDS})", starred)
    if line.demand is None:
        line.take(rf"({_DEMANDS})", alone)
