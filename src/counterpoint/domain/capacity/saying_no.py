"""A kind no, or a “not before …”, to copy: drafts, which only the person sends.

No title of anything, no reason and no note of the person's can come into it: it is made of a day and of what
the degree of disclosure allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from counterpoint.domain.asking import Tone
from counterpoint.domain.asking.said import all_of, day_words
from counterpoint.domain.boundaries import Disclosure
from counterpoint.domain.words import gettext as _

No = Literal["no", "later"]


def draft_no(
    answer: No,
    *,
    tone: Tone = "warm",
    disclosure: Disclosure = "nothing",
    values: Sequence[str] = (),
    name: str = "",
    day: date | None = None,
    recurs: bool = False,
) -> str:
    """A no, or from which day on (what recurs) or by which day it would be possible.

    `values` are the names that the disclosure “value” may say; without any it says “a personal commitment”.
    """
    if answer == "later" and day is not None:
        core = [_reason(disclosure, values), _later(day, recurs=recurs)]
    else:
        core = [_reason(disclosure, values), _no(tone)]
    said = " ".join(filter(None, core))
    if tone == "brief":
        return said
    opening = _("Good day,") if tone == "formal" else _("Hello,")
    thanks = _("Thank you for your request.") if tone == "formal" else _("Thank you for thinking of me!")
    closing = _("Kind regards") if tone == "formal" else _("Warmly")
    end = "\n".join(filter(None, (closing, name)))
    wish = "" if answer == "later" or tone == "formal" else _("I hope you find somebody good for it.")
    return "\n\n".join((opening, " ".join(filter(None, (thanks, said, wish))), end))


def _reason(disclosure: Disclosure, values: Sequence[str]) -> str:
    if disclosure == "nothing":
        return ""
    if disclosure == "value" and values:
        return _("I have promised my time to %(value)s.") % {"value": all_of(values)}
    return _("I have personal commitments that I want to keep.")


def _no(tone: Tone) -> str:
    if tone == "formal":
        return _("I am not able to take this on without doing it, or something else, badly.")
    if tone == "brief":
        return _("I cannot take this on.")
    return _("I cannot take this on and do it well, so it is a no this time.")


def _later(day: date, *, recurs: bool) -> str:
    if recurs:
        return _("I cannot begin before %(day)s; from then on I could.") % {"day": day_words(day)}
    return _("It would be ready by %(day)s, not before. Would that still help?") % {"day": day_words(day)}
