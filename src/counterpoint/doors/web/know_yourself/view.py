"""What the pages of results and of the profile show: lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.know_yourself.picture import Occasion, OverTime, Picture, Result
from counterpoint.desk.ports import Diary
from counterpoint.domain.assessment import (
    STAGES,
    STYLES,
    Agreement,
    AnswerSheet,
    Default,
    Pack,
    Score,
    Shown,
    StageTold,
    Style,
    StyleTold,
    defaults,
    name_of,
    stage_name,
    stage_told,
    style_told,
)
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say
from counterpoint.doors.web.know_yourself.drawing import Drawing, drawing_of

OWN_WORDS: tuple[Shown, ...] = (*STYLES, "mixed")


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """One score: its value and words, what changed, how far its two items agree, its drawing."""

    title: str
    value: str
    words: str
    change: str
    agreement: str
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class Row:
    """One occasion in the table: its day, and a value for each score."""

    id: str
    day: str
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class ResultShown:
    pack: Pack
    day: str
    scores: Sequence[ScoreShown]
    rows: Sequence[Row]
    not_known: str = ""


@dataclass(frozen=True, slots=True)
class AsideShown:
    """A sheet that is kept and not scored any more, and why."""

    id: str
    title: str
    day: str
    why: str


def aside_shown(sheets: Sequence[AnswerSheet], packs: Sequence[Pack], settings: Settings) -> list[AsideShown]:
    """The newest first."""
    titles = {pack.id: pack.title for pack in packs}
    return [
        AsideShown(
            each.id,
            titles.get(each.pack_id, each.pack_id),
            _day(each.at, settings),
            _("the questions have changed since")
            if each.pack_id in titles
            else _("these questions are not offered here any more"),
        )
        for each in reversed(sheets)
    ]


def results_shown(results: Sequence[Result], settings: Settings) -> list[ResultShown]:
    return [
        ResultShown(
            each.pack,
            _day(each.occasions[-1].sheet.at, settings),
            [_score(score, settings) for score in each.scores],
            [_row(occasion, settings) for occasion in reversed(each.occasions)],
            _not_known_yet(each),
        )
        for each in results
    ]


def _score(over: OverTime, settings: Settings) -> ScoreShown:
    value = over.newest.value
    return ScoreShown(
        title=over.score.title,
        value=_on_its_scale(over.score, value, settings) if value is not None else _unknown(over),
        words=over.newest.words,
        change=_change(over),
        agreement=_agreement(over.agreement),
        drawing=drawing_of(over, settings),
    )


def _unknown(over: OverTime) -> str:
    if over.score.how == "mid_sleep":
        return _("not known from these answers")
    missing = over.newest.asked - over.newest.answered
    return ngettext("not known: %(n)d answer is missing", "not known: %(n)d answers are missing", missing) % {
        "n": missing
    }


def _on_its_scale(score: Score, value: float, settings: Settings) -> str:
    if score.how == "mid_sleep":
        return plain(score, value, settings)
    return _("%(value)s, from %(least)s to %(most)s") % {
        "value": plain(score, value, settings),
        "least": _number(score.least),
        "most": _number(score.most),
    }


def plain(score: Score, value: float | None, settings: Settings) -> str:
    """A value alone: a number, or a time of day; a dash for what is not known."""
    if value is None:
        return "–"
    if score.how == "mid_sleep":
        minutes = round(value) % (24 * 60)
        return say.clock(time(minutes // 60, minutes % 60), settings)
    return _number(value)


def _number(value: float) -> str:
    rounded = round(value, 1)
    return number_format(rounded, decimal_pos=0 if rounded == int(rounded) else 1)


def _change(over: OverTime) -> str:
    if over.change is None or over.score.how == "mid_sleep":
        return ""
    if not over.change:
        return _("The same as the time before.")
    by = {"by": _number(abs(over.change))}
    if over.means is None:
        return (
            _("%(by)s higher than the time before.")
            if over.change > 0
            else _("%(by)s lower than the time before.")
        ) % by
    if not over.means:
        return _("About the same as the time before: so small a difference counts as none.")
    higher = _("%(by)s higher than the time before: a change that means something, by its source.")
    lower = _("%(by)s lower than the time before: a change that means something, by its source.")
    return (higher if over.change > 0 else lower) % by


def _agreement(agreement: Agreement | None) -> str:
    """How far the two items of a scale go together for this person, once that can be told."""
    if agreement is None or agreement.occasions < agreement.needed:
        return ""
    if agreement.value is None:
        words = _("Over %(occasions)d occasions its two statements do not go together: read each by itself.")
        return words % {"occasions": agreement.occasions}
    return _(
        "Over your own %(occasions)d occasions its two statements go together with %(value)s, where 1 would "
        "be wholly (a reliability by Spearman and Brown)."
    ) % {"occasions": agreement.occasions, "value": number_format(round(agreement.value, 2))}


def _not_known_yet(result: Result) -> str:
    """One sentence for all two-item scores of a pack of which that cannot be told yet."""
    waiting = [each.agreement for each in result.scores if each.agreement]
    if not waiting or max(each.occasions for each in waiting) >= waiting[0].needed:
        return ""
    return ngettext(
        "How well two statements on one thing go together for you is not known: that takes %(needed)d "
        "occasions, and there is %(n)d so far.",
        "How well two statements on one thing go together for you is not known: that takes %(needed)d "
        "occasions, and there are %(n)d so far.",
        len(result.occasions),
    ) % {"needed": waiting[0].needed, "n": len(result.occasions)}


def _row(occasion: Occasion, settings: Settings) -> Row:
    values = [plain(each.score, each.value, settings) for each in occasion.scored]
    return Row(occasion.sheet.id, _day(occasion.sheet.at, settings), values)


def _day(at: datetime, settings: Settings) -> str:
    return date_format(local(at, settings.zone), "j M Y")


# The profile


@dataclass(frozen=True, slots=True)
class Option:
    """A word to choose for oneself."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DefaultShown:
    default: Default
    on: bool
    near: bool


