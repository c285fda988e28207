"""A command that does as it is told, or is stopped."""

from __future__ import annotations

import argparse

NAME = "greet"
HELP = "Say good morning."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--code", type=int, default=0)
    parser.add_argument("--stopped", action="store_true")


def run(args: argparse.Namespace) -> int:
    if args.stopped:
        raise KeyboardInterrupt
    print("Good morning.")
    return int(args.code)
