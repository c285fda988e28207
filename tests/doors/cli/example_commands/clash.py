"""A command whose plan cannot hold together."""

from __future__ import annotations

import argparse

from counterpoint.domain.errors import CounterpointError

NAME = "clash"
HELP = "Ask for what cannot be."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("thing")


def run(args: argparse.Namespace) -> int:
    raise CounterpointError(f'There is no room for "{args.thing}".', advice="Loosen one rule.")
