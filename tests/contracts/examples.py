"""One thing of each kind with every field filled in, and a slightly different one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from counterpoint.desk.ports import Diary
from counterpoint.domain.agenda import (
    CalendarAccount,
    CalendarSource,
    Collection,
    Errand,
    EventRule,
    Mark,
    Occurrence,
    OurEntry,
)
from counterpoint.domain.assessment import Answer, AnswerSheet, Portrait
from counterpoint.domain.boundaries import (
    Availability,
    Bend,
    Channel,
    GiveBack,
    HowIWork,
    Loosening,
    Meal,
    ProtectedTime,
    Request,
)
from counterpoint.domain.energy import (
    CheckIn,
    PromptWishes,
    Stretch,
)
from counterpoint.domain.everything import SHELVES
from counterpoint.domain.inviting import Invitation, Message, Occasion, Party
from counterpoint.domain.job import JobNote, JobTrial
from counterpoint.domain.living import (
    Companion,
    GoodThing,
    JournalEntry,
    MicroHabit,
    Notice,
    NoticeWish,
    NoticeWishes,
    Outgoing,
    Pause,
    Renewal,
    SavourOffer,
    Stay,
    Target,
)
from counterpoint.domain.planning import (
    Block,
    Cost,
    Crossing,
    DayBound,
    Decided,
    Did,
    FlexBlock,
    FocusWishes,
    LeftOut,
    Place,
    Plan,
    Reason,
    Ritual,
    RitualStep,
    Routine,
    RoutineTurn,
    Settings,
    Task,
    TaskTurn,
    Way,
)
from counterpoint.domain.reviews import Dismissal, Markers, Note, Review
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, Span, Week, WeeklyWindow
from counterpoint.domain.values import (
    Bridge,
    Commitment,
    CoreValue,
    Emphasis,
    Leaning,
    LifeDomain,
    Season,
    Support,
)

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = Week.named("2026-W48")
MORNINGS = WeeklyWindow(WEEKDAYS, time(9), time(12, 30))
NIGHTS = WeeklyWindow(WEEKEND, time(22), time(6))

INVITED = Message(
    "REQUEST", "launch@example.org", 1, MONDAY, "20261126T170000Z",
    Party("anna@example.org", "Anna", "/anna/"),
    (Party("ada@example.org", "Ada", "", "NEEDS-ACTION", "bo@example.org", "cy@example.org"),), "The launch",
    "Room 4", "Bring the plans", "Sorry",
    (Occasion("", Span(MONDAY, MONDAY + timedelta(hours=1)), date(2026, 11, 23)),),
    True, "Europe/London", True, True, True, "anna@example.org", "<1@example.org>",
)  # fmt: skip

# shelf → (a thing, its change)
THINGS: dict[str, tuple[Any, Any]] = {
    "values": (
        CoreValue("v1", "Being there", 2, "home before six"),
        CoreValue("v1", "Being there for them", 1),
    ),
    "domains": (LifeDomain("d1", "Family", "life", "v1"), LifeDomain("d1", "Home", "both")),
    "protected": (
        ProtectedTime(
            "p1", "Swim", (MORNINGS, NIGHTS), "bends", "v1", "d1", 2, 45, ("emergency",), "value", "a1",
        ),
        ProtectedTime("p1", "Dinner", (NIGHTS,)),
    ),
    "meals": (
        Meal("m1", "Lunch", WeeklyWindow(EVERY_DAY, time(12), time(14)), 40),
        Meal("m1", "Late lunch", WeeklyWindow(WEEKEND, time(13), time(15))),
    ),
    "rituals": (
        Ritual(
            "r1", "Walk home", "work", "life", 15,
            (RitualStep("Walk around the block", 10), RitualStep("Bach", 0, "https://music.example/suite")),
        ),
        Ritual("r1", "Tea", "life", "work", 5),
    ),
    "tasks": (
        Task(
            "t1", "Draft “report” 🎼", 180, "d1", "v1", "must", "deep", True, 45, 90,
            MONDAY, MONDAY + timedelta(days=4), (MORNINGS,), 30, False, "two\nlines", ("t2",), 120, 240, True,
            "a1",
        ),
        Task("t1", "Draft report", 120, done=True),
    ),
    "routines": (
        Routine("o1", "Run", 40, 3, (MORNINGS,), 2, "d1", "v1", "could", "steady", True, "a1"),
        Routine("o1", "Run", 30, 2),
    ),
    "event_rules": (
        EventRule("e1", "title", "standup", Mark("d1", None, False)),
        EventRule("e1", "organiser", "boss@", Mark(ignored=True)),
    ),
    "calendars": (
        CalendarSource(
            "c1", "Work", "d1", "feed", "https://calendar.example/secret.ics", "Europe/Berlin",
            '"abc"', "Mon, 23 Nov 2026 08:00:00 GMT", MONDAY, 12, "It did not answer.", True,
        ),
        CalendarSource("c1", "Team", "d2"),
    ),
    "calendar_accounts": (
        CalendarAccount(
            "q1", "Home", "https://dav.example/", "ada@dav.example", False, "locked", MONDAY, 3,
            None, "Its password is in no export; type it once more.",
        ),
        CalendarAccount(
            "q1", "Work", "https://dav.example/", "ada", True, "well", MONDAY, 2, MONDAY + timedelta(hours=1),
            "It did not answer.", "google",
        ),
    ),
    "collections": (
        Collection("n1", "q1", "c1", "https://dav.example/ada/work/", "Work", "#336699", False, True),
        Collection(
            "n1", "q1", "c1", "https://dav.example/ada/team/", "Team", "", True, False, False, "token", "c",
            True, True, "goes", "Busy", MONDAY, "graded", "rests", ("c1", "c2"), ("meal",),
            ("0f3a5c7e9b1d",),
        ),
    ),
    "our_entries": (
        OurEntry(
            "e1", "n1", "b1", "/ada/plan/e1.ics", '"a"', "BEGIN:VCALENDAR", "BEGIN:VCALENDAR", MONDAY,
            MONDAY + timedelta(hours=1),
        ),
        OurEntry("e1", "n1", "b1", "/ada/plan/e1.ics", "", "", "", MONDAY, MONDAY, True),
    ),
    "errands": (
        Errand("e1", "n1", "b1", "create", "/ada/plan/e1.ics", "BEGIN:VCALENDAR"),
        Errand(
            "e1", "n1", "b1", "change", "/ada/plan/e1.ics", "BEGIN:VCALENDAR", '"a"', "asks", "clash", 3,
            MONDAY, "It was moved.", "BEGIN:VCALENDAR",
        ),
    ),
    "commitments": (
        Commitment(
            "k1", "School board", "d1", "v1", 3, 2, -1, 4, 90, "delegate", date(2026, 11, 1),
            date(2027, 1, 1), "Robin", ("t1",), ("o1",), "until spring", "people",
        ),
        Commitment("k1", "School board", energy=2),
    ),
    "decided": (
        Decided(
            "i1", MONDAY, Commitment("k1", "School board", joy=2), Commitment("k1", "School board", joy=3),
            (TaskTurn(Task("t1", "Note", 60), Task("t1", "Note", 30)), TaskTurn(Task("t2", "Call", 15))),
            (RoutineTurn(Routine("o1", "Meet", 60, 1), Routine("o1", "Meet", 60, 1, paused=True)),),
        ),
        Decided("i1", MONDAY, Commitment("k1", "School board"), Commitment("k1", "Board")),
    ),
    "bridges": (Bridge("j1", "k1", "k2", "chairing a meeting"), Bridge("j1", "k2", "k1")),
    "supports": (
        Support("u1", "Ines", "person", ("k1",), ("d1",), "just ring", "Tuesdays", "has a key"),
        Support("u1", "After-school club", "place"),
    ),
    "job_notes": (JobNote("schedule-when", "home\nearly"), JobNote("schedule-when")),
    "job_trials": (
        JobTrial(
            "a1", "Two days from home", date(2026, 11, 1), date(2026, 12, 1), "Calls are answered.", "Anna",
            "It was good.", date(2026, 12, 2),
        ),
        JobTrial("a1", "Early starts", date(2026, 11, 1), date(2026, 11, 1)),
    ),
    "seasons": (
        Season(
            "s1", "Launch", date(2026, 11, 1), date(2026, 12, 1), (Emphasis("d1", "ff"), Emphasis("d2")),
            "It matters now.", "It was good.", date(2026, 12, 2),
        ),
        Season("s1", "Rest", date(2026, 11, 1), date(2026, 11, 9)),
    ),
    "bends": (
        Bend(
            "b1", MONDAY, "p1", "Swim", Span(MONDAY, MONDAY + timedelta(hours=1)), "opportunity", "Anna",
            "the launch", "v1",
        ),
        Bend("b1", MONDAY, "p1", "Swim", Span(MONDAY, MONDAY + timedelta(hours=2))),
    ),
    "give_backs": (
        GiveBack(
            "g1", MONDAY, "b1", "Swim", 45, MONDAY + timedelta(days=5), "p1", "v1", "d1", "given",
            MONDAY + timedelta(days=3), 30,
        ),
        GiveBack("g1", MONDAY, "b1", "Swim", 45, MONDAY + timedelta(days=5), state="let_go"),
    ),
    "loosenings": (
        Loosening(
            "l1", MONDAY, "p1", "Swim", MONDAY + timedelta(days=3),
            ProtectedTime("p1", "Swim", (MORNINGS,), "bends", "v1", "d1", 1, 45, ("emergency",), "nothing"),
        ),
        Loosening("l1", MONDAY, "", "Loosening", MONDAY + timedelta(days=4), days=2),
    ),
    "check_ins": (
        CheckIn(
            "c1", MONDAY, "Europe/Berlin", 5, 2, 6, "work", "Report", "d1", True, 4, 3, 2, 1, "prompt-1",
        ),
        CheckIn("c1", MONDAY, energy=1),
    ),
    "stretches": (Stretch("x1", MONDAY, 45, "Walk", "task:t1#1", "d1", 4, 5), Stretch("x1", MONDAY, 30)),
    "habits": (
        MicroHabit(
            "h1", "Drink a glass of water", "the kettle", "v1", "Robin", "resting",
            date(2026, 11, 1), date(2026, 11, 22),
        ),
        MicroHabit("h1", "Drink water"),
    ),
    "reviews": (
        Review(
            "w1", MONDAY, "week", date(2026, 11, 23), date(2026, 11, 29),
            (Note("promise", "It went."), Note("plan")), "habit", "Read a page", "the kettle", "h1", MONDAY,
        ),
        Review("w1", MONDAY, "month", date(2026, 11, 1), date(2026, 11, 30)),
    ),
    "markers": (
        Markers("n1", MONDAY, date(2026, 11, 23), 7, 3, 0, 10, 5, 6),
        Markers("n1", MONDAY, date(2026, 11, 23), stress=4),
    ),
    "dismissals": (
        Dismissal("i1", MONDAY, "radar:switching", MONDAY + timedelta(days=60), "taken"),
        Dismissal("i1", MONDAY, "coach:recover", MONDAY),
    ),
    "pauses": (Pause("z1", MONDAY, MONDAY + timedelta(days=2), "flu"), Pause("z1", MONDAY)),
    "stays": (
        Stay("s1", "Europe/Lisbon", MONDAY, MONDAY + timedelta(days=4, hours=7)),
        Stay("s1", "America/New_York", MONDAY, MONDAY + timedelta(hours=9)),
    ),
    "journal": (
        JournalEntry("j1", MONDAY, "What I would tell nobody.\n\nAnd more. 🎼", "What surprised you today?"),
        JournalEntry("j1", MONDAY, "Something else."),
    ),
    "good_things": (
        GoodThing("g1", MONDAY, "Anna laughed about the soup.", "win", "d1", "life"),
        GoodThing("g1", MONDAY, "Tea in the garden"),
    ),
    "savour_offers": (
        SavourOffer("o1", MONDAY, "after", "Swim", True),
        SavourOffer("o1", MONDAY, "after", "Swim"),
    ),
    "answer_sheets": (
        AnswerSheet(
            "a1", MONDAY, "ons4", 1, "full-1", (Answer("satisfied", 7), Answer("happy", 0)),
            MONDAY + timedelta(minutes=2),
        ),
        AnswerSheet("a1", MONDAY, "ons4"),
    ),
    "portraits": (
        Portrait("me", "blender", "middle", ("transitions", "load-cap"), 45),
        Portrait("me", "mixed"),
    ),
    "notice_wishes": (
        NoticeWishes("w2", (NoticeWish("review", False, True, time(8), time(21), True, True),), (NIGHTS,)),
        NoticeWishes("w2"),
    ),
    "notices": (
        Notice("review-2026-11-23", MONDAY, "review", "week-2026-11-16"),
        Notice("review-2026-11-23", MONDAY, "review", "week-2026-11-16", "put_off"),
    ),
    "targets": (
        Target("mail-1", MONDAY, "mail", "ada@example.org", "At home", trouble="It was refused."),
        Target("mail-1", MONDAY, "mail", "ada@example.org", "", MONDAY, MONDAY, 2),
    ),
    "outbox": (
        Outgoing(
            "m1", MONDAY, "review", "mail", "mail-1", "ada@example.org", "The week", "Look back.",
            "/notices/due/?kind=review", "week-2026-11-16", MONDAY + timedelta(days=1), "sent", 2, 1, None,
            MONDAY + timedelta(minutes=5), "The server asked for patience.",
        ),
        Outgoing("m1", MONDAY, "test", "push", "push-1", "This phone", "A test", next_at=MONDAY),
    ),
    "prompt_wishes": (PromptWishes("w1", "four", (NIGHTS,)), PromptWishes("w1", "light")),
    "requests": (
        Request(
            "q1", MONDAY, "Anna", "the launch", Span(MONDAY, MONDAY + timedelta(hours=1)), True,
            "America/New_York", "d1", "anna@example.org", "she is new", "given_back",
            MONDAY + timedelta(hours=2), "I’ll be there.", ("b1",),
        ),
        Request("q1", MONDAY, "Anna", "the launch", Span(MONDAY, MONDAY + timedelta(minutes=30))),
    ),
    "invitations": (
        Invitation(
            "v1", MONDAY, INVITED, "ada@example.org", "q1", "turned_down",
            Span(MONDAY, MONDAY + timedelta(hours=1)), MONDAY + timedelta(hours=3), True,
        ),
        Invitation("v1", MONDAY, Message("CANCEL", "launch@example.org", 2, MONDAY)),
    ),
    "channels": (
        Channel("n1", "Desk phone", "phone", (MORNINGS,), "at_once", ("manager",), "+49 30 1", True),
        Channel("n1", "Post"),
    ),
    "pages_for_others": (
        HowIWork("family", "I am there at six.", "Ring twice.", "Ask me.", False, "names"),
        HowIWork("family"),
    ),
    "leanings": (Leaning("x1", "Quiet mornings", "very"), Leaning("x1", "Quiet mornings", "not_now")),
    "companions": (
        Companion("y1", "Noor", "noor@example.org", True, ("p1",), "This week I keep it small.", "resting"),
        Companion("y1", "Noor"),
    ),
    "renewals": (
        Renewal("n1", "A walk by the river", 30, "o1", "p1"),
        Renewal("n1", "Nothing at all", 15),
    ),
    "focus_wishes": (FocusWishes("f1", 45, ("d1",), (MORNINGS,)), FocusWishes("f1", 30)),
    "places": (Place("a1", "Home", True, ("12 Elm Street", "Zuhause")), Place("a1", "Office")),
    "ways": (Way("w1", "a1", "a2", 25, 35), Way("w1", "a1", "a2", 20)),
}  # fmt: skip


def shelf_of(diary: Diary, name: str) -> Any:
    """The shelf of a diary that an export calls by this name."""
    return diary.calendars if name == "calendars" else diary.shelf(SHELVES[name])


def renamed(thing: Any, id: str) -> Any:
    return replace(thing, id=id)


SETTINGS = Settings(
    zone="America/New_York",
    name="Ada",
    week_start=6,
    clock=12,
    availability=Availability((NIGHTS,), (MORNINGS,), True, 450, (), 90, 20, 660, 480),
    flex=FlexBlock("f1", "Mixed", 90, 30, (MORNINGS,), "v1"),
    slack_minutes=45,
    chronotype="evening",
    loosening_days=3,
    as_usual=True,
)


def block(id: str, hour: float = 9, minutes: int = 60, **fields: Any) -> Block:
    start = MONDAY + timedelta(hours=hour)
    described = {"kind": "task", "item_id": f"task/{id}", "subject_id": id, "title": id.title()} | fields
    return Block(id=id, span=Span(start, start + timedelta(minutes=minutes)), **described)


def plan(*blocks: Block, week: Week = WEEK) -> Plan:
    span = Span(MONDAY, MONDAY + timedelta(hours=1))
    return Plan(
        week,
        "Europe/Berlin",
        blocks,
        (LeftOut("i", "routine", "o1", "Run", 30, True, "No room", ("Dinner",), "Loosen it."),),
        (Crossing("c/1", "Meeting", "p1", "Dinner", span),),
        Cost(0, 30, 15, 12.25),
        (DayBound(date(2026, 11, 23), 3.5, 3.25), DayBound(date(2026, 11, 24), 1.0, None)),
        ("a note",),
        0.31,
        12_345,
        7,
        (Did("task", "t1", "deadline_at", "", "2026-12-01T16:00:00+00:00"), Did("season", "s1")),
    )


FULL_BLOCK = block(
    "full", domain_id="d1", value_id="v1", pinned=True, state="partly", minutes_done=20,
    reasons=(Reason("energy", "Your best hours."), Reason("value", "For “Being there”.")),
)  # fmt: skip


def occurrence(uid: str, hours: float, length: float = 1, **fields: Any) -> Occurrence:
    start = MONDAY + timedelta(hours=hours)
    described = {"recurrence_id": None, "title": uid.title()} | fields
    return Occurrence(uid=uid, span=Span(start, start + timedelta(hours=length)), **described)
