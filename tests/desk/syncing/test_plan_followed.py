"""What comes back from the phone while something stands against it is not forgotten, and ends no visit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from counterpoint.desk.planning.by_hand import changed_meanwhile
from counterpoint.desk.planning.edits import mark_block
from counterpoint.desk.ports import Kept, WeekPlan
from counterpoint.desk.publishing.ledger import change_collection
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.planning import Plan
from tests.contracts.examples import WEEK
from tests.desk.syncing.plan_lives import Life
from tests.memory.plans import MemoryPlans
from tests.sync.planned import at, basic, moved, when


class ChangedElsewhere(MemoryPlans):
    """Somebody in another tab is quicker, once."""

    quicker = True

    def keep(self, plan: Plan, **how: Any) -> Kept[WeekPlan]:
        kept = self.of(plan.week)
        if self.quicker and kept is not None:
            self.quicker = False
            raise changed_meanwhile(kept)
        return super().keep(plan, **how)


def hurry(life: Life) -> None:
    plans = ChangedElsewhere(life.diary.plans.clock)
    vars(plans).update(vars(life.diary.plans))
    life.diary.plans = plans


@dataclass
class BetweenWritingAndReading:
    """The phone moves the entry right after it was written, before anybody has looked at it."""

    life: Life
    real: Any
    hour: float

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def put(self, url: str, href: str, raw: bytes, *, over: str) -> Any:
        said = self.real.put(url, href, raw, over=over)
        self.life.there.put(href.rpartition("/")[2], moved(raw.decode(), self.hour).encode())
        return said


def visit_while_the_phone_moves_it(life: Life, hour: float) -> None:
    @contextmanager
    def connects(account: CalendarAccount, password: str) -> Iterator[Any]:
        with life.server.connects(account, password) as real:
            yield BetweenWritingAndReading(life, real, hour)

    life.connects = connects
    life.sync()
    life.connects = life.server.connects


def test_what_was_called_not_done_here_and_is_dragged_to_tomorrow_there_is_planned_again(life: Life) -> None:
    kept = life.diary.plans.of(WEEK)
    assert kept is not None
    mark_block(life.diary, WEEK, "swim", "skipped", version=kept.version, now=life.now)
    life.write("swim", moved(life.raw("swim"), 54))
    account = life.sync()
    assert (life.block("swim").span.start, life.block("swim").state) == (at(54), "planned")
    assert not life.errands
    assert account.again_at is not None
    assert account.again_at > life.now
    life.move("swim", 56)
    life.sync()
    assert when(life.raw("swim"))[0] == basic(56)


def test_what_is_dragged_there_to_a_time_long_behind_is_followed_and_stays_there(life: Life) -> None:
    change_collection(life.diary, life.place.id, since=at(28))
    life.write("swim", moved(life.raw("swim"), 25))
    account = life.sync()
    assert life.block("swim").span.start == at(25)
    assert account.again_at is not None
    assert account.again_at > life.now
    life.sync()
    assert when(life.raw("swim"))[0] == basic(25)
    assert not life.errands


def test_what_the_phone_did_right_after_ours_arrived_is_met_even_when_the_plan_changes_at_that_moment(
    life: Life,
) -> None:
    life.call("swim", "Swim far")
    hurry(life)
    visit_while_the_phone_moves_it(life, 36)
    life.sync()
    assert life.block("swim").span.start == at(36)
    assert not life.errands
    life.call("swim", "Swim further")
    life.sync()
    assert when(life.raw("swim"))[0] == basic(36)


def test_where_the_plan_changes_at_the_moment_of_following_the_next_visit_follows(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 36))
    hurry(life)
    account = life.sync()
    assert life.block("swim").span.start == at(30)
    assert (account.trouble, account.failures) == ("", 0)
    life.sync()
    assert life.block("swim").span.start == at(36)
    assert not life.errands


def test_what_was_tidied_away_there_comes_back_with_a_later_time(life: Life) -> None:
    life.now = at(40)
    life.there.delete(life.name_of("swim"))
    life.sync()
    assert not life.errands
    life.call("swim", "Swim far")
    life.move("swim", 29)
    life.sync()
    assert len(life.there.entries) == 1
    life.move("swim", 45)
    life.sync()
    life.sync()
    assert when(life.raw("swim"))[0] == basic(45)
    assert not life.errands
