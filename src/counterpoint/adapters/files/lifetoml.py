"""life.toml: a life as a person reads and writes it in an editor. See docs/reference/life-toml.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from counterpoint.adapters.files.faults import Fault, NotReadable
from counterpoint.adapters.files.lifejson import life_as_document, life_from_document
from counterpoint.adapters.files.toml_lines import line_finder
from counterpoint.adapters.files.toml_text import document_as_toml
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.intake import CalendarEntry, LifeRead
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

MOST_BYTES = 1_000_000
MOST_NESTING = 20
_TOO_DEEP = gettext_noop("is nested too deeply.")
_FLAT = gettext_noop("One table in another is as deep as it goes.")
_KEY = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[\w-]+)"
_DEEP = re.compile(
    rf"(?:[\[{{]\s*){{{MOST_NESTING}}}|(?:^|[\[{{,])[ \t]*(?:{_KEY}[ \t]*\.[ \t]*){{{MOST_NESTING}}}",
    re.MULTILINE,
)


def read_life(raw: bytes, *, name: str = "life.toml") -> LifeRead:
    """The life in a life.toml (UTF-8, at most 1 MB). NotReadable tells everything that is wrong with it."""
    text = _text(raw, name)
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise NotReadable(name, [_syntax_fault(str(error))]) from error
    except RecursionError as error:
        raise NotReadable(name, [Fault("file", _(_TOO_DEEP), _(_FLAT))]) from error
    return life_from_document(document, what=name, line_of=line_finder(text))


def load_life(path: str) -> LifeRead:
    """The life in a file on this machine; NotReadable when it is not there, or not to be read."""
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or _("there is no such name")
        fault = Fault(
            "file", _("cannot be opened: %(why)s.") % {"why": why}, _("Check its path and who may read it.")
        )
        raise NotReadable(path, [fault]) from error
    return read_life(raw, name=path)


def _text(raw: bytes, name: str) -> str:
    if len(raw) > MOST_BYTES:
        size = _("is too long.")
        raise NotReadable(name, [Fault("file", size, _("At most 1 MB is possible."))])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        fault = Fault("file", _("is not in UTF-8."), _("Save it with the encoding UTF-8."), line)
        raise NotReadable(name, [fault]) from error
    if deep := _DEEP.search(text):
        line = text[: deep.start()].count("\n") + 1
        raise NotReadable(name, [Fault("file", _(_TOO_DEEP), _(_FLAT), line)])
    return text


def _syntax_fault(message: str) -> Fault:
    """The parser's message with its line, and a word on what most often is the matter."""
    found = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(found[1]) if found else 0
    plain = message[: found.start()].strip() if found else message
    advice = _("Texts need quotes, lists brackets, and each key stands once in its table.")
    return Fault("file", _("is not TOML: %(plain)s.") % {"plain": plain}, advice, line)


def write_life(life: Life, calendars: Iterable[CalendarEntry] = ()) -> str:
    """A life.toml with comments; `read_life` gives the same life back."""
    return document_as_toml(life_as_document(life, calendars))
