"""What others find renewing, to choose from; and what made a time a hard one, as one would say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from counterpoint.domain.living.renewal import Hard


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    title: Any
    minutes: int


CARDS = (
    Card("walk", gettext_lazy("A walk outside"), 20),
    Card("nothing", gettext_lazy("Nothing at all"), 15),
    Card("nap", gettext_lazy("A nap"), 20),
    Card("music", gettext_lazy("Music, with nothing else"), 20),
    Card("reading", gettext_lazy("A book"), 30),
    Card("moving", gettext_lazy("Moving until I am warm"), 45),
    Card("making", gettext_lazy("Making something with my hands"), 45),
    Card("company", gettext_lazy("Somebody who is good for me"), 60),
    Card("green", gettext_lazy("Among trees or by water"), 60),
    Card("quiet", gettext_lazy("Quiet, or prayer"), 15),
)
AFTER: Mapping[Hard, Any] = {
    "low": gettext_lazy("You said that you are worn out."),
    "tense": gettext_lazy("You said that you are tense."),
    "not_good": gettext_lazy("You said that the last stretch was not a good one."),
    "long": gettext_lazy("That was a long stretch without a gap."),
}
