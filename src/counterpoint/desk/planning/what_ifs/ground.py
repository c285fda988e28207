"""What all that is asked about a week stands on, read once, and planning from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counterpoint.desk.planning.by_hand import AtDesk, looking
from counterpoint.desk.ports import Diary, NotThere
from counterpoint.desk.week.blocks import is_held, known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, Life, Plan, Problem
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import explained, unexplained
from counterpoint.domain.planning.what_if import Change, changed
from counterpoint.domain.timeline import Week
from counterpoint.domain.words import gettext as _

if TYPE_CHECKING:
    from counterpoint.desk.planning.clashes import Clash

STEPS = 6000
GONE = ("later", "ask", "rest", "bend")
"""The changes after which a thing has no place this week, or not that one."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all that is asked about a week stands on, read once."""

    desk: AtDesk
    facts: tuple[Fact, ...]
    held: tuple[Block, ...]

    @classmethod
    def of(cls, diary: Diary, week: Week, now: datetime) -> Ground:
        """Raises NotThere where the week has no plan yet."""
        with diary.at_one_moment():
            desk = looking(diary, week, now)
            facts = facts_for(diary, week, desk.life)
        return cls(desk, facts, tuple(each for each in desk.plan.blocks if is_held(each, now)))

    @property
    def mark(self) -> str:
        """Says in any process whether a life, its events and its plan are still these."""
        facts = [asdict(each) for each in self.facts]
        said = json.dumps([self.desk.version, asdict(self.desk.life), facts], default=_said)
        return hashlib.sha256(said.encode()).hexdigest()

    def problem(self, life: Life, without: Change | None = None) -> Problem:
        held = (each for each in self.held if without is None or not _lets_go(each, without))
        return pose(
            life,
            self.facts,
            self.desk.week,
            now=self.desk.now,
            in_force=self.desk.plan.blocks,
            pinned=tuple(held),
        )

    def planned(self, life: Life, *, without: Change | None = None) -> Plan:
        """Searched for anew: the engine is heavy, and who never does that should not load it."""
        from counterpoint.desk.planning.weeks import PlanRefused
        from counterpoint.engines.solver.run import Budget, search

        problem = self.problem(life, without)
        blocks: tuple[Block, ...] = ()
        for found in search(problem, Budget(steps=STEPS)) if problem.days else ():
            blocks = found.blocks
        plan = unexplained(problem, blocks)
        if faults := check(problem, plan):
            raise PlanRefused(faults, problem)
        return known_again(plan, self.desk.plan.blocks)

    def planned_as(self, change: Change, blocks: Iterable[Block]) -> Plan | None:
        """The plan that was found with a change, with its reasons; None where it would no longer do."""
        problem = self.problem(changed(self.desk.life, change, self.desk.now), change)
        plan = unexplained(problem, (each for each in blocks if each.state != "skipped"))
        if check(problem, plan):
            return None
        return known_again(explained(problem, plan), self.desk.plan.blocks)

    def clash(self, item_id: str) -> Clash:
        """The smallest set that clashes."""
        from counterpoint.desk.planning.clashes import smallest_clash

        return smallest_clash(self.problem(self.desk.life), item_id)


def title_of(plan: Plan, item_id: str) -> str:
    """Raises NotThere where a plan neither has nor misses it."""
    titles = {each.item_id: each.title for each in plan.blocks}
    titles |= {each.item_id: each.title for each in plan.left_out}
    if item_id not in titles:
        raise NotThere(_("This is no longer in the week."), advice=_("Look at the week as it is now."))
    return titles[item_id]


def _said(thing: Any) -> Any:
    """What JSON has no form for: sets, which have no order of their own, and times."""
    return sorted(map(str, thing)) if isinstance(thing, frozenset | set) else str(thing)


def _lets_go(block: Block, change: Change) -> bool:
    """Whether a change frees a block that is held: what is left for later is not pinned to this week."""
    mine = block.subject_id == change.of and block.state == "planned"
    return mine and block.pinned and change.how in GONE


def left_out(plan: Plan, item_id: str) -> int:
    return sum(each.minutes for each in plan.left_out if each.item_id == item_id)
