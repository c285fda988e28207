"""`counterpoint export`: everything one person has, as one JSON document."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from counterpoint.domain.errors import CounterpointError

NAME = "export"
HELP = "Write everything one person has into one JSON document."


class NotWritten(CounterpointError):
    """The file could not be written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--person", default="", metavar="NAME", help="whose (else the owner's)")
    parser.add_argument("--output", metavar="FILE", help="the file to write (else to the terminal)")
    parser.add_argument(
        "--rest", action="store_true", help="leave out what cannot be opened (else nothing is written)"
    )
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")


def run(args: argparse.Namespace) -> int:
    """Writes the document; a file that it makes can be read by its owner alone."""
    from counterpoint import wiring

    wiring.ready_storage(args.home)
    person = wiring.whose(args.person)
    text = wiring.everything_as_json(wiring.diary_of(person), leave_out=args.rest)
    if not args.output:
        sys.stdout.write(text)
        return 0
    try:
        _write_alone(Path(args.output), text)
    except OSError as wrong:
        raise NotWritten(f"{args.output} cannot be written: {wrong.strerror}.") from wrong
    print(f"Everything of {person} is in {args.output}. It holds private things; keep it like a diary.")
    return 0


def _write_alone(path: Path, text: str) -> None:
    """Beside it first and then in its place, so that an earlier export is never half overwritten."""
    beside = path.with_name(path.name + ".part")
    new = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(new, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
