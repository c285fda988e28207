"""`counterpoint reset-password`: a way back in, for somebody at the machine itself."""

from __future__ import annotations

import argparse
import getpass
from datetime import UTC, datetime

from counterpoint import wiring
from counterpoint.domain.errors import CounterpointError

NAME = "reset-password"
HELP = "Make a one-time link for a new password, or set one here."


class PasswordsDiffer(CounterpointError):
    """What was typed the second time is not what was typed the first time."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="who: the name they sign in with")
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")
    parser.add_argument(
        "--here", action="store_true", help="type the new password here instead of printing a link"
    )
    parser.add_argument(
        "--public-url", metavar="URL", default="", help="the address that the link begins with"
    )


def run(args: argparse.Namespace) -> int:
    wiring.open_storage(args.home)
    person = wiring.accounts.person_named(args.name)
    if args.here:
        wiring.accounts.set_password(person, _asked())
        print(f"{person.username} has a new password and is signed out everywhere.")
        return 0
    accounts = wiring.accounts
    secret = accounts.make_link(
        "password", now=datetime.now(UTC), lasts=accounts.PASSWORD_LINK, person=person
    )
    print(f"{person.username} can choose a new password here, once, within twelve hours:")
    print(f"  {wiring.public_address(args.public_url)}/welcome/{secret}/")
    return 0


def _asked() -> str:
    """Typed twice and never shown; raises PasswordsDiffer, or says what makes it weak."""
    password = getpass.getpass("New password: ")
    if getpass.getpass("The same again: ") != password:
        raise PasswordsDiffer(
            "The two passwords are not the same.", advice="Nothing was changed; try once more."
        )
    wiring.accounts.judge_password(password)
    return password
