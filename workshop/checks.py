"""./test: everything that must hold, step by step, with a summary of what did not.

    ./test                 every step, in less than a quarter of an hour on two processors
    ./test --full          the same with all that is drawn by a seed, and larger samples
    ./test --only tests    the steps named here, separated by commas
    ./test tests/domain -k dst    pytest alone, with these arguments

Each step runs even when an earlier one failed. What a step cannot check here, it says.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import browser
import postgres
from environment import DEVELOPMENT, ROOT, SetupError, install, say

SETTINGS = "counterpoint.server.settings"
NOTHING_COLLECTED = 5
PAGES = "counterpoint/doors/web/static/counterpoint/build"
BUILT = ("app.js", "app.css", "week.js", "week.css", "calendars.js", "print.css")
COUNTED = ("--cov", "--cov-report=")
PATIENT = (
    "-o",
    "timeout=1800",
)  # seconds: one test of a whole sample may take long, and on a busy machine longer
READY = "from counterpoint.engines.solver.warming import warm; warm()"
IN_TURN = ("--dist", "loadfile", "--no-loadscope-reorder")  # whole files; the long ones first: tests/long.py


@dataclass
class Session:
    """One run of ./test: where commands run, what they said last, and what was left out."""

    python: Path
    environment: dict[str, str]
    pytest_words: list[str]
    closing_line: str = ""
    last_line: str = ""
    left_out: list[str] = field(default_factory=list)
    say: Callable[[str], object] = partial(print, end="", flush=True)

    def run(self, *words: str | Path, **extra: str) -> int:
        """Run a command and pass its output on; the last line is kept."""
        command = [str(word) for word in words]
        process = subprocess.Popen(
            command, cwd=ROOT, env={**self.environment, **extra}, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert process.stdout
        self.last_line = ""
        for line in process.stdout:
            self.say(line)
            self.last_line = line.strip() or self.last_line
        return process.wait()

    def module(self, name: str, *words: str | Path, **extra: str) -> int:
        return self.run(self.python, "-m", name, *words, **extra)

    def pytest(self, *words: str, **extra: str) -> int:
        patient = PATIENT if "COUNTERPOINT_FULL" in self.environment else ()
        seed = f"--hypothesis-seed={self.environment['COUNTERPOINT_SEED']}"
        return self.module("pytest", seed, *patient, *words, *self.pytest_words, **extra)


Step = Callable[[Session], int]


def lint(session: Session) -> int:
    return session.module("ruff", "check", ".")


def formatting(session: Session) -> int:
    return session.module("ruff", "format", "--check", ".")


def types(session: Session) -> int:
    return session.module("mypy")


def imports(session: Session) -> int:
    return session.run(session.python.parent / "lint-imports", "--no-logo")


def migrations(session: Session) -> int:
    return session.module("django", "makemigrations", "--check", "--dry-run", "--settings", SETTINGS)


def deployment(session: Session) -> int:
    """Django's own checks, for an installation behind HTTPS and for one at home."""
    words = ("check", "--deploy", "--fail-level", "WARNING", "--settings", SETTINGS)
    public = {"COUNTERPOINT_PUBLIC_URL": "https://counterpoint.example.org", "COUNTERPOINT_BEHIND_PROXY": "1"}
    return session.module("django", *words, **public) or session.module("django", *words)


def wheel(session: Session) -> int:
    """Build a wheel, install it with the hashed list into an empty environment, and ask it for help."""
    with tempfile.TemporaryDirectory(prefix="counterpoint-wheel-") as folder:
        empty = Path(folder) / "venv"
        python = empty / "bin" / "python"
        failed = session.module("build", "--wheel", "--no-isolation", "--outdir", folder) or session.module(
            "venv", "--without-pip", empty
        )
        if failed:
            return failed
        built = next(Path(folder).glob("*.whl"))
        if not _is_whole(built):
            return 1
        try:
            install(DEVELOPMENT, python, "--require-hashes", "-r", str(ROOT / "requirements/runtime.txt"))
            install(DEVELOPMENT, python, "--no-deps", str(built))
        except SetupError as error:
            print(error)
            return 1
        return session.run(empty / "bin" / "counterpoint", "--help")


def _is_whole(wheel: Path) -> bool:
    """Whether everything under src went in: templates, migrations, built pages, the mark of types."""
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = (path for path in (ROOT / "src/counterpoint").rglob("*") if path.is_file())
    names = {str(path.relative_to(ROOT / "src")) for path in ours if "__pycache__" not in path.parts}
    lost = sorted(names - held)
    lost += [name for name in BUILT if f"{PAGES}/{name}" not in held]
    if lost:
        print("The wheel lacks", ", ".join(lost))
    return not lost


def warm(session: Session) -> int:
    """Compile the kernels, once for all tests; a second time takes a second."""
    return session.run(session.python, "-c", READY)


def tests(session: Session) -> int:
    """Every test, in parallel, with the compiled kernels as people run them."""
    if failed := warm(session):
        return failed
    workers = _cpus() + 1  # browsers, servers and killed processes are waited for
    failed = session.pytest(*_side_by_side(workers), *COUNTED, COVERAGE_FILE=".coverage.main")
    session.closing_line = session.last_line
    return failed


def kernels(session: Session) -> int:
    """The kernels' own tests with the JIT off, where coverage can see the lines."""
    with_coverage = {"COVERAGE_FILE": ".coverage.kernels", "NUMBA_DISABLE_JIT": "1"}
    words = ("-q", "-m", "kernels", *_side_by_side(_cpus()), *COUNTED, *_that_name("kernels"))
    return _nothing_is_fine(session.pytest(*words, **with_coverage))


