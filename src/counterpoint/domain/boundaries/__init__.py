"""What is protected, and when a person is there for what."""

from counterpoint.domain.boundaries.availability import Availability, Meal
from counterpoint.domain.boundaries.ledger import Bend, BendCause, GiveBack, GiveBackState
from counterpoint.domain.boundaries.loosening import Loosening
from counterpoint.domain.boundaries.protected import Disclosure, Firmness, ProtectedTime

__all__ = [
    "Availability",
    "Bend",
    "BendCause",
    "Disclosure",
    "Firmness",
    "GiveBack",
    "GiveBackState",
    "Loosening",
    "Meal",
    "ProtectedTime",
]
