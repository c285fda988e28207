"""The four styles and the three life stages in words. Nothing here forbids anything."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.domain.assessment.portrait import Stage
from counterpoint.domain.assessment.styles import Shown, Style
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class StyleTold:
    """A style for a reader: what it looks like, what it needs, where it often goes wrong, its best move."""

    name: str
    looks: str
    needs: str
    pitfall: str
    move: str


def name_of(style: Shown) -> str:
    return {
        "specialist": _("Boundary Specialist"),
        "blender": _("Blender"),
        "purpose": _("Purpose-Driven"),
        "multitasker": _("Time-Bound Multitasker"),
        "mixed": _("Mixed"),
        "": "",
    }[style]


def style_told(style: Style) -> StyleTold:
    return _TELL[style]()


def _specialist() -> StyleTold:
    return StyleTold(
        name_of("specialist"),
        _("You like work to be work and the rest to be the rest, and they seldom run into each other."),
        _("Clear ends, and others who know of them."),
        _(
            "The line can turn into a wall: a good chance or somebody in need stands outside, "
            "or one message spoils the evening."
        ),
        _("Say for what you would bend, beforehand; then the rest can stay firm without a second thought."),
    )


def _blender() -> StyleTold:
    return StyleTold(
        name_of("blender"),
        _("Work and life mix through your day, and mostly it is you who decides when."),
        _("Freedom over your hours, and time in which nothing is mixed, to recover."),
        _(
            "Always a little at work, never quite away. In one study, more mixing went with less recovery "
            "(Wepfer and others, 2018)."
        ),
        _("Short rituals where one ends and the other begins, and mixing in hours that you chose for it."),
    )


def _purpose() -> StyleTold:
    return StyleTold(
        name_of("purpose"),
        _("You know what your days are for, and one part of your life feeds the other."),
        _("Work and people that matter to you, and a limit that something other than your strength sets."),
        _("Everything is worth doing, so too much is taken on, and what feeds you begins to wear you out."),
        _("Fewer things at once: keep part of each day empty before it fills with good causes."),
    )


def _multitasker() -> StyleTold:
    return StyleTold(
        name_of("multitasker"),
        _("There is more than fits, and you get through it by going from one thing to the next."),
        _("Fewer changes, some room, and a few musts that come first."),
        _("Every change costs attention, so full days leave the feeling that nothing was finished."),
        _(
            "Put small things together, keep one long stretch for one thing, "
            "and let a list say “not this week”."
        ),
    )


_TELL = {"specialist": _specialist, "blender": _blender, "purpose": _purpose, "multitasker": _multitasker}


@dataclass(frozen=True, slots=True)
class StageTold:
    """A life stage: questions worth some thought, and things others in it protect time for."""

    stage: Stage
    name: str
    questions: tuple[str, ...]
    ideas: tuple[str, ...]


def stage_name(stage: Stage) -> str:
    return {
        "early": _("18 to 35"),
        "middle": _("35 to 55"),
        "late": _("55 and older"),
        "": _("I leave that out"),
    }[stage]


def stage_told(stage: Stage) -> StageTold | None:
    """None where the person leaves it out."""
    return _STAGES[stage](stage) if stage else None


def _early(stage: Stage) -> StageTold:
    return StageTold(
        stage,
        stage_name(stage),
        (
            _("Which work would you do for a while just to learn who you are in it?"),
            _("What of your life should be there already, and not only once you have made it?"),
            _("Who are the people that you want to grow older with, and when do you see them?"),
        ),
        (
            _("An evening for something you are learning"),
            _("A morning without a plan"),
            _("Friends, every week"),
        ),
    )


def _middle(stage: Stage) -> StageTold:
    return StageTold(
        stage,
        stage_name(stage),
        (
            _("Who needs you now, older and younger, and who could share that with you?"),
            _("What did you put off “until it is calmer” that will not wait?"),
            _("Which of your duties would nobody miss?"),
        ),
        (
            _("Dinner with people you love"),
            _("An afternoon for somebody you care for"),
            _("An hour that is nobody’s but yours"),
        ),
    )


def _late(stage: Stage) -> StageTold:
    return StageTold(
        stage,
        stage_name(stage),
        (
            _("What do you know that somebody younger could use, and who is it?"),
            _("What would you like to have time for now, rather than later?"),
            _("Which part of work would you keep even if you did not have to?"),
        ),
        (
            _("An hour for somebody who learns from you"),
            _("Movement, most days"),
            _("Friends, neighbours, somebody much younger"),
        ),
    )


_STAGES = {"early": _early, "middle": _middle, "late": _late}
