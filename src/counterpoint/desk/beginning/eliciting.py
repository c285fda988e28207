"""Finding one's values by questions and cards: each answer is kept as it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.beginning.answers import entry_of, keep_entry
from counterpoint.desk.beginning.first_run import choose_values
from counterpoint.desk.matters.things import fresh_id, ranked_values
from counterpoint.desk.ports import Diary, NotThere
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.values import CoreValue, Leaning, Pile, nearest

QUESTIONS = ("alive", "admire", "keep")
"""When one felt most alive; whom one admires and for what; what one would not give up."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and its answer so far, with the version it was read at (0: not answered)."""

    question: str
    text: str = ""
    version: int = 0


def _id(question: str) -> str:
    return f"values-{question}"


def answer_to(diary: Diary, question: str) -> Answered:
    kept = entry_of(diary, _id(question))
    return Answered(question, kept.thing.text, kept.version) if kept else Answered(question)


def answers(diary: Diary) -> tuple[Answered, ...]:
    """The questions that were answered, in their order; one that cannot be opened says so by itself."""
    return tuple(each for each in (_in_a_list(diary, one) for one in QUESTIONS) if each.text)


def _in_a_list(diary: Diary, question: str) -> Answered:
    try:
        return answer_to(diary, question)
    except CounterpointError as closed:
        return Answered(question, closed.message)


def keep_answer(diary: Diary, question: str, text: str, *, prompt: str, version: int, now: datetime) -> None:
    """Keeps an answer in the journal, sealed. Raises ChangedMeanwhile when it is no longer the one shown."""
    keep_entry(diary, _id(question), text, prompt=prompt, now=now, version=version)


def sort_cards(diary: Diary, piles: Mapping[str, tuple[str, Pile]]) -> None:
    """Lays cards on piles: `piles` gives for a card's id its name in words and the pile."""
    shelf = diary.shelf(Leaning)
    with diary.together():
        for card, (name, pile) in piles.items():
            laid = Leaning(card, name, pile)
            try:
                kept = shelf.get(card)
            except NotThere:
                shelf.add(laid)
            else:
                if kept.thing != laid:
                    shelf.change(laid, version=kept.version)


def add_own(diary: Diary, names: Sequence[str]) -> None:
    """Values in one's own words lie on “very me”; a name that is there already is laid there again."""
    shelf = diary.shelf(Leaning)
    with diary.together():
        for name in filter(None, (each.strip() for each in names)):
            here = {kept.thing.name.casefold(): kept for kept in shelf.all()}
            same = here.get(name.casefold())
            if same is None:
                taken = [kept.thing.id for kept in shelf.all()]
                shelf.add(Leaning(fresh_id(f"own {name}", taken), name, "very"))
            elif same.thing.pile != "very":
                shelf.change(replace(same.thing, pile="very"), version=same.version)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may become a value. `proposed`: it is one already, or lies on “very me” while there are none."""

    name: str
    pile: Pile
    proposed: bool


def candidates(diary: Diary) -> tuple[Candidate, ...]:
    """The values that there are, then what was sorted near, nearest first."""
    values = [kept.thing.name for kept in ranked_values(diary)]
    known = {name.casefold() for name in values}
    near = nearest(kept.thing for kept in diary.shelf(Leaning).all())
    fresh = [each for each in near if each.name.casefold() not in known]
    return (
        *(Candidate(name, "very", True) for name in values),
        *(Candidate(each.name, each.pile, not values and each.pile == "very") for each in fresh),
    )


def narrow_to(
    diary: Diary, names: Sequence[str], in_practice: Mapping[str, str], *, shown: str | None = None
) -> None:
    """Makes these the values, those that are there first in their order; any number is fine.

    `in_practice` proposes a line for names that are new. Raises ChangedMeanwhile when the values are no
    longer those that were `shown`.
    """
    before = {kept.thing.name: kept.thing for kept in ranked_values(diary)}
    ordered = [name for name in before if name in names] + [name for name in names if name not in before]
    said = {name: before[name].in_practice if name in before else in_practice.get(name, "") for name in names}
    chosen = [CoreValue("", name, n, said[name]) for n, name in enumerate(ordered, start=1)]
    choose_values(diary, chosen, shown=shown)
