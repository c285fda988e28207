"""What the judge proves: bounds, and the smallest set in the way of something."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from counterpoint.domain.planning import Tier, Way
from counterpoint.domain.timeline import Span
from counterpoint.engines.solver import judge, judging
from counterpoint.engines.solver.beside import asked, say
from counterpoint.engines.solver.cpsat import Weekly, solve
from counterpoint.engines.solver.judge import pieces_of
from counterpoint.engines.solver.model import build
from counterpoint.engines.solver.proof import InTheWay
from counterpoint.engines.solver.run import Budget, search
from tests.engines.solver.test_search import BOTH, LIFE, MEETING, NINE, OFFICE, PLACES, TASK, piece, tiny

LONG = replace(TASK, id="long", title="Long", minutes=90, piece_least=90, piece_most=90, tier=Tier.MUST)


def test_the_bound_of_a_day_is_its_optimum_and_the_search_has_it() -> None:
    problem = tiny(TASK, LIFE, BOTH, facts=(MEETING,))
    *_, found = search(problem, Budget(steps=60))
    (bound,) = judge.day_bounds(problem, found.blocks, seconds=20)
    assert bound.gap == pytest.approx(0)


def test_a_day_that_could_be_better_has_a_gap() -> None:
    problem = tiny(TASK)
    (bound,) = judge.day_bounds(problem, [piece(TASK, 13)], seconds=20)
    assert bound.gap is not None
    assert bound.gap > 0


def test_a_deadline_on_the_first_day_leaves_its_thing_a_place() -> None:
    due = replace(TASK, tier=Tier.MUST, deadline_at=NINE + timedelta(hours=1))
    problem = tiny(due)
    problem = replace(problem, horizon=Span(NINE - timedelta(hours=9), problem.horizon.end))
    assert judge.clash(problem, ["a"], ["a"], seconds=20) == InTheWay((), True)


def test_a_day_that_breaks_a_rule_or_misses_a_must_has_no_bound() -> None:
    problem = tiny(TASK, replace(LIFE, tier=Tier.MUST))
    (unheld,) = judge.day_bounds(problem, [piece(TASK, 0)], seconds=20)
    (unplaced,) = judge.day_bounds(problem, [piece(TASK, 3)], seconds=20)
    assert unheld.bound is None
    assert unplaced.bound is None


def test_the_set_in_the_way_holds_only_what_is_needed() -> None:
    early = replace(
        MEETING, key="e", title="Early", span=Span(NINE, NINE + (MEETING.span.end - MEETING.span.start))
    )
    problem = tiny(LONG, LIFE, facts=(MEETING, early))
    found = judge.in_the_way(problem, "long", seconds=10)
    assert found is not None
    assert found.minimal
    assert [each.words for each in found.members] == ["M"]


def test_what_has_room_has_nothing_in_its_way() -> None:
    assert judge.in_the_way(tiny(LONG), "long", seconds=10) is None


def test_a_set_found_in_no_time_is_not_called_minimal() -> None:
    found = judge.in_the_way(tiny(LONG, facts=(MEETING,)), "long", seconds=0)
    assert found is not None
    assert not found.minimal


def test_what_comes_first_needs_its_room_too() -> None:
    early = replace(LIFE, minutes=60, piece_least=60, piece_most=60)
    assert judge.in_the_way(tiny(LONG, early), "long", seconds=10) is None
    found = judge.in_the_way(tiny(replace(LONG, after=(early.id,)), early), "long", seconds=10)
    assert found is not None
    assert found.members == ()


def test_what_only_the_way_there_and_back_leaves_no_room_has_none() -> None:
    day = replace(tiny(replace(OFFICE, tier=Tier.MUST), hours=1), places=PLACES)
    found = judge.in_the_way(replace(day, ways=(Way("w", "home", "office", 20),)), "a", seconds=10)
    assert found is not None
    assert found.members == ()
    assert judge.in_the_way(day, "a", seconds=10) is None


def test_firm_rules_that_float_clash_without_any_event() -> None:
    firm = replace(LONG, kind="protected", tier=Tier.FIRM)
    other = replace(firm, id="other", title="Other")
    found = judge.floating_clash(tiny(firm, other, facts=(MEETING,)), seconds=10)
    assert found is not None
    assert {each.words for each in found.members} == {"Long (1 x 90 min)", "Other (1 x 90 min)"}
    assert judge.floating_clash(tiny(TASK), seconds=10) is None
    assert judge.floating_clash(tiny(firm), seconds=10) is None


def test_a_capped_model_takes_a_hint_and_gives_pieces_back() -> None:
    problem = tiny(TASK, LIFE)
    blocks = [piece(TASK, 3)]
    fixed = Weekly(build(problem), [0], pieces_most=1).build()
    fixed.fix(pieces_of(problem, blocks))
    _, complete = solve(fixed, seconds=10)
    assert fixed.pieces(complete) == [(0, 3, 8, 0)]


TIGHT = tiny(LONG, facts=(MEETING,))


@pytest.fixture
def judge_there() -> Iterator[int]:
    """The judge's process, which has answered already."""
    assert judging.in_the_way(TIGHT, "long", seconds=10) == (("M",), True)
    assert judging.JUDGE.pid is not None
    yield judging.JUDGE.pid
    judging.JUDGE.end()


