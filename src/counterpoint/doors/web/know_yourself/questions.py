"""Questions as a form shows them, and what comes back from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.http import QueryDict
from django.utils.translation import gettext as _

from counterpoint.domain.assessment import Item

NONE = ""
PREFIX, WAS = "a.", "was."


@dataclass(frozen=True, slots=True)
class Choice:
    """One step to choose. `words` is what it is called, `label` what its cell shows."""

    value: str
    label: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An item with what is chosen now, and `was` when the form was made."""

    item: Item
    name: str
    was_name: str
    chosen: str
    was: str
    choices: Sequence[Choice] = ()
    error: str = ""

    @property
    def is_clock(self) -> bool:
        return self.item.kind == "clock"

    @property
    def as_list(self) -> bool:
        """Whether its steps are sentences below each other, and no row of numbers."""
        return (
            self.item.kind == "scale" and self.item.every_step_has_a_word and len(self.item.words) > len("ab")
        )

    @property
    def ends(self) -> tuple[str, str] | None:
        words = self.item.words
        return (words[0], words[-1]) if words and not self.as_list else None


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back. `said` holds what can be kept, `typed` everything as it was typed, `errors` by item."""

    said: Mapping[str, int | None]
    typed: Mapping[str, str]
    errors: Mapping[str, str]


def questions_of(
    items: Iterable[Item],
    values: Mapping[str, int],
    answers: Answers | None = None,
    *,
    highest_first: bool = False,
) -> list[Question]:
    """The questions with the answers that are kept, or with what was just typed."""
    return [_question(item, values, answers, highest_first) for item in items]


def _question(
    item: Item, values: Mapping[str, int], answers: Answers | None, highest_first: bool
) -> Question:
    kept = _as_typed(item, values.get(item.id))
    chosen = answers.typed.get(item.id, kept) if answers else kept
    return Question(
        item=item,
        name=PREFIX + item.id,
        was_name=WAS + item.id,
        chosen=chosen,
        was=kept,
        choices=() if item.kind == "clock" else _choices(item, chosen, highest_first),
        error=answers.errors.get(item.id, "") if answers else "",
    )


def _choices(item: Item, chosen: str, highest_first: bool) -> list[Choice]:
    steps = range(item.least, item.most + 1)
    made = [Choice(str(n), _label(item, n), _words(item, n), str(n) == chosen) for n in steps]
    return list(reversed(made)) if highest_first else made


def _label(item: Item, step: int) -> str:
    if item.kind == "yes_no":
        return _("yes") if step else _("no")
    return str(step)


def _words(item: Item, step: int) -> str:
    place = step - item.least
    if item.every_step_has_a_word:
        return item.words[place]
    if item.words and step in (item.least, item.most):
        return item.words[0 if step == item.least else -1]
    return ""


def _as_typed(item: Item, value: int | None) -> str:
    if value is None:
        return NONE
    return f"{value // 60:02}:{value % 60:02}" if item.kind == "clock" else str(value)


def answers_in(items: Iterable[Item], data: QueryDict) -> Answers:
    """What a form says on some items; what it does not name stays as it is."""
    said: dict[str, int | None] = {}
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}
    for item in items:
        name = PREFIX + item.id
        if name not in data:
            continue
        typed[item.id] = str(data[name]).strip()[:40]
        try:
            said[item.id] = _value(item, typed[item.id])
        except ValueError:
            errors[item.id] = (
                _("Write a time like 23:30, or leave it empty.")
                if item.kind == "clock"
                else _("Choose one of the answers, or none.")
            )
    return Answers(said, typed, errors)


def changed_elsewhere(items: Iterable[Item], data: QueryDict, values: Mapping[str, int]) -> bool:
    """Whether an answer that this form changes was meanwhile changed to something else in another tab."""
    for item in items:
        was, now = data.get(WAS + item.id), _as_typed(item, values.get(item.id))
        if was is not None and now not in (was, data.get(PREFIX + item.id, now)):
            return True
    return False


def only_changed(answers: Answers, data: QueryDict) -> dict[str, int | None]:
    """The answers that differ from what the form showed when it was made: another tab's others stay."""
    return {
        name: value for name, value in answers.said.items() if data.get(WAS + name) != answers.typed.get(name)
    }


def _value(item: Item, typed: str) -> int | None:
    if typed == NONE:
        return None
    if item.kind == "clock":
        at = time.fromisoformat(typed)
        return at.hour * 60 + at.minute
    if not typed.lstrip("-").isdecimal() or len(typed) > len("-12345"):
        raise ValueError(typed)
    value = int(typed)
    if not item.takes(value):
        raise ValueError(typed)
    return value
