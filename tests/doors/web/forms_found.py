"""The forms that pages show, as a browser reads them: where they are sent, and what would be sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from tests.doors.web.lives import Home
from tests.doors.web.test_strangers import UNWELCOME, Address, addresses

LEAVING = ("logout", "accounts/leave", "settings/example")
"""What would end the test; it has tests of its own."""


@dataclass(slots=True)
class Field:
    """One field: its kind (“text”, “date”, “select” …), what it holds, and what could be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    sent: bool = True


@dataclass(slots=True)
class Form:
    """One form of a page. `buttons` are pairs of a name and a value, of which one press sends one."""

    page: str
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
        """What makes two forms the same kind of form, wherever they stand."""
        names = sorted({each.name for each in self.fields} - {"csrfmiddlewaretoken"})
        return self.action.partition("?")[0], tuple(names), tuple(self.buttons)

    def filled(self) -> dict[str, list[str]]:
        """What a browser would send if nothing was touched, with the first button that is there."""
        sent: dict[str, list[str]] = {}
        for each in self.fields:
            if each.sent:
                sent.setdefault(each.name, []).append(each.value)
        return sent

    def pressed(self, button: int = 0) -> dict[str, list[str]]:
        sent = self.filled()
        if self.buttons:
            name, value = self.buttons[button % len(self.buttons)]
            if name:
                sent[name] = [value]
        return sent


class _Reader(HTMLParser):
    """Reads forms, and fields that name their form by its id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None
        self.select: Field | None = None
        self.text: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = said.get("action") or self.page
            self.open = Form(self.page, action, said.get("method", "get").lower())
            self.forms.append(self.open)
            self.by_id[said.get("id", "")] = self.open
            return
        form = self.by_id.get(said["form"]) if "form" in said else self.open
        if form is None or "disabled" in said:
            return
        if tag == "option" and self.select is not None:
            self._option(said)
        elif tag == "button" and said.get("type", "submit") == "submit":
            form.buttons.append((said.get("name", ""), said.get("value", "")))
        elif said.get("name") and tag in ("input", "select", "textarea"):
            self._field(form, tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text") if tag == "input" else tag
        one = Field(said["name"], kind, said.get("value", "on" if kind in ("checkbox", "radio") else ""))
        one.sent = kind not in ("checkbox", "radio") or "checked" in said
        form.fields.append(one)
        self.select = one if tag == "select" else None
        self.text = one if tag == "textarea" else None

    def _option(self, said: dict[str, str]) -> None:
        assert self.select is not None
        self.select.choices.append(said.get("value", ""))
        if "selected" in said or len(self.select.choices) == 1:
            self.select.value = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.text = None


def forms_on(page: str, html: str) -> list[Form]:
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms


def every_form(
    client: Client, home: Home, *, method: str = "post", among: Sequence[Address] | None = None
) -> Iterator[Form]:
    """Each kind of form on any page of the site, or `among` some, once, as its owner is shown it."""
    seen = set()
    for address in addresses(home) if among is None else among:
        if address.name in UNWELCOME:
            continue
        answer: Any = client.get(address.path)
        if answer.status_code != 200 or answer.streaming or b"<form" not in answer.content:
            continue
        for form in forms_on(address.path, answer.content.decode()):
            leaves = any(word in form.action for word in LEAVING)
            if form.method == method and not leaves and form.kind not in seen:
                seen.add(form.kind)
                yield form


LENGTHS = ("minutes", "piece_least", "piece_most", "slack_minutes", "sleep_minutes", "length")
SENSIBLE = {"date": "2026-12-01", "time": "18:00", "number": "2", "email": "noor@example.org"}


def sensible(form: Form, word: str, button: int = 0) -> dict[str, list[str]]:
    """The form with something that can be kept in every empty field, and `word` where words can be said."""
    sent = form.pressed(button)
    for each in form.fields:
        if each.name in ("csrfmiddlewaretoken", "version", "was") or each.kind == "hidden":
            continue
        if each.kind in SENSIBLE:
            sent[each.name] = [each.value or SENSIBLE[each.kind]]
        elif each.kind in ("text", "textarea", "search"):
            sent[each.name] = [_words_for(each, word)]
        elif each.kind in ("checkbox", "radio") and each.name not in sent:
            sent[each.name] = [each.value]
        elif each.kind == "select" and not each.value and len(each.choices) > 1:
            sent[each.name] = [each.choices[1]]
    return sent


def _words_for(each: Field, word: str) -> str:
    if any(each.name.endswith(own) for own in LENGTHS):
        return each.value or "30m"
    if each.name in ("zone", "reach", "address", "steps") or "zone" in each.name:
        return each.value
    return word


ODD = {"date": "31. 31.", "time": "25:77", "number": "-9", "email": "noor at home"}


def emptied(form: Form) -> dict[str, list[str]]:
    """The form with nothing said in it, though its first button is pressed."""
    kept = {each.name for each in form.fields if each.kind == "hidden"}
    return {name: said for name, said in form.pressed().items() if name in kept} | {
        each.name: [""] for each in form.fields if each.kind not in ("hidden", "checkbox", "radio", "file")
    }


def oddly(form: Form) -> dict[str, list[str]]:
    """The form with what no field of its kind can be, in each of them."""
    sent = form.pressed()
    for each in form.fields:
        if each.kind not in ("hidden", "file"):
            sent[each.name] = [ODD.get(each.kind, "x" * 20_000)]
    return sent
