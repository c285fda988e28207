"""The best that is known of a week: of several long runs, made once and kept beside the benchmark.

A reference holds for one problem under one state of the rules and their cost: its key is a hash of both, so
that what was kept of other rules is never held against, and is made anew. Which search found it does not
matter, and where one finds a better plan that is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from counterpoint.domain import planning
from counterpoint.domain.planning import Problem

KEPT = Path(__file__).with_name("references.json")
Order = tuple[float, ...]


def key_of(problem: Problem) -> str:
    """A name of this very problem under these very rules."""
    digest = hashlib.sha256(repr(problem).encode())
    for path in sorted(Path(planning.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def reference(problem: Problem, name: str, *, runs: int, seconds: float, workers: int = 2) -> Order:
    """The least cost of so many runs of so many seconds; kept ones of this problem count as made."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    key = key_of(problem)
    known = kept.get(key)
    if known is None or known["runs"] * known["seconds"] < runs * seconds:
        found = _made(problem, range(1000, 1000 + runs), seconds, workers)
        known = {"name": name, "runs": runs, "seconds": seconds, "order": min(found)}
        _keep(kept | {key: known})
    return tuple(known["order"])


def learn(problem: Problem, order: Order) -> Order:
    """A plan that was found: kept as the reference of its problem where it is better than that. Returns the
    better of both.
    """
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    known = kept[key_of(problem)]
    if list(order) < known["order"]:
        known["order"] = list(order)
        _keep(kept)
    return tuple(known["order"])


def _keep(kept: dict[str, Any]) -> None:
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _made(problem: Problem, seeds: Sequence[int], seconds: float, workers: int) -> list[Order]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_one, [problem] * len(seeds), seeds, [seconds] * len(seeds)))


def _one(problem: Problem, seed: int, seconds: float) -> Order:
    from counterpoint.engines.solver.run import Budget, search

    *_, last = search(problem, Budget(seconds=seconds), seed=seed)
    return last.cost.order
