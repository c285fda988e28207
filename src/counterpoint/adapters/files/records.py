"""Values of the domain from plain JSON, strictly: every fault has its place, such as ``tasks[3].minutes``.

What is not said takes its default; what is not known is a fault, so that nothing is lost without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from counterpoint.adapters.files.faults import NO_TEXT, Findings, is_text
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

Limits = Mapping[tuple[str, str], tuple[int, int]]
NO_LIMITS: Limits = {}
PLAIN: Mapping[Any, tuple[str, Any]] = {
    str: (gettext_noop("a text"), str),
    bool: (gettext_noop("true or false"), bool),
    int: (gettext_noop("a whole number"), int),
    float: (gettext_noop("a number"), (int, float)),
}
LARGEST = 2**63
MOMENTS: Mapping[Any, str] = {
    datetime: gettext_noop("an instant such as 2026-11-23T09:00:00+00:00"),
    date: gettext_noop("a date such as 2026-11-23"),
    time: gettext_noop("a time such as 09:30:00"),
}


class Unreadable(Exception):  # said once, at its place, and never seen by a person
    """Something was a fault and is noted as one."""


class Reader:
    """Reads records and gathers what is wrong. `limits` bounds numbers, by (record, field)."""

    def __init__(self, findings: Findings, limits: Limits = NO_LIMITS) -> None:
        self.findings, self.limits = findings, limits

    def fault(self, place: str, what: str, right: str = "") -> Unreadable:
        self.findings.fault(place, what, right)
        return Unreadable(place)

    def read(self, kind: Any, document: Any, place: str) -> Any:
        """A value of `kind`; Unreadable when there is none, after every fault in it was noted."""
        origin = get_origin(kind)
        if origin in (Union, UnionType):
            inner = next(each for each in get_args(kind) if each is not type(None))
            return None if document is None else self.read(inner, document, place)
        if origin is Literal:
            return self._choice(get_args(kind), document, place)
        if origin in (tuple, frozenset):
            return self._many(origin, get_args(kind), document, place)
        if is_dataclass(kind):
            return self._record(kind, document, place)
        return self._moment(kind, document, place) if kind in MOMENTS else self._plain(kind, document, place)

    def _plain(self, kind: Any, document: Any, place: str) -> Any:
        words, types = PLAIN[kind]
        if not isinstance(document, types) or (isinstance(document, bool) and kind is not bool):
            raise self.fault(place, _("is not %(words)s.") % {"words": _(words)})
        if kind is str and not is_text(document):
            raise self.fault(place, _(NO_TEXT))
        if kind in (int, float) and not abs(document) < LARGEST:
            raise self.fault(place, _("is too large a number."))
        return float(document) if kind is float else document

    def _moment(self, kind: Any, document: Any, place: str) -> Any:
        right = _("Write %(moments)s.") % {"moments": _(MOMENTS[kind])}
        if not isinstance(document, str):
            raise self.fault(place, _("is not a text."), right)
        try:
            read = kind.fromisoformat(document)
        except ValueError as wrong:
            raise self.fault(
                place, _("is “%(document)s”.") % {"document": f"{document:.40}"}, right
            ) from wrong
        if not isinstance(read, datetime):
            return read
        if read.tzinfo is None:
            raise self.fault(place, _("has no offset from UTC."), right)
        try:
            return read.astimezone(UTC)
        except OverflowError as wrong:  # the edge of all years, and beyond it in UTC
            raise self.fault(place, _("lies beyond all calendars."), right) from wrong

    def _choice(self, words: tuple[Any, ...], document: Any, place: str) -> Any:
        if document not in words:
            raise self.fault(
                place,
                _("is “%(document)s”.") % {"document": f"{document!s:.40}"},
                _("It can be %(names)s.") % {"names": ", ".join(map(str, words))},
            )
        return document

    def _many(self, made: Callable[[Any], Any], kinds: tuple[Any, ...], document: Any, place: str) -> Any:
        if not isinstance(document, list):
            raise self.fault(place, _("is not a list."))
        if made is tuple and kinds[-1:] != (Ellipsis,):
            if len(document) != len(kinds):
                raise self.fault(place, _("does not have %(count)s entries.") % {"count": len(kinds)})
            pairs = list(zip(kinds, document, strict=True))
        else:
            pairs = [(kinds[0], each) for each in document]
        return made(self._each(pairs, place))

    def _each(self, pairs: list[tuple[Any, Any]], place: str) -> list[Any]:
        read, failed = [], None
        for number, (kind, each) in enumerate(pairs):
            try:
                read.append(self.read(kind, each, f"{place}[{number}]"))
            except Unreadable as fault:
                failed = fault
        if failed:
            raise failed
        return read

    def _record(self, kind: Any, document: Any, place: str) -> Any:
        if not isinstance(document, dict):
            raise self.fault(place or _("the file"), _("is not a record with named entries."))
        known = _fields_of(kind)
        failed = self._strangers(document, known, place)
        read: dict[str, Any] = {}
        for name, (field, of) in known.items():
            try:
                if name in document or _is_needed(field):
                    read[name] = self._entry(kind, field, of, document, f"{place}.{name}".lstrip("."))
            except Unreadable as fault:
                failed = fault
        if failed:
            raise failed
        try:
            return kind(**read)
        except (CounterpointError, ValueError) as wrong:
            raise self.fault(place, _("does not hold together: %(wrong)s") % {"wrong": wrong}) from wrong

    def _entry(self, kind: Any, field: Field[Any], of: Any, document: Any, place: str) -> Any:
        if field.name not in document:
            raise self.fault(place, _("is missing."))
        value = self.read(of, document[field.name], place)
        limits = self.limits.get((kind.__name__, field.name))
        if limits and value is not None and not limits[0] <= value <= limits[1]:
            raise self.fault(
                place,
                _("is %(value)s.") % {"value": value},
                _("It can be %(limits)s to %(limits2)s.") % {"limits": limits[0], "limits2": limits[1]},
            )
        return value

    def _strangers(
        self, document: Mapping[Any, Any], known: Mapping[str, Any], place: str
    ) -> Unreadable | None:
        failed = None
        for name in document:
            if name not in known:
                failed = self.fault(f"{place}.{name!s:.40}".lstrip("."), _("is not known here."))
        return failed


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _fields_of(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}
