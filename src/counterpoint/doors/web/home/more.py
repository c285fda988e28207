"""Everything that there is, by what one wants to do; the main places are only the most walked ways."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from counterpoint.doors.web.at_the_door import PersonRequest


@dataclass(frozen=True, slots=True)
class Way:
    """A page by the name of its address, what it is called, and what one does there."""

    address: str
    title: str
    words: str


def more(request: PersonRequest) -> HttpResponse:
    return render(request, "home/more.html", {"groups": groups()})


def groups() -> list[tuple[str, list[Way]]]:
    return [
        (_("Live the day"), _day()),
        (_("Protect"), _protect()),
        (_("Know yourself"), _know()),
        (_("Reflect and refine"), _reflect()),
        (_("Plan from"), _plan_from()),
    ]


def _day() -> list[Way]:
    return [
        Way("warm-up", _("Begin the day"), _("What comes first, and what it is for.")),
        Way("shutdown", _("Close the day"), _("Leftovers find a place, tomorrow is seen.")),
        Way("savour", _("Good things"), _("A moment, a thank-you, a win; to re-read later.")),
        Way("renewal", _("What renews me"), _("Your own list, with its place in the week.")),
        Way("habit", _("Micro habit"), _("One small thing after a cue. It may rest.")),
        Way("journal", _("Journal"), _("Questions that shift the mind; sealed, for you alone.")),
        Way("check-ins", _("Your check-ins"), _("What you said of yourself, and when to be asked.")),
        Way("notices", _("Notices"), _("What is due just now, with what to do; never in quiet time.")),
        Way("outbox", _("Outbox"), _("All that ever left here, to where, and with which words.")),
        Way("life-happened", _("Life happened"), _("One tap, and nothing is asked for a while.")),
    ]


def _protect() -> list[Way]:
    return [
        Way("boundaries", _("Boundaries"), _("What you protect, and for what you would let it bend.")),
        Way("ledger", _("The ledger"), _("What held, what bent, what was given back; a story.")),
        Way("requests", _("Requests"), _("Somebody asks for your time: what it crosses, and an answer.")),
        Way(
            "capacity", _("Can I take this on?"), _("Before you say yes: what it would cost, and a kind no.")
        ),
        Way("how-i-work", _("How I work"), _("A page for those who work or live with you.")),
        Way("channels", _("Ways to reach me"), _("By mail, chat and phone: when, and how soon you answer.")),
        Way("companions", _("Who helps me stay true"), _("A few lines to one person a week, sent by you.")),
        Way("support", _("Who can step in"), _("Your private map for days that go wrong.")),
    ]


def _know() -> list[Way]:
    return [
        Way("know-yourself", _("Know yourself"), _("A few questions, or a longer look; in words.")),
        Way(
            "know-yourself-profile",
            _("Your profile"),
            _("What your way of joining work and life needs, and what it changes here."),
        ),
        Way("plate", _("On the plate"), _("What you carry; keep, reduce, delegate, swap, let go.")),
        Way("sweet-spots", _("Sweet spots"), _("Where what is needed meets what you are good at.")),
        Way("job", _("A look at your job"), _("Small steps to make it fit you better.")),
        Way("seasons", _("Seasons"), _("Which voices are louder for a while, and until when.")),
    ]


def _reflect() -> list[Way]:
    return [
        Way("review", _("Look back"), _("The week, two weeks, the month; in one change, or in none.")),
        Way("coach", _("Coach"), _("What your own weeks suggest, with the reason.")),
        Way("radar", _("Radar"), _("Five things that often go wrong, shown only with evidence.")),
    ]


def _plan_from() -> list[Way]:
    return [
        Way("ten-steps", _("The ten steps"), _("From values to the monthly refinement, each by itself.")),
        Way("starting-lives", _("Lives to begin from"), _("Five of them, to bend into your own.")),
        Way("matters", _("What matters"), _("Values, protected time, your days and rituals.")),
        Way(
            "focus",
            _("Deep work and small things"),
            _("How long a stretch is, and when small things are done."),
        ),
        Way("blending", _("Chances to mix"), _("What of yours could share time, if you like to mix.")),
        Way("tasks", _("Tasks"), _("What is to be done, and what recurs.")),
        Way("calendars", _("Calendars"), _("Files and feeds that your week is built around.")),
        Way("stays", _("Days elsewhere"), _("When you travel: by whose clock a day is lived.")),
        Way("settings", _("Settings"), _("Your clock, your account, and all your data.")),
    ]
