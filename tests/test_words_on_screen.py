"""Every sentence of the catalogue, held to docs/reference/words-on-screen.md.

The catalogue is read as a translator gets it: from the calls in Python, from the templates, and from the
files whose texts are shown (the lives to begin from, the instruments that are ours). A rule is a pattern
with its reason; a sentence that may break it stands in `ALLOWED` with why.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "counterpoint"
# The names that `makemessages` looks for; a text behind another name reaches no translator.
KNOWN = {
    "_": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
    "pgettext": 2,
    "pgettext_lazy": 2,
}
WITH_CONTEXT = ("pgettext", "pgettext_lazy")
QUOTED = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
SHOWN_KEYS = ("name", "title", "in_practice", "text", "about", "instruction", "means", "does_not_mean",
              "low_words", "middle_words", "high_words", "words")  # fmt: skip
OURS = ("everyday", "exhaustion", "quick", "sleep")  # packs in our words; the others are quoted word by word

NEVER: Mapping[str, str] = {
    "a score or a streak": r"\b(?:scores?|streaks?|points|in a row|badges?|rankings?)\b",
    "a balance": r"\bbalanc(?:e|ed|ing)\b",
    "a failure": r"\b(?:fail\w*|missed|overdue|too late|behind schedule|slack(?:er|ing)|lazy)\b",
    "telling somebody what to do": r"\byou (?:should|must|have to|need to|ought)\b|\bshould have\b",
    "counting what is left undone": r"\bonly %\(|%\(\w+\)[ds] (?:out of %|of %\(\w+\)d)|\bn of m\b",
    "guilt": r"\b(?:guilt\w*|shame\w*|blame\w*|excuses?|deserve\w*|disappoint\w*)\b",
    "marketing": r"\b(?:powerful|seamless\w*|effortless\w*|unlock\w*|boost\w*|optimi[sz]\w*|journey)\b",
    "presuming": r"\b(?:wi[fv]es?|husbands?|mum|mom|dad|grandchildren|he or she|his or her|your boss)\b",
    "a word of the workshop": r"\b(?:crossings?|subject|payload|null|boolean|uuid|JSON object|reckon\w*)\b",
    "a mouse": r"\bclick\w*\b",
    "crying out": r"!(?=\s|$)",
    "a straight quote or three dots": r"['\"]|\.\.\.",
    "a hyphen for a dash": r"\w -{1,2} \w",
    "a gap at an end, which is how halves of sentences are put together": r"^\s|\s$|  ",
    "the other word for a tab": r"\b(?:changed|decided on|removed) in another window\b",
}
# What may break a rule, by the reason why.
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "the word that stands in a pack's file": (
        'Name the items of the score: items = ["…"].',
        "A single score has one item.",
    ),
    "what the format calls it; said of a file, to whoever wrote it": ("is not a JSON object.",),
    "asked of the other person": (
        "Ask: “What would you need to see so that this is good for you, too?” Then listen.",
    ),
    "takes a should away": (
        "Where did it go? Not where it should have gone: a week as it was is the best ground for the next.",
    ),
    "a limit of a file, not of a person": ("Only %(most_rules)s rules of one event are read.",),
    "the marker is about its absence": (
        "When something unexpected came, how well could you answer it without guilt?",
        "Answering the unexpected without guilt",
    ),
    "in a warm reply, which its person sends or changes": (
        "Thank you for asking!",
        "Thank you for thinking of me!",
    ),
    "the signs themselves": (
        "An id has 1 to %(most)s letters, digits, spaces or signs such as - _ . : but no slash.",
    ),
    "as it is typed into a file": (
        'Write a life domain and one of %(words)s, such as "work ff".',
        'Begin it with format = "%(format)s".',
        'Begin with "format": "%(format)s".',
        'It reads "format": "%(format)s".',
        'Did you mean "%(meant)s"?',
        'Did you mean "%(close)s"?',
        'Write a list of texts, at most %(most)s: %(key)s = ["…", "…"].',
        'Put it in quotes: %(key)s = "…".',
        'Write %(key)s = "…".',
    ),
}
EXCEPTIONS = frozenset(words for several in ALLOWED.values() for words in several)


@cache
def nodes(path: Path) -> tuple[ast.Call | ast.ImportFrom, ...]:
    """The calls and imports of a file; read once, because there are many files."""
    walked = ast.walk(ast.parse(path.read_text()))
    return tuple(each for each in walked if isinstance(each, ast.Call | ast.ImportFrom))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in nodes(path):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in KNOWN:
                yield name, node


def sources() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def of_python() -> Iterator[tuple[str, str]]:
    for path in sources():
        for name, call in calls(path):
            first = 1 if name in WITH_CONTEXT else 0
            for each in call.args[first : KNOWN[name]]:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield f"{path.relative_to(PACKAGE)}:{each.lineno}", each.value


def of_templates() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.html")):
        text = path.read_text()
        where = str(path.relative_to(PACKAGE))
        for match in QUOTED.finditer(text):
            yield where, match[1] or match[2]
        for match in BLOCK.finditer(text):
            for part in PLURAL.split(match[2]):
                yield where, " ".join(part.split()) if "trimmed" in match[1] else part


def of_files() -> Iterator[tuple[str, str]]:
    lives = sorted((PACKAGE / "adapters/files/starting").glob("*.toml"))
    packs = [PACKAGE / f"adapters/instruments/shipped/{name}/pack.toml" for name in OURS]
    for path in [*lives, *packs]:
        for words in _shown(tomllib.loads(path.read_text())):
            yield str(path.relative_to(PACKAGE)), words


def _shown(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _shown(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _shown(each, key)
    elif isinstance(value, str) and key in SHOWN_KEYS:
        yield value


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    return (*of_python(), *of_templates(), *of_files())


@pytest.mark.parametrize("rule", NEVER)
def test_no_sentence_has(rule: str) -> None:
    pattern = re.compile(NEVER[rule], re.IGNORECASE)
    found = [
        f"{where}: {words}"
        for where, words in catalogue()
        if pattern.search(TAG.sub("", words)) and words not in EXCEPTIONS
    ]
    assert not found, "\n".join(found)


def test_every_exception_is_still_needed() -> None:
    said = {words for _where, words in catalogue()}
    assert not EXCEPTIONS - said


def test_every_text_is_behind_a_name_that_translators_tools_know() -> None:
    strange = []
    for path in sources():
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module in (
                "django.utils.translation",
                "counterpoint.domain.words",
            ):
                strange += [
                    f"{path.name}: {each.name} as {each.asname}"
                    for each in node.names
                    if "gettext" in each.name and each.asname not in (None, "_")
                ]
    assert not strange


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    glued = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in sources()
        for name, call in calls(path)
        for each in call.args[: KNOWN[name]]
        if isinstance(each, ast.JoinedStr | ast.BinOp)
    ]
    assert not glued


def test_places_in_a_sentence_have_names() -> None:
    nameless = re.compile(r"%[sd](?!\w)")
    found = [
        f"{where}: {words}"
        for where, words in catalogue()
        if len(nameless.findall(words)) > 1 or "{}" in words
    ]
    assert not found
