"""./run: set up what is missing, then become the `counterpoint` command."""

from __future__ import annotations

import os
import sys

from environment import PRODUCT, SetupError

OF_ALL_COMMANDS = ("-h", "--help", "--version")


def main() -> None:
    try:
        python = PRODUCT.prepare()
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    os.execv(python, [str(python), "-m", "counterpoint", *command(sys.argv[1:])])


def command(words: list[str]) -> list[str]:
    """The words for `counterpoint`: without a command, as in `./run --host 0.0.0.0`, they are for `serve`."""
    if words and (not words[0].startswith("-") or words[0] in OF_ALL_COMMANDS):
        return words
    return ["serve", *words]


if __name__ == "__main__":
    main()
