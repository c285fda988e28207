"""What others ask of a person's time: read, judged, answered with other times and with words."""

from counterpoint.domain.asking.alternatives import Alternative, alternatives_to
from counterpoint.domain.asking.asked import Asked, read_request
from counterpoint.domain.asking.ground import Ground, facts_of_requests, ground_of
from counterpoint.domain.asking.reply import TONES, Answering, Tone, draft_reply
from counterpoint.domain.asking.verdict import Met, MetKind, Verdict, VerdictWord, judge

__all__ = [
    "TONES",
    "Alternative",
    "Answering",
    "Asked",
    "Ground",
    "Met",
    "MetKind",
    "Tone",
    "Verdict",
    "VerdictWord",
    "alternatives_to",
    "draft_reply",
    "facts_of_requests",
    "ground_of",
    "judge",
    "read_request",
]
