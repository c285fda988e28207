"""A language nobody speaks: every sentence of the catalogue in ⟦brackets⟧ and with accents.

It goes in where Django keeps the languages it has loaded, so that gettext, templates, forms and
`domain.words` speak it by their own machinery. What a page shows outside the brackets did not come
through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser

from django.test import override_settings
from django.utils.translation import override, trans_real

CODE = "xx"
OPEN, CLOSE = "⟦", "⟧"
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
# What a translator leaves as it is: a named place, a tag, an entity.
_KEPT = re.compile(r"(%\(\w+\)[#0 +-]?[\d.]*[a-zA-Z]|%[sd%]|\{[^{}]*\}|<[^<>]*>|&#?\w+;)")
_WORD = re.compile(r"[^\W\d_]{2}")  # a letter alone is a key, or the mark of a value


class Pseudo(NullTranslations):
    """What Django asks of a language, with a sentence for every one that it is asked for."""

    def gettext(self, message: str) -> str:
        return _sung(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _sung(msgid1 if n == 1 else msgid2)

    def language(self) -> str:
        return CODE

    def to_language(self) -> str:
        return CODE


def _sung(message: str) -> str:
    words = message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]
    if not words.strip():
        return words
    parts = _KEPT.split(words)
    sung = (part if nth % 2 else part.translate(_ACCENTS) for nth, part in enumerate(parts))
    return OPEN + "".join(sung) + CLOSE


@contextmanager
def spoken() -> Iterator[None]:
    """Everything is said in it, and in nothing else."""
    with override_settings(LANGUAGE_CODE=CODE, LANGUAGES=[(CODE, "Pseudo")]):  # forgets the loaded ones
        trans_real._translations[CODE] = Pseudo()
        with override(CODE):
            yield


class Page(HTMLParser):
    """Reads a page as a person or a screen reader does. `said`: each text, and each attribute that is read
    out. `lost`: what of them stands outside the brackets; brackets may go over several elements.
    """

    READ_OUT = ("aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt",
                "placeholder", "summary", "label", "data-confirm")  # fmt: skip
    BUTTONS = ("submit", "button", "reset")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.lost: list[str] = []
        self._depth = 0
        self._quiet = ""
        self.feed(html)
        self.close()
        if self._depth:
            self.lost.append(f"(brackets do not close: {self._depth})")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in ("script", "style") or (tag == "textarea" and "hidden" in told):
            self._quiet = tag
        for name in self.READ_OUT:
            if name in told:
                self._read(told[name])
        if tag == "input" and told.get("type") in self.BUTTONS:
            self._read(told.get("value", ""))
        if tag == "meta" and told.get("name") == "description":
            self._read(told.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._quiet:
            self._quiet = ""

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self._depth = self._tell(data, self._depth)

    def _read(self, value: str) -> None:
        self._tell(value, 0)

    def _tell(self, text: str, depth: int) -> int:
        """Notes what stands outside; returns how many brackets are open after it."""
        if text.strip():
            self.said.append(text)
        outside = []
        for letter in text:
            depth += (letter == OPEN) - (letter == CLOSE)
            outside.append(letter if depth == 0 and letter != CLOSE else "\n")
        for part in "".join(outside).split("\n"):
            if _WORD.search(part):
                self.lost.append(" ".join(part.split()))
        return depth


def untranslated(html: str, allowed: frozenset[str]) -> list[str]:
    """What a page says outside the brackets, but for `allowed` texts, numbers and signs."""
    words = _any_of(allowed)
    return [each for each in Page(html).lost if _WORD.search(words.sub(" ", each))]


@cache
def _any_of(texts: frozenset[str]) -> re.Pattern[str]:
    """Any of these where it stands as words of its own, the longest first."""
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest_first))
