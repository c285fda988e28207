"""A person who helps one stay true: what they are told once a week, by oneself (practice P41, first form)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterpoint.domain.words import gettext as _

CompanionState = Literal["on", "resting"]


@dataclass(frozen=True, slots=True)
class Companion:
    """Whom a person tells, and what: nothing else than what they chose here.

    `says_change` adds the one change of the last review. `protected_ids` is the protected time that they are
    told of by its title, `words` what the person says in their own words. Nothing goes by itself.
    """

    id: str
    name: str
    email: str = ""
    says_change: bool = False
    protected_ids: tuple[str, ...] = ()
    words: str = ""
    state: CompanionState = "on"


def weekly_message(companion: Companion, *, change: str = "", protected: Sequence[str] = ()) -> str:
    """A draft, in paragraphs. `change` and the titles of `protected` are left out where they are empty."""
    greeting = _("Hello %(name)s,") % {"name": companion.name} if companion.name else _("Hello,")
    parts = [greeting, companion.words.strip()]
    if change:
        parts.append(_("The one thing that I change this week: %(change)s") % {"change": change})
    if protected:
        named = "\n".join(f"– {title}" for title in protected)
        parts.append(_("This is what I protect:") + "\n" + named)
    parts.append(_("If you like, ask me at the end of the week how it went. A word is enough."))
    return "\n\n".join(part for part in parts if part)
