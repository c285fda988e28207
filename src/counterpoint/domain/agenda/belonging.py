"""Which part of a life a calendar may belong to, guessed from its name. A guess only ever asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterpoint.domain.values import LifeDomain

_ENGLISH = ("work", "office", "job", "team", "meetings", "clients")
_OTHERS = ("arbeit", "büro", "firma", "travail", "bureau", "trabajo", "oficina", "lavoro", "ufficio", "werk")
WORK_WORDS = frozenset(_ENGLISH + _OTHERS)
"""Words in a calendar's name that speak of work, in some languages that calendars are named in."""
SHORTEST = 3


def likely_domain(name: str, domains: Sequence[LifeDomain]) -> LifeDomain | None:
    """The domain that shares a word with the name; else the only one of work where the name speaks of it.

    None where nothing, or more than one thing, speaks for itself.
    """
    words = _words(name)
    alike = [each for each in domains if words & {*_words(each.name), *_words(each.id)}]
    if len(alike) == 1:
        return alike[0]
    of_work = [each for each in domains if each.sphere == "work"]
    return of_work[0] if not alike and len(of_work) == 1 and words & WORK_WORDS else None


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(each for each in found if len(each) >= SHORTEST)
