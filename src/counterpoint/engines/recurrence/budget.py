"""How much work may be done, counted in steps, so that the same input always ends at the same place."""

from __future__ import annotations


class Budget:
    """Steps that may still be taken; one step is a period looked at or a start produced (about a
    microsecond).

    A part of a budget (`share`) ends on its own, and what it uses is taken from the whole.
    """

    __slots__ = ("_whole", "left", "ran_out")

    def __init__(self, steps: int, whole: Budget | None = None) -> None:
        self.left = steps
        self.ran_out = False
        self._whole = whole

    def share(self, steps: int) -> Budget:
        return Budget(min(steps, self.left), self)

    def take(self, steps: int = 1) -> bool:
        """Whether there is enough left for `steps` more; they are gone then."""
        if self._whole is not None and not self._whole.take(steps):
            self.ran_out = True
        self.left -= steps
        self.ran_out = self.ran_out or self.left < 0
        return not self.ran_out
