"""Plans of weeks in memory, with what calendars were told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from counterpoint.adapters.files.planics import Published, block_as_entry, tag_of, uid_of
from counterpoint.desk.ports import Kept, NotThere, PlanEvent, WeekPlan
from counterpoint.domain.agenda import Showing
from counterpoint.domain.agenda.showing import ALL_BUSY
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import Span, Week
from tests.memory.shelves import changed_meanwhile

MOST_STEPS = 50


class MemoryPlans:
    def __init__(self, clock: Callable[[], datetime], instance: str = "memory") -> None:
        self.clock, self.instance = clock, instance
        self.kept: dict[Week, Kept[WeekPlan]] = {}
        self.steps: dict[Week, list[tuple[str, Plan]]] = {}
        self.told: dict[tuple[Week, str], tuple[Block, int, datetime, bool]] = {}
        self.has_room: dict[str, bool] = {}

    def of(self, week: Week) -> Kept[WeekPlan] | None:
        return self.kept.get(week)

    def all(self) -> tuple[Kept[WeekPlan], ...]:
        return tuple(kept for _, kept in sorted(self.kept.items()))

    def since(self, week: Week) -> tuple[Kept[WeekPlan], ...]:
        return tuple(kept for kept in self.all() if kept.thing.week.first >= week.first)

    def remove(self, week: Week) -> None:
        if week not in self.kept:
            raise NotThere(f"There is no plan for {week.name} yet.")
        del self.kept[week]
        self.steps.pop(week, None)
        self.told = {key: told for key, told in self.told.items() if key[0] != week}

    def keep_all(self, weeks: Iterable[tuple[Plan, Plan | None]]) -> None:
        told = {id: told for (_week, id), told in self.told.items()}
        self.kept, self.steps, self.told = {}, {}, {}
        for current, accepted in weeks:
            self._set(current.week, WeekPlan(current.week, current, accepted), 1)
            if accepted is not None:
                here = {block.id for block in accepted.blocks} & told.keys()
                self.told |= {(current.week, id): told[id] for id in here}
                self._publish(current.week, accepted)

    def keep(
        self, plan: Plan, *, step: str, version: int | None, begun_at: datetime | None = None
    ) -> Kept[WeekPlan]:
        week, now = plan.week, self.kept.get(plan.week)
        if (now.version if now else None) != version:
            raise changed_meanwhile(now)
        if now is None:
            return self._set(week, WeekPlan(week, plan, begun_at=begun_at), 1)
        self.steps.setdefault(week, []).append((step, now.thing.current))
        del self.steps[week][:-MOST_STEPS]
        return self._set(week, replace(now.thing, current=plan), now.version + 1)

    def accept(self, week: Week, *, version: int, plan: Plan | None = None) -> Kept[WeekPlan]:
        now = self._current(week, version)
        accepted = now.thing.current if plan is None else plan
        self._publish(week, accepted)
        return self._set(week, replace(now.thing, accepted=accepted), version + 1)

    def undo(self, week: Week, *, version: int) -> Kept[WeekPlan]:
        now = self.kept.get(week)
        if now is None or not self.steps.get(week):
            raise NotThere("There is no step to take back.")
        self._current(week, version)
        _, before = self.steps[week].pop()
        return self._set(week, replace(now.thing, current=before), version + 1)

    def published(self) -> tuple[tuple[Block, int, datetime], ...]:
        told = [(block, sequence, at) for block, sequence, at, there in self.told.values() if there]
        return tuple(sorted(told, key=lambda each: (each[0].span, each[0].id)))

    def events(
        self,
        *,
        since: datetime | None = None,
        instead: str = "",
        uids: Mapping[str, str] | None = None,
        showing: Showing = ALL_BUSY,
    ) -> tuple[PlanEvent, ...]:
        told = [
            Published(*each, showing.is_free(each[0].kind, has_room=self.has_room.get(each[0].id, False)))
            for each in self.published()
            if each[0].state != "skipped" and (since is None or each[0].span.end > since)
        ]
        known = {each.block.id: uid_of(self.instance, each.block.id) for each in told} | dict(uids or {})
        return tuple(
            PlanEvent(uid, each.block, block_as_entry(each, uid=uid, instead=instead))
            for each in told
            for uid in [known[each.block.id]]
        )

    @property
    def tag(self) -> str:
        return tag_of(self.instance)

    def uids(self, span: Span) -> frozenset[str]:
        near = Span(span.start - timedelta(days=32), span.end + timedelta(days=1))
        return frozenset(
            uid_of(self.instance, id)
            for week, id in self.told
            if datetime.combine(week.first, time(0), UTC) in near
        )

    def grade(self, week: Week, has_room: Mapping[str, bool]) -> None:
        for id, room in has_room.items():
            block, sequence, _at, there = self.told.get((week, id), (None, 0, None, False))
            if there and block is not None and self.has_room.get(id, False) != room:
                self.has_room[id] = room
                self.told[week, id] = (block, sequence + 1, self.clock(), True)

    def _current(self, week: Week, version: int) -> Kept[WeekPlan]:
        now = self.kept.get(week)
        if now is None:
            raise NotThere(f"There is no plan for {week.name} yet.")
        if now.version != version:
            raise changed_meanwhile(now)
        return now

    def _set(self, week: Week, plan: WeekPlan, version: int) -> Kept[WeekPlan]:
        steps = self.steps.get(week, [])
        self.kept[week] = Kept(
            replace(plan, undoable=len(steps), last_step=steps[-1][0] if steps else ""), version
        )
        return self.kept[week]

    def _publish(self, week: Week, plan: Plan) -> None:
        for block in plan.blocks:
            earlier = self.told.get((week, block.id))
            if earlier is None:
                self.told[week, block.id] = (block, 0, self.clock(), True)
            elif earlier[0] != block or not earlier[3]:
                grows = not earlier[3] or _seen(earlier[0]) != _seen(block)
                self.told[week, block.id] = (block, earlier[1] + grows, self.clock(), True)
        there = {block.id for block in plan.blocks}
        for (on, id), (block, sequence, at, _) in self.told.items():
            if on == week and id not in there:
                self.told[on, id] = (block, sequence, at, False)


def _seen(block: Block) -> tuple[object, ...]:
    return (block.kind, block.title, block.span, block.domain_id, block.value_id, block.state)
