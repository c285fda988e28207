"""What a person answered, as they answered it. Scores are worked out anew whenever they are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.domain.assessment.packs import Pack


@dataclass(frozen=True, slots=True)
class Answer:
    """A value for one item of a pack."""

    item: str
    value: int


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The answers to one pack. What was not answered is not in it.

    `sitting` joins the sheets that were filled in together; `finished_at` is None while it can be continued.
    """

    id: str
    at: datetime
    pack_id: str
    pack_version: int = 1
    sitting: str = ""
    answers: tuple[Answer, ...] = ()
    finished_at: datetime | None = None

    @property
    def values(self) -> dict[str, int]:
        return {each.item: each.value for each in self.answers}

    def with_answers(self, pack: Pack, said: Mapping[str, int | None]) -> AnswerSheet:
        """The sheet with these answers put in, changed, or (None) taken back, in the order of the pack.

        What the pack does not ask, and values that it does not take, are passed over.
        """
        values = self.values
        for name, value in said.items():
            item = pack.item(name)
            if item is None or (value is not None and not item.takes(value)):
                continue
            if value is None:
                values.pop(name, None)
            else:
                values[name] = value
        asked = {item.id: place for place, item in enumerate(pack.items)}
        ordered = sorted(values.items(), key=lambda pair: asked.get(pair[0], len(asked)))
        return replace(self, answers=tuple(Answer(name, value) for name, value in ordered))
