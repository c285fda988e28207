"""What is protected, and when a person is there for what."""

from counterpoint.domain.boundaries.availability import Availability, Meal
from counterpoint.domain.boundaries.protected import Firmness, ProtectedTime

__all__ = ["Availability", "Firmness", "Meal", "ProtectedTime"]
