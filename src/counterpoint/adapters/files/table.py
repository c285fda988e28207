"""One table of a document, read key by key; what is wrong becomes a finding and the reading goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from counterpoint.adapters.files.faults import NO_TEXT, Findings, is_text
from counterpoint.adapters.files.saying import instead_of, nearest, shown
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import (
    DURATION_ADVICE,
    WINDOW_ADVICE,
    read_duration,
    read_windows,
    say_duration,
    up_to_grid,
)
from counterpoint.domain.timeline import YEARS, WeeklyWindow, instant
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

MOST_WINDOWS = 100
GREATEST = 1e300
DAY_ADVICE = gettext_noop("Write a date such as 2026-11-27.")
MOMENT_ADVICE = gettext_noop("Write a date such as 2026-11-27, or with a time 2026-11-27T17:00.")

LineOf = Callable[[str, str], int]
"""From a table's place (``tasks[3]``) and a key to the line on which it stands, 0 when that is not known."""


def nowhere(_where: str, _key: str) -> int:
    return 0


@dataclass(slots=True)
class Table:
    """The keys and values of one table. `where` names it (``tasks[3]``), `title` what the person calls it."""

    raw: Mapping[str, object]
    where: str
    findings: Findings
    line_of: LineOf = nowhere
    title: str = ""
    _asked: set[str] = field(default_factory=set)

    def fault(self, key: str, what: str, right: str = "") -> None:
        named = f" (“{self.title}”)" if self.title else ""
        place = f"{self.where}.{key}" if self.where and key else self.where or key
        self.findings.fault(place, f"{what}{named}", right, self.line_of(self.where, key))

    def _wrong(self, key: str, value: object, right: str) -> None:
        """It has a value, and not one that can be there."""
        self.fault(key, _("is %(shown)s.") % {"shown": shown(value)}, right)

    def has(self, key: str) -> bool:
        return key in self.raw

    def get(self, key: str) -> object:
        """The bare value of a key, None when it is not there; the key counts as known."""
        self._asked.add(key)
        return self.raw.get(key)

    def text(self, key: str, *, required: bool = False, longest: int = 500, otherwise: str = "") -> str:
        value = self.get(key)
        if value is None:
            if required:
                self.fault(key, _("is missing."), _('Write %(key)s = "…".') % {"key": key})
            return otherwise
        if not isinstance(value, str):
            self.fault(
                key,
                _("should be a text, not %(shown)s.") % {"shown": shown(value)},
                _('Put it in quotes: %(key)s = "…".') % {"key": key},
            )
            return otherwise
        if required and not value.strip():
            self.fault(key, _("is empty."), _("Give it a few words."))
        if not is_text(value):
            self.fault(key, _(NO_TEXT))
        if len(value) > longest:
            self.fault(
                key,
                _("is %(count)s characters long.") % {"count": len(value)},
                _("At most %(longest)s are possible.") % {"longest": longest},
            )
        return value

    def choice(self, key: str, options: Collection[str], *, otherwise: str, required: bool = False) -> str:
        value = self.get(key)
        if value is None and not required:
            return otherwise
        if isinstance(value, str) and value.strip().lower() in options:
            return value.strip().lower()
        words = ", ".join(f'"{option}"' for option in options)
        what = (
            _("is missing.")
            if value is None
            else _("is %(shown)s, which is not one of its words.") % {"shown": shown(value)}
        )
        right = (_("Write one of %(words)s.") % {"words": words}, nearest(value, options))
        self.fault(key, what, " ".join(filter(None, right)))
        return otherwise

    def truth(self, key: str, *, otherwise: bool = False) -> bool:
        value = self.get(key)
        if value is None or isinstance(value, bool):
            return otherwise if value is None else value
        self._wrong(key, value, _("Write true or false, without quotes."))
        return otherwise

    def maybe(self, key: str) -> bool | None:
        """True, False, or None when nothing is said."""
        return self.truth(key) if self.has(key) else (self.get(key), None)[1]

    def whole(self, key: str, *, least: int, most: int, otherwise: int) -> int:
        value = self.get(key)
        if value is None:
            return otherwise
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        right = _("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
        self._wrong(key, value, right)
        return otherwise

    def number(self, key: str, *, otherwise: float = 0.0) -> float:
        value = self.get(key)
        if value is None:
            return otherwise
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= GREATEST:
            return float(value)
        self._wrong(key, value, _("Write a number."))
        return otherwise

    def minutes(self, key: str, *, least: int, most: int, otherwise: int = 0, required: bool = False) -> int:
        """A duration in minutes, rounded up to the five-minute grid with a note."""
        value = self.get(key)
        if value is None:
            if required:
                self.fault(key, _("is missing: how long does it take?"), _(DURATION_ADVICE))
            return otherwise
        said = self._duration(key, value)
        if said is None:
            return otherwise
        if not least <= said <= most:
            right = _("Write at least %(least)s minutes and at most %(length)s.")
            self._wrong(key, value, right % {"least": least, "length": say_duration(most)})
            return otherwise
        return self._rounded(key, said)

    def _duration(self, key: str, value: object) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str):
            try:
                return read_duration(value)
            except CounterpointError as error:
                self.fault(key, error.message, error.advice)
                return None
        self.fault(
            key,
            _("is %(shown)s, which is not a length of time.") % {"shown": shown(value)},
            _(DURATION_ADVICE),
        )
        return None

    def _rounded(self, key: str, said: int) -> int:
        minutes = up_to_grid(said)
        if minutes != said:
            what = self.title or self.where
            self.findings.note(
                _("“%(what)s”: %(key)s was rounded up from %(said)s to %(minutes)s minutes.")
                % {"what": what, "key": key, "said": said, "minutes": minutes}
            )
        return minutes

    def texts(self, key: str, *, most: int = 50) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.get(key)
        listed = [value] if isinstance(value, str) else value
        if listed is None:
            return ()
        if isinstance(listed, list) and all(isinstance(each, str) for each in listed) and len(listed) <= most:
            if not all(map(is_text, listed)):
                self.fault(key, _(NO_TEXT))
            return tuple(listed)
        right = _('Write a list of texts, at most %(most)s: %(key)s = ["…", "…"].')
        self._wrong(key, value, right % {"most": most, "key": key})
        return ()

    def windows(self, key: str, *, required: bool = False) -> tuple[WeeklyWindow, ...]:
        if required and not self.get(key):
            self.fault(key, _("is missing."), _(WINDOW_ADVICE))
        found: list[WeeklyWindow] = []
        for text in self.texts(key, most=MOST_WINDOWS):
            try:
                found.extend(read_windows(text))
            except CounterpointError as error:
                self.fault(key, error.message, error.advice)
        return tuple(found)

    def moment(self, key: str, zone: str, *, end_of_day: bool = False) -> datetime | None:
        """An instant, UTC; a time without an offset is on the wall clock of `zone`.

        A bare date is its first moment, or with `end_of_day` the midnight that ends it.
        """
        value = self.get(key)
        if value is None:
            return None
        said = _as_moment(value)
        if said is None or said.year not in YEARS:
            self.fault(
                key, _("is %(shown)s, which is no date or time.") % {"shown": shown(value)}, _(MOMENT_ADVICE)
            )
            return None
        if isinstance(said, datetime):
            wall = said.time().replace(fold=0)
            return said.astimezone(UTC) if said.tzinfo else instant(said.date(), wall, zone)
        return instant(said + timedelta(days=1) if end_of_day else said, time(0), zone)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date without a time."""
        value = self.get(key)
        if value is None:
            if required:
                self.fault(key, _("is missing."), _(DAY_ADVICE))
            return None
        said = _as_moment(value)
        if said is None or isinstance(said, datetime) or said.year not in YEARS:
            self.fault(key, _("is %(shown)s, which is no date.") % {"shown": shown(value)}, _(DAY_ADVICE))
            return None
        return said

    def table(self, key: str) -> Table | None:
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(value, f"{self.where}.{key}" if self.where else key, self.findings, self.line_of)
        self._wrong(key, value, _("Write it as a table: [%(key)s].") % {"key": key})
        return None

    def tables(self, key: str, *, most: int) -> Iterator[Table]:
        """Each table of a list of tables, numbered from 1 as people count."""
        value = self.get(key)
        listed = [] if value is None else value
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            self._wrong(key, value, _("Begin each one with [[%(key)s]].") % {"key": key})
            return
        if len(listed) > most:
            self.fault(
                key,
                _("has %(count)s entries.") % {"count": len(listed)},
                _("At most %(most)s are possible.") % {"most": most},
            )
            return
        prefix = f"{self.where}.{key}" if self.where else key
        for n, each in enumerate(listed, start=1):
            yield Table(each, f"{prefix}[{n}]", self.findings, self.line_of)

    def close(self) -> None:
        """Name every key that nobody asked for."""
        for key in self.raw:
            if key not in self._asked:
                self.fault(key, _("is not a key that belongs here."), instead_of(key, self._asked))


def _as_moment(value: object) -> date | None:
    if not isinstance(value, str):
        return value if isinstance(value, date) else None
    text = value.strip()
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[\d-]{10}", text) else datetime.fromisoformat(text)
    except ValueError:
        return None
