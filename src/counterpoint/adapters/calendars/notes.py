"""What is told beside the reading itself: guesses (warnings) and what could not be read (set aside)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from counterpoint.domain.agenda import Doubt, SetAside
from counterpoint.domain.words import gettext as _

MOST_DOUBTS = 1_000
MOST_SET_ASIDE = 50_000


class Notes:
    """Collects doubts and unreadable components in order, each once; past a bound they are only counted."""

    def __init__(self) -> None:
        self._doubts: dict[Doubt, None] = {}
        self._aside: list[SetAside] = []
        self._more: Counter[str] = Counter()

    def doubt(self, about: str, why: str) -> None:
        if len(self._doubts) < MOST_DOUBTS:
            self._doubts[Doubt(_shown(about), _shown(why))] = None
        else:
            self._more["doubts"] += 1

    def aside(self, component: str, why: str, line: int = 0) -> None:
        if len(self._aside) < MOST_SET_ASIDE:
            self._aside.append(SetAside(_shown(component), _shown(why), line))
        else:
            self._more["aside"] += 1

    def take(self, doubts: Iterable[Doubt], aside: Iterable[SetAside]) -> None:
        """What was told elsewhere."""
        for doubt in doubts:
            self.doubt(doubt.about, doubt.why)
        for each in aside:
            self.aside(each.component, each.why, each.line)

    @property
    def size(self) -> int:
        """How much there is by now; more after anything was told that had not been."""
        return len(self._doubts) + len(self._aside) + self._more.total()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        more = self._more["doubts"]
        rest = (
            [
                Doubt(
                    "calendar", _("%(more)s more warnings like these are not listed.") % {"more": f"{more:,}"}
                )
            ]
            if more
            else []
        )
        return (*self._doubts, *rest)

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        more = self._more["aside"]
        rest = (
            [
                SetAside(
                    "calendar",
                    _("%(more)s more that could not be read are not listed.") % {"more": f"{more:,}"},
                )
            ]
            if more
            else []
        )
        return (*self._aside, *rest)


def _shown(text: str) -> str:
    """A text from a calendar as it can be shown: one line, printable, of bounded length."""
    plain = "".join(c if c.isprintable() else " " for c in text[:400])
    return plain if len(text) <= 400 else f"{plain}…"  # noqa: PLR2004
