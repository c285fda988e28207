"""Rules of the house that no other tool holds."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.long import LONG

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = ROOT / "src" / "counterpoint" / "domain"

REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "yarnpkg" + ".com",
)
SOMEONES_FOLDER = re.compile(
    r"""(?:^|[\s"'`(=:])/(?:root|Users|home/[a-z]\w*|work/(?:main|shared|\.\w+))(?:/|\b)""", re.MULTILINE
)
NOT_OURS = re.compile("sub" + "-?agent|claude" + "[ -]code|as an ai" + " (?:language )?model", re.IGNORECASE)
LARGEST = 1_000_000  # bytes
TEMPLATES = ROOT / "src" / "counterpoint" / "doors" / "web" / "templates"
LINK = re.compile(r"\]\(([^)\s]+)\)")


def tracked_files() -> list[Path]:
    """The files that a clone would hold."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("This is not a clone, so nothing says which files belong to the project.")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """Every tracked text by its path from the root."""
    found = {}
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found[str(path.relative_to(ROOT))] = content.decode("utf-8", errors="replace")
    return found


def test_no_file_names_a_package_registry() -> None:
    named = {path: host for path, text in texts().items() for host in REGISTRIES if host in text}
    assert not named


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    found = {path: match[0] for path, text in texts().items() if (match := SOMEONES_FOLDER.search(text))}
    assert not found


def test_the_project_speaks_of_itself_and_not_of_how_it_was_written() -> None:
    found = {path: match[0] for path, text in texts().items() if (match := NOT_OURS.search(text))}
    assert not found


def test_a_clone_stays_small() -> None:
    large = {str(path): size for path in tracked_files() if (size := path.stat().st_size) > LARGEST}
    assert not large


def test_every_link_between_our_texts_leads_somewhere() -> None:
    """To a file that a clone holds, or to a folder of such files."""
    there = {place for path in tracked_files() for place in (path, *path.parents)}
    lost = {
        (name, link)
        for name, text in texts().items()
        if name.endswith(".md")
        for link in LINK.findall(text)
        if not re.match(r"[a-z]+:|#", link)
        and (ROOT / name).parent.joinpath(link.partition("#")[0]).resolve() not in there
    }
    assert not lost


def pages() -> dict[str, str]:
    return {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}


def test_every_page_is_built_on_the_one_base() -> None:
    """Only sheets for the printer, and the page that a link shows to others, are documents of their own."""
    alone = {name for name, text in pages().items() if "<html" in text}
    assert alone == {"base.html", "week/print.html", "job/print.html", "asking/shared.html"}
    filling = [name for name, text in pages().items() if "{% block " in text and "{% extends " not in text]
    assert sorted(filling) == ["base.html"]


def imported_packages(path: Path) -> set[str]:
    """The top-level names that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name for alias in aliases}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: str(path.relative_to(DOMAIN)))
def test_the_domain_imports_nothing_but_itself_and_the_standard_library(path: Path) -> None:
    assert imported_packages(path) <= sys.stdlib_module_names | {"counterpoint"}


@pytest.mark.parametrize("name", ["run", "test", "bench", ".ci/run", "requirements/compile"])
def test_what_one_types_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


def test_continuous_integration_runs_the_same_checks_as_a_person() -> None:
    assert "./test" in (ROOT / ".ci" / "run").read_text()


def test_the_checks_hold_the_layers_and_the_coverage_floors() -> None:
    checks = (ROOT / "workshop" / "checks.py").read_text()
    assert "lint-imports" in checks
    assert "coverage_floor.py" in checks


def test_the_long_files_that_are_begun_first_are_there() -> None:
    assert not [name for name in LONG if not (ROOT / "tests" / name).is_file()]


def test_every_floor_has_its_place_in_the_layers() -> None:
    contracts = settings()["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"]
    assert len(layers["layers"]) >= 7


def test_what_builds_the_project_is_in_the_hashed_lists() -> None:
    listed = (ROOT / "requirements" / "build.in").read_text()
    assert all(need in listed for need in settings()["build-system"]["requires"])


@pytest.mark.parametrize("name", ["runtime", "dev", "bench", "uv"])
def test_every_requirement_is_pinned_with_a_hash(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    pins = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert pins
    assert all("==" in lines[number] and "--hash=" in lines[number + 1] for number in pins)


def test_the_types_and_the_tests_know_djangos_settings() -> None:
    tools = settings()["tool"]
    assert tools["pytest"]["ini_options"]["DJANGO_SETTINGS_MODULE"] == "tests.settings"
    assert tools["django-stubs"]["django_settings_module"] == "counterpoint.server.settings"
    assert "mypy_django_plugin.main" in tools["mypy"]["plugins"]


def settings() -> dict[str, Any]:
    """pyproject.toml as it stands."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
