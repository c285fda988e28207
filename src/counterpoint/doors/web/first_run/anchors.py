"""Two or three anchors: what is protected by now, and what is offered from what was chosen as a value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.first_run import offers
from counterpoint.doors.web.matters.view import protected_line


def anchors_shown(diary: Diary) -> dict[str, Any]:
    """Lines of both, for a page that lets one choose."""
    life, settings = diary.life(), diary.settings().thing
    return {
        "named": bool(life.values),
        "there": [protected_line(each, life, settings) for each in life.protected],
        "offered": [protected_line(each, life, settings) for each in _offered(diary)],
    }


def _offered(diary: Diary) -> list[ProtectedTime]:
    life = diary.life()
    taken = {each.id for each in life.protected}
    return [each for each in offers.anchors(life.values) if each.id not in taken]


def protect_what_was_chosen(request: PersonRequest) -> None:
    """Keeps the one that was pressed; pressed twice, it is there once."""
    diary = request.diary
    with diary.together():
        offered = {each.id: each for each in _offered(diary)}
        each = offered.get(request.POST.get("protect", ""))
        if each:
            known = each.domain_id in {domain.id for domain in diary.life().domains}
            diary.protected.add(each if known else replace(each, domain_id=""))
            dine_once(diary)


def dine_once(diary: Diary) -> None:
    """Dinner as it was offered makes room for “Dinner together”; one that the person changed is theirs."""
    together = next((each for each in diary.life().protected if each.id == offers.DINNER_TOGETHER), None)
    meal = next((each for each in diary.meals.all() if each.thing == offers.dinner()), None)
    if together is None or meal is None:
        return
    left = offers.dinner_beside(together)
    if left:
        diary.meals.change(left, version=meal.version)
    else:
        diary.meals.remove(meal.thing.id)
