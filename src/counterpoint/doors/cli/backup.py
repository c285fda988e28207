"""`counterpoint backup`: everything that is kept, as one file, made while the server runs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from counterpoint import __version__, wiring

NAME = "backup"
HELP = "Write everything that is kept into one file."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")
    parser.add_argument(
        "--to", metavar="FILE", type=Path, help="the file to write (HOME/backups/DATE-TIME.zip)"
    )


def run(args: argparse.Namespace) -> int:
    home, now = wiring.choose_home(args.home), datetime.now(UTC)
    to = args.to or home / wiring.backups.BACKUPS / f"{now:%Y%m%d-%H%M%S}.zip"
    made = wiring.backups.make_backup(home, to, now=now, version=__version__)
    print(f"Everything in {home} as of now is in {made} ({made.stat().st_size / 1e6:.1f} MB).")
    print("It holds the key file too: whoever has this backup has the data.")
    return 0
