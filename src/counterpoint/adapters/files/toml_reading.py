"""TOML from anybody: bounded in length and depth, and every fault said with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from counterpoint.adapters.files.faults import Fault, NotReadable
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


def document_of(raw: bytes, name: str, *, most: int = MOST_BYTES) -> tuple[dict[str, Any], str]:
    """The document in some bytes (UTF-8) and their text. NotReadable tells what is wrong with it."""
    text = _text(raw, name, most)
    try:
        return tomllib.loads(text), text
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise NotReadable(name, [_syntax_fault(str(error))]) from error
    except RecursionError as error:
        raise NotReadable(name, [Fault("file", _(_TOO_DEEP), _(_FLAT))]) from error


def bytes_of(path: str | Path, *, most: int = MOST_BYTES) -> bytes:
    """A file on this machine, one byte beyond `most` at the utmost; NotReadable when it is not there."""
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or _("there is no such name")
        fault = Fault(
            "file", _("cannot be opened: %(why)s.") % {"why": why}, _("Check its path and who may read it.")
        )
        raise NotReadable(str(path), [fault]) from error


def _text(raw: bytes, name: str, most: int) -> str:
    if len(raw) > most:
        size = _("At most 1 MB is possible.")
        if most < MOST_BYTES:
            size = _("At most %(size)d kB are possible.") % {"size": most // 1000}
        raise NotReadable(name, [Fault("file", _("is too long."), size)])
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
