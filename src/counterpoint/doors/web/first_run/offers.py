"""What the first steps offer to choose from: values, life domains, rituals, meals and protected time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.planning import Ritual
from counterpoint.domain.planning.steps import read_steps
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain

SUNDAY = frozenset({6})
DINNER_TOGETHER = "dinner-together"


@dataclass(frozen=True, slots=True)
class Card:
    """A value to choose, with what it may mean in practice."""

    id: str
    name: str
    in_practice: str


def cards() -> Sequence[Card]:
    """Values that people name, in no order of worth."""
    return (
        Card("family", _("Family"), _("Dinner together, phones away")),
        Card("health", _("Health"), _("Move three times a week, sleep enough")),
        Card("craft", _("Good work"), _("One piece of deep work a day that I am proud of")),
        Card("love", _("Partnership"), _("One evening a week that is only ours")),
        Card("friends", _("Friendship"), _("See or call one friend a week")),
        Card("learning", _("Learning"), _("An hour a week for something I cannot do yet")),
        Card("creativity", _("Creativity"), _("Make something without a purpose")),
        Card("calm", _("Calm"), _("A quiet half hour before the day begins")),
        Card("service", _("Being of use"), _("Help somebody who did not ask")),
        Card("freedom", _("Freedom"), _("An afternoon a week without any plan")),
        Card("nature", _("Nature"), _("Be outside in daylight every day")),
        Card("faith", _("Faith"), _("Keep the day of rest")),
        Card("play", _("Play"), _("Laugh with somebody every day")),
        Card("security", _("Security"), _("Money and papers looked after once a month")),
    )


def first_domains() -> Sequence[LifeDomain]:
    return (
        LifeDomain("work", _("Work"), "work"),
        LifeDomain("family", _("Family"), "life"),
        LifeDomain("health", _("Health"), "life"),
        LifeDomain("home", _("Home"), "life"),
        LifeDomain("learning", _("Learning"), "both"),
        LifeDomain("friends", _("Friends"), "life"),
    )


def first_rituals() -> Sequence[Ritual]:
    return (
        Ritual(
            "shutdown",
            _("Shutdown: close the day, see tomorrow"),
            "work",
            "life",
            10,
            read_steps(_("Write tomorrow’s first line\nClose what is open\n5 min Walk around the block")),
        ),
        Ritual(
            "warm-up",
            _("Warm-up: arrive, choose the first thing"),
            "life",
            "work",
            5,
            read_steps(_("See what is first today\nBreathe 1 min")),
        ),
    )


def lunch() -> Meal:
    return Meal("lunch", _("Lunch"), WeeklyWindow(EVERY_DAY, time(12), time(14)), 30)


def dinner(days: frozenset[int] = EVERY_DAY) -> Meal:
    return Meal("dinner", _("Dinner"), WeeklyWindow(days, time(18), time(20, 30)), 45)


def dinner_beside(protected: ProtectedTime) -> Meal | None:
    """The dinner that is still to be placed: nobody dines twice, so none on evenings that are protected."""
    together = frozenset(day for window in protected.windows for day in window.days)
    left = EVERY_DAY - together
    return dinner(left) if left else None


def anchors(values: Sequence[CoreValue]) -> Sequence[ProtectedTime]:
    """Protected time that suits the chosen values, best first; some that suit anybody when there are few."""
    by_value = {value.name: value.id for value in values}
    fitting = [
        _for(each, by_value[card.name])
        for card in cards()
        if card.name in by_value
        for each in _suiting(card.id)
    ]
    general = [_for(each, "") for name in ("calm", "health", "freedom") for each in _suiting(name)]
    known = {each.id for each in fitting}
    return (*fitting, *(each for each in general if each.id not in known))[:5]


def _for(each: ProtectedTime, value_id: str) -> ProtectedTime:
    return ProtectedTime(
        each.id,
        each.title,
        each.windows,
        each.firmness,
        value_id,
        each.domain_id,
        each.times_a_week,
        each.minutes,
    )


def _suiting(card: str) -> Sequence[ProtectedTime]:
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19, 30))
    offered = {
        "family": (ProtectedTime(DINNER_TOGETHER, _("Dinner together"), (evening,), domain_id="family"),),
        "health": (
            _some("move", _("Time to move"), WeeklyWindow(EVERY_DAY, time(7), time(20)), (3, 45), "health"),
        ),
        "craft": (
            _some(
                "deep-work",
                _("Deep work, nobody else"),
                WeeklyWindow(WEEKDAYS, time(9), time(12)),
                (3, 90),
                "work",
            ),
        ),
        "love": (
            _some(
                "our-evening",
                _("An evening for us"),
                WeeklyWindow(EVERY_DAY, time(19), time(22)),
                (1, 150),
                "family",
            ),
        ),
        "friends": (
            _some(
                "a-friend",
                _("Time with a friend"),
                WeeklyWindow(EVERY_DAY, time(17), time(22)),
                (1, 90),
                "friends",
            ),
        ),
        "learning": (
            _some(
                "learn", _("Learning hour"), WeeklyWindow(EVERY_DAY, time(17), time(21)), (1, 60), "learning"
            ),
        ),
        "creativity": (
            _some("make", _("Making something"), WeeklyWindow(EVERY_DAY, time(10), time(21)), (1, 120)),
        ),
        "calm": (
            ProtectedTime("quiet-start", _("A quiet start"), (WeeklyWindow(WEEKDAYS, time(7), time(7, 30)),)),
        ),
        "service": (
            _some("of-use", _("For somebody else"), WeeklyWindow(EVERY_DAY, time(10), time(20)), (1, 60)),
        ),
        "freedom": (
            ProtectedTime(
                "unplanned", _("An afternoon without a plan"), (WeeklyWindow(SUNDAY, time(13), time(18)),)
            ),
        ),
        "nature": (
            _some("outside", _("Outside"), WeeklyWindow(EVERY_DAY, time(9), time(18)), (3, 45), "health"),
        ),
        "faith": (ProtectedTime("rest-day", _("Day of rest"), (WeeklyWindow(SUNDAY, time(9), time(13)),)),),
        "play": (_some("play", _("Time to play"), WeeklyWindow(EVERY_DAY, time(16), time(20)), (2, 60)),),
        "security": (
            _some(
                "papers", _("Papers and money"), WeeklyWindow(EVERY_DAY, time(9), time(19)), (1, 45), "home"
            ),
        ),
    }
    return offered.get(card, ())


def _some(
    id: str, title: str, window: WeeklyWindow, much: tuple[int, int], domain: str = ""
) -> ProtectedTime:
    return ProtectedTime(id, title, (window,), "firm", "", domain, *much)
