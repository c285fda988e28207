"""Counterpoint: live work and life as two voices that make each other better."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """Look the version up only when someone asks; reading metadata takes longer than the rest."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version

    return version("counterpoint")
