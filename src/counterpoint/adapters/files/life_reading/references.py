"""What the things of a document refer to, by id or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Protocol, TypeVar

from counterpoint.adapters.files.table import Table
from counterpoint.domain.planning import Place
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.domain.words import gettext as _


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


class References:
    """The values, domains and places that others refer to, by id or by name."""

    def __init__(
        self,
        values: Iterable[CoreValue],
        domains: Iterable[LifeDomain] = (),
        places: Iterable[Place] = (),
    ) -> None:
        self.known: Mapping[str, dict[str, str]] = {
            "value": _by_name(values),
            "domain": _by_name(domains),
            "place": _by_name(places),
        }

    def knows(self, key: str, said: str) -> bool:
        """Whether there is a value, domain or place (`key` says which) of this id or name."""
        return said in self.known[key] or plain(said) in self.known[key]

    def id_of(self, table: Table, key: str, *, required: bool = False) -> str:
        """The id of the value, domain or place that `key` names; a fault when there is no such thing."""
        return self.id_named(table, key, key, table.text(key, required=required))

    def id_named(self, table: Table, entry: str, key: str, said: str) -> str:
        """The id of the value, domain or place (`key`) that an entry calls so; a fault when there is none."""
        known = self.known[key]
        found = known.get(said) or known.get(plain(said))
        if found or not said.strip():
            return found or ""
        close = get_close_matches(plain(said), list(known), n=1)
        names = ", ".join(dict.fromkeys(known.values()))
        right = (
            _("Did you mean “%(known)s”?") % {"known": known[close[0]]}
            if close
            else _("There are: %(names)s.") % {"names": names}
            if names
            else ""
        )
        table.fault(
            entry,
            _("There is no %(key)s called “%(said)s”.") % {"key": key, "said": said},
            right or _("Add it under [[%(key)ss]].") % {"key": key},
        )
        return ""


def _by_name(things: Iterable[Thing]) -> dict[str, str]:
    """Ids first, so that an id outweighs another thing's name; the first of two equal names holds."""
    things = tuple(things)
    known = {thing.id: thing.id for thing in things}
    for thing in things:
        known.setdefault(plain(thing.name), thing.id)
    return known


def plain(text: str) -> str:
    return " ".join(text.casefold().split())
