"""Know yourself: instruments, their scoring, styles, life stages. No diagnosis, and no norms of our own."""

from counterpoint.domain.assessment.defaults import Default, default_named, defaults
from counterpoint.domain.assessment.packs import Item, Pack, Score, Screen, screens_of
from counterpoint.domain.assessment.portrait import ME, STAGES, Portrait, Stage
from counterpoint.domain.assessment.reliability import LEAST_OCCASIONS, Agreement, agreement_of
from counterpoint.domain.assessment.scoring import Scored, meaningful_change, scores_of
from counterpoint.domain.assessment.sheets import Answer, AnswerSheet
from counterpoint.domain.assessment.styles import STYLES, Profile, Shown, Style, profile_of
from counterpoint.domain.assessment.telling import (
    StageTold,
    StyleTold,
    name_of,
    stage_name,
    stage_told,
    style_told,
)

__all__ = [
    "LEAST_OCCASIONS",
    "ME",
    "STAGES",
    "STYLES",
    "Agreement",
    "Answer",
    "AnswerSheet",
    "Default",
    "Item",
    "Pack",
    "Portrait",
    "Profile",
    "Score",
    "Scored",
    "Screen",
    "Shown",
    "Stage",
    "StageTold",
    "Style",
    "StyleTold",
    "agreement_of",
    "default_named",
    "defaults",
    "meaningful_change",
    "name_of",
    "profile_of",
    "scores_of",
    "screens_of",
    "stage_name",
    "stage_told",
    "style_told",
]
