"""A line is read by the table of the language that is spoken, tried with one that nobody speaks."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime, time

import pytest

from counterpoint.domain.asking import asked, read_request
from counterpoint.domain.grammar import ENGLISH, GRAMMARS, Grammar, grammar
from counterpoint.domain.planning.one_line import days, draft, read_one_line, what, when
from counterpoint.domain.words import speak_with

WEDNESDAY = date(2026, 11, 25)
MADE_UP = Grammar(
    weekdays=("lunko", "marko", "merko", "jawko", "venko", "sabko", "dimko"),
    plural_day="koj",
    months=("janu", "febu", "maru", "apru", "maju", "junu", "julu", "augu", "septu", "oktu", "novu", "decu"),
    tomorrow="morgaw",
    next_day="sekva",
    in_days=r"post\s+\d{1,3}\s+tagoj",
    end_of_week="semajnfine",
    noon="tagmezo",
    o_clock="horo",
    parts=(("mateno", "matene"), ("posttago", "posttage"), ("vespero", "vespere"), ("nokto", "nokte")),
    in_part="dum",
    on="je",
    at="de",
    by="gxis",
    before="antaw",
    joiners="je|kaj",
    must="nepre",
    demands=("profunda", "trankvila", "facila", "kune"),
    lengths=((r"unu\s+horon\s+kaj\s+duonon", 90), (r"unu\s+horon", 60)),
    counts=("unufoje", "dufoje", "trifoje"),
    times="foje",
    a_week="semajne",
    asks="petas|volas",
    asks_for=r"(?:\s+pri)?",
    asked_by="kun",
)


@contextmanager
def spoken(code: str) -> Iterator[None]:
    from django.utils.translation import get_language
    from django.utils.translation import gettext as one
    from django.utils.translation import ngettext as many

    speak_with(str, lambda singular, plural, number: singular if number == 1 else plural, lambda: code)
    try:
        yield
    finally:
        speak_with(one, many, lambda: get_language() or "en")


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(GRAMMARS, "xq", MADE_UP)
    with spoken("xq-aa"):
        yield


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.mark.usefixtures("made_up")
class TestAnotherLanguage:
    def test_a_task_is_read_with_its_words(self) -> None:
        read = read_one_line("Raporto 3h profunda gxis venko !nepre", today=WEDNESDAY, zone="UTC")
        task = read.task
        assert task is not None
        assert (task.title, task.minutes, task.demand, task.importance) == ("Raporto", 180, "deep", "must")
        assert task.deadline_at == at(28)
        assert read.notes == ()

    def test_a_routine_is_read_with_its_words(self) -> None:
        routine = read_one_line("Nagxi 45m dufoje semajne matene", today=WEDNESDAY, zone="UTC").routine
        assert routine is not None
        assert (routine.title, routine.times_a_week, routine.windows[0].start) == ("Nagxi", 2, time(6))

    @pytest.mark.parametrize(
        ("said", "day"), [("morgaw", 26), ("post 3 tagoj", 28), ("sekva marko", 1), ("1 decu", 1)]
    )
    def test_days_are_named_with_its_words(self, said: str, day: int) -> None:
        task = read_one_line(f"Voki 15m je {said}", today=WEDNESDAY, zone="UTC").task
        assert task is not None
        assert task.earliest_at is not None
        assert (task.title, task.earliest_at.day) == ("Voki", day)

    def test_a_request_is_read_with_its_words(self) -> None:
        read = read_request("Anna petas pri jawko 18 horo, unu horon kaj duonon", today=WEDNESDAY, zone="UTC")
        assert (read.who, read.on, read.start, read.minutes) == ("Anna", date(2026, 11, 26), time(18), 90)

    def test_english_words_are_words_of_the_title(self) -> None:
        read = read_one_line("Draft by Fri deep twice a week", today=WEDNESDAY, zone="UTC")
        assert read.thing.title == "Draft by Fri deep twice a week"


def test_a_language_without_a_table_has_its_numbers_read_and_says_so() -> None:
    with spoken("yy"):
        task = read_one_line("Anruf 45 min by Fri 2026-12-01", today=WEDNESDAY, zone="UTC")
        request = read_request("Anna asks for 2026-12-01 18:00-19:30", today=WEDNESDAY, zone="UTC")
    assert task.task is not None
    assert (task.task.title, task.task.minutes) == ("Anruf by Fri", 45)
    assert task.task.earliest_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert (request.who, request.on, request.start, request.minutes) == ("", date(2026, 12, 1), time(18), 90)
    for notes in (task.notes, request.notes):
        assert any("The form has the rest." in note for note in notes)


def test_english_is_the_one_that_there_is() -> None:
    assert {*GRAMMARS} == {"en"}
    for code in ("en", "en-gb", "EN-us"):
        with spoken(code):
            assert grammar() is ENGLISH


@pytest.mark.parametrize("field", [each.name for each in fields(Grammar)])
def test_no_pattern_of_a_table_has_a_number_or_matches_nothing_at_all(field: str) -> None:
    said = getattr(ENGLISH, field)
    flat = [said] if isinstance(said, str) else [part for each in said for part in _parts(each)]
    for pattern in flat:
        compiled = re.compile(pattern)
        assert compiled.groups == 0
        assert field in ("ordinal", "asks_for") or compiled.fullmatch("") is None


def _parts(each: object) -> list[str]:
    return [part for part in each if isinstance(part, str)] if isinstance(each, tuple) else [str(each)]


@pytest.mark.parametrize("module", [asked, days, draft, what, when], ids=lambda each: each.__name__)
def test_what_reads_a_line_knows_no_word_of_a_language(module: object) -> None:
    """Patterns in the code hold no words: what is said to people goes through gettext and is left out."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    told = {id(part) for call in ast.walk(tree) if isinstance(call, ast.Call) for part in _told(call)}
    texts = (
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in told
    )
    patterns = [each for each in texts if "\\s" in each or "(?:" in each or "|" in each]
    words = {word for each in patterns for word in re.findall(r"(?<![\\<>{\w])[a-z]{2,}(?![\w>])", each)}
    assert words <= UNITS


UNITS = {"min"}


def _told(call: ast.Call) -> list[ast.expr]:
    named = call.func.id if isinstance(call.func, ast.Name) else ""
    return [*call.args] if named in ("_", "ngettext", "gettext_noop") else []
