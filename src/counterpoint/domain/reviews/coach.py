"""The coach: what a person's own data suggest, each with its why. No row of evidence, no recommendation.

A rule is a function from a look at the data to a recommendation or to nothing; `RULES` is the registry. What
is strongest comes first; a person's profile only changes the order among equals.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from counterpoint.domain.boundaries.story import listed
from counterpoint.domain.planning import FlexBlock
from counterpoint.domain.reviews.cited import STUDIES, Study
from counterpoint.domain.reviews.look import FOUR_WEEKS, TWO_WEEKS, Evidence, Look, Piece, Take
from counterpoint.domain.reviews.radar import deep_first, level_at, piece_row
from counterpoint.domain.reviews.saying import dated
from counterpoint.domain.words import gettext as _

CoachRule = Literal[
    "protect_value", "look_again", "let_go", "more_of_it", "switch_off", "recover", "best_hour", "give_back",
    "marker",
]  # fmt: skip

AT_ONCE = 3
MANY = 5  # on the scale of 1 to 7, from where a word on drain or lift is a strong one
SOME_EVENINGS = 3
HIGH_LEVEL, LOW_LEVEL = 0.75, 0.45
MOST_ROWS = 5
FEEDS, DRAINS, JOY, NEEDED_LITTLE = 2, -2, 4, 2


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Something to try. `practice` is its row among the practices, `study` what is known of it elsewhere.

    `strength` orders: how much of the person's own evidence there is (rows, and how clear each is).
    """

    rule: CoachRule
    title: str
    why: str
    evidence: tuple[Evidence, ...]
    practice: str
    take: Take
    strength: float
    study: Study | None = None
    about: str = ""

    @property
    def key(self) -> str:
        """What a dismissal names: the rule, and which thing of the person's it is about."""
        return f"coach:{self.rule}:{self.about}" if self.about else f"coach:{self.rule}"

    @property
    def cited(self) -> str:
        return STUDIES[self.study]() if self.study else ""


def recommend(
    look: Look, *, let_be: Collection[str] = (), profile: str = "", most: int = AT_ONCE
) -> tuple[Recommendation, ...]:
    """At most `most` recommendations, the strongest first, but for those whose keys `let_be` holds."""
    found = [each for rule in RULES.values() for each in rule(look) if each.evidence]
    shown = [each for each in found if each.key not in let_be]
    first = PROFILES.get(profile, ())
    shown.sort(key=lambda each: (-round(each.strength), _place(first, each.rule), -each.strength, each.key))
    return tuple(shown[:most])


def _place(order: tuple[CoachRule, ...], rule: CoachRule) -> int:
    return order.index(rule) if rule in order else len(order)


PROFILES: Mapping[str, tuple[CoachRule, ...]] = {
    "specialist": ("protect_value", "give_back", "switch_off"),
    "blender": ("recover", "switch_off"),
    "purpose": ("let_go", "protect_value", "more_of_it"),
    "multitasker": ("best_hour", "let_go"),
}
"""What comes first among equals for each profile. It never adds or hides anything."""


def protect_value(look: Look) -> list[Recommendation]:
    """A value that nothing in two planned weeks was for, and no protected time either."""
    planned = [piece for piece in look.planned() if piece.kind in ("task", "routine", "protected")]
    if not look.lived_for(TWO_WEEKS) or len({look.day(piece.span.start) for piece in planned}) < MANY:
        return []
    served = {piece.value_id for piece in planned} | {each.value_id for each in look.life.protected}
    return [
        Recommendation(
            "protect_value",
            _("Give “%(value)s” an hour of its own") % {"value": value.name},
            _("It is one of your values, and nothing that was planned in the last four weeks was for it."),
            (
                Evidence(_("Your value: %(value)s") % {"value": value.name}, "value", value.id),
                *_other_rows(planned, look),
            ),
            "P15",
            Take(
                "protect", _("Protect an hour"),
                _("An hour for %(value)s") % {"value": value.name}, id=value.id,
            ),
            4 - min(value.rank, 4) / 2,
            "boundaries",
            value.id,
        )
        for value in look.life.values
        if value.id not in served
    ]  # fmt: skip