def test_the_judge_answers_from_its_own_process_which_stays(judge_there: int) -> None:
    assert judging.floating_clash(TIGHT, seconds=10) == ()
    assert len(judging.day_bounds(TIGHT, (), seconds=5)) == 1
    assert judging.JUDGE.pid == judge_there


def test_one_that_was_killed_while_nobody_asked_costs_nothing_but_time(judge_there: int) -> None:
    os.kill(judge_there, signal.SIGKILL)
    assert judging.in_the_way(TIGHT, "long", seconds=10) == (("M",), True)
    assert judging.JUDGE.pid not in (None, judge_there)


def test_one_that_hangs_is_not_waited_for_longer_than_was_said_and_replaced(judge_there: int) -> None:
    os.kill(judge_there, signal.SIGSTOP)
    assert judging.packed_clash(TIGHT, "long", ["long"], seconds=1, at_most=0.3) == ()
    assert judging.JUDGE.pid is None
    assert judging.packed_clash(TIGHT, "long", ["long"], seconds=5, at_most=20) == ("long",)


def test_in_no_time_nobody_is_asked() -> None:
    judging.JUDGE.end()
    assert judging.fitted(TIGHT, seconds=1, at_most=0) == ()
    assert judging.clash(TIGHT, ["long"], ["long"], seconds=1, at_most=0) is None


def test_while_the_judge_is_at_work_another_is_asked(judge_there: int) -> None:
    with judging._free:
        judging.be_ready()
        assert judging.in_the_way(TIGHT, "long", seconds=10) == (("M",), True)
    assert judging.JUDGE.pid == judge_there


def test_a_judge_that_falls_over_costs_nothing_but_its_answer(
    judge_there: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert judging._ask("no_such_question", (), 1) is None
    judging.JUDGE.end()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert judging.day_bounds(tiny(TASK), (), seconds=1) == ()
    assert judging.in_the_way(tiny(TASK), "a", seconds=1) is None


def test_the_judge_starts_without_the_compiler() -> None:
    script = """
import sys
from counterpoint.engines.solver import fitting, judge
print("numba" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(("most", "answers"), [(sys.maxsize, 2), (0, 1)])
def test_it_leaves_when_it_is_not_asked_any_more_or_has_grown(
    most: int, answers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "MOST_BYTES", most)
    monkeypatch.setattr(judging, "IDLE_SECONDS", 0.01)
    questions, said = BytesPipe(), BytesPipe()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=questions.out))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=said.into))
    say(questions.into, (judging.READY, (), 0.0))
    say(questions.into, ("in_the_way", (TIGHT, "long"), 10.0))
    judging.main()
    said.into.close()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=said.out))
    assert len(list(asked())) == answers


def test_it_stays_for_whoever_began_it_as_a_large_process() -> None:
    script = """
from counterpoint.engines.solver import judging
from tests.engines.solver.test_judge import TIGHT
large = b"." * (judging.MOST_BYTES + 1)
for _ in range(2):
    assert judging.in_the_way(TIGHT, "long", seconds=10) == (("M",), True)
    print(judging.JUDGE.pid)
judging.JUDGE.end()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    one, other = done.stdout.split()
    assert one == other


class BytesPipe:
    def __init__(self) -> None:
        out, into = os.pipe()
        self.out, self.into = os.fdopen(out, "rb"), os.fdopen(into, "wb")
