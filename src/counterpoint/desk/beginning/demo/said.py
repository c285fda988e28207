"""What the example person said of these weeks, put on its shelves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from counterpoint.desk.beginning.demo.answers import sheets
from counterpoint.desk.beginning.demo.looks import markers, notices, reviews
from counterpoint.desk.beginning.demo.moments import check_ins, stretches
from counterpoint.desk.beginning.demo.others import Weeks
from counterpoint.desk.beginning.demo.weeks import SEED, Lived
from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.assessment import AnswerSheet, Portrait
from counterpoint.domain.energy import CheckIn, PromptWishes, Stretch
from counterpoint.domain.living import Notice
from counterpoint.domain.reviews import Markers, Review


def said_of_example(diary: Diary, weeks: Weeks, lived: Lived) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
    """What is put on which shelf; nothing of it lies ahead."""
    life, chance = diary.life(), Random(SEED)
    spheres = {domain.id: domain.sphere for domain in life.domains}
    yield diary.dated(CheckIn), tuple(check_ins(weeks, lived, spheres, chance))
    yield diary.dated(Stretch), tuple(stretches(weeks, lived, chance))
    yield diary.dated(Markers), tuple(markers(weeks))
    yield diary.dated(Review), tuple(reviews(weeks))
    yield diary.dated(AnswerSheet), tuple(sheets(weeks))
    yield diary.dated(Notice), tuple(notices(weeks))
    yield diary.shelf(PromptWishes), [PromptWishes("prompts", "light")]
    yield diary.shelf(Portrait), [Portrait(stage="middle")]
