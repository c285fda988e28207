"""`python -m counterpoint` is the `counterpoint` command."""

from __future__ import annotations

import sys

from counterpoint.doors.cli import main

if __name__ == "__main__":
    sys.exit(main())
