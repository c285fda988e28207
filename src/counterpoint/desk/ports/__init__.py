"""What the use cases need of the world. Adapters see nothing else of the desk.

Everything behind a `Diary` belongs to one person; there is no way from one diary to another's.
"""

from counterpoint.desk.ports.calendars import (
    CalendarReader,
    Calendars,
    Progress,
    Read,
    ReadableCalendar,
    Reads,
)
from counterpoint.desk.ports.diary import Diary, Shut
from counterpoint.desk.ports.jobs import Job, Jobs, JobState
from counterpoint.desk.ports.permissions import Authorizes, Bearer, PermissionEnded, Tokens
from counterpoint.desk.ports.plans import PlanEvent, Plans, WeekPlan
from counterpoint.desk.ports.post import (
    Message,
    NotSent,
    Post,
    Refused,
    TargetGone,
    TryLater,
    Unclear,
    WaysBack,
)
from counterpoint.desk.ports.resources import Resources
from counterpoint.desk.ports.servers import (
    Abilities,
    CalendarGone,
    CalendarServer,
    CannotMake,
    CannotSync,
    Changes,
    Connects,
    Fetched,
    Home,
    NoCalendarsThere,
    NotLetIn,
    RemoteCalendar,
    ServerTrouble,
    TimeIsUp,
    TokenRefused,
    Written,
)
from counterpoint.desk.ports.shelves import CannotOpen, ChangedMeanwhile, Dated, Kept, NotThere, Shelf

__all__ = [
    "Abilities",
    "Authorizes",
    "Bearer",
    "CalendarGone",
    "CalendarReader",
    "CalendarServer",
    "Calendars",
    "CannotMake",
    "CannotOpen",
    "CannotSync",
    "ChangedMeanwhile",
    "Changes",
    "Connects",
    "Dated",
    "Diary",
    "Fetched",
    "Home",
    "Job",
    "JobState",
    "Jobs",
    "Kept",
    "Message",
    "NoCalendarsThere",
    "NotLetIn",
    "NotSent",
    "NotThere",
    "PermissionEnded",
    "PlanEvent",
    "Plans",
    "Post",
    "Progress",
    "Read",
    "ReadableCalendar",
    "Reads",
    "Refused",
    "RemoteCalendar",
    "Resources",
    "ServerTrouble",
    "Shelf",
    "Shut",
    "TargetGone",
    "TimeIsUp",
    "TokenRefused",
    "Tokens",
    "TryLater",
    "Unclear",
    "WaysBack",
    "WeekPlan",
    "Written",
]
