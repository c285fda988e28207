"""`counterpoint restore`: puts a backup in the place of what is there, and keeps what was there."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from counterpoint import wiring

NAME = "restore"
HELP = "Put a backup in the place of what is there."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that `counterpoint backup` wrote")
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")


def run(args: argparse.Namespace) -> int:
    home = wiring.choose_home(args.home)
    aside = wiring.restoring.restore(home, args.file, now=datetime.now(UTC))
    print(f"{args.file} is now in {home}.")
    print(f"What was there before is in {aside}; remove it when all is well.")
    return 0
