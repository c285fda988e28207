"""How much work may be done, counted in steps, so that the same input always ends at the same place."""

from __future__ import annotations


class Budget:
    """Steps that may still be taken; one is a period looked at or a start produced (about a microsecond).

    A part of a budget (`share`) ends on its own. What it uses beyond a reserve of its own is taken from the
    whole.
    """

    __slots__ = ("_reserve", "_whole", "left", "ran_out")

    def __init__(self, steps: int, whole: Budget | None = None, reserve: int = 0) -> None:
        self.left = steps
        self.ran_out = False
        self._whole, self._reserve = whole, reserve

    def share(self, steps: int, *, reserve: int = 0) -> Budget:
        """A part of at most `steps`, of which `reserve` are there even when the whole is used up."""
        return Budget(steps, self, reserve)

    def take(self, steps: int = 1) -> bool:
        """Whether there is enough left for `steps` more; they are gone then."""
        self.left -= steps
        if self._reserve >= steps:
            self._reserve -= steps
        elif self._whole is not None and not self._whole.take(steps):
            self.ran_out = True
        self.ran_out = self.ran_out or self.left < 0
        return not self.ran_out

    def pay(self, pieces: int, each: int = 1) -> int:
        """For how many of so many pieces of work there is enough; they are paid for."""
        fit = min(pieces, self.rest() // each)
        if fit:
            self.take(fit * each)
        self.ran_out = self.ran_out or fit < pieces
        return fit

    def rest(self) -> int:
        """Steps that may still be taken."""
        if self.ran_out:
            return 0
        return self.left if self._whole is None else min(self.left, max(self._reserve, self._whole.rest()))
