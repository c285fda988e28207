"""A week with its blocks laid out, to be asked what one of them would cost at another place.

All else stays where it is. It gives the evaluator's differences and the checker's faults, found by the rules
and terms of the two days that a move touches instead of by the whole week, so that hundreds of places can be
weighed where one plan is settled.
"""

from counterpoint.domain.planning.laid.lifted import Lifted, Spot, lift
from counterpoint.domain.planning.laid.week import Laid

__all__ = ["Laid", "Lifted", "Spot", "lift"]
