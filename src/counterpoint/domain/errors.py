"""The one base class of everything that Counterpoint tells a person went wrong."""

from __future__ import annotations


class CounterpointError(Exception):
    """What happened, to which of the person's things; `advice` says what to do about it."""

    def __init__(self, message: str, *, advice: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()
