"""The week by compiled local search, and its judge.

Data, kernels and result are apart; the domain knows none of them.
"""

from __future__ import annotations


def warm() -> None:
    """Compile every kernel, or load what was compiled before. The first time takes up to a minute."""
    from counterpoint.engines.solver.warming import warm as compile_all

    compile_all()


def is_warm() -> bool:
    """Whether the kernels are compiled on this machine: if not, the first plan waits for it."""
    from counterpoint.engines.solver.warming import is_warm as known

    return known()
