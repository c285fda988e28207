"""A month as its person lives it, and a second account of it in plain dictionaries, kept beside the product.

`Month` does what a person does through the desk and writes down by itself what must be there afterwards. It
asks the product only for the names under which things are kept. Time is counted in minutes of the wall
clock; one boundary of it (“Dinner”) can be tightened and loosened, the other (“Choir”) bends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from counterpoint.desk.boundaries import bending, giving_back, requests
from counterpoint.desk.boundaries import changing as boundaries
from counterpoint.desk.day import checking_in as asking
from counterpoint.desk.day import habits, pausing, savouring
from counterpoint.desk.matters import seasons as voices
from counterpoint.desk.planning.edits import mark_block
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.ending import Chosen, finish
from counterpoint.desk.reviews.looks import review_under_way
from counterpoint.desk.week.blocks import NoRoom
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries import GiveBack, ProtectedTime, Request
from counterpoint.domain.planning import Block, Settings, Task
from counterpoint.domain.timeline import WEEKDAYS, Span, WeeklyWindow, instant, local, without
from counterpoint.domain.values import CoreValue, Emphasis, LifeDomain, Season
from tests.desk.account import FIRST, ZONE, Account, Wish

HOURS = (time(7, 30), time(12, 10), time(18, 20), time(21, 40))
CHOIR_DAY = 3
Act = tuple[str, int]


def wall(day: int, at: time) -> datetime:
    """A moment of the month by the clock on the wall; day 0 is its first Monday."""
    return instant(FIRST + timedelta(days=day), at, ZONE)


def dinner(minutes: int, firmness: str) -> ProtectedTime:
    window = WeeklyWindow(WEEKDAYS, time(18), time(18 + minutes // 60, minutes % 60))
    return ProtectedTime("dinner", "Dinner", (window,), firmness, "family", "home")  # type: ignore[arg-type]


def settle_in(diary: Diary, wait: int) -> None:
    """A life with two boundaries, work that takes more than a month, and a wait of `wait` days."""
    kept = diary.settings()
    diary.change_settings(replace(Settings(), zone=ZONE, loosening_days=wait), version=kept.version)
    diary.values.add(CoreValue("family", "Family", 1))
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.domains.add(LifeDomain("home", "Home", "life", "family"))
    diary.protected.add(dinner(60, "firm"))
    choir = WeeklyWindow(frozenset({CHOIR_DAY}), time(20), time(22))
    diary.protected.add(ProtectedTime("choir", "Choir", (choir,), "bends", "family", "home"))
    diary.tasks.add(Task("book", "The book", 9000, "work", splittable=True, piece_least=30, piece_most=120))


class Month:
    """A person's hand on a diary, and the account that is kept of it."""

    def __init__(self, diary: Diary, wait: int, planner: Callable[[Month], None]) -> None:
        self.diary, self.wait, self.planner = diary, wait, planner
        self.account = Account()
        self.lived: dict[str, tuple[int, datetime]] = {}
        """Of a give-back that is not given whole: the minutes that were lived, and when."""
        self.now = wall(0, HOURS[0])
        settle_in(diary, wait)

    @property
    def today(self) -> date:
        return local(self.now, ZONE).date()

    def live(self, day: int, acts: Sequence[Act]) -> None:
        """One day: a plan on Mondays, what the person does, a review on Sundays."""
        self.now = wall(day, HOURS[0])
        self.wishes_come_true()
        if day % 7 == 0:
            self.planner(self)
        for hour, (name, n) in zip(HOURS, acts, strict=False):
            self.now = wall(day, hour)
            self.wishes_come_true()
            getattr(self, name)(n)
        if day % 7 == 6:  # Sunday
            self.now = wall(day, time(22))
            self.review(day)

    # What is held

    def spans_of(self, protected: str, day: date) -> list[Span]:
        """Where a boundary holds on a day, by the account."""
        minutes, begins = (self.account.dinner[0], time(18)) if protected == "dinner" else (120, time(20))
        there = day.weekday() in WEEKDAYS if protected == "dinner" else day.weekday() == CHOIR_DAY
        start = instant(day, begins, ZONE)
        whole = [Span(start, start + timedelta(minutes=minutes))] if there else []
        return without(whole, [span for of, span, _cause in self.account.bends.values() if of == protected])

    def wishes_come_true(self) -> None:
        boundaries.settle_wishes(self.diary, self.now)
        wish = self.account.wish
        if wish and wish.due <= self.now:
            self.account.dinner, self.account.wish = (wish.minutes, wish.firmness), None

    def change_dinner(self, n: int) -> None:
        minutes, firmness = (60, 90, 120)[n % 3], ("firm", "firm", "bends")[n // 3 % 3]
        held, was = self.account.dinner
        version = self.diary.protected.get("dinner").version
        boundaries.keep_boundary(self.diary, dinner(minutes, firmness), version=version, now=self.now)
        if self.wait and was == "firm" and (minutes < held or firmness == "bends"):
            self.account.dinner = (max(held, minutes), "firm")
            self.account.wish = Wish(self.now + timedelta(days=self.wait), minutes, firmness)
        elif (minutes, firmness) != (held, was):
            self.account.dinner, self.account.wish = (minutes, firmness), None

    # Bending, giving back

    def bend(self, n: int) -> None:
        protected, cause = ("dinner", "choir")[n % 2], ("emergency", "opportunity")[n // 2 % 2]
        day = self.today + timedelta(days=n // 4 % 3)
        start = instant(day, time(18) if protected == "dinner" else time(20), ZONE)
        asked = Span(start, start + timedelta(minutes=(30, 300)[n // 12 % 2]))
        bends = [met for span in self.spans_of(protected, day) if (met := span.meet(asked))]
        if not bends:
            try:
                bending.bend(self.diary, protected, asked, cause, self.now)  # type: ignore[arg-type]
            except bending.NothingToBend:
                return
            raise AssertionError("something bent that was not there")
        bent = bending.bend(self.diary, protected, asked, cause, self.now)  # type: ignore[arg-type]
        self._bent(bent.bend.id, protected, bends[0], cause)

    def _bent(self, id: str, protected: str, span: Span, cause: str) -> None:
        self.account.bends[id] = (protected, span, cause)
        self.account.given_back[id] = ("offered", span.minutes, None)

    def unbend(self, n: int) -> None:
        if self.account.bends:
            self._unbent(_pick(self.account.bends, n))

    def _unbent(self, id: str) -> None:
        bending.unbend(self.diary, id, self.now)
        self._hold_again(id)

    def _hold_again(self, id: str) -> None:
        """The bend goes; what was given back for it stays, as a gift."""
        state, minutes, at = self.account.given_back.pop(id)
        del self.account.bends[id]
        gift = (minutes, at) if state == "given" and at is not None else self.lived.pop(id, None)
        if gift is not None:
            self.account.gifts = sorted([*self.account.gifts, gift])

    def take_up(self, n: int) -> None:
        self._say(n, lambda back: giving_back.take_up(self.diary, back, self.now), "owed")

    def let_go(self, n: int) -> None:
        self._say(n, lambda back: giving_back.let_go(self.diary, back, self.now), "let_go")

    def give(self, n: int) -> None:
        self._say(n, lambda back: giving_back.give(self.diary, back, self.now), "given")

    def offer_again(self, n: int) -> None:
        self._say(n, lambda back: giving_back.offer_again(self.diary, back, self.now), "offered")

    def _say(self, n: int, act: Callable[[str], Any], state: str) -> None:
        if self.account.given_back:
            bend_id = _pick(self.account.given_back, n)
            act(self._back(bend_id).id)
            minutes = self.account.given_back[bend_id][1]
            self.account.given_back[bend_id] = (state, minutes, self.now if state == "given" else None)

    def _back(self, bend_id: str) -> GiveBack:
        return next(each.thing for each in self.diary.shelf(GiveBack).all() if each.thing.bend_id == bend_id)

    # Requests

    def ask(self, n: int) -> None:
        """Somebody wants an hour of the evening of the next days; it is answered at once."""
        day, answer = (
            self.today + timedelta(days=1 + n % 3),
            ("accept", "give_back", "decline", "counter")[n // 3 % 4],
        )
        start = instant(day, time(18 + n // 12 % 3, 30), ZONE)
        asked = Request(
            "", self.now, "Anna", "the launch", Span(start, start + timedelta(hours=1)), zone=ZONE
        )
        kept = requests.keep_request(self.diary, asked)
        id, version = kept.thing.id, kept.version
        if answer in ("decline", "counter"):
            getattr(requests, answer)(self.diary, id, version=version, now=self.now)
            self.account.requests[id] = (answer.rstrip("e") + "ed", 0)
            return
        met = [
            (of, common)
            for of in ("dinner", "choir")
            for span in self.spans_of(of, day)
            if (common := span.meet(asked.span))
        ]
        owed = answer == "give_back"
        said = requests.accept(self.diary, id, version=version, now=self.now, give_back=owed).thing
        for (of, span), bend_id in zip(met, said.bend_ids, strict=True):
            self._bent(bend_id, of, span, "other")
            self.account.given_back[bend_id] = ("owed" if owed else "offered", span.minutes, None)
        self.account.requests[id] = ("given_back" if owed and met else "accepted", len(met))

    def reopen(self, n: int) -> None:
        if self.account.requests:
            id = _pick(self.account.requests, n)
            kept = self.diary.dated(Request).get(id)
            requests.reopen(self.diary, id, version=kept.version, now=self.now)
            for each in kept.thing.bend_ids:
                if each in self.account.bends:
                    self._hold_again(each)
            self.account.requests[id] = ("open", 0)

    # The day

    def plan(self, _n: int) -> None:
        self.planner(self)

    def check_in(self, n: int) -> None:
        """Two taps on one screen, of which the first arrives twice."""
        id, energy = f"c{self.now:%m%d%H%M}", n % 7 + 1
        for answers in ({"energy": energy}, {"energy": energy}, {"mood": n % 3 + 1}):
            asking.keep_answers(self.diary, id, answers, at=self.now, zone=ZONE)
        self.account.check_ins[id] = {"at": self.now, "energy": energy, "mood": n % 3 + 1}

    def be_glad(self, n: int) -> None:
        savouring.add_good_thing(self.diary, f" good {n} ", now=self.now)
        self.account.good.append(f"good {n}")

    def do_habit(self, n: int) -> None:
        on = habits.habit_today(self.diary, self.now)
        mine = [id for id, (state, *_) in self.account.habits.items() if state == "on"]
        assert (on is not None) == (bool(mine) and self.held_by() is None)
        if on is not None:
            habits.did_it(self.diary, on.habit.id, now=self.now)
            state, since, _last = self.account.habits[on.habit.id]
            self.account.habits[on.habit.id] = (state, since, self.today)

    def mark(self, n: int) -> None:
        """Says what came of something in this week's plan.

        Of a gift nothing more: how its blocks are counted is claimed in `boundaries/test_gifts.py`.
        """
        week = week_of(self.diary, self.now)
        kept = self.diary.plans.of(week)
        gifts = {each.thing.id for each in self.diary.shelf(GiveBack).all() if each.thing.is_gift}
        there = [
            each
            for each in (kept.thing.current.blocks if kept else ())
            if each.kind in ("task", "give_back") and each.subject_id not in gifts
        ]
        if kept is None or not there:
            return
        block, state = there[n % len(there)], ("done", "partly", "skipped", "planned")[n // 7 % 4]
        try:
            mark_block(
                self.diary, week, block.id, state, minutes=15, version=kept.version, now=self.now  # type: ignore[arg-type]
            )  # fmt: skip
        except NoRoom:
            assert block.state == "skipped"
            return
        self.account.marks.pop(block.id, None)
        if state != "planned":
            self.account.marks[block.id] = (state, 15 if state == "partly" else 0)
        if block.kind == "give_back":
            self._lived(block, state)
            if (state == "done") != (block.state == "done"):
                self._gave(block, state)

    def _lived(self, block: Block, state: str) -> None:
        backs = {each.thing.id: each.thing.bend_id for each in self.diary.shelf(GiveBack).all()}
        if block.subject_id in backs:
            self.lived.pop(backs[block.subject_id], None)
            if state == "partly":
                self.lived[backs[block.subject_id]] = (15, block.span.start)

    def _gave(self, block: Block, state: str) -> None:
        backs = {each.thing.id: each.thing for each in self.diary.shelf(GiveBack).all()}
        if block.subject_id in backs:
            bend_id = backs[block.subject_id].bend_id
            before, minutes, _at = self.account.given_back[bend_id]
            if state == "done":
                self.account.given_back[bend_id] = ("given", minutes, block.span.start)
            elif before == "given":
                self.account.given_back[bend_id] = ("owed", minutes, None)

    # Times of another kind

    def held_by(self) -> list[datetime | None] | None:
        return next(
            (
                each
                for each in self.account.pauses
                if each[0] and each[0] <= self.now and (each[1] is None or self.now < each[1])
            ),
            None,
        )

    def life_happens(self, n: int) -> None:
        until = self.now + timedelta(days=n % 4, hours=5) if n % 4 else None
        pausing.begin(self.diary, self.now, until=until)
        there = self.held_by()
        if there is None:
            self.account.pauses.append([self.now, until])
        elif until is not None:
            there[1] = until

    def life_goes_on(self, n: int) -> None:
        there = self.held_by()
        assert (pausing.end(self.diary, self.now) is None) == (there is None)
        if there is not None:
            there[1] = self.now

    def begin_season(self, n: int) -> None:
        id, last = f"s{self.now:%m%d%H%M}", self.today + timedelta(days=n % 12)
        season = Season(id, "Launch", self.today, last, (Emphasis("work", "f"), Emphasis("home", "p")))
        self.diary.shelf(Season).add(season)
        self.account.seasons[id] = (self.today, last, "", None)

    def end_season(self, n: int) -> None:
        """Moves the end of one to today, as a person does who has had enough of it."""
        running = [id for id, (first, last, *_) in self.account.seasons.items() if first <= self.today < last]
        if running:
            kept = self.diary.shelf(Season).get(running[n % len(running)])
            self.diary.shelf(Season).change(replace(kept.thing, last=self.today), version=kept.version)
            first, _last, *rest = self.account.seasons[kept.thing.id]
            self.account.seasons[kept.thing.id] = (first, self.today, *rest)  # type: ignore[assignment]

    def look_back(self, n: int) -> None:
        news = [each.season.id for each in voices.season_news(self.diary, self.now)]
        assert sorted(news) == sorted(self.seasons_that_ask())
        if news:
            id = news[n % len(news)]
            version = self.diary.shelf(Season).get(id).version
            voices.look_back(self.diary, id, " loud ", version=version, now=self.now)
            first, last, *_ = self.account.seasons[id]
            self.account.seasons[id] = (first, last, "loud", self.today)

    def seasons_that_ask(self) -> list[str]:
        return [
            id
            for id, (_first, last, _said, ended) in self.account.seasons.items()
            if ended is None and last - timedelta(days=3) <= self.today <= last + timedelta(days=21)
        ]

    def review(self, day: int) -> None:
        """Sunday: one change, by turns a micro habit or none; an earlier habit rests for a new one."""
        first = self.today - timedelta(days=6)
        review = review_under_way(self.diary, "week", self.now)
        id, with_habit = f"week-{first.isoformat()}", day // 7 % 2 == 0
        on = [id for id, (state, *_) in self.account.habits.items() if state == "on"]
        title = f"Walk {day}" if with_habit else ""
        chosen = Chosen("habit" if with_habit else "none", title, rest=on[0] if on else "")
        ended = finish(self.diary, review, chosen, self.now)
        assert finish(self.diary, review, chosen, self.now) == ended
        if with_habit:
            for each in on:
                self.account.habits[each] = ("resting", *self.account.habits[each][1:])
            self.account.habits[ended.habit_id] = ("on", self.today, None)
        self.account.reviews[id] = (chosen.change, title, self.now)


def _pick(there: dict[str, Any], n: int) -> str:
    return list(there)[n % len(there)]
