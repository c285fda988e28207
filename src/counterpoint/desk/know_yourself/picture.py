"""What came of the answers: scores over time, a profile, and the defaults that a person took up from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.assessment import (
    ME,
    Agreement,
    AnswerSheet,
    Default,
    Pack,
    Portrait,
    Profile,
    Score,
    Scored,
    Shown,
    Stage,
    agreement_of,
    default_named,
    meaningful_change,
    profile_of,
    scores_of,
)
from counterpoint.domain.planning import FlexBlock, Ritual, Routine
from counterpoint.domain.words import gettext as _

EVERYDAY = "everyday"
MOST_SHEETS = 1_000
"""The newest sheets that results are made of: a weekly full look for almost four years."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A finished sheet and its scores."""

    sheet: AnswerSheet
    scored: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """One score on every occasion, oldest first; None where too little was answered.

    `change` is from the last known value before to the newest, `means` whether the source would count it.
    """

    score: Score
    points: tuple[tuple[datetime, float | None], ...]
    newest: Scored
    change: float | None = None
    means: bool | None = None
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """All that was answered to one pack, as it is now."""

    pack: Pack
    occasions: tuple[Occasion, ...]
    scores: tuple[OverTime, ...]

    @property
    def heavy(self) -> bool:
        """Whether the newest answers lie where a person is told where help is."""
        return any(each.newest.beyond_the_line for each in self.scores)


def results_of(diary: Diary, packs: Sequence[Pack]) -> tuple[Result, ...]:
    """The results of every pack that was answered, in the order of the packs."""
    finished = [each for each in _sheets(diary) if each.finished_at is not None]
    made = []
    for pack in packs:
        sheets = [each for each in finished if (each.pack_id, each.pack_version) == (pack.id, pack.version)]
        if sheets:
            made.append(_result(pack, sheets))
    return tuple(made)


def set_aside(diary: Diary, packs: Sequence[Pack]) -> tuple[AnswerSheet, ...]:
    """Finished sheets of questions that have changed since, or are no longer here: kept, and not scored."""
    here = {(pack.id, pack.version) for pack in packs}
    return tuple(
        each for each in _sheets(diary) if each.finished_at and (each.pack_id, each.pack_version) not in here
    )


def _sheets(diary: Diary) -> list[AnswerSheet]:
    return [kept.thing for kept in diary.dated(AnswerSheet).newest(MOST_SHEETS)]


def _result(pack: Pack, sheets: Sequence[AnswerSheet]) -> Result:
    occasions = tuple(Occasion(each, scores_of(pack, each.values)) for each in sheets)
    scores = [_over_time(score, place, occasions) for place, score in enumerate(pack.scores)]
    return Result(pack, occasions, tuple(scores))


def _over_time(score: Score, place: int, occasions: Sequence[Occasion]) -> OverTime:
    points = tuple((each.sheet.at, each.scored[place].value) for each in occasions)
    newest = occasions[-1].scored[place]
    before = next((value for _at, value in reversed(points[:-1]) if value is not None), None)
    change = newest.value - before if newest.value is not None and before is not None else None
    means = None
    if change is not None and before is not None and newest.value is not None:
        means = meaningful_change(score, before, newest.value)
    agreement = agreement_of(score, [each.sheet.values for each in occasions])
    return OverTime(score, points, newest, change, means, agreement)


# The profile


@dataclass(frozen=True, slots=True)
class Picture:
    """A person as far as they told: `style` is their own word, else what their answers are most like.

    `profile` is None while too little was answered; `asked_at` is when it was.
    """

    portrait: Portrait
    profile: Profile | None = None
    asked_at: datetime | None = None

    @property
    def style(self) -> Shown:
        return self.portrait.style or (self.profile.style if self.profile else "")


def picture_of(diary: Diary, packs: Sequence[Pack]) -> Picture:
    """The newest profile that can be told, and what the person says of themselves."""
    pack = next((each for each in packs if each.id == EVERYDAY), None)
    portrait = _portrait(diary).thing
    if pack is None:
        return Picture(portrait)
    for sheet in reversed(_sheets(diary)):
        if (sheet.pack_id, sheet.pack_version) == (pack.id, pack.version) and sheet.finished_at is not None:
            profile = profile_of(pack, sheet.values)
            if profile is not None:
                return Picture(portrait, profile, sheet.at)
    return Picture(portrait)


def stage_of(diary: Diary) -> Stage:
    """The life stage that a person named, "" when they leave it out; for suggestions elsewhere."""
    return _portrait(diary).thing.stage


def say_of_myself(diary: Diary, *, style: Shown | None = None, stage: Stage | None = None) -> Portrait:
    """Keeps a person's own word for their style or their stage; None leaves either as it is."""

    def change(portrait: Portrait) -> Portrait:
        return replace(
            portrait,
            style=portrait.style if style is None else style,
            stage=portrait.stage if stage is None else stage,
        )

    return _change_portrait(diary, change)


