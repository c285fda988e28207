"""A look at one's own job: questions, small steps, a conversation, a proposal, a trial period."""

from counterpoint.domain.job.notes import PROPOSAL, SIDES, JobNote, JobTrial, Side, Steplet, small_steps
from counterpoint.domain.job.proposal import (
    Named,
    Passage,
    asks_to_look_back,
    conversation,
    proposal_text,
    running,
)

__all__ = [
    "PROPOSAL",
    "SIDES",
    "JobNote",
    "JobTrial",
    "Named",
    "Passage",
    "Side",
    "Steplet",
    "asks_to_look_back",
    "conversation",
    "proposal_text",
    "running",
    "small_steps",
]
