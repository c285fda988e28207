"""`counterpoint invite`: a one-time link for somebody who is to have an account here."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from counterpoint import wiring

NAME = "invite"
HELP = "Make a one-time link for a new account."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("note", metavar="FOR", nargs="?", default="", help="for whom, in your own words")
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")
    parser.add_argument(
        "--public-url", metavar="URL", default="", help="the address that the link begins with"
    )


def run(args: argparse.Namespace) -> int:
    wiring.open_storage(args.home)
    accounts = wiring.accounts
    secret = accounts.make_link(
        "invitation",
        now=datetime.now(UTC),
        lasts=accounts.INVITATION,
        invited_by=accounts.owner(),
        note=args.note[:200],
    )
    print("This link makes one account, once, within seven days:")
    print(f"  {wiring.public_address(args.public_url)}/welcome/{secret}/")
    return 0