def _portrait(diary: Diary) -> Kept[Portrait]:
    """The portrait; an empty one of version 0 where there is none yet."""
    try:
        return diary.shelf(Portrait).get(ME)
    except NotThere:
        return Kept(Portrait(), 0)


def _change_portrait(diary: Diary, change: Callable[[Portrait], Portrait]) -> Portrait:
    with diary.together():
        kept = _portrait(diary)
        portrait = change(kept.thing)
        if not kept.version:
            return diary.shelf(Portrait).add(portrait).thing
        return diary.shelf(Portrait).change(portrait, version=kept.version).thing


# Defaults


def switch_on(diary: Diary, id: str) -> Default:
    """Takes up a changed default: adds what is not there yet, and raises what is lower. Raises NotThere."""
    default = _default(id)
    with diary.together():
        before = None
        for change in default.changes:
            if isinstance(change, Ritual):
                _add_ritual(diary, change)
            elif isinstance(change, Routine):
                _add_routine(diary, change)
            elif isinstance(change, FlexBlock):
                _add_flex(diary, change)
            else:
                before = _raise_slack(diary, change)

        def note(portrait: Portrait) -> Portrait:
            on = tuple(dict.fromkeys((*portrait.switched_on, id)))
            kept = portrait.slack_before if before is None or portrait.slack_before is not None else before
            return replace(portrait, switched_on=on, slack_before=kept)

        _change_portrait(diary, note)
    return default


def switch_off(diary: Diary, id: str) -> Default:
    """Takes back what switching on brought, unless the person changed it since. Raises NotThere."""
    default = _default(id)
    with diary.together():
        portrait = _portrait(diary).thing
        on = tuple(each for each in portrait.switched_on if each != id)
        for change in default.changes:
            if isinstance(change, Ritual | Routine):
                _take_away(diary, change)
            elif isinstance(change, FlexBlock):
                _take_flex(diary, change)
        lowered = any(isinstance(change, int) for change in default.changes)
        if lowered:
            _settle_slack(diary, portrait, on)
        still = portrait.slack_before if _caps(on) else None
        _change_portrait(diary, lambda now: replace(now, switched_on=on, slack_before=still))
    return default


def _default(id: str) -> Default:
    default = default_named(id)
    if default is None:
        raise NotThere(_("There is no such default."))
    return default


def _add_ritual(diary: Diary, ritual: Ritual) -> None:
    """None where a ritual already stands at that change."""
    way = (ritual.from_sphere, ritual.to_sphere)
    there = [kept.thing for kept in diary.rituals.all()]
    if not any((each.from_sphere, each.to_sphere) == way or each.id == ritual.id for each in there):
        diary.rituals.add(ritual)


def _add_routine(diary: Diary, routine: Routine) -> None:
    """It goes to the first domain of work, so that it has its place within working hours."""
    if any(kept.thing.id == routine.id for kept in diary.routines.all()):
        return
    work = next((kept.thing.id for kept in diary.domains.all() if kept.thing.sphere == "work"), "")
    diary.routines.add(replace(routine, domain_id=work))


def _add_flex(diary: Diary, flex: FlexBlock) -> None:
    settings = diary.settings()
    if settings.thing.flex is None:
        diary.change_settings(replace(settings.thing, flex=flex), version=settings.version)


def _raise_slack(diary: Diary, minutes: int) -> int | None:
    """What the slack was before; None where it already was as much."""
    settings = diary.settings()
    before = settings.thing.slack_minutes
    if before >= minutes:
        return None
    diary.change_settings(replace(settings.thing, slack_minutes=minutes), version=settings.version)
    return before


def _take_away(diary: Diary, thing: Ritual | Routine) -> None:
    shelf = diary.shelf(type(thing))
    try:
        there = shelf.get(thing.id).thing
    except NotThere:
        return
    if isinstance(there, Routine):
        there = replace(there, domain_id="")
    if there == thing:
        shelf.remove(thing.id)


def _take_flex(diary: Diary, flex: FlexBlock) -> None:
    settings = diary.settings()
    if settings.thing.flex == flex:
        diary.change_settings(replace(settings.thing, flex=None), version=settings.version)


def _settle_slack(diary: Diary, portrait: Portrait, still_on: Sequence[str]) -> None:
    """Back to what it was, or to what another one that is on keeps; not when it was changed since."""
    settings = diary.settings()
    if portrait.slack_before is None or settings.thing.slack_minutes not in _caps(portrait.switched_on):
        return
    minutes = max([portrait.slack_before, *_caps(still_on)])
    diary.change_settings(replace(settings.thing, slack_minutes=minutes), version=settings.version)


def _caps(ids: Sequence[str]) -> list[int]:
    """The minutes that the defaults of these names keep empty."""
    named = [default for name in ids if (default := default_named(name))]
    return [change for default in named for change in default.changes if isinstance(change, int)]
