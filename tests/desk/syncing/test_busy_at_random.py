"""Whatever is done to the source, in the phone and to the network, in the end the same stands there."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.desk.ports import ServerTrouble, Written
from counterpoint.domain.agenda.bare_busy import busy_times
from counterpoint.domain.timeline import Span
from tests.calendars import calendar, event
from tests.seeds import of_many
from tests.servers import BASE, MemoryServer
from tests.sync.planned import at, moved, when
from tests.sync.reflected import Both

Step = tuple[str, int, int]
HOURS = st.integers(26, 60)
STEPS = st.one_of(
    st.tuples(st.just("event"), st.integers(0, 3), HOURS),
    st.tuples(st.just("gone"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("moved"), st.integers(0, 3), HOURS),
    st.tuples(st.just("deleted"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("fails"), st.integers(0, 6), st.just(0)),
    st.tuples(st.sampled_from(("lost", "unseen", "refused")), st.integers(1, 2), st.just(0)),
    st.tuples(st.just("visit"), st.just(0), st.just(0)),
)


class Walk:
    """`hours` are the starts of the events at work, by name; each is an hour and a half long."""

    def __init__(self) -> None:
        self.server, self.hours = MemoryServer(), dict[str, int]()
        self.work = self.server.make("work")
        self.pair = Both({"home": BASE}, connects=self.server.connects).begin()
        self.pair.tell("home", self.pair.keep("home", "work"))
        self.there = self.server.calendars[self.pair.place("home").url]
        for step in (("event", 0, 30), ("event", 1, 40), ("visit", 0, 0)):
            self.take(step)

    def take(self, step: Step) -> None:
        match step:
            case "event", nth, hour:
                self.hours[f"{nth}.ics"] = hour
                self.work.put(f"{nth}.ics", calendar(event(f"{nth}@t", "Secret", at(hour), minutes=90)))
            case "gone", nth, _ if f"{nth}.ics" in self.hours:
                del self.hours[f"{nth}.ics"]
                self.work.delete(f"{nth}.ics")
            case ("moved" | "deleted") as how, nth, hour if names := sorted(self.there.entries):
                name = names[nth % len(names)]
                raw = self.there.entries[name][1].decode()
                self.there.delete(name) if how == "deleted" else self.there.put(
                    name, moved(raw, hour).encode()
                )
            case "fails", nth, _:
                asked = len(self.server.asked)
                self.server.fails[asked + nth] = ServerTrouble("It did not answer.")
            case ("lost" | "unseen" | "refused") as how, many, _:
                said = Written("refused" if how == "refused" else "unknown", why="Cut.")
                self.server.says += [(said, how == "unseen")] * many
            case "visit", _, _:
                self.pair.sync()

    def ends_well(self) -> None:
        self.server.fails, self.server.says = {}, []
        for _visit in range(4):
            self.pair.sync()
        wanted = busy_times(Span(at(hour), at(hour + 1.5)) for hour in self.hours.values())
        told = sorted(when(raw.decode()) for _etag, raw in self.there.entries.values())
        basic = "%Y%m%dT%H%M%SZ"
        assert told == [(f"{each.start:{basic}}", f"{each.end:{basic}}") for each in wanted]
        assert not any(b"Secret" in raw for _etag, raw in self.there.entries.values())
        assert not self.pair.errands("home")
        asked = len(self.server.asked)
        self.pair.sync()
        assert not {"put", "delete"} & set(self.server.asked[asked:])


@settings(max_examples=of_many(20, 60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=25))
def test_the_busy_times_there_are_those_of_the_source_in_the_end(steps: list[Step]) -> None:
    walk = Walk()
    for step in steps:
        walk.take(step)
    walk.ends_well()
