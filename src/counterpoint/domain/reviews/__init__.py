"""Looking back, and refining: reviews, markers, the mistake radar and the coach."""

from counterpoint.domain.reviews.coach import Recommendation, recommend
from counterpoint.domain.reviews.estimate import Estimate
from counterpoint.domain.reviews.look import Evidence, Look, Piece, Take
from counterpoint.domain.reviews.markers import (
    ALL_MARKERS,
    AT_TWO_WEEKS,
    WEEKLY,
    Marker,
    MarkerLine,
    Markers,
    Verdict,
    markers_id,
)
from counterpoint.domain.reviews.radar import Finding, RadarRule, radar
from counterpoint.domain.reviews.review import (
    MONTH_PARTS,
    PARTS,
    WEEK_PARTS,
    Change,
    Dismissal,
    Note,
    Review,
    ReviewKind,
    review_id,
)

__all__ = [
    "ALL_MARKERS",
    "AT_TWO_WEEKS",
    "MONTH_PARTS",
    "PARTS",
    "WEEKLY",
    "WEEK_PARTS",
    "Change",
    "Dismissal",
    "Estimate",
    "Evidence",
    "Finding",
    "Look",
    "Marker",
    "MarkerLine",
    "Markers",
    "Note",
    "Piece",
    "RadarRule",
    "Recommendation",
    "Review",
    "ReviewKind",
    "Take",
    "Verdict",
    "markers_id",
    "radar",
    "recommend",
    "review_id",
]
