"""./run: set up what is missing, then become the `counterpoint` command."""

from __future__ import annotations

import os
import sys

from environment import PRODUCT, SetupError


def main() -> None:
    try:
        python = PRODUCT.prepare()
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    words = sys.argv[1:] or ["serve"]
    os.execv(python, [str(python), "-m", "counterpoint", *words])


if __name__ == "__main__":
    main()
