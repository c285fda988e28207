"""From answers to numbers, by the rules of each pack and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoint.domain.assessment.packs import Pack, Score
from counterpoint.domain.assessment.sleep import mid_sleep

A_THIRD, TWO_THIRDS = 1 / 3, 2 / 3


@dataclass(frozen=True, slots=True)
class Scored:
    """A score and its value; None where too little was answered. `answered` of its `asked` items were."""

    score: Score
    value: float | None
    answered: int
    asked: int

    @property
    def beyond_the_line(self) -> bool:
        """Whether it lies on the side of its line on which a person is told where help is."""
        line = self.score.line
        if self.value is None or line is None:
            return False
        return self.value <= line if self.score.signpost == "low" else self._above(line)

    def _above(self, line: float) -> bool:
        return self.score.signpost == "high" and self.value is not None and self.value >= line

    @property
    def words(self) -> str:
        """What the pack says of a value beyond its line, or in a third of what is possible."""
        if self.value is None:
            return ""
        if self.beyond_the_line:
            return self.score.low_words if self.score.signpost == "low" else self.score.high_words
        place = (self.value - self.score.least) / ((self.score.most - self.score.least) or 1)
        if place <= A_THIRD:
            return self.score.low_words
        return self.score.high_words if place >= TWO_THIRDS else self.score.middle_words


def scores_of(pack: Pack, values: Mapping[str, int]) -> tuple[Scored, ...]:
    """Every score of a pack, in its order."""
    return tuple(_scored(score, values) for score in pack.scores)


def _scored(score: Score, values: Mapping[str, int]) -> Scored:
    said = [values[name] for name in score.items if name in values]
    return Scored(score, _value(score, said, values), len(said), len(score.items))


def _value(score: Score, said: list[int], values: Mapping[str, int]) -> float | None:
    if score.how == "mid_sleep":
        return mid_sleep(values)
    if len(said) < score.need:
        return None
    total = sum(said)
    return score.times * (total if score.how in ("sum", "single") else total / len(said))


def meaningful_change(score: Score, before: float, now: float) -> bool | None:
    """Whether the source would count it as a change; None when the source says nothing on that."""
    return None if score.change is None else abs(now - before) >= score.change
