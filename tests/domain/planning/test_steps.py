"""Steps read whatever is typed, lead only to https, and say themselves so that they read the same."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.planning.steps import (
    MOST_STEPS,
    NotAStep,
    RitualStep,
    is_safe_link,
    read_step,
    read_steps,
    say_step,
    say_steps,
)

LINES = {
    "Write tomorrow's first line": (RitualStep("Write tomorrow's first line"), "do"),
    "5 min Walk around the block": (RitualStep("Walk around the block", 5), "walk"),
    "Breathe 2 min": (RitualStep("Breathe", 2), "breathe"),
    "Sit: 90 min": (RitualStep("Sit", 90), "timer"),
    "Bach https://music.example/suite?n=1": (
        RitualStep("Bach", 0, "https://music.example/suite?n=1"),
        "music",
    ),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_a_step(line: str) -> None:
    step, kind = LINES[line]
    assert read_step(line) == step
    assert step.kind == kind


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_what_was_read_says_itself_so_that_it_reads_the_same(line: str) -> None:
    try:
        step = read_step(" ".join(line.split()))
    except NotAStep:
        return
    assert read_step(say_step(step)) == step


@pytest.mark.parametrize(
    "link",
    [
        "http://music.example/", "javascript://x/%0aalert(1)", "data://text", "https://", "https://[::1",
        "https://a b.example/", "https://user@host.example/", "ftp://x.example/", 'https://x.example/"onclick',
    ],
)  # fmt: skip
def test_a_link_that_is_not_plain_https_is_refused(link: str) -> None:
    assert not is_safe_link(link)
    with pytest.raises(NotAStep):
        RitualStep("Music", 0, link)


def test_a_text_has_a_step_a_line_and_not_too_many() -> None:
    steps = read_steps("Tea\n\n  10 min Walk \n")
    assert steps == (RitualStep("Tea"), RitualStep("Walk", 10))
    assert read_steps(say_steps(steps)) == steps
    with pytest.raises(NotAStep):
        read_steps("Tea\n" * (MOST_STEPS + 1))
    with pytest.raises(NotAStep):
        read_steps("3 hours of sitting")
    with pytest.raises(NotAStep):
        read_steps("Music http://music.example/")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("odd", ["x" * 1_000_000, "1" * 1_000_000, "a-" * 500_000, "x" * 2_999, "1" * 2_999])
def test_an_endless_line_takes_no_time(odd: str) -> None:
    with suppress(NotAStep):  # a search from each of its letters would take hours
        read_steps(odd)
