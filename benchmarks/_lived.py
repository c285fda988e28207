"""Years that somebody lived, from a seed, with as much of every kind as one gathers who uses all of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta

from _weeks import ROUTINES, Sample, sample

from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.domain.assessment import Answer, AnswerSheet, Portrait
from counterpoint.domain.boundaries import Bend, Channel, GiveBack, HowIWork, Loosening, Request
from counterpoint.domain.energy import CheckIn, PromptWishes, Stretch
from counterpoint.domain.everything import Everything, WeekHeld
from counterpoint.domain.job import JobNote, JobTrial
from counterpoint.domain.living import (
    Companion,
    GoodThing,
    JournalEntry,
    MicroHabit,
    Notice,
    NoticeWishes,
    Pause,
    SavourOffer,
)
from counterpoint.domain.planning import Decided, Plan, Settings
from counterpoint.domain.reviews import Dismissal, Markers, Note, Review
from counterpoint.domain.timeline import EVERY_DAY, Span, Week, WeeklyWindow
from counterpoint.domain.values import Bridge, Commitment, Emphasis, Leaning, Season, Support

WORDS = ("a slow walk", "by the river", "a letter", "to Anna", "and the soup", "for the children", "at last")


@dataclass(frozen=True)
class Sizes:
    """How much of each kind: in a day (fractions are chances), in a year, or at any time."""

    check_ins_a_day: float = 4
    stretches_a_day: float = 3
    savour_offers_a_day: float = 1
    notices_a_day: float = 2
    good_things_a_day: float = 0.7
    journal_a_day: float = 0.4
    requests_a_day: float = 0.3
    bends_a_day: float = 0.15
    tasks_a_year: int = 400
    decided_a_year: int = 24
    habits_a_year: int = 8
    seasons_a_year: int = 4
    sheets_a_year: int = 12
    dismissals_a_year: int = 12
    pauses_a_year: int = 3
    open_tasks: int = 40
    routines: int = 10
    commitments: int = 60
    supports: int = 15
    bridges: int = 15
    rules: int = 10

    @classmethod
    def said(cls, words: list[str]) -> Sizes:
        """`commitments=200` and the like, over the usual sizes."""
        kinds = {each.name: float if "_a_day" in each.name else int for each in fields(cls)}
        pairs = (word.partition("=") for word in words)
        return cls(**{name: kinds[name](value) for name, _, value in pairs})


@dataclass
class Years:
    """`now` is where they end; everything follows from the seed."""

    seed: int
    years: int
    now: datetime
    sizes: Sizes

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.days = 365 * self.years
        self.week: Sample = sample(self.seed, tasks=self.sizes.open_tasks, routines=self.sizes.routines)

    def everything(self) -> Everything:
        life, sizes = self.week.life, self.sizes
        bends = tuple(self._bends())
        return Everything(
            settings=Settings(zone=life.zone, name="Robin"),
            values=life.values,
            domains=life.domains,
            protected=life.protected,
            meals=life.availability.meals,
            rituals=life.rituals,
            tasks=tuple(self._tasks()),
            routines=life.routines,
            event_rules=tuple(
                EventRule(f"rule-{n}", "title", f"Weekly {n}", Mark("work")) for n in range(sizes.rules)
            ),
            commitments=tuple(self._commitments()),
            decided=tuple(self._decided()),
            bridges=tuple(
                Bridge(f"bridge-{n}", f"c{n}", f"c{n + 1}", self.text(4)) for n in range(sizes.bridges)
            ),
            supports=tuple(
                Support(f"support-{n}", f"Ines {n}", "person", (f"c{n}",), ("family",), "ring", "Tuesdays")
                for n in range(sizes.supports)
            ),
            job_notes=(JobNote("schedule-when", self.text(20)),),
            job_trials=tuple(self._trials()),
            seasons=tuple(self._seasons()),
            bends=bends,
            give_backs=tuple(self._give_backs(bends)),
            loosenings=(self._loosening(),),
            check_ins=tuple(self._check_ins()),
            stretches=tuple(self._stretches()),
            prompt_wishes=(PromptWishes(often="four"),),
            habits=tuple(self._habits()),
            pauses=tuple(self._pauses()),
            journal=tuple(
                JournalEntry(f"journal-{n}", at, self.text(120), "What surprised you today?")
                for n, at in self.moments(sizes.journal_a_day)
            ),
            good_things=tuple(
                GoodThing(f"good-{n}", at, self.text(12), "gratitude", "family", "life")
                for n, at in self.moments(sizes.good_things_a_day)
            ),
            savour_offers=tuple(
                SavourOffer(f"offer-{n}", at, "evening", "", self.chance.random() < 0.6)
                for n, at in self.moments(sizes.savour_offers_a_day)
            ),
            answer_sheets=tuple(self._sheets()),
            portraits=(Portrait("me", "blender", "middle", ("transitions",)),),
            reviews=tuple(self._reviews()),
            markers=tuple(self._markers()),
            dismissals=tuple(
                Dismissal(f"dismissal-{n}", at, "coach:recover", at + timedelta(days=60))
                for n, at in self.so_many_a_year(sizes.dismissals_a_year)
            ),
            requests=tuple(self._requests()),
            channels=tuple(
                Channel(f"channel-{n}", f"Way {n}", "mail", (MORNINGS,), "day", reach="robin@example.org")
                for n in range(5)
            ),
            pages_for_others=tuple(
                HowIWork(who, self.text(12), self.text(8), self.text(8))
                for who in ("manager", "colleagues", "family")
            ),
            leanings=tuple(
                Leaning(f"leaning-{n}", name, "very")
                for n, name in enumerate(("Quiet mornings", "Music", "Friends", "Rivers"))
            ),
            companions=tuple(Companion(f"companion-{n}", f"Noor {n}") for n in range(3)),
            notice_wishes=(NoticeWishes(),),
            notices=tuple(self._notices()),
        )

    def text(self, words: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=(words + 1) // 2)).capitalize() + "."

    def moments(self, a_day: float) -> Iterator[tuple[int, datetime]]:
        """(number, moment) so many times a day, from the first day to now."""
        many = int(self.days * a_day)
        for number in range(many):
            days = self.days * (many - number) / max(many, 1)
            yield number, (self.now - timedelta(days=days)).replace(microsecond=0)

    def so_many_a_year(self, many: int) -> Iterator[tuple[int, datetime]]:
        return self.moments(many / 365)

    def mondays(self) -> Iterator[date]:
        today = self.now.date()
        monday = today - timedelta(days=today.weekday())
        yield from (monday - timedelta(weeks=n) for n in range(self.days // 7, 0, -1))

    def _tasks(self) -> Iterator[object]:
        yield from self.week.life.tasks
        like = self.week.life.tasks
        for number, _at in self.so_many_a_year(self.sizes.tasks_a_year):
            one = self.chance.choice(like)
            yield replace(
                one, id=f"done-{number}", title=f"{one.title}, {number}", done=True, deadline_at=None
            )

    def _commitments(self) -> Iterator[Commitment]:
        for n in range(self.sizes.commitments):
            scale = [self.chance.choice((None, 1, 2, 3, 5)) for _ in range(3)]
            yield Commitment(
                f"c{n}", f"Commitment {n}: {self.text(3)}", self.chance.choice(("work", "family", "health")),
                "family", scale[0], scale[1], self.chance.randint(-2, 2), scale[2],
                30 * self.chance.randint(0, 10),
            )  # fmt: skip

    def _decided(self) -> Iterator[Decided]:
        for n, at in self.so_many_a_year(self.sizes.decided_a_year):
            was = Commitment(f"c{n % self.sizes.commitments}", f"Commitment {n}", "work", minutes_a_week=120)
            became = replace(was, minutes_a_week=60, decision="reduce", decided_on=at.date())
            yield Decided(f"decided-{n}", at, was, became)

    def _trials(self) -> Iterator[JobTrial]:
        for n, at in self.so_many_a_year(2):
            yield JobTrial(f"trial-{n}", "Two days from home", at.date(), at.date() + timedelta(days=30))

    def _seasons(self) -> Iterator[Season]:
        for n, at in self.so_many_a_year(self.sizes.seasons_a_year):
            last = at.date() + timedelta(days=60)
            over = last < self.now.date()
            yield Season(
                f"season-{n}", f"Season {n}", at.date(), last,
                (Emphasis("work", "ff"), Emphasis("family", "p")), self.text(8),
                self.text(10) if over else "", last if over else None,
            )  # fmt: skip

    def _bends(self) -> Iterator[Bend]:
        for n, at in self.moments(self.sizes.bends_a_day):
            start = at.replace(hour=17, minute=30, second=0)
            span = Span(start, start + timedelta(hours=1))
            yield Bend(f"bend-{n}", at, "dinner", "Dinner together", span, "emergency", "Anna", self.text(6))

    def _give_backs(self, bends: tuple[Bend, ...]) -> Iterator[GiveBack]:
        for n, bend in enumerate(bends):
            given = bend.at + timedelta(days=2)
            state = "given" if given < self.now and n % 4 else "let_go"
            yield GiveBack(
                f"give-{n}", bend.at, bend.id, bend.title, 60, bend.at + timedelta(days=5),
                "dinner", "family", "family", state, given if state == "given" else None,
            )  # fmt: skip

    def _loosening(self) -> Loosening:
        dinner = self.week.life.protected[0]
        wish = replace(dinner, firmness="bends")
        return Loosening("loosening", self.now, dinner.id, dinner.title, self.now + timedelta(days=3), wish)

    def _check_ins(self) -> Iterator[CheckIn]:
        scale = self.chance.randint
        for n, at in self.moments(self.sizes.check_ins_a_day):
            evening = at.hour >= 18
            yield CheckIn(
                f"check-in-{n}", at, self.week.life.zone, scale(1, 7), scale(1, 7), scale(1, 7),
                self.chance.choice(("work", "personal", "between")), "", "work", self.chance.random() < 0.2,
                *(scale(1, 5) if evening else None for _ in range(4)),
            )  # fmt: skip

    def _stretches(self) -> Iterator[Stretch]:
        for n, at in self.moments(self.sizes.stretches_a_day):
            title, domain = self.chance.choice(ROUTINES)[:2]
            scale = self.chance.randint
            yield Stretch(f"stretch-{n}", at, 45, title, f"routine/{n}", domain, scale(1, 5), scale(1, 5))

    def _habits(self) -> Iterator[MicroHabit]:
        for n, at in self.so_many_a_year(self.sizes.habits_a_year):
            last = at.date() + timedelta(days=40)
            over = last < self.now.date()
            yield MicroHabit(
                f"habit-{n}", f"Walk {n}", "the kettle", "health", "", "past" if over else "on", at.date(),
                last if over else None,
            )  # fmt: skip

    def _pauses(self) -> Iterator[Pause]:
        for n, at in self.so_many_a_year(self.sizes.pauses_a_year):
            yield Pause(f"pause-{n}", at, at + timedelta(days=2), "flu")

    def _sheets(self) -> Iterator[AnswerSheet]:
        for n, at in self.so_many_a_year(self.sizes.sheets_a_year):
            answers = tuple(Answer(name, self.chance.randint(3, 9)) for name in ("satisfied", "happy"))
            yield AnswerSheet(f"sheet-{n}", at, "ons4", 1, "", answers, at + timedelta(minutes=2))

    def _reviews(self) -> Iterator[Review]:
        for monday in self.mondays():
            sunday = monday + timedelta(days=6)
            at = datetime.combine(sunday, time(18), self.now.tzinfo)
            notes = (Note("promise", self.text(12)), Note("plan", self.text(15)))
            yield Review(f"week-{monday}", at, "week", monday, sunday, notes, "none", finished_at=at)
            if sunday.day <= 7:
                first = (monday.replace(day=1) - timedelta(days=1)).replace(day=1)
                last = monday.replace(day=1) - timedelta(days=1)
                yield Review(f"month-{monday}", at, "month", first, last, notes, "none", finished_at=at)

    def _markers(self) -> Iterator[Markers]:
        for monday in self.mondays():
            at = datetime.combine(monday + timedelta(days=6), time(18), self.now.tzinfo)
            yield Markers(f"markers-{monday}", at, monday, *(self.chance.randint(2, 8) for _ in range(5)), 4)

    def _requests(self) -> Iterator[Request]:
        for n, at in self.moments(self.sizes.requests_a_day):
            start = (at + timedelta(days=3)).replace(hour=15, minute=0, second=0)
            span = Span(start, start + timedelta(hours=1))
            state = "open" if self.now - at < timedelta(days=4) else "declined"
            yield Request(
                f"request-{n}", at, f"Anna {n % 20}", self.text(5), span, domain_id="work", state=state,
                answered_at=None if state == "open" else at + timedelta(hours=2),
                answer="" if state == "open" else self.text(15),
            )  # fmt: skip

    def _notices(self) -> Iterator[Notice]:
        for n, at in self.moments(self.sizes.notices_a_day):
            yield Notice(f"notice-{n}", at, "review", f"week-{at.date()}", "put_off" if n % 5 else "told")


MORNINGS = WeeklyWindow(EVERY_DAY, time(9), time(12))


def weeks_like(plan: Plan, mondays: Iterator[date]) -> Iterator[WeekHeld]:
    """Past weeks that were planned like this one, and accepted; most of each was done."""
    for monday in mondays:
        by = monday - plan.week.first
        blocks = tuple(
            replace(
                block,
                span=Span(block.span.start + by, block.span.end + by),
                state="done" if number % 4 else "skipped",
            )
            for number, block in enumerate(plan.blocks)
        )
        past = replace(plan, week=Week(monday), blocks=blocks)
        yield WeekHeld(past, past)
