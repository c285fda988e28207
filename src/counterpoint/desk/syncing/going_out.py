"""Where the accepted plan goes, and how much of it is still to go there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.ports import Diary, NotThere
from counterpoint.desk.publishing.ledger import errands_of
from counterpoint.desk.syncing.due import broke_off
from counterpoint.desk.syncing.starting import plan_collection
from counterpoint.domain.agenda import CalendarAccount, Collection


@dataclass(frozen=True, slots=True)
class GoesOut:
    """The plan's calendar and its account; how much of the plan waits to go there, of how much its person is
    asked, and how much was refused there. `trouble`: the last visit broke off, or the calendar is in trouble.
    """

    account: CalendarAccount
    place: Collection
    waiting: int
    asked: int
    refused: int = 0
    trouble: bool = False

    @property
    def kept_from_it(self) -> bool:
        """Whether the last visit did not work, or none is made before a new password."""
        return self.trouble or self.account.state == "locked" or self.account.failures > 0

    @property
    def is_whole(self) -> bool:
        """Whether all of it stands there, as far as is known here."""
        return not (self.waiting or self.asked or self.refused or self.trouble)

    @property
    def is_held_up(self) -> bool:
        """Whether some of it does not go there by itself, or not before the server can be reached."""
        return not self.is_whole and (self.kept_from_it or not self.waiting)

    def holds(self, end: datetime) -> bool:
        """Whether a week that ends then goes there: what had ended before the plan did was not put there."""
        return self.place.since is None or end > self.place.since


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
    return GoesOut(
        account,
        place,
        waiting=sum(state in ("waiting", "sent") for state in states),
        asked=states.count("asks"),
        refused=states.count("aside"),
        trouble=bool(broke_off(diary, account.id)) or _in_trouble(diary, place),
    )


def _in_trouble(diary: Diary, place: Collection) -> bool:
    try:
        return bool(diary.calendars.get(place.calendar_id).thing.trouble)
    except NotThere:
        return False