def _other_rows(planned: list[Piece], look: Look) -> tuple[Evidence, ...]:
    names = {value.id: value.name for value in look.life.values}
    served = list(dict.fromkeys(names[each.value_id] for each in planned if each.value_id in names))
    if not served:
        return ()
    return (Evidence(_("What was planned was for %(values)s") % {"values": listed(served)}, "hours"),)


def look_again(look: Look) -> list[Recommendation]:
    """The day has come on which a decision about the plate wanted another look."""
    return [
        Recommendation(
            "look_again",
            _("Look again at “%(title)s”") % {"title": each.title},
            _("You wanted to see by now whether your decision still holds."),
            (
                Evidence(
                    _("To be looked at again from %(day)s on") % {"day": dated(each.look_again_on)},
                    "commitment", each.id,
                ),
            ),
            "P05",
            Take("go", _("Look at it"), place="plate", id=each.id),
            3.0,
            None,
            each.id,
        )
        for each in look.commitments
        if each.look_again_on is not None and each.look_again_on <= look.today and each.decision != "let_go"
    ]  # fmt: skip


def let_go(look: Look) -> list[Recommendation]:
    """Something on the plate drains, is hardly needed, and nothing was decided about it."""
    return [
        Recommendation(
            "let_go",
            _("Decide about “%(title)s”") % {"title": each.title},
            _("By your own word it drains you and is hardly needed: reduce it, delegate it, or let it go."),
            (
                Evidence(
                    _("“%(title)s”: drains, hardly necessary") % {"title": each.title}, "commitment", each.id
                ),
            ),
            "P05",
            Take("go", _("Decide"), place="plate", id=each.id),
            3.0,
            None,
            each.id,
        )
        for each in look.commitments
        if each.energy is not None
        and each.energy <= DRAINS
        and each.necessity is not None
        and each.necessity <= NEEDED_LITTLE
        and not each.decision
    ]


def more_of_it(look: Look) -> list[Recommendation]:
    """Something on the plate feeds and gives joy, and two planned weeks had none of it."""
    lately = look.lately(TWO_WEEKS)
    if len({look.day(piece.span.start) for piece in lately if piece.kind != "event"}) < MANY:
        return []
    there = {piece.subject_id for piece in lately}
    return [
        Recommendation(
            "more_of_it",
            _("Make room for “%(title)s”") % {"title": each.title},
            _("By your own word it gives you energy and joy, and the last two planned weeks had none of it."),
            (
                Evidence(
                    _("“%(title)s”: feeds you, brings joy") % {"title": each.title}, "commitment", each.id
                ),
            ),
            "P06",
            Take("protect", _("Protect some time for it"), each.title),
            2.5,
            None,
            each.id,
        )
        for each in look.commitments
        if each.energy == FEEDS
        and (each.joy or 0) >= JOY
        and each.decision != "let_go"
        and not there & {*each.task_ids, *each.routine_ids}
        and (each.task_ids or each.routine_ids)
    ]


def switch_off(look: Look) -> list[Recommendation]:
    """Work pulled at one's own time on three days, and no ritual closes the working day."""
    if any((each.from_sphere, each.to_sphere) == ("work", "life") for each in look.life.rituals):
        return []
    pulled = {look.day(each.at): each for each in look.check_ins if each.pulled and each.where == "personal"}
    if len(pulled) < SOME_EVENINGS:
        return []
    rows = tuple(
        Evidence(_("%(day)s: work pulled at you") % {"day": dated(day)}, "check_in", each.id)
        for day, each in sorted(pulled.items())[-MOST_ROWS:]
    )
    return [
        Recommendation(
            "switch_off",
            _("Close the working day with five minutes of your own"),
            _("Work pulled at you in your own time on several days, and nothing marks its end yet."),
            rows,
            "P25",
            Take("go", _("Add a ritual"), place="ritual"),
            2 + len(rows) / 2,
            "detachment",
        )
    ]


