"""Weekly windows as rows of weekdays, a start and an end; one more at a press, with or without a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import AtTime

MOST_WINDOWS = 20


class WindowRow(forms.Form):
    """One window. A row without days and times is no window."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    start = AtTime(label=gettext_lazy("From"), required=False)
    end = AtTime(label=gettext_lazy("To"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        week_start: int = 0,
        one_of: str = "",
        quiet: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(data, label_suffix="", use_required_attribute=False, **more)
        self.quiet = quiet
        order = [(week_start + n) % 7 for n in range(7)]
        self.fields["days"].choices = [(day, say.SHORT_DAYS[day]) for day in order]  # type: ignore[attr-defined]
        self.title = one_of

    @property
    def errors(self) -> ErrorDict:
        """None while rows are only being added or taken away."""
        return ErrorDict() if self.quiet else super().errors

    @property
    def empty(self) -> bool:
        return self.is_valid() and not any(self.cleaned_data.get(name) for name in ("days", "start", "end"))

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        days, start, end = (read.get(name) for name in ("days", "start", "end"))
        if start is None and end is None and not days:
            return read
        if not days and "days" not in self.errors:
            self.add_error("days", _("Choose at least one day."))
        for name, at in (("start", start), ("end", end)):
            if at is None and name not in self.errors:
                self.add_error(name, _("Write a time like 17:30."))
        return read

    @property
    def window(self) -> WeeklyWindow:
        read = self.cleaned_data
        return WeeklyWindow(frozenset(read["days"]), read["start"], read["end"])


class WindowRows:
    """All the windows of one field of a form; a button may have asked for one row more, or one fewer."""

    def __init__(
        self,
        name: str,
        *,
        legend: str,
        help: str = "",
        settings: Settings,
        data: Mapping[str, Any] | None = None,
        windows: Iterable[WeeklyWindow] = (),
        required: bool = False,
        quiet: bool = False,
    ) -> None:
        self.name, self.legend, self.help, self.required = name, legend, help, required
        self.settings, self.data = settings, data
        self.kept = tuple(windows)
        self.quiet = quiet

    @property
    def count_name(self) -> str:
        return f"{self.name}-rows"

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The numbers of the rows to show; gaps are rows that were taken away."""
        if self.data is None:
            return range(max(1, len(self.kept)))
        pressed = str(self.data.get("rows", ""))
        fewer = pressed.removeprefix(f"{self.name}-fewer-")
        left = [n for n in range(self._sent) if self._came(n) and str(n) != fewer]
        if (pressed == f"{self.name}-more" and len(left) < MOST_WINDOWS) or not left:
            left.append(self._sent)
        return left

    @property
    def _sent(self) -> int:
        asked = str((self.data or {}).get(self.count_name, "1"))
        return min(int(asked) if asked.isascii() and asked.isdecimal() else 1, 5 * MOST_WINDOWS)

    def _came(self, number: int) -> bool:
        return self.data is not None and f"{self.name}-{number}-start" in self.data

    @cached_property
    def rows(self) -> list[WindowRow]:
        return [self._row(number, place) for place, number in enumerate(self.numbers)]

    def _row(self, number: int, place: int) -> WindowRow:
        return WindowRow(
            self.data if self._came(number) else None,
            prefix=f"{self.name}-{number}",
            initial=self._initial(place),
            week_start=self.settings.week_start,
            one_of=_("Window %(number)d") % {"number": place + 1},
            quiet=self.quiet,
        )

    def _initial(self, place: int) -> dict[str, Any]:
        if self.data is not None or place >= len(self.kept):
            return {}
        kept = self.kept[place]
        return {"days": sorted(kept.days), "start": kept.start, "end": kept.end}

    @property
    def numbered(self) -> list[tuple[int, WindowRow]]:
        return list(zip(self.numbers, self.rows, strict=True))

    @property
    def next_number(self) -> int:
        return max(self.numbers, default=-1) + 1

    @property
    def blank(self) -> WindowRow:
        """The row that a script copies for each new one."""
        return WindowRow(
            prefix=f"{self.name}-__n__",
            week_start=self.settings.week_start,
            one_of=_("Another window"),
        )

    @property
    def bound_rows(self) -> list[WindowRow]:
        return [row for row in self.rows if row.is_bound]

    @cached_property
    def error(self) -> str:
        if self.data is None or self.quiet or not self.required or self.cleaned or self.row_errors:
            return ""
        return _("This needs at least one window: choose days and write a start and an end.")

    @property
    def row_errors(self) -> bool:
        return any(not row.is_valid() for row in self.bound_rows)

    def is_valid(self) -> bool:
        return not self.row_errors and not self.error

    @cached_property
    def cleaned(self) -> tuple[WeeklyWindow, ...]:
        return tuple(row.window for row in self.bound_rows if row.is_valid() and not row.empty)

    @property
    def shown(self) -> str:
        """These windows in words, as they were typed or as they are kept."""
        several = self.kept if self.data is None else self.cleaned
        return say.windows(several, self.settings)


def minutes_of(window: WeeklyWindow) -> int:
    """How long a window is on a day without a clock change."""
    apart = (window.end.hour - window.start.hour) * 60 + window.end.minute - window.start.minute
    return apart if apart > 0 else apart + 24 * 60
