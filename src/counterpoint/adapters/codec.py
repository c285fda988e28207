"""Values of the domain as JSON and back, without loss, led by the types that their fields state.

A dataclass becomes an object, a tuple a list, a set a sorted list, an instant or a date its ISO text.
A field that a stored document lacks takes its default, and one that the class no longer has is passed
over: so documents of an earlier version stay readable as long as new fields have defaults.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def as_json(value: Any) -> Any:
    """Anything made of dataclasses, tuples, sets, times and plain values, as JSON would have it."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case set() | frozenset():
            return sorted(as_json(each) for each in value)
        case tuple() | list():
            return [as_json(each) for each in value]
        case Mapping():
            return {str(key): as_json(each) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON.")


def from_json(kind: type[T], document: Any) -> T:
    """The value of type `kind` that `as_json` made `document` from; ValueError or KeyError if it is none."""
    read: Reader = reader_of(kind)  # type: ignore[arg-type]  # classes are hashable
    return cast(T, read(document))


@cache
def reader_of(kind: Any) -> Reader:
    """A function from JSON to values of a type, put together once per type."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _optional(kind)
    if origin in (tuple, frozenset):
        return _many(origin, get_args(kind))
    if is_dataclass(kind):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, (datetime, date, time)):
        return kind.fromisoformat
    if kind is float:
        return float
    if origin is Literal or kind in (bool, int, str, Any):
        return _as_it_is
    raise TypeError(f"There is no way to read {kind} from JSON.")


def _as_it_is(value: Any) -> Any:
    return value


def _optional(kind: Any) -> Reader:
    inner = [each for each in get_args(kind) if each is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"There is no way to tell which of {kind} a document means.")
    read = reader_of(inner[0])
    return lambda value: None if value is None else read(value)


def _many(made: Callable[[Any], Any], inner: tuple[Any, ...]) -> Reader:
    if made is tuple and inner[-1:] != (Ellipsis,):
        readers = [reader_of(each) for each in inner]
        return lambda values: tuple(read(value) for read, value in zip(readers, values, strict=True))
    read = reader_of(inner[0])
    return lambda values: made(map(read, values))


def _record(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: reader_of(hints[field.name]) for field in fields(kind)}

    def read(document: Any) -> Any:
        return kind(**{name: reader(document[name]) for name, reader in readers.items() if name in document})

    return read
