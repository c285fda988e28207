"""How kernels are compiled: once for each machine and Python, kept in a cache; plain Python with the JIT off.

The compiler keeps what it made under the date and size of the file that holds a kernel, and does not notice
when a kernel that it calls, or a constant, has changed. So the cache has a folder for each state of the
sources. `NUMBA_CACHE_DIR` says where the cache is, else it is in the person's own cache folder, else among
temporary files. `NUMBA_DISABLE_JIT=1` runs the same code uncompiled, slowly, with the same results for the
same steps.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from platformdirs import user_cache_path

from counterpoint.domain.planning import cost, load, sequence

KERNEL_FILES = (
    "compiled", "tables", "layout", "model", "state", "waiting", "stretches", "ways", "loads", "neighbours",
    "rules", "entries", "openings", "places", "giving_way", "filling", "making_room", "forcing", "moves",
    "swapping", "search",
)  # fmt: skip
Kernel = TypeVar("Kernel", bound=Callable[..., Any])
_UNCOUNTED: dict[str, Any] = {"_nrt": False, "no_cfunc_wrapper": True}
"""Options of numba's compiler that its own stubs do not have."""
_WITHIN: dict[str, Any] = {"no_cpython_wrapper": True}


def kernel(function: Kernel) -> Kernel:
    """Compile a function over the tables of a model and a state, which other kernels call.

    Kernels share nothing but their arguments, and make no tables: so tables need not be counted
    (`_nrt`), which every call would do for each of them and which took three quarters of the time. A kernel
    that makes one, as a slice copied onto another does, is refused by the compiler.

    Not to be called from Python, which would end the process: what takes its arguments apart for that is left
    out, because it took a third of the time to compile. `entry` makes those that are called so.
    """
    return _compiled(function, _WITHIN)


def entry(function: Kernel) -> Kernel:
    """A kernel that is called from Python too, by what plans or by tests."""
    return _compiled(function, {})


def _compiled(function: Kernel, more: dict[str, Any]) -> Kernel:
    config: Any = numba.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        jit = numba.njit(cache=True, error_model="numpy", nogil=True, **_UNCOUNTED, **more)
        return cast(Kernel, jit(function))
    finally:
        config.CACHE_DIR = before


@cache
def cache_folder() -> Path:
    """Where compiled kernels of these very sources are kept; it exists and can be written."""
    name = _state_of_sources()
    for base in _bases():
        folder = base / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="counterpoint-kernels-"))


def _bases() -> list[Path]:
    given = os.environ.get("NUMBA_CACHE_DIR")
    own = user_cache_path("counterpoint", appauthor=False) / "kernels"
    return [
        *([Path(given)] if given else []),
        own,
        Path(tempfile.gettempdir()) / f"counterpoint-{getpass.getuser()}",
    ]


def _state_of_sources() -> str:
    """A name that changes with any file that a kernel is made of."""
    here = [Path(__file__).with_name(f"{name}.py") for name in KERNEL_FILES]
    digest = hashlib.sha256()
    for path in [*here, Path(cost.__file__), Path(load.__file__), Path(sequence.__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
