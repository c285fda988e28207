"""A private journal, and questions that one may write about or leave (practice P39)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from counterpoint.domain.timeline import local
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What the person wrote at `at`, and the question they had before them; "" when there was none."""

    id: str
    at: datetime
    text: str = ""
    prompt: str = ""


def prompts() -> tuple[str, ...]:
    """Questions of our own: how work can help one grow, how life replenishes, what each gives the other."""
    return (
        _("How could work help you grow this month, in a way that you would choose yourself?"),
        _("What replenished you this week, even for ten minutes?"),
        _("What did you learn at home that made you better at your work?"),
        _("What did you learn at work that somebody at home had something of?"),
        _("When did time last pass without your noticing? What were you doing, and with whom?"),
        _("Which of your values had a good day lately? What made room for it?"),
        _("What would you do with one free hour tomorrow, if nobody wanted anything?"),
        _("What did you say no to that you are glad of?"),
        _("What did you say yes to that was worth it?"),
        _("Whose company leaves you with more than you came with?"),
        _("What is asking for less of you than it used to? Could you let it?"),
        _("What are you carrying that somebody else would gladly carry with you?"),
        _("What does rest look like for you when it works?"),
        _("Which small thing, done every day, would your life notice in a month?"),
        _("What are you proud of that nobody saw?"),
        _("Where in your day do you change from one role to the other? What helps you arrive?"),
        _("What could wait, and nothing would happen?"),
        _("If this were a season of your life with a name, what would it be called?"),
        _("What is the theme right now, and which voice has gone quiet so that it can be heard?"),
        _("What surprised you today?"),
        _("What would you tell a friend who had your week?"),
        _("Which part of your work would you do unpaid? How could there be a little more of it?"),
        _("What place does you good? When could you be there next?"),
        _("What went differently from the plan, and was better for it?"),
        _("What do you want to remember of these days in ten years?"),
        _("What have you changed your mind about?"),
        _("Who should hear a thank you from you?"),
        _("What would make tomorrow’s first hour a good one?"),
    )


def prompt_for(day: date, another: int = 0) -> str:
    """The question of a day, the same all day; `another` counts those that were passed over."""
    every = prompts()
    return every[(day.toordinal() + another) % len(every)]


def found(
    entries: Iterable[JournalEntry],
    *,
    zone: str,
    first: date | None = None,
    last: date | None = None,
    words: str = "",
) -> tuple[JournalEntry, ...]:
    """The entries of these days, both included, that say all of the words (in any case), newest first."""
    wanted = words.casefold().split()
    return tuple(
        each
        for each in sorted(entries, key=lambda entry: entry.at, reverse=True)
        if _between(local(each.at, zone).date(), first, last)
        and all(word in f"{each.text} {each.prompt}".casefold() for word in wanted)
    )


def _between(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
