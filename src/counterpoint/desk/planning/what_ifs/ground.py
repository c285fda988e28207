"""What all that is asked about a week stands on, read once, and planning from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterpoint.desk.planning.by_hand import AtDesk
from counterpoint.desk.ports import NotThere
from counterpoint.desk.week.blocks import is_held, known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Fact
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Life, Plan, Problem
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import explained, unexplained
from counterpoint.domain.planning.what_if import Change
from counterpoint.domain.words import gettext as _

if TYPE_CHECKING:
    from counterpoint.desk.planning.clashes import Clash

STEPS = 6000
GONE = ("later", "ask", "rest", "bend")
"""The changes after which a thing has no place this week, or not that one."""


class StillGettingReady(CounterpointError):
    """The planner has not been made ready on this machine yet."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all that is asked about a week stands on, read once."""

    desk: AtDesk
    facts: tuple[Fact, ...]
    held: tuple[Block, ...]

    @classmethod
    def of(cls, desk: AtDesk) -> Ground:
        held = tuple(each for each in desk.plan.blocks if is_held(each, desk.now))
        return cls(desk, facts_for(desk.diary, desk.week, desk.life), held)

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

    def planned(self, life: Life, *, without: Change | None = None, reasons: bool = False) -> Plan:
        # The engine is heavy; who never asks should not load it.
        from counterpoint.desk.planning.weeks import PlanRefused
        from counterpoint.engines.solver.run import Budget, search

        _be_ready()
        problem = self.problem(life, without)
        blocks: tuple[Block, ...] = ()
        for found in search(problem, Budget(steps=STEPS)) if problem.days else ():
            blocks = found.blocks
        plan = unexplained(problem, blocks)
        if faults := check(problem, plan):
            raise PlanRefused(faults, problem)
        return known_again(explained(problem, plan) if reasons else plan, self.desk.plan.blocks)

    def clash(self, item_id: str, *, proven: bool = True) -> Clash:
        """The smallest set that clashes; the judge is asked only where it should be `proven`."""
        from counterpoint.desk.planning.clashes import SECONDS, smallest_clash

        _be_ready()
        seconds = SECONDS if proven else 0.0
        return smallest_clash(self.problem(self.desk.life), item_id, seconds=seconds)

    def title_of(self, item_id: str) -> str:
        titles = {each.item_id: each.title for each in self.desk.plan.blocks}
        titles |= {each.item_id: each.title for each in self.desk.plan.left_out}
        if item_id not in titles:
            raise NotThere(_("This is no longer in the week."), advice=_("Look at the week as it is now."))
        return titles[item_id]


def _be_ready() -> None:
    """Raises StillGettingReady where the kernels would first have to be compiled, which takes a minute."""
    from counterpoint.engines.solver import is_warm

    if not is_warm():
        raise StillGettingReady(
            _("The planner is still getting ready on this machine."), advice=_("Ask again in a minute.")
        )


def _lets_go(block: Block, change: Change) -> bool:
    """Whether a change frees a block that is held: what is left for later is not pinned to this week."""
    mine = block.subject_id == change.of and block.state == "planned"
    return mine and block.pinned and change.how in GONE


def left_out(plan: Plan, item_id: str) -> int:
    return sum(each.minutes for each in plan.left_out if each.item_id == item_id)
