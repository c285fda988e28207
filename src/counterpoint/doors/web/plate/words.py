"""How what was said of a commitment reads, and what can be said of it in one tap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from counterpoint.domain.values import DECISIONS, Commitment, Decision, EnergySeen, Question, Spot
from counterpoint.doors.web import say

HOURS = (30, 60, 120, 240, 480)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answers that can be tapped, least first."""

    question: Any
    short: Any
    answers: Sequence[tuple[int, Any]]


ASKED: Mapping[Question, Asked] = {
    "necessity": Asked(
        gettext_lazy("How much is it needed?"),
        gettext_lazy("needed"),
        tuple(
            enumerate(
                (
                    gettext_lazy("hardly"),
                    gettext_lazy("a little"),
                    gettext_lazy("in part"),
                    gettext_lazy("much"),
                    gettext_lazy("fully"),
                ),
                1,
            )
        ),
    ),
    "joy": Asked(
        gettext_lazy("How much joy is in it?"),
        gettext_lazy("joy"),
        tuple(
            enumerate(
                (
                    gettext_lazy("none"),
                    gettext_lazy("a little"),
                    gettext_lazy("some"),
                    gettext_lazy("much"),
                    gettext_lazy("a lot"),
                ),
                1,
            )
        ),
    ),
    "energy": Asked(
        gettext_lazy("What does it do to your energy?"),
        gettext_lazy("energy"),
        tuple(
            enumerate(
                (
                    gettext_lazy("drains me"),
                    gettext_lazy("drains a little"),
                    gettext_lazy("neither"),
                    gettext_lazy("feeds a little"),
                    gettext_lazy("feeds me"),
                ),
                -2,
            )
        ),
    ),
    "strength": Asked(
        gettext_lazy("How strong are you in it?"),
        gettext_lazy("strength"),
        tuple(
            enumerate(
                (
                    gettext_lazy("not yet"),
                    gettext_lazy("a little"),
                    gettext_lazy("middling"),
                    gettext_lazy("much"),
                    gettext_lazy("very much"),
                ),
                1,
            )
        ),
    ),
}

DECISION_WORDS: Mapping[Decision, Any] = {
    "keep": pgettext_lazy("decision about a commitment", "Keep"),
    "reduce": gettext_lazy("Reduce"),
    "delegate": gettext_lazy("Delegate"),
    "swap": gettext_lazy("Swap"),
    "let_go": gettext_lazy("Let go"),
}
DECIDED_WORDS: Mapping[Decision, Any] = {
    "keep": pgettext_lazy("decision about a commitment", "kept"),
    "reduce": gettext_lazy("less of it"),
    "delegate": gettext_lazy("to be delegated"),
    "swap": gettext_lazy("to be swapped"),
    "let_go": gettext_lazy("let go"),
}
DECISION_LEADS: Mapping[Decision, Any] = {
    "keep": gettext_lazy("It stays as it is. A day to look again keeps that a choice."),
    "reduce": gettext_lazy(
        "It stays, and takes less. Say how much, and what of it in your plan gets shorter."
    ),
    "delegate": gettext_lazy(
        "Somebody else does it from now on. You get a short message to copy; nothing is sent."
    ),
    "swap": gettext_lazy("You give it, and take something that suits you better. You get a message to copy."),
    "let_go": gettext_lazy(
        "It ends, or ends for you. What the plan holds of it can rest, and can be brought back."
    ),
}


@dataclass(frozen=True, slots=True)
class SpotWords:
    """What a place on the picture means, and how one could do more, or less, of it."""

    title: Any
    means: Any
    more: Any


SPOT_WORDS: Mapping[Spot, SpotWords] = {
    "sweet": SpotWords(
        gettext_lazy("Sweet spots"),
        gettext_lazy("Needed, a strength of yours, and it feeds you."),
        gettext_lazy("How to do more of it: give it your best hours, protect them, and say yes here first."),
    ),
    "passion": SpotWords(
        gettext_lazy("What feeds you, and nobody asks for much"),
        gettext_lazy("A strength that feeds you and is needed little."),
        gettext_lazy(
            "How to do more of it: ask who could use it, or build a bridge from it to something needed."
        ),
    ),
    "learn": SpotWords(
        gettext_lazy("Worth learning"),
        gettext_lazy("Needed, and it feeds you; it is not a strength yet."),
        gettext_lazy("How to do more of it: an hour a week to learn it, or somebody to do it with."),
    ),
    "costly": SpotWords(
        gettext_lazy("You can do it, and it does not feed you"),
        gettext_lazy("Needed and a strength of yours, but it gives no energy."),
        gettext_lazy(
            "What may help: smaller portions, a better hour, a pause behind it, or swapping a part."
        ),
    ),
    "hand_over": SpotWords(
        gettext_lazy("Needed, but perhaps not from you"),
        gettext_lazy("Needed, drains you, and is no strength of yours."),
        gettext_lazy("What may help: who likes doing this? Delegate it, swap it, or do less of it."),
    ),
    "dead_weight": SpotWords(
        gettext_lazy("Perhaps it can go"),
        gettext_lazy("Hardly needed, and it drains you."),
        gettext_lazy("What may help: let go of it for some weeks and look again. It can be brought back."),
    ),
    "between": SpotWords(
        gettext_lazy("In between"),
        gettext_lazy("None of the places above."),
        gettext_lazy("Nothing needs to happen here."),
    ),
    "unknown": SpotWords(
        gettext_lazy("Not placed yet"),
        gettext_lazy("Something was not said, so nothing is concluded."),
        gettext_lazy("Say it when you like; it is a tap each."),
    ),
}


def answer_of(each: Commitment, question: Question) -> str:
    """What was said to a question, in words; "" when nothing was."""
    said = getattr(each, question)
    if said is None:
        return ""
    if question == "minutes_a_week":
        return _("%(length)s a week") % {"length": say.length(said)}
    return str(dict(ASKED[question].answers)[said])


def summary(each: Commitment) -> str:
    """What is known of a commitment in one line."""
    words = [answer_of(each, "minutes_a_week")]
    if each.necessity is not None:
        words.append(_("needed: %(how)s") % {"how": answer_of(each, "necessity")})
    if each.joy is not None:
        words.append(_("joy: %(how)s") % {"how": answer_of(each, "joy")})
    if each.strength is not None:
        words.append(_("strength: %(how)s") % {"how": answer_of(each, "strength")})
    words.append(answer_of(each, "energy"))
    return " · ".join(filter(None, words))


def decisions() -> list[tuple[str, str]]:
    return [(each, str(DECISION_WORDS[each])) for each in DECISIONS]


def seen_in_words(seen: EnergySeen) -> str:
    """What check-ins during it said of energy: counted when few, described when there are some."""
    if not seen.count:
        return _("none")
    if seen.middle is None:
        return _("few; too few to say anything")
    return _(
        "energy from %(lowest)d to %(highest)d of 7 in %(count)d check-ins, the middle one %(middle)g"
    ) % {
        "lowest": seen.lowest,
        "highest": seen.highest,
        "count": seen.count,
        "middle": seen.middle,
    }
