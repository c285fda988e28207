"""Where the accepted plan goes, and how much of it is still to go there."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.desk.ports import Diary, NotThere
from counterpoint.desk.publishing.ledger import errands_of
from counterpoint.desk.syncing.starting import plan_collection
from counterpoint.domain.agenda import CalendarAccount, Collection


@dataclass(frozen=True, slots=True)
class GoesOut:
    """The plan's calendar and its account; how much of the plan waits to go there, and of how much its
    person is asked.
    """

    account: CalendarAccount
    place: Collection
    waiting: int
    asked: int

    @property
    def kept_from_it(self) -> bool:
        """Whether the last visit did not work, or none is made before a new password."""
        return self.account.state == "locked" or self.account.failures > 0


def goes_out(diary: Diary) -> GoesOut | None:
    """None where the plan goes nowhere, or no longer does."""
    place = plan_collection(diary)
    if place is None or place.plan != "goes":
        return None
    try:
        account = diary.shelf(CalendarAccount).get(place.account_id).thing
    except NotThere:  # let go of just now
        return None
    states = [each.state for each in errands_of(diary, place.id)]
    waiting = sum(state in ("waiting", "sent") for state in states)
    return GoesOut(account, place, waiting, states.count("asks"))
