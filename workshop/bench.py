"""./bench: list the benchmarks, or run one in an environment that also holds its peers."""

from __future__ import annotations

import ast
import os
import sys

from environment import BENCHMARKS, ROOT, SetupError

FOLDER = ROOT / "benchmarks"


def purposes() -> dict[str, str]:
    """Each benchmark with the first line of its docstring; files with a leading underscore are parts."""
    found = {}
    for path in sorted(FOLDER.glob("[a-z]*.py")):
        words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[path.stem] = words.partition("\n")[0]
    return found


def main() -> None:
    known = purposes()
    if not sys.argv[1:] or sys.argv[1] in ("-h", "--help"):
        print("./bench NAME [--seeds 1-5] [--replicates N] [--json FILE]\n")
        for name, purpose in known.items():
            print(f"  {name:12} {purpose}")
        return
    name, *options = sys.argv[1:]
    if name not in known:
        sys.exit(f"There is no benchmark called {name!r}. There are: {', '.join(known) or 'none yet'}.")
    try:
        python = BENCHMARKS.prepare()
    except SetupError as error:
        sys.exit(str(error))
    os.execv(python, [str(python), str(FOLDER / f"{name}.py"), *options])


if __name__ == "__main__":
    main()
