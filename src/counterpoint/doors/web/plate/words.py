"""How what was said of a commitment reads, and what can be said of it in one tap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

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
        later("How much is it needed?"),
        later("needed"),
        tuple(
            enumerate(
                (later("hardly"), later("a little"), later("in part"), later("much"), later("fully")), 1
            )
        ),
    ),
    "joy": Asked(
        later("How much joy is in it?"),
        later("joy"),
        tuple(enumerate((later("none"), later("a little"), later("some"), later("much"), later("a lot")), 1)),
    ),
    "energy": Asked(
        later("What does it do to your energy?"),
        later("energy"),
        tuple(
            enumerate(
                (
                    later("drains me"),
                    later("drains a little"),
                    later("neither"),
                    later("feeds a little"),
                    later("feeds me"),
                ),
                -2,
            )
        ),
    ),
    "strength": Asked(
        later("How strong are you in it?"),
        later("strength"),
        tuple(
            enumerate(
                (
                    later("not yet"),
                    later("a little"),
                    later("middling"),
                    later("much"),
                    later("very much"),
                ),
                1,
            )
        ),
    ),
}

DECISION_WORDS: Mapping[Decision, Any] = {
    "keep": later("Keep"),
    "reduce": later("Reduce"),
    "delegate": later("Delegate"),
    "swap": later("Swap"),
    "let_go": later("Let go"),
}
DECIDED_WORDS: Mapping[Decision, Any] = {
    "keep": later("kept"),
    "reduce": later("less of it"),
    "delegate": later("to be handed on"),
    "swap": later("to be swapped"),
    "let_go": later("let go"),
}
DECISION_LEADS: Mapping[Decision, Any] = {
    "keep": later("It stays as it is. A day to look again keeps that a choice."),
    "reduce": later("It stays, and takes less. Say how much, and what of it in your plan gets shorter."),
    "delegate": later("Somebody else does it from now on. You get a short message to copy; nothing is sent."),
    "swap": later("You give it, and take something that suits you better. You get a message to copy."),
    "let_go": later("It ends, or ends for you. What the plan holds of it can rest, and can be brought back."),
}


@dataclass(frozen=True, slots=True)
class SpotWords:
    """What a place on the picture means, and how one could do more, or less, of it."""

    title: Any
    means: Any
    more: Any


SPOT_WORDS: Mapping[Spot, SpotWords] = {
    "sweet": SpotWords(
        later("Sweet spots"),
        later("Needed, a strength of yours, and it feeds you."),
        later("How to do more of it: give it your best hours, protect them, and say yes here first."),
    ),
    "passion": SpotWords(
        later("What feeds you, and nobody asks for much"),
        later("A strength that feeds you and is needed little."),
        later("How to do more of it: ask who could use it, or build a bridge from it to something needed."),
    ),
    "learn": SpotWords(
        later("Worth learning"),
        later("Needed, and it feeds you; it is not a strength yet."),
        later("How to do more of it: an hour a week to learn it, or somebody to do it with."),
    ),
    "costly": SpotWords(
        later("You can do it, and it does not feed you"),
        later("Needed and a strength of yours, but it gives no energy."),
        later("What may help: smaller portions, a better hour, a pause behind it, or swapping a part."),
    ),
    "hand_over": SpotWords(
        later("Needed, but perhaps not from you"),
        later("Needed, drains you, and is no strength of yours."),
        later("What may help: who likes doing this? Delegate it, swap it, or do less of it."),
    ),
    "dead_weight": SpotWords(
        later("Perhaps it can go"),
        later("Hardly needed, and it drains you."),
        later("What may help: let go of it for some weeks and look again. It can be brought back."),
    ),
    "between": SpotWords(
        later("In between"), later("None of the places above."), later("Nothing needs to happen here.")
    ),
    "unknown": SpotWords(
        later("Not placed yet"),
        later("Something was not said, so nothing is concluded."),
        later("Say it when you like; it is a tap each."),
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