def recover(look: Look) -> list[Recommendation]:
    """Mixing is chosen, and work drained three evenings: what is mixed needs recovery that is protected."""
    flex: FlexBlock | None = look.life.flex
    drained = [each for each in look.check_ins if (each.work_drained or 0) >= MANY]
    if flex is None or len({look.day(each.at) for each in drained}) < SOME_EVENINGS:
        return []
    rows = tuple(
        Evidence(
            _("%(day)s: work drained the evening") % {"day": dated(look.day(each.at))}, "check_in", each.id
        )
        for each in drained[-MOST_ROWS:]
    )
    return [
        Recommendation(
            "recover",
            _("Protect one evening of rest beside “%(flex)s”") % {"flex": flex.title},
            _("You mix work and life on purpose, which is fine; several evenings were drained all the same."),
            rows,
            "P28",
            Take("protect", _("Protect an evening"), _("An evening of rest")),
            2 + len(rows) / 2,
            "integration",
        )
    ]


def best_hour(look: Look) -> list[Recommendation]:
    """Light work takes the best hours while deep work waits for the low ones."""
    lately = [piece for piece in look.lately(TWO_WEEKS) if piece.demand and piece.sphere == "work"]
    light = [each for each in lately if each.demand == "light" and level_at(each, look) >= HIGH_LEVEL]
    deep = [each for each in lately if each.demand == "deep" and level_at(each, look) < LOW_LEVEL]
    if not light or not deep:
        return []
    return [
        Recommendation(
            "best_hour",
            _("Keep your best hour for what needs it"),
            _("Light things lay at your best hours, and deep work waited for the low ones."),
            (*(piece_row(each, look) for each in light[-2:]), *(piece_row(each, look) for each in deep[-2:])),
            "P23",
            deep_first(),
            2 + min(len(light), len(deep)) / 2,
        )
    ]


def give_back(look: Look) -> list[Recommendation]:
    """Time that was offered back is still open after some days."""
    open_ = [
        each
        for each in look.give_backs
        if each.state == "offered" and look.now - FOUR_WEEKS <= each.at <= look.now - timedelta(days=2)
    ]
    return [
        Recommendation(
            "give_back",
            _("Take back the time for “%(title)s”, or let it go") % {"title": each.title},
            _("It gave way for something else, and whether its time comes back is still open."),
            (
                Evidence(
                    _("%(day)s: “%(title)s” gave way")
                    % {"day": dated(look.day(each.at)), "title": each.title},
                    "bend", each.bend_id,
                ),
            ),
            "P17",
            Take("go", _("Decide"), place="give_back", id=each.id),
            2.0,
            "boundaries",
            each.id,
        )
        for each in open_
    ]  # fmt: skip


def marker(look: Look) -> list[Recommendation]:
    """Markers are very likely higher or lower than usual, in the direction that asks for a look.

    Each is judged by itself at 95 %, so one of six differs by chance about once in seven looks: one alone
    says so, and weighs little.
    """
    heavier = {"stress": "higher", "conflict": "higher", "satisfaction": "lower", "focus": "lower",
               "unexpected": "lower", "energy": "lower"}  # fmt: skip
    words = {
        "stress": _("Your weeks were more stressful than your usual"),
        "conflict": _("Work and life were more in each other’s way than your usual"),
        "satisfaction": _("You were less satisfied than your usual"),
        "focus": _("Focus was lower than your usual"),
        "unexpected": _("The unexpected was harder to answer than your usual"),
        "energy": _("Energy was lower than your usual"),
    }
    rows = tuple(
        Evidence(words[line.marker], "markers", line.marker)
        for line in look.lines
        if line.verdict == heavier[line.marker]
    )
    return [
        Recommendation(
            "marker",
            _("Take the two-week look, and change one thing"),
            _("The last four weeks were not like your usual. One small change is easier to judge than many.")
            if len(rows) > 1
            else _(
                "One of the things that you keep an eye on was not like your usual."
                " It can be chance: of six, one is different now and then."
            ),
            rows,
            "P36",
            Take("go", _("Take the look"), place="fortnight"),
            3.5 if len(rows) > 1 else 1.5,
            "monitoring",
        )
    ] if rows else []  # fmt: skip


RULES: Mapping[CoachRule, Callable[[Look], list[Recommendation]]] = {
    "protect_value": protect_value,
    "look_again": look_again,
    "let_go": let_go,
    "more_of_it": more_of_it,
    "switch_off": switch_off,
    "recover": recover,
    "best_hour": best_hour,
    "give_back": give_back,
    "marker": marker,
}