@dataclass(frozen=True, slots=True)
class PictureShown:
    """`heading` says in words what the answers are most like; `styles` are told in full, nearest first."""

    known: bool
    heading: str
    own_word: bool
    asked: str
    styles: Sequence[StyleTold]
    style_options: Sequence[Option]
    stage_options: Sequence[Option]
    stage: StageTold | None
    defaults: Sequence[DefaultShown]


def picture_shown(picture: Picture, diary: Diary) -> PictureShown:
    """A picture in words: no share and no number is shown."""
    settings = diary.settings().thing
    near = _near(picture)
    portrait = picture.portrait
    return PictureShown(
        known=bool(picture.style),
        heading=_heading(picture),
        own_word=bool(portrait.style),
        asked=_day(picture.asked_at, settings) if picture.asked_at else "",
        styles=[style_told(each) for each in near],
        style_options=[
            Option("", _("what my answers are most like"), not portrait.style),
            *(Option(each, name_of(each), portrait.style == each) for each in OWN_WORDS),
        ],
        stage_options=[Option(each, stage_name(each), portrait.stage == each) for each in ("", *STAGES)],
        stage=stage_told(portrait.stage),
        defaults=sorted(
            (DefaultShown(each, each.id in portrait.switched_on, each.style in near) for each in defaults()),
            key=lambda shown: not shown.near,
        ),
    )


def _near(picture: Picture) -> list[Style]:
    """The style itself; the two nearest when it is mixed; none while nothing is known."""
    named = [each for each in STYLES if each == picture.style]
    if named:
        return named
    if picture.style == "mixed" and picture.profile:
        return list(picture.profile.near[:2])
    return []


def _heading(picture: Picture) -> str:
    style, profile = picture.style, picture.profile
    if picture.portrait.style:
        return name_of(style)
    if profile is None:
        return ""
    first, second = (name_of(each) for each in profile.near[:2])
    if style == "mixed":
        return _("Mixed: nearest to %(first)s and %(second)s") % {"first": first, "second": second}
    return _("Most like %(first)s, also %(second)s") % {"first": first, "second": second}
