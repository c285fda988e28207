"""Replies: what they say in each tone, and what they never say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

from counterpoint.domain.asking import TONES, alternatives_to, draft_reply, ground_of, judge
from counterpoint.domain.asking.reply import own_disclosure
from counterpoint.domain.boundaries import DISCLOSURES, Disclosure, Request
from counterpoint.domain.planning import Life
from counterpoint.domain.timeline import Span
from counterpoint.domain.zones import with_stays
from tests.domain.asking.lives import CHOIR, DINNER, LIFE, NOW, WEEK, event, ground, report, span

CANARY = "Zaunkoenig"


def reply(when: Span, life: Life = LIFE, zone: str = "", all_day: bool = False, **how: str) -> str:
    return replies(when, life, zone, all_day)(**how)


def replies(when: Span, life: Life, zone: str = "", all_day: bool = False) -> Callable[..., str]:
    """What makes the reply to one request, for any tone, disclosure and answer."""
    request = Request("q", NOW, "Anna", "the launch", when, all_day, zone=zone, notes=CANARY)
    on = ground_of(life, (event(CANARY, span(2, 9)),), (report(span(2, 10, 120)),), WEEK, now=NOW)
    verdict = judge(on, when, all_day=all_day)
    others = alternatives_to(on, when, theirs=zone, all_day=all_day)

    def made(**how: str) -> str:
        given = {"answering": "counter", "tone": "warm", "disclosure": "commitment"} | how
        return draft_reply(request, verdict, others, life, **given)  # type: ignore[arg-type]

    return made


def test_it_protects_that_time_and_asks_how_about() -> None:
    text = reply(span(3, 18), disclosure="value")
    assert text.startswith("Hi Anna,")
    assert "I protect that time for Family." in text
    assert "How about " in text
    assert text.count("\n– ") == 3
    assert text.endswith("Ada")


def test_it_says_no_more_than_is_disclosed() -> None:
    assert "a personal commitment" in reply(span(3, 18))
    assert "Family" not in reply(span(3, 18))
    nothing = reply(span(3, 18), disclosure="nothing")
    assert "commitment" not in nothing
    assert "does not work for me" in nothing


def test_no_title_reason_or_note_gets_out_in_any_tone_at_any_disclosure() -> None:
    secret = tuple(replace(each, title=f"{CANARY} {each.title}") for each in (DINNER, CHOIR))
    life = replace(LIFE, protected=secret)
    places = (span(3, 18), span(1, 20), span(2, 9), span(2, 10), span(3, 23), span(2, 12, 120), span(3, 10))
    made = [replies(when, life) for when in places]
    ways = product(made, TONES, DISCLOSURES, ("accept", "counter", "decline"))
    for reply_to, tone, disclosure, answering in ways:
        text = reply_to(tone=tone, disclosure=disclosure, answering=answering)
        assert CANARY not in text
        assert "Report" not in text
        assert "Lunch" not in text


def test_each_tone_is_its_own() -> None:
    assert reply(span(3, 18), tone="formal").startswith("Dear Anna,")
    brief = reply(span(3, 18), tone="brief")
    assert "\n" not in brief
    assert brief.startswith("I protect that time for a personal commitment – how about ")
    assert "Thank you for asking!" in reply(span(3, 18))


def test_accepting_and_declining_say_so() -> None:
    accepted = reply(span(3, 10), answering="accept")
    assert "Thursday 26 November, 10:00–11:00 works for me." in accepted
    assert "I cannot make it this time." in reply(span(3, 18), answering="decline")
    for tone in TONES:
        assert "how about" not in reply(span(3, 18), answering="decline", tone=tone).lower()
        assert "works for me" in reply(span(3, 18), answering="accept", tone=tone)


def test_an_asker_in_another_zone_reads_both_clocks() -> None:
    text = reply(span(3, 18), zone="America/New_York", answering="accept")
    assert "18:00–19:00 (12:00–13:00 in New York)" in text


def test_an_asker_whose_zone_is_unknown_reads_one_clock() -> None:
    assert "(" not in reply(span(3, 18), answering="accept")


def test_who_is_elsewhere_answers_by_the_clock_of_home_and_does_not_say_where() -> None:
    away = [("Asia/Tokyo", WEEK.span(LIFE.zone).start, WEEK.span(LIFE.zone).end)]
    text = reply(span(3, 18), replace(LIFE, zone=with_stays(LIFE.zone, away)), answering="accept")
    assert "18:00–19:00" in text
    assert "Tokyo" not in text


def test_another_date_on_their_side_is_named() -> None:
    assert "(Friday 02:00–03:00 in Tokyo)" in reply(span(3, 18), zone="Asia/Tokyo", answering="accept")


def test_without_other_times_it_asks_to_look_further_on() -> None:
    busy = tuple(event(f"Full {day}", span(day, 0, 24 * 60)) for day in range(14))
    on, when = ground(facts=busy), span(3, 18)
    request = Request("q", NOW, "", "", when)
    for tone in TONES:
        text = draft_reply(
            request,
            judge(on, when),
            alternatives_to(on, when),
            replace(LIFE, name=""),
            answering="counter",
            tone=tone,
        )
        assert "further on" in text


def test_a_whole_day_is_named_without_hours() -> None:
    text = reply(Span(span(3, 0).start, span(4, 0).start), all_day=True, answering="accept")
    assert "Thursday 26 November works for me." in text


def test_the_most_reserved_boundary_decides_what_is_disclosed() -> None:
    def told(disclosure: Disclosure) -> Life:
        return replace(LIFE, protected=(replace(DINNER, disclosure=disclosure),))

    assert own_disclosure(judge(ground(), span(3, 18)), LIFE) == "commitment"
    for disclosure in DISCLOSURES:
        assert own_disclosure(judge(ground(), span(3, 18)), told(disclosure)) == disclosure


def test_nobody_is_told_of_a_commitment_that_is_none() -> None:
    for not_a_commitment in (span(2, 12, 60), span(3, 10), span(2, 10)):
        text = reply(not_a_commitment, disclosure="commitment")
        assert "already have a commitment" not in text
    assert "already have a commitment" in reply(span(2, 9))
