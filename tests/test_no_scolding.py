"""Whatever finds, advises, reminds or tells does so without scolding: every rule, every sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.living.notices import KINDS, Due
from counterpoint.domain.living.told import told
from counterpoint.domain.planning import FlexBlock
from counterpoint.domain.reviews import Estimate, Look, MarkerLine, radar, recommend
from counterpoint.domain.reviews.coach import RULES as ADVICE
from counterpoint.domain.reviews.markers import ALL_MARKERS
from counterpoint.domain.reviews.radar import RULES as RADAR
from counterpoint.doors.web.notices.view import NAMES, WHEN, line
from tests.domain.reviews.looks import LIFE, NOW, anchor, at, bend, look, piece, with_protected
from tests.domain.reviews.test_coach import DRAINED, DRAINING, FEEDING, PULLED, WEEK_OF_FAMILY
from tests.domain.reviews.test_radar import switching_day
from tests.test_words_on_screen import TAG, catalogue

SCOLDS = re.compile(
    r"""\b(?: fail\w* | miss(?:ed|ing\ out) | overdue | streaks? | scores? | in\ a\ row | lazy | guilt\w*
    | shame\w* | blam\w+ | excuses? | disappoint\w* | wast\w+ | neglect\w* | careless\w* | sloppy | bad(?:ly)?
    | worse | poor(?:ly)? | wrong(?:ly)? | mistakes? | behind\ schedule | too\ (?:late|lazy|slow)
    | not\ (?:good\ )?enough | should(?:n’t)?\ have | yet\ again | never\ (?:did|do|kept)
    | you\ (?:should|must|have\ to|need\ to|ought|never|always|still\ have\ not|did\ not)
    | only\ \d+ | \d+\ (?:out\ of|of)\ \d+ )\b | \b(?!95)\d+\s?%
    """,
    re.IGNORECASE | re.VERBOSE,
)
PLACE = re.compile(r"%\((\w+)\)(?:\.\d)?([sdf])|\{\{\s*[\w.|]+\s*\}\}")
SPEAKING = (
    "domain/reviews/",
    "domain/boundaries/story",
    "domain/living/",
    "domain/values/",
    "domain/capacity/",
    "desk/reviews/",
    "desk/post/",
    "desk/day/",
    "doors/web/reviews/",
    "doors/web/notices/",
    "doors/web/today/",
    "doors/web/habit/",
    "doors/web/rituals/",
    "doors/web/boundaries/view",
    "doors/web/tasks/",
    "doors/web/templates/reviews/",
    "doors/web/templates/notices/",
    "doors/web/templates/today/",
    "doors/web/templates/habit/",
    "doors/web/templates/rituals/",
    "doors/web/templates/tasks/",
    "doors/web/templates/boundaries/",
    "domain/planning/",
    "domain/boundaries/",
    "desk/planning/",
    "desk/boundaries/",
    "desk/plate/",
    "doors/web/week/",
    "doors/web/asking/",
    "doors/web/plate/",
    "doors/web/know_yourself/",
    "doors/web/seasons/",
    "doors/web/again/",
    "doors/web/templates/week/",
    "doors/web/templates/asking/",
    "doors/web/templates/plate/",
    "doors/web/templates/know_yourself/",
    "doors/web/templates/seasons/",
    "doors/web/templates/again/",
)
"""Where findings, advice, notices and what is told of days and weeks are put into words."""
ALLOWED: dict[str, tuple[str, ...]] = {
    "takes it away": (
        "Nothing is wrong with that. What would you like to do with each?",
        "Answering the unexpected without guilt",
        "When something unexpected came, how well could you answer it without guilt?",
    ),
    "it need not be bad to talk with somebody": (
        (
            "Answers like these come in hard weeks, and they are a good reason to talk with somebody: a "
            "person close to you, your doctor, or a counselling service where you live. You do not need a "
            "diagnosis for that, and it need not be bad enough."
        ),
    ),
    "a day that is bad is nobody’s fault": (
        "So small that it is done on a bad day too: under two minutes.",
        "Small enough to do on a bad day.",
    ),
    "the server’s own": (
        "Something went wrong on the server. Nothing was changed; what happened stands in its log.",
    ),
    "a place on a scale, and what an hour is to a thing": (
        "energy from %(lowest)d to %(highest)d of 7 in %(count)d check-ins, the middle one %(middle)g",
    ),
    "goes wrong for people in general, and is said above what is found": (
        "Often goes wrong",
        (
            "Five things that often go wrong, looked for by plain rules in your own data of the last weeks. "
            "Mixing that you chose is never one of them."
        ),
        "five things that often go wrong; silent now",
    ),
    "tells two kinds of switching apart": (
        "Constant switching between work and life that you did not choose.",
    ),
    "said of the promise, to somebody else": (
        "I am not able to take this on without doing it, or something else, badly.",
    ),
}
EXCEPTIONS = frozenset(words for several in ALLOWED.values() for words in several)

COACHED: dict[str, tuple[Look, ...]] = {
    "protect_value": (look(*WEEK_OF_FAMILY),),
    "look_again": (look(commitments=(replace(DRAINING, decision="keep", look_again_on=NOW.date()),)),),
    "let_go": (look(commitments=(DRAINING,)),),
    "more_of_it": (
        look(*WEEK_OF_FAMILY, commitments=(FEEDING,), life=with_protected(anchor(value_id="music"))),
    ),
    "switch_off": (look(check_ins=PULLED),),
    "recover": (look(check_ins=DRAINED, life=replace(LIFE, flex=FlexBlock("flex", "Mixed"))),),
    "best_hour": (look(piece(1, 9, demand="light"), piece(1, 20, demand="deep")),),
    "give_back": (look(give_backs=(GiveBack("g", at(3), "b", "Dinner", 60, at(0)),)),),
    "marker": tuple(
        look(lines=tuple(MarkerLine(name, (), verdict, apart=apart) for name in names))
        for verdict, apart in (("lower", Estimate(-2, -3, -1)), ("higher", Estimate(2, 1, 3)))
        for names in (*((each,) for each in ALL_MARKERS), ALL_MARKERS)
    ),
}
FOUND: dict[str, tuple[Look, ...]] = {
    "no_boundaries": (look(*(piece(day, 20) for day in range(1, 8))),),
    "unclear_values": (look(*(piece(day, 10) for day in range(1, 11)), life=with_protected(anchor())),),
    "switching": (
        look(*(each for day in (1, 2, 3) for each in switching_day(day)), life=with_protected(anchor())),
    ),
    "ignoring_energy": (
        look(
            *(piece(day, 20, demand="deep", value_id="family") for day in (3, 5)),
            piece(4, 9, demand="deep", value_id="family"),
            life=with_protected(anchor()),
        ),
    ),
    "giving_up": (look(life=with_protected(anchor()), bends=tuple(bend(n, n + 1) for n in range(3))),),
}


def kind(words: str) -> bool:
    return SCOLDS.search(words) is None


def test_the_words_that_scold_are_known_when_they_are_met() -> None:
    for words in ("You failed.", "3 of 5 kept", "only 2 were done", "You should have rested", "40 % kept"):
        assert not kind(words)
    assert kind("Nothing is wrong with that.".replace("wrong", "amiss"))


@pytest.mark.parametrize("rule", ADVICE)
def test_no_advice_scolds(rule: str) -> None:
    """Each rule of the registry, on looks that make it speak; a new rule without one fails here."""
    said = [each for one in COACHED[rule] for each in recommend(one, most=99) if each.rule == rule]
    assert said
    for each in said:
        words = (
            each.title,
            each.why,
            each.cited,
            each.take.label,
            each.take.title,
            *(row.words for row in each.evidence),
        )
        assert all(map(kind, words)), words


@pytest.mark.parametrize("rule", RADAR)
def test_no_finding_scolds(rule: str) -> None:
    said = [each for one in FOUND[rule] for each in radar(one) if each.rule == rule]
    assert said
    for each in said:
        words = (
            each.title,
            each.words,
            each.remedy,
            each.take.label,
            each.take.title,
            *(row.words for row in each.evidence),
        )
        assert all(map(kind, words)), words


@pytest.mark.parametrize("due_in", [None, timedelta(hours=30)])
@pytest.mark.parametrize("thing", ["week", "month", "2026-W48"])
@pytest.mark.parametrize("of", KINDS)
def test_no_notice_scolds(of: Any, thing: str, due_in: timedelta | None) -> None:
    due = Due(of, thing, thing, "Dinner", NOW + due_in if due_in else None)
    shown = line(replace(due, thing_id="2026-W48") if of == "plan" else due)
    for words in (*told(due, zone="Europe/Berlin"), shown.words, shown.does, str(NAMES[of]), str(WHEN[of])):
        assert kind(words), words


def filled(words: str, number: int) -> str:
    """A sentence as it is read: a name in each place for a word, a number in each for a number."""
    return PLACE.sub(lambda place: "Dinner" if place[2] in ("s", None) else str(number), TAG.sub("", words))


@pytest.mark.parametrize("number", [1, 3])
def test_no_sentence_that_tells_of_a_person_scolds(number: int) -> None:
    told_here = [(where, words) for where, words in catalogue() if where.startswith(SPEAKING)]
    assert {
        part for part in SPEAKING if not any(where.startswith(part) for where, _words in told_here)
    } == set()
    scolding = [
        f"{where}: {words}"
        for where, words in told_here
        if not kind(filled(words, number)) and words not in EXCEPTIONS
    ]
    assert not scolding, "\n".join(scolding)


def test_every_exception_is_still_needed() -> None:
    scolding = {
        words
        for where, words in catalogue()
        if where.startswith(SPEAKING) and not (kind(words) and kind(filled(words, 3)))
    }
    assert scolding >= EXCEPTIONS


def test_nowhere_is_counted_what_is_kept_of_how_much() -> None:
    counting = re.compile(r"\b(?:only \d+|\d+ (?:out of|of) (?!7\b)\d+)\b")  # 7 is the end of a scale
    found = [f"{where}: {words}" for where, words in catalogue() if counting.search(filled(words, 3))]
    assert not found, "\n".join(found)
