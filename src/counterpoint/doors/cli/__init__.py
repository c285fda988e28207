"""The command line: one module per command, and only the chosen one is imported.

A command's module states `NAME` and `HELP` as plain strings (they are read without importing it) and
defines `add_arguments(parser)` and `run(args) -> int`. Modules without a `NAME` are not commands.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from counterpoint.domain.errors import CounterpointError

FAILED = 2
INTERRUPTED = 130


class CommandModule(Protocol):
    """What each command's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None: ...
    def run(self, args: argparse.Namespace, /) -> int: ...


@dataclass(frozen=True)
class Command:
    """A command that can be listed without being loaded."""

    name: str
    help: str
    module: str

    def load(self) -> CommandModule:
        return cast(CommandModule, import_module(self.module))


def commands(folder: Path = Path(__file__).parent, package: str = __name__) -> Iterator[Command]:
    """Every command that lies in the folder of a package, by file name."""
    for path in sorted(folder.glob("[a-z]*.py")):
        stated = dict(_stated_strings(path))
        if "NAME" in stated:
            yield Command(stated["NAME"], stated.get("HELP", ""), f"{package}.{path.stem}")


def _stated_strings(path: Path) -> Iterator[tuple[str, str]]:
    """Each top-level `WORD = "text"` of a file, read from its source."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=word)], value=ast.Constant(value=str(text))):
                yield word, text


def parser_for(argv: Sequence[str], known: Iterable[Command]) -> argparse.ArgumentParser:
    """A parser that lists every command and knows the arguments of the one that `argv` chooses."""
    parser = argparse.ArgumentParser(
        prog="counterpoint", description="Plan a week around what you value, on your own calendars."
    )
    parser.add_argument("--version", action=ShowVersion, help="say which version this is, and stop")
    listed = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    chosen = next((word for word in argv if not word.startswith("-")), None)
    for command in known:
        sub = listed.add_parser(command.name, help=command.help, description=command.help)
        if command.name == chosen:
            module = command.load()
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    return parser


class ShowVersion(argparse.Action):
    """`--version`, looked up only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from counterpoint import __version__

        print("counterpoint", __version__)
        parser.exit()


def main(argv: Sequence[str] | None = None, known: Iterable[Command] | None = None) -> int:
    """Run one command; what went wrong is told in a sentence and never as a traceback.

    Returns the command's own exit code, 2 when something was wrong with what it was given, and 130
    when it was interrupted.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    args = parser_for(words, commands() if known is None else known).parse_args(words)
    try:
        return int(args.run(args))
    except CounterpointError as error:
        return _tell(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED


def _tell(error: CounterpointError) -> int:
    print(f"counterpoint: {error.message}", file=sys.stderr)
    if error.advice:
        print(error.advice, file=sys.stderr)
    return FAILED
