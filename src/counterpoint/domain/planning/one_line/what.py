"""What a line says of the thing itself: importance, domain, pieces, how often, how long, what energy."""

from __future__ import annotations

import re
from functools import cache

from counterpoint.domain.energy import Demand
from counterpoint.domain.grammar import Grammar
from counterpoint.domain.notation import DURATION_PATTERN, minutes_found, read_duration, slug, up_to_grid
from counterpoint.domain.planning.one_line.days import Days, day, weekday
from counterpoint.domain.planning.one_line.draft import A_DAY, LONGEST_TASK, TAKEN, Draft
from counterpoint.domain.planning.things import Importance
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import ngettext

_LENGTH = r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(h|m|min)?"
USUAL_PIECES = (30, 120)
LONG_FOR_ONE_GO = 120
_DEMANDS: tuple[Demand, ...] = ("deep", "steady", "light", "social")
_IMPORTANCE: tuple[Importance, ...] = ("must", "should", "could")
_SOME_DURATION = re.compile(rf"(?<!\w){DURATION_PATTERN}", re.IGNORECASE)
_THEN_FREE = re.compile(rf"\s*(?:$|{TAKEN}|{DURATION_PATTERN})", re.IGNORECASE)
_PERHAPS_METRES = re.compile(r"\d{3,}m", re.IGNORECASE)


def importance(line: Draft) -> None:
    def read(found: re.Match[str]) -> bool:
        line.importance = next(each for each in _IMPORTANCE if found[each])
        return True

    line.take(
        "!(?:" + "|".join(f"(?P<{each}>{getattr(line.words, each)})" for each in _IMPORTANCE) + ")", read
    )


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

    words = line.words
    line.take(rf"(?:{words.in_pieces_of})\s+{_LENGTH}(?:\s*(?:{words.to})\s*{_LENGTH})?", exact)
    line.take(words.in_pieces, plain)


def split(line: Draft) -> None:
    """``split`` alone, where it is no word of the title (“Split wood”)."""

    def read(found: re.Match[str]) -> bool:
        if line.stands_free(found):
            line.pieces = line.pieces or USUAL_PIECES
            return True
        line.notes.append(
            _("“%(word)s” stays in the title; write *%(word)s if it may be done in pieces.")
            % {"word": found[0].lower()}
        )
        return False

    line.take(line.words.split, read)


def how_often(line: Draft) -> None:
    """``2x a week``, ``3 times a week``, ``twice a week``, ``daily``, ``every Mon and Thu``."""

    words = line.words

    def counted(found: re.Match[str]) -> bool:
        times = int(found["number"] or next(n for n in (1, 2, 3) if found[f"count{n}"]))
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
        line.days = Days(line.today, words).weekdays_in(found["days"])
        line.times = line.times or len(line.days)
        return True

    def weekdays(_found: re.Match[str]) -> bool:
        line.days, line.times = WEEKDAYS, line.times or len(WEEKDAYS)
        return True

    one = day(words)
    counts = "|".join(f"(?P<count{n}>{said})" for n, said in enumerate(words.counts, start=1))
    line.take(rf"(?:(?P<number>\d)\s*(?:{words.times})|{counts})\s*(?:{words.a_week})", counted)
    line.take(words.daily, each_day)
    line.take(words.every_working_day, weekdays)
    line.take(rf"(?:{words.every})\s+(?P<days>{one}(?:(?:\s*(?:,|&|\+|{words.and_})\s*|\s+){one})*)", days)


def on_these_days(line: Draft) -> None:
    """``on Mondays``, ``Tue and Thu``, of a routine: it comes on these days, and at most once on each."""

    def read(found: re.Match[str]) -> bool:
        of_every_week = re.search(rf"(?:{words.plural_day})$", found["days"], re.IGNORECASE)
        said_so = found["only"] or of_every_week
        if not said_so and not _THEN_FREE.match(line.text, found.end()):
            return False  # a word of the title, as in “Sunday roast”
        before = line.text[: found.start()]
        if not found["only"] and re.search(rf"\b(?:{words.of_a_date})\s*$", before, re.IGNORECASE):
            return False
        line.days = Days(line.today, words).weekdays_in(found["days"])
        return True

    words = line.words
    routine = line.times is not None or _length_a_week(words).search(line.text)
    if not routine or line.days is not None:
        return
    one = weekday(words)
    joined = rf"\s*(?:,|&|\+|/|\b(?:{words.and_}|{words.or_}))\s*(?:(?:{words.on})\s+)?"
    line.take(rf"(?P<only>(?:{words.only_on})\s+)?(?P<days>{one}(?:{joined}{one})*)", read)
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

    words = line.words
    joins = rf"(?P<joins>\s+(?:{words.after_a_week})(?=\s+(?!{day(words)}(?!\w))[^\W\d]))?"
    line.take(rf"{DURATION_PATTERN}(?:{words.a_week_after_length}){joins}", read)


@cache
def _length_a_week(words: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){DURATION_PATTERN}(?:{words.a_week_after_length})(?!\w)", re.IGNORECASE)


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

    def in_words(minutes: int) -> bool:
        line.minutes = minutes
        return True

    line.take(DURATION_PATTERN, read)
    for pattern, minutes in line.words.lengths:
        if line.minutes is None:
            line.take(pattern, lambda _found, n=minutes: in_words(n))  # type: ignore[misc]
    if line.minutes and (again := _SOME_DURATION.search(line.text)):
        line.notes.append(
            _("“%(again)s” stays in the title; %(minutes)s minutes is taken as the length.")
            % {"again": again[0], "minutes": line.minutes}
        )


def energy(line: Draft) -> None:
    """``*deep`` anywhere; ``deep`` alone only where it is no word of the title (“Deep clean”)."""

    def starred(found: re.Match[str]) -> bool:
        line.demand = next(each for each in _DEMANDS if found[each])
        return True

    def alone(found: re.Match[str]) -> bool:
        if line.stands_free(found):
            return starred(found)
        line.notes.append(
            _("“%(found)s” stays in the title; write *%(word)s if it is the energy it asks for.")
            % {"found": found[0], "word": found[0].lower()}
        )
        return False

    demands = "|".join(f"(?P<{of}>{said})" for of, said in zip(_DEMANDS, line.words.demands, strict=True))
    line.take(rf"\*(?:{demands})", starred)
    if line.demand is None:
        line.take(demands, alone)
