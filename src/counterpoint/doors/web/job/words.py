"""The questions of the four sides of a job, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from counterpoint.domain.job import Side

SIDE_TITLES: Mapping[Side, Any] = {
    "tasks": _("Tasks"),
    "people": _("People"),
    "meaning": _("Meaning"),
    "schedule": _("Schedule"),
}
SIDE_LEADS: Mapping[Side, Any] = {
    "tasks": _("What you do all day: a little more of this, a little less of that."),
    "people": _("With whom you do it, and how often."),
    "meaning": _("What it is good for, and for whom."),
    "schedule": _("When you do it, and who decides on that."),
}
QUESTION_WORDS: Mapping[str, tuple[Any, Any]] = {
    "tasks-more": (
        _("Which part of your work would you like more of?"),
        _("A line each. Of every line comes a small step."),
    ),
    "tasks-less": (_("Which part could get smaller, or suits somebody else better?"), ""),
    "tasks-strength": (_("What are you good at that your work asks too little of?"), ""),
    "people-more": (_("With whom would you like more to do?"), _("Names are for you alone.")),
    "people-less": (_("Which meetings or contacts could be shorter, or rarer?"), ""),
    "people-ask": (_("Whom could you ask, and what?"), _("such as: Tomke, how she plans her Fridays")),
    "meaning-whom": (
        _("Whom does your work help, in the end?"),
        _("Somebody whom you could ask what came of it."),
    ),
    "meaning-proud": (_("What did you do lately that you would gladly show somebody?"), ""),
    "schedule-when": (
        _("When, or where, would you rather work?"),
        _("such as: from home on Wednesdays; start at seven"),
    ),
    "schedule-free": (
        _("Which hours would you keep free of meetings and messages?"),
        _("such as: Tuesday and Thursday until eleven"),
    ),
    "schedule-given": (
        _("What stays as it is, so that others can count on it?"),
        _("such as: I answer customers on the same day"),
    ),
}
