"""Answering an instrument: all at once, or a full look that is saved item by item and can be left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.matters.things import fresh_id, ids_on
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere
from counterpoint.domain.assessment import AnswerSheet, Pack, Screen, screens_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

FULL = ("who-5", "ons4", "exhaustion", "everyday", "sleep")
_FULL = "full-"
RECENT = 200
"""Sheets among which an unfinished look is searched: a look has at most five."""
TRIES = 5

Said = Mapping[str, int | None]
"""A value for each item that was answered; None for one that is left out or taken back."""


class NothingSaid(CounterpointError):
    """A sheet came back without a single answer."""


@dataclass(frozen=True, slots=True)
class Look:
    """A full look under way: its screens in order, and what was answered so far, by pack."""

    sitting: str
    begun_at: datetime
    screens: tuple[Screen, ...]
    sheets: Mapping[str, AnswerSheet]

    def values(self, screen: Screen) -> dict[str, int]:
        """What was answered to the pack of a screen."""
        return self.sheets[screen.pack.id].values

    @property
    def begun(self) -> bool:
        return any(sheet.answers for sheet in self.sheets.values())

    @property
    def place(self) -> int:
        """The number (from 1) of the first screen without any answer; the last one when there is none."""
        numbered = enumerate(self.screens, start=1)
        untouched = (
            n for n, each in numbered if not any(item.id in self.values(each) for item in each.items)
        )
        return next(untouched, len(self.screens))


def answer_at_once(diary: Diary, pack: Pack, said: Said, *, now: datetime) -> AnswerSheet:
    """Keeps a whole sheet. Raises NothingSaid."""
    with diary.together():
        sheet = AnswerSheet(_new_id(diary, pack.id, now), now, pack.id, pack.version, finished_at=now)
        sheet = sheet.with_answers(pack, said)
        if not sheet.answers:
            raise NothingSaid(
                _("Nothing was answered yet."),
                advice=_("One answer is enough; what you leave out stays unknown."),
            )
        return diary.dated(AnswerSheet).add(sheet).thing


def begin_look(diary: Diary, packs: Sequence[Pack], *, now: datetime) -> Look:
    """The full look that is under way, or a new one."""
    with diary.together():  # pressed twice, the second finds the look of the first
        there = look_under_way(diary, packs)
        if there is not None:
            return there
        sitting = f"{_FULL}{now:%Y%m%d%H%M%S}"
        for pack in _of_a_look(packs):
            sheet = AnswerSheet(_new_id(diary, pack.id, now), now, pack.id, pack.version, sitting)
            diary.dated(AnswerSheet).add(sheet)
    begun = look_under_way(diary, packs)
    if begun is None:
        raise NotThere(_("There is nothing to answer here: every instrument of the full look is left out."))
    return begun


def look_under_way(diary: Diary, packs: Sequence[Pack]) -> Look | None:
    """The newest full look that is not finished. One of an earlier version of its packs is passed over."""
    sheets = [kept.thing for kept in diary.dated(AnswerSheet).newest(RECENT)]
    of_looks = [each for each in sheets if each.sitting.startswith(_FULL) and each.finished_at is None]
    if not of_looks:
        return None
    last = of_looks[-1]
    found = {each.pack_id: each for each in of_looks if each.sitting == last.sitting}
    asked = [
        pack for pack in _of_a_look(packs) if pack.id in found and found[pack.id].pack_version == pack.version
    ]
    if not asked:
        return None
    return Look(last.sitting, last.at, tuple(screens_of(asked)), found)


def answer(diary: Diary, look: Look, screen: Screen, said: Said) -> None:
    """Keeps some answers of a look as soon as they are given; what another tab answered beside them stays."""
    shelf = diary.dated(AnswerSheet)
    for _try in range(TRIES):
        kept: Kept[AnswerSheet] = shelf.get(look.sheets[screen.pack.id].id)
        changed = kept.thing.with_answers(screen.pack, said)
        if changed == kept.thing:
            return
        try:
            shelf.change(changed, version=kept.version)
        except ChangedMeanwhile:
            continue
        return
    raise ChangedMeanwhile(_("These answers are being changed in another tab just now."), kept=None)


def finish_look(diary: Diary, look: Look, *, now: datetime) -> bool:
    """Closes a look; sheets without an answer go. False when there was no answer at all."""
    shelf = diary.dated(AnswerSheet)
    answered = False
    with diary.together():
        for sheet in look.sheets.values():
            kept = shelf.get(sheet.id)
            if kept.thing.answers:
                answered = True
                shelf.change(replace(kept.thing, finished_at=now), version=kept.version)
            else:
                shelf.remove(sheet.id)
    return answered


def drop_look(diary: Diary, look: Look) -> None:
    """Takes a look that is under way away, with its answers."""
    with diary.together():
        for sheet in look.sheets.values():
            diary.dated(AnswerSheet).remove(sheet.id)


def _of_a_look(packs: Sequence[Pack]) -> list[Pack]:
    there = {pack.id: pack for pack in packs}
    return [there[name] for name in FULL if name in there]


def _new_id(diary: Diary, pack_id: str, now: datetime) -> str:
    return fresh_id(f"{pack_id} {now:%Y-%m-%d}", ids_on(diary.shelf(AnswerSheet)))
