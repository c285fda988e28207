"""Sentences for people, in the language of whoever reads them.

What is said below the pages goes through `gettext` and `ngettext`, with named places: ``_("“%(title)s” is
kept.") % {"title": title}``. Without a language set, a sentence is what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Language:
    one: Callable[[str], str]
    many: Callable[[str, str, int], str]


def _plainly(singular: str, plural: str, number: int) -> str:
    return singular if number == 1 else plural


_LANGUAGE = _Language(str, _plainly)


def speak_with(one: Callable[[str], str], many: Callable[[str, str, int], str]) -> None:
    """From now on sentences come from these two, which know who reads (gettext and ngettext)."""
    _LANGUAGE.one, _LANGUAGE.many = one, many


def gettext(message: str) -> str:
    return _LANGUAGE.one(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    return _LANGUAGE.many(singular, plural, number)
