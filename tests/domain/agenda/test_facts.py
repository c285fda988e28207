from dataclasses import replace
from datetime import UTC, datetime, timedelta

from counterpoint.domain.agenda import EventRule, Mark, Occurrence, facts_of
from counterpoint.domain.timeline import Span

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
STAND_UP = Occurrence("a", None, Span(NINE, NINE + timedelta(minutes=15)), "Stand-up", organiser="Ana Brito")
CHOIR = EventRule("1", "title", "choir", Mark(domain_id="music"))


def only(occurrence: Occurrence, **said: object):  # type: ignore[no-untyped-def]
    facts = facts_of([occurrence], calendar_id="c", domain_id="work", **said)  # type: ignore[arg-type]
    return facts[0] if facts else None


def test_an_event_belongs_to_its_calendars_domain_until_somebody_says_otherwise() -> None:
    assert only(STAND_UP).domain_id == "work"
    assert only(STAND_UP, marks={"a": Mark(domain_id="family")}).domain_id == "family"


def test_a_rule_speaks_of_titles_and_organisers_whatever_their_case() -> None:
    assert only(replace(STAND_UP, title="CHOIR practice"), rules=[CHOIR]).domain_id == "music"
    by_ana = EventRule("2", "organiser", "ana", Mark(blocking=False))
    assert not only(STAND_UP, rules=[by_ana]).blocking
    assert only(STAND_UP, rules=[EventRule("3", "title", "", Mark(ignored=True))]).blocking


def test_a_mark_on_one_instance_outweighs_the_series_and_the_rules() -> None:
    instance = replace(STAND_UP, recurrence_id="20261123T090000Z")
    marks = {"a": Mark(ignored=True), "a|20261123T090000Z": Mark(ignored=False)}
    rule = EventRule("1", "title", "stand", Mark(ignored=True))
    assert only(instance, marks=marks, rules=[rule]).title == "Stand-up"
    assert only(replace(instance, recurrence_id="20261124T090000Z"), marks=marks) is None


def test_a_later_rule_outweighs_an_earlier_one() -> None:
    earlier, later = CHOIR, EventRule("2", "title", "choir", Mark(domain_id="church"))
    assert only(replace(STAND_UP, title="Choir"), rules=[earlier, later]).domain_id == "church"


def test_an_all_day_event_takes_no_time_unless_the_person_says_that_it_does() -> None:
    birthday = replace(STAND_UP, all_day=True)
    assert not only(birthday).blocking
    assert only(birthday, marks={"a": Mark(blocking=True)}).blocking


def test_what_is_cancelled_is_no_fact_and_what_has_no_length_takes_no_time() -> None:
    assert only(replace(STAND_UP, status="cancelled")) is None
    assert not only(replace(STAND_UP, span=Span(NINE, NINE))).blocking