def _that_name(mark: str) -> list[str]:
    """The files in which tests are marked so, and the folders in which a fixture is: to read the others too
    takes longer than some of the tests do.
    """
    there = sorted((ROOT / "tests").rglob("*.py"))
    found = (path for path in there if f"mark.{mark}" in path.read_text(encoding="utf-8"))
    return [str(path.parent if path.name == "conftest.py" else path) for path in found]


def _side_by_side(workers: int) -> tuple[str, ...]:
    return ("-n", str(min(workers, 4)), *IN_TURN)


def _cpus() -> int:
    return os.cpu_count() or 1


def storage_on_postgresql(session: Session) -> int:
    with postgres.running() as address:
        if address is None:
            session.left_out.append("storage on PostgreSQL: there is no server, and the wheel has none here")
            return 0
        words = ("-q", "-m", "storage", *_that_name("storage"))
        return _nothing_is_fine(session.pytest(*words, COUNTERPOINT_DATABASE=address))


def coverage(session: Session) -> int:
    parts = [name for name in (".coverage.main", ".coverage.kernels") if (ROOT / name).exists()]
    with tempfile.TemporaryDirectory(prefix="counterpoint-coverage-") as folder:
        report = Path(folder) / "coverage.json"
        return (
            session.module("coverage", "combine", "-q", "--keep", *parts)
            or session.module("coverage", "json", "-q", "-o", report)
            or session.run(session.python, ROOT / "workshop/coverage_floor.py", report)
        )


def _nothing_is_fine(code: int) -> int:
    return 0 if code == NOTHING_COLLECTED else code


STEPS: dict[str, Step] = {
    "lint": lint,
    "format": formatting,
    "imports": imports,
    "migrations": migrations,
    "deploy": deployment,
    "wheel": wheel,
    "types": types,
    "kernels": kernels,
    "warm": warm,
    "tests": tests,
    "postgres": storage_on_postgresql,
    "coverage": coverage,
}
BYTECODE = {
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(DEVELOPMENT.folder / "bytecode"),
}
"""The tests start hundreds of processes. Where nobody may write down what Python made of a source, as in many
containers, each of them would spend as long on that as on all else of its start."""
BESIDE = ("warm", "postgres")
"""Each needs one processor: one after the other beside the rest, from the first step on; each speaks at its
turn."""


def arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="./test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true", help="larger seeded samples (COUNTERPOINT_FULL=1)")
    parser.add_argument("--only", default="", help=f"of: {', '.join(STEPS)}")
    return parser.parse_known_args()


def chosen_steps(only: str, pytest_words: list[str]) -> list[str]:
    names = only.split(",") if only else ["pytest"] if pytest_words else list(STEPS)
    unknown = [name for name in names if name not in STEPS and name != "pytest"]
    if unknown:
        sys.exit(f"There is no step called {unknown[0]!r}. There are: {', '.join(STEPS)}.")
    return names


def prepare(*, full: bool, home: str, pytest_words: list[str]) -> Session:
    """The environment, a browser, and what the tests are told about both."""
    environment = {**os.environ, **BYTECODE, "PYTHONUNBUFFERED": "1", "COUNTERPOINT_HOME": home}
    session = Session(DEVELOPMENT.prepare(), environment, pytest_words)
    environment.setdefault("COUNTERPOINT_SEED", seed_of_commit())
    if full:
        environment["COUNTERPOINT_FULL"] = "1"
    if chromium := browser.find_or_install():
        environment["COUNTERPOINT_CHROMIUM"] = chromium
    else:
        session.left_out.append(f"tests in a browser: there is no Chromium; `sudo {browser.COMMAND}`")
    return session


def seed_of_commit() -> str:
    """What the samples are drawn by: the same for a commit, another for the next (tests/seeds.py)."""
    asked = ["git", "rev-parse", "--short=7", "HEAD"]
    try:
        said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "0"
    return str(int(said.stdout, 16)) if said.returncode == 0 else "0"


def perform(session: Session, names: list[str]) -> list[str]:
    """Run the steps, say how long each took, and return those that failed."""
    failed = []
    lines = []
    with ThreadPoolExecutor(1) as another:
        heard: dict[str, list[str]] = {name: [] for name in BESIDE if name in names}
        early = {
            name: another.submit(timed, replace(session, say=said.append), name)
            for name, said in heard.items()
        }
        for name in names:
            say(f"{name} …")
            code, seconds = early[name].result() if name in early else timed(session, name)
            print("".join(heard.get(name, ())), end="", flush=True)
            lines.append(f"{'ok    ' if code == 0 else 'FAILED'}  {name:12} {seconds:6.1f} s")
            if code:
                failed.append(name)
    print("\n" + "\n".join(lines))
    return failed


def timed(session: Session, name: str) -> tuple[int, float]:
    """What a step came to, and its seconds."""
    started = time.monotonic()
    code = session.pytest() if name == "pytest" else STEPS[name](session)
    return code, time.monotonic() - started


def main() -> int:
    options, pytest_words = arguments()
    names = chosen_steps(options.only, pytest_words)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="counterpoint-home-") as home:
        try:
            session = prepare(full=options.full, home=home, pytest_words=pytest_words)
        except SetupError as error:
            sys.exit(str(error))
        failed = perform(session, names)
    say(f"Samples were drawn with COUNTERPOINT_SEED={session.environment['COUNTERPOINT_SEED']}")
    for words in session.left_out:
        print("left out:", words)
    took = f"{time.monotonic() - started:.0f} s"
    print(f"Failed: {', '.join(failed)} ({took})." if failed else f"Everything holds ({took}).")
    if session.closing_line:
        print(session.closing_line)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
