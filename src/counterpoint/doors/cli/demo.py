"""`counterpoint demo`: an example life to look at, beside one's own and gone in one click."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

NAME = "demo"
HELP = "Add an example life to look at, in an account of its own, or take it away."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", help="take the example away again")
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")


def run(args: argparse.Namespace) -> int:
    """Adds the example with its week planned, or removes it."""
    from counterpoint import wiring

    wiring.ready_storage(args.home)
    if args.remove:
        print("The example is gone." if wiring.remove_example() else "There is no example.")
        return 0
    now = datetime.now(UTC)
    person, job = wiring.make_example(now=now)
    print(f"{person} is here, made up from end to end. Planning the week …", flush=True)
    wiring.see_through(person, job, now=now)
    print("Done. Sign in, and look into the example under Settings; it can be removed there in one click.")
    return 0
