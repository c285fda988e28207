"""XML from a server, read with bounds: no document type, and so no entities; not too deep, not too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from counterpoint.desk.ports import ServerTrouble
from counterpoint.domain.words import gettext as _

DEEPEST, MOST_ELEMENTS, MOST_ATTRIBUTES = 40, 2_000_000, 50


class NotXml(ServerTrouble):
    """An answer that is no XML, or XML that nobody honest writes."""


@dataclass(slots=True)
class Element:
    """An element with the text directly in it. Its `name` is as in `names`."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> Iterator[Element]:
        return (each for each in self.children if each.name == name)

    def first(self, name: str) -> Element | None:
        return next(self.all(name), None)

    def said(self, name: str) -> str:
        """The text of the first child of that name, without spaces around it."""
        found = self.first(name)
        return found.text.strip() if found else ""

    def names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.children)


def read_xml(raw: bytes, host: str) -> Element:
    """The root element. Raises NotXml, with the name of the host that sent it."""
    reading = _Reading(host)
    try:
        reading.parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError) as wrong:
        raise _not_xml(host) from wrong
    if reading.root is None:
        raise _not_xml(host)
    return reading.root


class _Reading:
    """The elements that are open, and the whole in the end."""

    def __init__(self, host: str) -> None:
        self.host, self.count = host, 0
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES:
            self._refuse()
        element = Element(name, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _say(self, text: str) -> None:
        self.open[-1].text += text

    def _refuse(self, *_what: object) -> None:
        raise NotXml(
            _("%(host)s sent an answer of a kind that is not read here: it could do harm.")
            % {"host": self.host},
            advice=_("Whoever runs that server may want to know."),
        )


def _not_xml(host: str) -> NotXml:
    return NotXml(
        _("%(host)s sent an answer that cannot be understood.") % {"host": host},
        advice=_("It will be asked again; if this stays so, check the address of the server."),
    )
