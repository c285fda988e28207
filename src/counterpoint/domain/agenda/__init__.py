"""What calendars say: occurrences as facts, and what had to be set aside while reading them."""

from counterpoint.domain.agenda.accounts import (
    AppPassword,
    CalendarAccount,
    Collection,
    Resource,
)
from counterpoint.domain.agenda.authorization import OAuthClient, Permission
from counterpoint.domain.agenda.facts import EventRule, Fact, Mark, facts_of
from counterpoint.domain.agenda.occurrences import Agenda, Doubt, Occurrence, SetAside, Status, basic_name
from counterpoint.domain.agenda.ours import Errand, OurEntry
from counterpoint.domain.agenda.renewal import Entries, Entry, Known, Renewal, has_nothing
from counterpoint.domain.agenda.showing import Showing, ShowsAs
from counterpoint.domain.agenda.sources import CalendarSource
from counterpoint.domain.agenda.together import Together, at_one_time

__all__ = [
    "Agenda",
    "AppPassword",
    "CalendarAccount",
    "CalendarSource",
    "Collection",
    "Doubt",
    "Entries",
    "Entry",
    "Errand",
    "EventRule",
    "Fact",
    "Known",
    "Mark",
    "OAuthClient",
    "Occurrence",
    "OurEntry",
    "Permission",
    "Renewal",
    "Resource",
    "SetAside",
    "Showing",
    "ShowsAs",
    "Status",
    "Together",
    "at_one_time",
    "basic_name",
    "facts_of",
    "has_nothing",
]
