"""Practice lines: requests to answer aloud, with one's own boundaries in them (practice P34)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Kept:
    """Protected time as one speaks of it: what, and the value it is for ("" for none)."""

    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that somebody asks, and one way to answer it."""

    asked: str
    answer: str


def practice_lines(kept: Sequence[Kept]) -> tuple[Line, ...]:
    """Four requests with an answer each, about `kept` in turn; without any, an evening stands in."""
    own = tuple(kept) or (Kept(_("my Tuesday evening"), _("my friends")),)
    asks = _asks()
    return tuple(
        Line(asked % _of(each), answer % _of(each))
        for each, (asked, answer) in zip(_turns(own, len(asks)), asks, strict=True)
    )


def _turns(own: Sequence[Kept], many: int) -> list[Kept]:
    return [own[number % len(own)] for number in range(many)]


def _of(each: Kept) -> dict[str, str]:
    return {"what": each.what, "value": each.value or f"‘{each.what}’"}


def _asks() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("“Could we meet at the time of ‘%(what)s’? It is the only one that suits everybody.”"),
            _("“I protect that time for %(value)s. How about the morning after, first thing?”"),
        ),
        (
            _("“Can you just take one quick call this evening?”"),
            _("“I protect that time for %(value)s. Send me two lines, and I answer tomorrow at nine.”"),
        ),
        (
            _("“Everybody else is coming. Can’t you move it this once?”"),
            _("“Not this time: I protect it for %(value)s. Tell me what you need, and you have it before.”"),
        ),
        (
            _("“It is really urgent. Could you give up ‘%(what)s’ for it?”"),
            _("“If it cannot wait, yes; and I take that time back this week. What if it is tomorrow?”"),
        ),
    )
