"""What is protected, and when a person is there for what."""

from counterpoint.domain.boundaries.availability import Availability, Meal
from counterpoint.domain.boundaries.channels import AUDIENCES, Audience, Channel, ChannelKind, Soon
from counterpoint.domain.boundaries.how_i_work import DISCLOSURES, HowIWork, Shows, least_of
from counterpoint.domain.boundaries.ledger import Bend, BendCause, GiveBack, GiveBackState
from counterpoint.domain.boundaries.loosening import Loosening
from counterpoint.domain.boundaries.protected import Disclosure, Firmness, ProtectedTime
from counterpoint.domain.boundaries.request import PROMISED, Request, RequestState

__all__ = [
    "AUDIENCES",
    "DISCLOSURES",
    "PROMISED",
    "Audience",
    "Availability",
    "Bend",
    "BendCause",
    "Channel",
    "ChannelKind",
    "Disclosure",
    "Firmness",
    "GiveBack",
    "GiveBackState",
    "HowIWork",
    "Loosening",
    "Meal",
    "ProtectedTime",
    "Request",
    "RequestState",
    "Shows",
    "Soon",
    "least_of",
]
