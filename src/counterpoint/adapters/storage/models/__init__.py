"""The tables. A row knows its person, its version and its form in the domain; nothing is decided here."""

from counterpoint.adapters.storage.models.asking import ChannelRow, HowIWorkRow, InvitationRow, RequestRow
from counterpoint.adapters.storage.models.assessment import AnswerSheetRow, PortraitRow
from counterpoint.adapters.storage.models.calendars import (
    CalendarRow,
    EventRuleRow,
    MarkRow,
    OccurrenceRow,
    ReadingRow,
)
from counterpoint.adapters.storage.models.days import (
    CheckInRow,
    FocusWishesRow,
    HabitRow,
    PauseRow,
    PromptWishesRow,
    RenewalRow,
    StayRow,
    StretchRow,
)
from counterpoint.adapters.storage.models.first_steps import CompanionRow, LeaningRow
from counterpoint.adapters.storage.models.job import JobNoteRow, JobTrialRow
from counterpoint.adapters.storage.models.jobs import JobRow
from counterpoint.adapters.storage.models.keys import PersonKeyRow
from counterpoint.adapters.storage.models.ledger import (
    BendRow,
    GiveBackRow,
    LooseningRow,
)
from counterpoint.adapters.storage.models.links import (
    FeedAddress,
    Link,
    PageAddress,
)
from counterpoint.adapters.storage.models.matters import (
    DomainRow,
    MealRow,
    ProtectedRow,
    RitualRow,
    SettingsRow,
    ValueRow,
)
from counterpoint.adapters.storage.models.notices import NoticeRow, NoticeWishesRow
from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.places import PlaceRow, WayRow
from counterpoint.adapters.storage.models.plans import PlanRow, PublishedRow, StepRow
from counterpoint.adapters.storage.models.plate import (
    BridgeRow,
    CommitmentRow,
    DecidedRow,
    SeasonRow,
    SupportRow,
)
from counterpoint.adapters.storage.models.post import OutgoingRow, TargetRow
from counterpoint.adapters.storage.models.private import GoodThingRow, JournalRow, SavourOfferRow
from counterpoint.adapters.storage.models.reviews import DismissalRow, MarkersRow, ReviewRow
from counterpoint.adapters.storage.models.rows import DatedRow, ShelfRow, table_of
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, SealedRow
from counterpoint.adapters.storage.models.servers import (
    AppPasswordRow,
    CalendarAccountRow,
    CollectionRow,
    ErrandRow,
    OAuthClientRow,
    OurEntryRow,
    PermissionRow,
    ResourceRow,
)
from counterpoint.adapters.storage.models.things import RoutineRow, TaskRow
from counterpoint.adapters.storage.models.waiting import WaitingFormRow

__all__ = [
    "AnswerSheetRow",
    "AppPasswordRow",
    "BendRow",
    "BridgeRow",
    "CalendarAccountRow",
    "CalendarRow",
    "ChannelRow",
    "CheckInRow",
    "CollectionRow",
    "CommitmentRow",
    "CompanionRow",
    "DatedRow",
    "DecidedRow",
    "DismissalRow",
    "DomainRow",
    "ErrandRow",
    "EventRuleRow",
    "FeedAddress",
    "FocusWishesRow",
    "GiveBackRow",
    "GoodThingRow",
    "HabitRow",
    "HowIWorkRow",
    "InvitationRow",
    "JobNoteRow",
    "JobRow",
    "JobTrialRow",
    "JournalRow",
    "LeaningRow",
    "Link",
    "LooseningRow",
    "MarkRow",
    "MarkersRow",
    "MealRow",
    "NoticeRow",
    "NoticeWishesRow",
    "OAuthClientRow",
    "OccurrenceRow",
    "OurEntryRow",
    "OutgoingRow",
    "PageAddress",
    "PauseRow",
    "PermissionRow",
    "Person",
    "PersonKeyRow",
    "PlaceRow",
    "PlanRow",
    "PortraitRow",
    "PromptWishesRow",
    "ProtectedRow",
    "PublishedRow",
    "ReadingRow",
    "RenewalRow",
    "RequestRow",
    "ResourceRow",
    "ReviewRow",
    "RitualRow",
    "RoutineRow",
    "SavourOfferRow",
    "SealedDatedRow",
    "SealedRow",
    "SeasonRow",
    "SettingsRow",
    "ShelfRow",
    "StayRow",
    "StepRow",
    "StretchRow",
    "SupportRow",
    "TargetRow",
    "TaskRow",
    "ValueRow",
    "WaitingFormRow",
    "WayRow",
    "table_of",
]
