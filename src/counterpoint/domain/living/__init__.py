"""Living the day: micro habits, good things, a journal, what renews, life that happened, stays elsewhere."""

from counterpoint.domain.living.companion import Companion, CompanionState, weekly_message
from counterpoint.domain.living.habits import HabitState, MicroHabit
from counterpoint.domain.living.journal import JournalEntry
from counterpoint.domain.living.notices import Notice, NoticeKind, NoticeState, NoticeWish, NoticeWishes
from counterpoint.domain.living.pauses import Pause, days_of
from counterpoint.domain.living.post import WAYS, Outgoing, OutgoingKind, OutgoingState, Target, Way
from counterpoint.domain.living.renewal import Renewal
from counterpoint.domain.living.savouring import GoodKind, GoodThing, Occasion, SavourOffer
from counterpoint.domain.living.savouring import Where as GoodWhere
from counterpoint.domain.living.stays import Stay, lived_zone

__all__ = [
    "WAYS",
    "Companion",
    "CompanionState",
    "GoodKind",
    "GoodThing",
    "GoodWhere",
    "HabitState",
    "JournalEntry",
    "MicroHabit",
    "Notice",
    "NoticeKind",
    "NoticeState",
    "NoticeWish",
    "NoticeWishes",
    "Occasion",
    "Outgoing",
    "OutgoingKind",
    "OutgoingState",
    "Pause",
    "Renewal",
    "SavourOffer",
    "Stay",
    "Target",
    "Way",
    "days_of",
    "lived_zone",
    "weekly_message",
]
