"""`counterpoint import`: what `counterpoint export` wrote, into an account."""

from __future__ import annotations

import argparse
from pathlib import Path

from counterpoint.domain.errors import CounterpointError

NAME = "import"
HELP = "Bring everything one person has back from an export."


class NotOpened(CounterpointError):
    """The file is not there, or not to be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a document that `counterpoint export` wrote")
    parser.add_argument("--person", default="", metavar="NAME", help="into whose account (else the owner's)")
    parser.add_argument("--replace", action="store_true", help="replace everything that is there already")
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")


def run(args: argparse.Namespace) -> int:
    """Brings all of it in, or nothing."""
    from counterpoint import wiring
    from counterpoint.desk.export import restore

    try:
        raw = Path(args.file).read_bytes()
    except OSError as wrong:
        raise NotOpened(f"{args.file} cannot be opened: {wrong.strerror}.") from wrong
    everything = wiring.everything_from_json(raw, name=args.file)
    wiring.ready_storage(args.home)
    person = wiring.whose(args.person)
    restore(wiring.diary_of(person), everything, replace=args.replace)
    print(f"Everything in {args.file} is now in the account of {person}.")
    return 0
