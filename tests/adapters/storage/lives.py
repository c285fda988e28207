"""Things of every kind as Hypothesis draws them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st

from counterpoint.domain.agenda import (
    CalendarAccount,
    CalendarSource,
    Collection,
    Errand,
    EventRule,
    Mark,
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
    Decided,
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
from counterpoint.domain.timeline import Span, Week, WeeklyWindow
from counterpoint.domain.values import (
    DYNAMICS,
    Bridge,
    Commitment,
    CoreValue,
    Emphasis,
    Leaning,
    LifeDomain,
    Season,
    Support,
)

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
ids = st.text("abcdef0123456789-", min_size=1, max_size=64)
minutes = st.integers(1, 600)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
maybe = st.none() | instants
demands = st.sampled_from(["deep", "steady", "light", "social"])
importances = st.sampled_from(["must", "should", "could"])
spheres = st.sampled_from(["work", "life", "both"])
windows = st.builds(WeeklyWindow, st.frozensets(st.integers(0, 6)), st.times(), st.times())
many = st.lists(windows, max_size=3).map(tuple)
parties = st.builds(Party, words, words, words, words, words, words)
messages = st.deferred(
    lambda: st.builds(
        Message, st.sampled_from(["REQUEST", "CANCEL"]), words, st.integers(0, 99), instants, ids,
        st.none() | parties,
        st.lists(parties, max_size=2).map(tuple), words, words, words, words,
        st.lists(st.builds(Occasion, ids, spans, st.none() | st.dates()), max_size=2).map(tuple),
        st.booleans(), words, st.booleans(), st.booleans(), st.booleans(), words, words,
    )
)  # fmt: skip
marks = st.builds(Mark, st.none() | ids, st.none() | st.booleans(), st.none() | st.booleans())

values = st.builds(CoreValue, ids, words, st.integers(1, 9), words)
domains = st.builds(LifeDomain, ids, words, spheres, ids)
protected = st.builds(
    ProtectedTime,
    ids,
    words,
    many,
    st.sampled_from(["firm", "bends"]),
    ids,
    ids,
    st.integers(1, 7),
    minutes,
    st.lists(words, max_size=2).map(tuple),
    st.sampled_from(["nothing", "commitment", "value"]),
    ids,
)
meals = st.builds(Meal, ids, words, windows, minutes)
steps = st.builds(RitualStep, words, minutes, st.sampled_from(["", "https://music.example/suite"]))
rituals = st.builds(
    Ritual, ids, words, spheres, spheres, minutes, st.lists(steps, max_size=2).map(tuple)
)  # fmt: skip
tasks = st.builds(
    Task, ids, words, minutes, ids, ids, importances, demands, st.booleans(), minutes, minutes,
    maybe, maybe, many, minutes, st.booleans(), words, st.lists(ids, max_size=2).map(tuple),
    place_id=ids,
)  # fmt: skip
routines = st.builds(
    Routine, ids, words, minutes, st.integers(1, 7), many, st.integers(0, 7), ids, ids,
    importances, demands, st.booleans(), ids,
)  # fmt: skip
event_rules = st.builds(EventRule, ids, st.sampled_from(["title", "organiser"]), words, marks)
calendars = st.builds(
    CalendarSource, ids, words, ids, st.just("feed"), words.filter(bool), ids, words, words, maybe,
    st.integers(0, 10**6), words, st.booleans(),
)  # fmt: skip
calendar_accounts = st.builds(
    CalendarAccount, ids, words, words.filter(bool), words.filter(bool), st.booleans(),
    st.sampled_from(["well", "locked"]), maybe, st.integers(0, 99), maybe, words,
    st.sampled_from(["", "google"]),
)  # fmt: skip
collections = st.builds(
    Collection, ids, ids, ids, words, words, words, *[st.booleans()] * 3, words, words, *[st.booleans()] * 2,
    st.sampled_from(["", "goes", "rests", "leaves"]), words, maybe,
)  # fmt: skip
our_entries = st.builds(
    OurEntry, ids, ids, words, words, words, words, words, instants, instants, st.booleans()
)
errands = st.builds(
    Errand, ids, ids, words, st.sampled_from(["create", "change", "delete"]), words, words, words,
    st.sampled_from(["waiting", "sent", "asks", "aside"]),
    st.sampled_from(["", "gone", "clash", "place", "shape"]), st.integers(0, 5), maybe, words, words,
)  # fmt: skip
spans = st.builds(lambda start, length: Span(start, start + timedelta(minutes=length)), instants, minutes)
dates = st.dates()
maybe_dates = st.none() | dates
fives, sevens = st.none() | st.integers(1, 5), st.none() | st.integers(1, 7)
several_ids = st.lists(ids, max_size=2).map(tuple)
commitments = st.builds(
    Commitment, ids, words, ids, ids, *[fives] * 2, st.none() | st.integers(-2, 2), fives,
    st.none() | minutes, st.sampled_from(["", "keep", "let_go"]), maybe_dates, maybe_dates, words,
    several_ids, several_ids, words, words,
)  # fmt: skip
SHELVES = {
    "values": values,
    "domains": domains,
    "protected": protected,
    "meals": meals,
    "rituals": rituals,
    "tasks": tasks,
    "routines": routines,
    "event_rules": event_rules,
    "calendars": calendars,
    "calendar_accounts": calendar_accounts,
    "collections": collections,
    "our_entries": our_entries,
    "errands": errands,
    "commitments": commitments,
    "decided": st.builds(
        Decided, ids, instants, commitments, commitments,
        st.lists(st.builds(TaskTurn, tasks, st.none() | tasks), max_size=2).map(tuple),
        st.lists(st.builds(RoutineTurn, routines, st.none() | routines), max_size=2).map(tuple),
    ),
    "bridges": st.builds(Bridge, ids, ids, ids, words),
    "supports": st.builds(
        Support, ids, words, st.sampled_from(["person", "service", "place"]), several_ids, several_ids,
        words, words, words,
    ),
    "job_notes": st.builds(JobNote, ids, words),
    "job_trials": st.builds(
        lambda own, title, days, on: JobTrial(own, title, min(days), max(days), title, title, title, on),
        ids, words, st.tuples(dates, dates), maybe_dates,
    ),
    "seasons": st.builds(
        lambda own, title, days, emphasis: Season(own, title, min(days), max(days), emphasis, title, title),
        ids, words, st.tuples(dates, dates),
        st.lists(st.builds(Emphasis, ids, st.sampled_from(DYNAMICS)), max_size=3).map(tuple),
    ),
    "bends": st.builds(
        Bend, ids, instants, ids, words, spans, st.sampled_from(["emergency", "opportunity", "other"]), words,
        words, ids,
    ),
    "give_backs": st.builds(
        GiveBack, ids, instants, ids, words, minutes, instants, ids, ids, ids,
        st.sampled_from(["offered", "owed", "given", "let_go"]), maybe, minutes,
    ),
    "loosenings": st.builds(
        Loosening, ids, instants, ids, words, instants, st.none() | protected, st.none() | st.integers(0, 30)
    ),
    "check_ins": st.builds(
        CheckIn, ids, instants, st.just("Europe/Berlin"), *[sevens] * 3,
        st.sampled_from(["", "work", "personal", "between"]), words, ids, st.none() | st.booleans(),
        *[sevens] * 4, ids,
    ),
    "stretches": st.builds(Stretch, ids, instants, minutes, words, words, ids, fives, fives),
    "habits": st.builds(
        MicroHabit, ids, words, words, ids, words, st.sampled_from(["on", "resting", "past"]), maybe_dates,
        maybe_dates,
    ),
    "reviews": st.builds(
        lambda own, at, kind, days, notes, change, text, until: Review(
            own, at, kind, min(days), max(days), notes, change, text, text, finished_at=until
        ),
        ids, instants, st.sampled_from(["week", "fortnight", "month"]), st.tuples(dates, dates),
        st.lists(st.builds(Note, words, words), max_size=3).map(tuple),
        st.sampled_from(["", "habit", "boundary", "later", "none"]), words, maybe,
    ),
    "markers": st.builds(Markers, ids, instants, dates, *[st.none() | st.integers(0, 10)] * 6),
    "dismissals": st.builds(Dismissal, ids, instants, words, instants, st.sampled_from(["taken", "let_go"])),
    "places": st.builds(Place, ids, words, st.booleans(), st.lists(words, max_size=2).map(tuple)),
    "ways": st.builds(Way, ids, ids, ids, st.integers(1, 1440), st.integers(0, 1440)),
    "focus_wishes": st.builds(
        FocusWishes, ids, st.integers(0, 1440), several_ids, many
    ),
    "renewals": st.builds(Renewal, ids, words, st.integers(5, 1440), ids, ids),
    "pauses": st.builds(Pause, ids, instants, maybe, words),
    "stays": st.builds(
        lambda own, zone, at, hours: Stay(own, zone, at, at + timedelta(hours=hours)),
        ids, st.sampled_from(["Europe/Lisbon", "Pacific/Auckland"]), instants, st.integers(1, 400),
    ),
    "journal": st.builds(JournalEntry, ids, instants, words, words),
    "good_things": st.builds(
        GoodThing, ids, instants, words, st.sampled_from(["gratitude", "win", "moment"]), ids,
        st.sampled_from(["", "work", "life", "both"]),
    ),
    "savour_offers": st.builds(
        SavourOffer, ids, instants, st.sampled_from(["after", "evening"]), words, st.booleans()
    ),
    "answer_sheets": st.builds(
        AnswerSheet, ids, instants, ids, st.integers(1, 99), ids,
        st.lists(st.builds(Answer, ids, st.integers(0, 1439)), max_size=3).map(tuple), maybe,
    ),
    "portraits": st.builds(
        Portrait, ids, st.sampled_from(["", "blender", "mixed"]), st.sampled_from(["", "early", "late"]),
        several_ids, st.none() | minutes,
    ),
    "notice_wishes": st.builds(
        NoticeWishes, ids,
        st.lists(
            st.builds(NoticeWish, st.sampled_from(["prompt", "plan"]), st.booleans(), st.booleans(),
                      st.times(), st.times(), st.booleans(), st.booleans()),
            max_size=3,
        ).map(tuple),
        many,
    ),
    "notices": st.builds(
        Notice, ids, instants, st.sampled_from(["review", "season"]), words,
        st.sampled_from(["told", "put_off"]),
    ),
    "targets": st.builds(
        Target, ids, instants, st.sampled_from(["mail", "push", "apprise"]), words, words, maybe, maybe,
        st.integers(0, 9), words,
    ),
    "outbox": st.builds(
        Outgoing, ids, instants, st.sampled_from(["prompt", "confirm", "companion"]),
        st.sampled_from(["mail", "push", "apprise"]), ids, words, words, words, words, words, maybe,
        st.sampled_from(["waiting", "sending", "sent", "failed", "withdrawn"]), st.integers(0, 9),
        st.integers(0, 2), maybe, maybe, words,
    ),
    "prompt_wishes": st.builds(PromptWishes, ids, st.sampled_from(["off", "light", "four"]), many),
    "requests": st.builds(
        Request, ids, instants, words, words, spans, st.booleans(), st.sampled_from(["", "Asia/Kathmandu"]),
        ids, words, words, st.sampled_from(["open", "accepted", "given_back", "countered", "declined"]),
        maybe, words, several_ids,
    ),
    "invitations": st.builds(
        Invitation, ids, instants, messages, words, ids,
        st.sampled_from(["", "moved", "changed", "cancelled", "turned_down", "taken_up"]),
        st.none() | spans, maybe,
    ),
    "channels": st.builds(
        Channel, ids, words, st.sampled_from(["mail", "chat", "phone", "in_person", "other"]), many,
        st.sampled_from(["", "hour", "few_days"]), st.lists(words, max_size=2).map(tuple), words,
        st.booleans(),
    ),
    "pages_for_others": st.builds(
        HowIWork, ids, words, words, words, st.booleans(),
        st.sampled_from(["nothing", "by_boundary", "names"]),
    ),
    "leanings": st.builds(Leaning, ids, words, st.sampled_from(["very", "also", "not_now"])),
    "companions": st.builds(
        Companion, ids, words, words, st.booleans(), several_ids, words, st.sampled_from(["on", "resting"])
    ),
}  # fmt: skip
settings_of_a_person = st.builds(
    Settings,
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu"]),
    name=words,
    week_start=st.integers(0, 6),
    clock=st.sampled_from([12, 24]),
    availability=st.builds(
        Availability,
        many,
        many,
        st.booleans(),
        st.integers(0, 900),
        st.just(()),
        st.integers(0, 900),
        st.integers(5, 90),
        st.integers(0, 900),
        st.integers(0, 900),
    ),
    flex=st.none() | st.builds(FlexBlock, ids, words, minutes, minutes, many, ids),
    slack_minutes=st.integers(0, 600),
    chronotype=st.sampled_from(["morning", "between", "evening"]),
    loosening_days=st.integers(0, 30),
)
blocks = st.builds(
    Block, ids, st.sampled_from(["task", "ritual", "meal"]), words, ids, words, spans, ids, ids,
    st.booleans(), st.sampled_from(["planned", "done", "partly", "skipped"]), minutes,
    st.lists(st.builds(Reason, words, words), max_size=2).map(tuple),
)  # fmt: skip
plans = st.builds(
    Plan,
    st.builds(Week, st.dates()),
    st.just("Europe/Berlin"),
    st.lists(blocks, max_size=3, unique_by=lambda each: each.id).map(tuple),
    st.lists(
        st.builds(
            LeftOut, words, st.just("task"), ids, words, minutes, st.booleans(), words, st.just(("a", "b"))
        ),
        max_size=2,
    ).map(tuple),
    cost=st.builds(Cost, minutes, minutes, minutes, st.floats(allow_nan=False)),
    notes=st.lists(words, max_size=2).map(tuple),
    seconds=st.floats(0, 100),
)
midnight = time(0)
