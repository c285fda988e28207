"""Everything that is wrong with a file, gathered and told together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

SHOWN = 20
MOST_FAULTS = 10_000
"""Further ones are not gathered: a hostile file has millions."""
NO_TEXT = gettext_noop("has something in it that is no letter (a NUL, or half of one).")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def is_text(words: str) -> bool:
    """Whether every database takes it."""
    return _NO_TEXT.search(words) is None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its `field` (``tasks[3].deadline``), what it is, what would be right.

    `line` is 0 where it is not known.
    """

    field: str
    what: str
    right: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = _("file") if self.field == "file" else self.field
        told = {"line": self.line, "place": place, "what": self.what}
        where = _("line %(line)s, %(place)s: %(what)s") if self.line else _("%(place)s: %(what)s")
        return " ".join(part for part in (where % told, self.right) if part)


class NotReadable(CounterpointError):
    """A file of ours that cannot be taken as it is; `faults` holds all that is wrong with it, never empty."""

    def __init__(self, what: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        told = [f"  {fault}" for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            told.append("  " + _("… and %(count)s more.") % {"count": len(self.faults) - SHOWN})
        super().__init__(
            "\n".join([_("%(what)s cannot be read yet.") % {"what": what}, *told]),
            advice=_("Nothing was changed. Put this right and try again."),
            field=self.faults[0].field,
        )


@dataclass(slots=True)
class Findings:
    """Faults and notes as they are met while reading."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, where: str, what: str, right: str = "", line: int = 0) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(where, what, right, line))

    def note(self, words: str) -> None:
        self.notes.append(words)
