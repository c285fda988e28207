"""Sentences for people, in the language of whoever reads them.

What is said below the pages goes through `gettext` and `ngettext`, with named places: ``_("“%(title)s” is
kept.") % {"title": title}``. Without a language set, a sentence is what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass
class _Language:
    one: Callable[[str], str]
    many: Callable[[str, str, int], str]
    code: Callable[[], str]


def _plainly(singular: str, plural: str, number: int) -> str:
    return singular if number == 1 else plural


def _english() -> str:
    return "en"


_LANGUAGE = _Language(str, _plainly, _english)


def speak_with(
    one: Callable[[str], str], many: Callable[[str, str, int], str], code: Callable[[], str] = _english
) -> None:
    """From now on sentences come from these two, which know who reads (gettext and ngettext).

    `code` says in which language that is just now (“en”, “pt-br”).
    """
    _LANGUAGE.one, _LANGUAGE.many, _LANGUAGE.code = one, many, code


def language() -> str:
    """The code of the language that is spoken and read just now."""
    return _LANGUAGE.code()


def gettext(message: str) -> str:
    return _LANGUAGE.one(message)


def gettext_noop(message: str) -> str:
    """The sentence itself, marked for translators; it is said with `gettext` where it is used."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    return _LANGUAGE.many(singular, plural, number)


_WEEKDAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)
_MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)


def weekday_name(day: date) -> str:
    """“Monday” to “Sunday”."""
    return gettext(_WEEKDAYS[day.weekday()])


def month_name(day: date) -> str:
    """“January” to “December”."""
    return gettext(_MONTHS[day.month - 1])
