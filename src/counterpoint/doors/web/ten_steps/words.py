"""What the ten steps, the questions on the way to values and the starting lives say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step by its name: what it is and why, in two sentences, and what its door says."""

    name: str
    lead: str
    door: str


def step_words() -> dict[str, StepWords]:
    return {
        "values": StepWords(
            _("What matters"),
            _("Find the three to five values that you want to live by. Everything later asks them first."),
            _("Find my values"),
        ),
        "week": StepWords(
            _("A real week"),
            _("Look at where a week of yours really goes, from your calendar or from memory."),
            _("Look at a week"),
        ),
        "protected": StepWords(
            _("Non-negotiables"),
            _(
                "Choose two or three times that are not for sale. "
                "The rest of the week is planned around them."
            ),
            _("Protect some time"),
        ),
        "others": StepWords(
            _("How I’ll tell the others"),
            _("Write how you work and when you can be reached, for those who ought to know."),
            _("Tell the others"),
        ),
        "rituals": StepWords(
            _("Rituals between work and life"),
            _(
                "Five to ten minutes that close one part of the day and open the next. "
                "Without them one part easily goes on in the other."
            ),
            _("Choose a ritual"),
        ),
        "boundaries": StepWords(
            _("Boundaries that say what for"),
            _(
                "Say of what you protect which value it is for, and for what you would let it bend. "
                "A boundary with a reason is easier to keep, and to explain."
            ),
            _("I protect … for …"),
        ),
        "flex": StepWords(
            _("Flex hours"),
            _(
                "Two or three hours a week in which work and the rest may mix on purpose. "
                "What has a place of its own need not seep into everything."
            ),
            _("Set flex hours"),
        ),
        "companion": StepWords(
            _("A person who helps me stay true"),
            _(
                "Choose somebody, and what they hear from you once a week. "
                "You see every word before, and you send it yourself."
            ),
            _("Choose somebody"),
        ),
        "check-ins": StepWords(
            _("Check-ins"),
            _(
                "Say in a few taps how it is right now, whenever you like. "
                "After some days they show what gives you energy and what takes it."
            ),
            _("Check in once"),
        ),
        "refinement": StepWords(
            _("The monthly refinement"),
            _(
                "Once a month, look whether values, boundaries and what is on your plate still fit. "
                "Lives change, and what is right for you changes with them."
            ),
            _("Look at the month"),
        ),
    }


def question_words() -> dict[str, tuple[str, str]]:
    """The question, and a word that helps to answer it."""
    return {
        "alive": (
            _("What were you doing when you last felt most alive?"),
            _("Where was it, who was there, what did you do with your hands? The first scene that comes."),
        ),
        "admire": (
            _("Whom do you admire, and for what?"),
            _("Somebody near or far. What you admire in them is often something that you want to live."),
        ),
        "keep": (
            _("What would you not give up, even if it cost you something?"),
            _("Think of a time when you said no, or paid a price, and were glad of it."),
        ),
    }


def life_words() -> dict[str, tuple[str, str]]:
    """The name of a starting life, and whose it could be."""
    return {
        "creative-entrepreneur": (
            _("Creative entrepreneur"),
            _("Makes things and lives by them: long mornings for making, business in two sittings."),
        ),
        "passion-project": (
            _("Professional with a passion project"),
            _("Employed, with something of one’s own beside it that gets two evenings behind a closed door."),
        ),
        "remote-parent": (
            _("Remote parent"),
            _("Works where the children live: quiet hours while the house is empty, the school run is firm."),
        ),
        "nurse-on-shifts": (
            _("Nurse on shifts"),
            _("The roster comes as a calendar; sleep, a day off and leaving the ward behind are protected."),
        ),
        "consultant": (
            _("Consultant"),
            _("Clients, deadlines and trains: promises kept small, mail in one go, an evening for two."),
        ),
    }
