"""What one language brings, so that a line of its words can be read: one table, and nothing beside it."""

from __future__ import annotations

from dataclasses import dataclass

NEVER = r"(?!)"
"""A pattern that nothing is."""
_NO_WEEK = (NEVER,) * 7
_NO_YEAR = (NEVER,) * 12


@dataclass(frozen=True, slots=True)
class Grammar:
    """Each field is a regular expression whose groups have no number (`(?:…)`), read whatever its case.

    A field that a language leaves out is never met: what would have been said with it stays in the title.
    Numbers, `2026-12-01`, `1.12.`, `18:00`, `3h`, `45 min` and `#domain` are read in every language.
    """

    # Days
    weekdays: tuple[str, ...] = _NO_WEEK
    """From Monday on, each with its short forms, and with its plural if it has one."""
    plural_day: str = NEVER
    """What a weekday ends with when it is said of every week (“Mondays”)."""
    months: tuple[str, ...] = _NO_YEAR
    ordinal: str = r"\.?"
    """What may stand after the number of a day before its month (“1st Dec”)."""
    today: str = NEVER
    tomorrow: str = NEVER
    this_day: str = NEVER
    next_day: str = NEVER
    """What stands before a weekday: of this week, of the next."""
    in_days: str = NEVER
    in_weeks: str = NEVER
    """“in 3 days”, as a whole; the number in it is the number."""
    end_of_day: str = NEVER
    end_of_week: str = NEVER
    end_of_month: str = NEVER
    end_of_year: str = NEVER
    next_week: str = NEVER
    weekend: str = NEVER
    working_days: str = NEVER
    """Of a time that can be then only (“at the weekend”, “weekdays”), as a whole."""

    # Hours
    half_day: str = NEVER
    """What follows the hour of a twelve-hour clock; it has to be am or pm."""
    noon: str = NEVER
    midnight: str = NEVER
    o_clock: str = NEVER
    parts: tuple[tuple[str, str], ...] = ((NEVER, NEVER),) * 4
    """Morning, afternoon, evening and night: each once, and as said of every day (“evenings”)."""
    in_part: str = NEVER
    """What stands before one of these (“in the”)."""
    tonight: str = NEVER
    from_hour: str = NEVER
    to_hour: str = NEVER
    """Before the first of two hours, and between them (“from 6 to 7”)."""

    # What joins a day or an hour to the rest
    on: str = NEVER
    at: str = NEVER
    and_: str = NEVER
    or_: str = NEVER
    by: str = NEVER
    before: str = NEVER
    """Before a deadline; with one that is also `before`, the day itself is too late."""
    by_hour: str = NEVER
    from_day: str = NEVER
    after: str = NEVER
    """Before the earliest day; with one that is also `after`, it is the day after."""
    of_a_date: str = NEVER
    """What tells at the end of the words before a weekday that it is a date, not one of every week."""
    for_length: str = NEVER
    article: str = NEVER
    joiners: str = NEVER
    """Small words that lose their sense in the title when what followed them is taken out."""

    # What is done
    must: str = NEVER
    should: str = NEVER
    could: str = NEVER
    demands: tuple[str, ...] = (NEVER,) * 4
    """deep, steady, light, social."""
    in_pieces: str = NEVER
    in_pieces_of: str = NEVER
    to: str = r"-|–"
    split: str = NEVER
    lengths: tuple[tuple[str, int], ...] = ()
    """Lengths in words, the longest words first, in minutes."""

    # How often
    counts: tuple[str, ...] = (NEVER,) * 3
    """“once”, “twice”, “thrice”."""
    times: str = NEVER
    a_week: str = NEVER
    a_week_after_length: str = NEVER
    after_a_week: str = NEVER
    """What may follow “2 h a week” before what it is (“on reading”)."""
    daily: str = NEVER
    every_working_day: str = NEVER
    every: str = NEVER
    only_on: str = NEVER

    # Who asks
    asks: str = NEVER
    asks_for: str = ""
    """What may follow it before what is asked (“me for”), as a whole."""
    asked_by: str = NEVER
    all_day: str = NEVER
    leading: str = NEVER
    """What is left out at the beginning of what a request is about (“for a”)."""
