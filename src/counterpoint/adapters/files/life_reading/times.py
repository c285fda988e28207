"""The hours of a life: when one is awake, works and eats, what is protected, and what stands between."""

from __future__ import annotations

from typing import cast

from counterpoint.adapters.files.life_reading.entries import A_DAY, A_WEEK, SPHERES, listed
from counterpoint.adapters.files.life_reading.often import times_a_week
from counterpoint.adapters.files.life_reading.references import References
from counterpoint.adapters.files.table import Table
from counterpoint.domain.boundaries import Availability, Disclosure, Firmness, Meal, ProtectedTime
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import id_advice, is_id, slug
from counterpoint.domain.planning import FlexBlock, Ritual
from counterpoint.domain.planning.steps import MOST_STEPS, RitualStep, read_steps
from counterpoint.domain.values import Sphere
from counterpoint.domain.words import gettext as _

FIRMNESS = ("firm", "bends")
DISCLOSURES = ("nothing", "commitment", "value")


def read_availability(top: Table, meals: tuple[Meal, ...]) -> Availability:
    """Waking, working, sleep; what is not said stays as it is at first (see `Availability`)."""
    first = Availability()
    table = top.table("availability")
    if table is None:
        return Availability(meals=meals)
    read = Availability(
        waking=table.windows("waking", required=True) if table.has("waking") else first.waking,
        working=table.windows("working") if table.has("working") else first.working,
        hours_are_fixed=table.truth("hours_are_fixed"),
        sleep_minutes=table.minutes("sleep", least=0, most=A_DAY, otherwise=first.sleep_minutes),
        focus_minutes=table.minutes("focus", least=0, most=A_DAY, otherwise=first.focus_minutes),
        break_minutes=table.minutes("break", least=5, most=A_DAY, otherwise=first.break_minutes),
        rest_minutes=table.minutes("rest", least=0, most=A_DAY, otherwise=first.rest_minutes),
        hard_minutes=table.minutes("hard_day", least=0, most=A_DAY, otherwise=first.hard_minutes),
        meals=meals,
    )
    table.close()
    return read


def read_meals(top: Table) -> tuple[Meal, ...]:
    def meal(table: Table, id: str) -> Meal:
        windows = table.windows("when", required=True)
        if len(windows) > 1:
            table.fault("when", _("names more than one window."), _("Write one entry for each meal."))
        minutes = table.minutes("minutes", least=5, most=A_DAY, otherwise=30)
        return Meal(id, table.title, windows[0] if windows else Availability().waking[0], minutes)

    return listed(top, "meals", meal)


def read_protected(top: Table, refer: References) -> tuple[ProtectedTime, ...]:
    def protected(table: Table, id: str) -> ProtectedTime:
        floats = table.has("times_a_week")
        windows = table.windows("when", required=True)
        minutes = table.minutes("minutes", least=5, most=A_DAY, required=floats) or None
        times = times_a_week(table, "times_a_week", windows, minutes or 0) if floats else None
        if minutes and not floats:
            table.fault(
                "minutes", _("has no meaning without times_a_week."), _("Add times_a_week, or leave it out.")
            )
        firmness = cast(Firmness, table.choice("firmness", FIRMNESS, otherwise="firm"))
        disclosure = cast(Disclosure, table.choice("disclosure", DISCLOSURES, otherwise="commitment"))
        return ProtectedTime(
            id, table.title, windows, firmness, refer.id_of(table, "value"), refer.id_of(table, "domain"),
            times, minutes, table.texts("bends_for"), disclosure,
            refer.id_of(table, "place"),
        )  # fmt: skip

    return listed(top, "protected", protected)


def read_rituals(top: Table) -> tuple[Ritual, ...]:
    def ritual(table: Table, id: str) -> Ritual:
        before = cast(Sphere, table.choice("from", SPHERES, otherwise="work", required=True))
        after = cast(Sphere, table.choice("to", SPHERES, otherwise="life", required=True))
        minutes = table.minutes("minutes", least=5, most=240, otherwise=10)
        return Ritual(id, table.title, before, after, minutes, _steps(table))

    return listed(top, "rituals", ritual)


def _steps(table: Table) -> tuple[RitualStep, ...]:
    try:
        return read_steps("\n".join(table.texts("steps", most=MOST_STEPS)))
    except CounterpointError as error:
        table.fault("steps", error.message, error.advice)
        return ()


def read_flex(top: Table, refer: References) -> FlexBlock | None:
    table = top.table("flex")
    if table is None:
        return None
    title = table.text("title", otherwise=_("Flex time"))
    own = table.text("id")
    if own and not is_id(own):
        table.fault("id", _("is “%(own)s”.") % {"own": f"{own:.40}"}, id_advice())
    flex = FlexBlock(
        own or slug(title, otherwise="flex"),
        title,
        table.minutes("minutes", least=5, most=A_WEEK, otherwise=120),
        table.minutes("piece_least", least=5, most=A_DAY, otherwise=60),
        table.windows("when"),
        refer.id_of(table, "value"),
    )
    table.close()
    return flex
