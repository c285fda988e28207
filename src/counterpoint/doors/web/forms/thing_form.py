"""The form of one thing on a shelf, with the version it was read at and what two sides say in a clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from counterpoint.domain.planning import Life, Settings
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import Length
from counterpoint.doors.web.forms.windows import WindowRows

T = TypeVar("T")
Row = tuple[str, ...]
A_CHOICE = 2


@dataclass(frozen=True, slots=True)
class WindowsAsked:
    """What a form says above and below its windows."""

    legend: Any
    help: Any = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of which two tabs say different things."""

    name: str
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Section:
    """One row of a form as a template lays it out: some fields side by side, or a set of windows."""

    fields: Sequence[BoundField] = ()
    windows: WindowRows | None = None


class ThingForm(forms.Form, Generic[T]):
    """A form that reads one thing and makes one.

    `layout` lists the rows: names of fields, or of one set of windows.
    """

    layout: ClassVar[tuple[Row, ...]] = ()
    windows_asked: ClassVar[Mapping[str, WindowsAsked]] = {}
    if_any: ClassVar[frozenset[str]] = frozenset()
    """Choices that are not asked for while there is nothing to choose from."""
    lists_if_any: ClassVar[frozenset[str]] = frozenset()
    """The same of lists, in which nothing need be chosen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        life: Life,
        settings: Settings,
        thing: T | None = None,
        version: int | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.life, self.settings, self.thing = life, settings, thing
        self.quiet = data is not None and "rows" in data
        start = {"version": version, **(initial or {}), **(self.from_thing(thing) if thing else {})}
        super().__init__(data, initial=start, label_suffix="", use_required_attribute=False)
        self.windows = {
            name: WindowRows(
                name,
                legend=str(asked.legend),
                help=str(asked.help),
                required=asked.required,
                settings=settings,
                data=data,
                windows=self.windows_from(thing, name) if thing else (initial or {}).get(name, ()),
                quiet=self.quiet,
            )
            for name, asked in self.windows_asked.items()
        }
        self.prepare()

    def prepare(self) -> None:
        """Fills in choices that depend on the person's own things."""

    def from_thing(self, thing: T) -> dict[str, Any]:
        """The initial value of every field."""
        raise NotImplementedError

    def windows_from(self, thing: T, name: str) -> Sequence[WeeklyWindow]:
        """A set of windows is named for the attribute that holds it."""
        windows: Sequence[WeeklyWindow] = getattr(thing, name)
        return windows

    def as_thing(self, id: str) -> T:
        """The thing that valid data describe."""
        raise NotImplementedError

    @property
    def errors(self) -> ErrorDict:
        """None while rows of windows are only being added or taken away."""
        return ErrorDict() if self.quiet else super().errors

    def is_valid(self) -> bool:
        """Whether a thing can be made of it; not while rows of windows are only being added or taken away."""
        if self.quiet:
            return False
        return super().is_valid() and all(rows.is_valid() for rows in self.windows.values())

    @property
    def wrong(self) -> bool:
        """Whether something has to be put right before this can be kept."""
        return self.is_bound and not self.quiet and not self.is_valid()

    def choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def sections(self) -> Iterator[Section]:
        for row in self.layout:
            least = A_CHOICE if row[0] in self.if_any else int(row[0] in self.lists_if_any)
            if least and len(self.fields[row[0]].choices) < least:  # type: ignore[attr-defined]
                continue
            if row[0] in self.windows:
                yield Section(windows=self.windows[row[0]])
            else:
                yield Section(fields=[self[name] for name in row])

    @property
    def names(self) -> list[str]:
        return [name for row in self.layout for name in row]

    def shown(self, name: str) -> str:
        """What this form says in a field, in words: what was typed, or what is kept."""
        if name in self.windows:
            return self.windows[name].shown
        said = self.cleaned_data.get(name) if self.is_bound and self.is_valid() else self.initial.get(name)
        return _in_words(self.fields[name], said, self.settings)

    def label_of(self, name: str) -> str:
        return self.windows[name].legend if name in self.windows else str(self.fields[name].label)


class SettingsPart(ThingForm[Settings]):
    """A form of a part of the settings; all other parts stay as they are."""

    def as_settings(self) -> Settings:
        raise NotImplementedError

    def as_thing(self, id: str) -> Settings:
        assert not id
        return self.as_settings()


def differences(theirs: ThingForm[Any], yours: ThingForm[Any]) -> list[Difference]:
    """The fields of which the two forms say different things, in the order of the form."""
    both = ((name, theirs.shown(name), yours.shown(name)) for name in yours.names)
    return [Difference(name, yours.label_of(name), a, b) for name, a, b in both if a != b]


def _in_words(field: forms.Field, said: Any, settings: Settings) -> str:
    if said is None or said in ("", []):
        return "–"
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    if isinstance(field, Length) and isinstance(said, int):
        return say.length(said)
    if isinstance(said, time):
        return say.clock(said, settings)
    if isinstance(said, date):
        return date_format(said, "D j M Y")
    words = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    if isinstance(said, list | tuple):
        return ", ".join(words.get(str(each), str(each)) for each in said)
    return words.get(str(said), str(said))


def with_theirs(data: QueryDict, name: str, theirs: ThingForm[Any], *, version: int) -> QueryDict:
    """What was typed, with one field as the other tab has it and the version that this now answers."""
    mixed = data.copy()
    mixed["version"] = str(version)
    mixed.pop("take", None)
    if name in theirs.windows:
        _put_windows(mixed, theirs.windows[name])
    elif name in theirs.fields:
        _put(mixed, theirs[name])
    return mixed


def _put(data: MultiValueDict[str, Any], field: BoundField) -> None:
    said = field.field.prepare_value(field.initial)
    data.pop(field.html_name, None)
    if isinstance(said, list | tuple):
        data.setlist(field.html_name, [str(each) for each in said])
    elif said is True:
        data[field.html_name] = "on"
    elif said not in (None, False):
        shown = field.field.widget.format_value(said)
        data[field.html_name] = shown[0] if isinstance(shown, list) else shown


def _put_windows(data: MultiValueDict[str, Any], rows: WindowRows) -> None:
    for name in [key for key in data if key.startswith(f"{rows.name}-")]:
        del data[name]
    data[rows.count_name] = str(len(rows.kept))
    for number, row in enumerate(rows.rows):
        for field in row:
            _put(data, field)
        assert row.prefix == f"{rows.name}-{number}"
