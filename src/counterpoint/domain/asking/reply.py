"""Replies to a request, in a tone and at a degree of disclosure: drafts, which only the person sends.

A reply is made of the asker's name, times, and what the degree of disclosure allows. No title of an event,
a task or protected time, and no reason or note of the person's, can come into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from counterpoint.domain.asking.alternatives import Alternative
from counterpoint.domain.asking.said import all_of, day_words, for_both, one_of
from counterpoint.domain.asking.verdict import PROTECTED, MetKind, Verdict
from counterpoint.domain.boundaries import Disclosure, Request, least_of
from counterpoint.domain.planning import Life
from counterpoint.domain.timeline import Span, local
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import home_of

Tone = Literal["warm", "brief", "formal"]
TONES: tuple[Tone, ...] = ("warm", "brief", "formal")
Answering = Literal["accept", "counter", "decline"]


def own_disclosure(verdict: Verdict, life: Life) -> Disclosure:
    """What the boundaries that are crossed let others read: that of the most reserved one."""
    ids = {each.subject_id for each in verdict.protected}
    return least_of(each.disclosure for each in life.protected if each.id in ids)


def draft_reply(
    request: Request,
    verdict: Verdict,
    alternatives: Sequence[Alternative],
    life: Life,
    *,
    answering: Answering,
    tone: Tone = "warm",
    disclosure: Disclosure = "commitment",
) -> str:
    """The text of a reply that accepts, proposes other times or declines."""
    said = _Words(request, life, tone)
    reason = "" if answering == "accept" else _reason(verdict, life, disclosure)
    others = [said.when(each.span) for each in alternatives]
    if tone == "brief":
        return said.brief(answering, reason, others)
    middle = [said.thanks(), *said.body(answering, reason, others)]
    return "\n\n".join(filter(None, (said.greeting(), " ".join(filter(None, middle)), said.closing())))


class _Words:
    """The sentences of a reply in one tone."""

    def __init__(self, request: Request, life: Life, tone: Tone) -> None:
        self.request, self.life, self.tone = request, life, tone

    def when(self, span: Span) -> str:
        """By the clock of home, which others go by: where the person is then is their own."""
        if self.request.all_day:
            return day_words(local(span.start, self.life.zone).date())
        return for_both(span, home_of(self.life.zone), self.request.zone, self.life.clock)

    @property
    def asked(self) -> str:
        return self.when(self.request.span)

    def greeting(self) -> str:
        who = self.request.who
        if self.tone == "formal":
            return _("Dear %(who)s,") % {"who": who} if who else _("Good day,")
        return _("Hi %(who)s,") % {"who": who} if who else _("Hello,")

    def thanks(self) -> str:
        words = {"formal": _("Thank you for your request."), "warm": _("Thank you for asking!")}
        return words.get(self.tone, "")

    def body(self, answering: Answering, reason: str, others: Sequence[str]) -> list[str]:
        if answering == "accept":
            return [_("%(when)s works for me.") % {"when": self.asked}, self._glad()]
        no = reason or _("%(when)s does not work for me.") % {"when": self.asked}
        if answering == "decline":
            return [no, _("I cannot make it this time.") if reason else ""]
        return [no, self._instead(others)]

    def _glad(self) -> str:
        return _("I look forward to it.") if self.tone == "warm" else _("I have noted it.")

    def _instead(self, others: Sequence[str]) -> str:
        if not others:
            return _("Could we look for a time further on?")
        if len(others) == 1:
            return _("How about %(when)s?") % {"when": others[0]}
        ask = (
            _("Would one of these suit you instead?")
            if self.tone == "formal"
            else _("How about one of these?")
        )
        return "\n".join((ask, *(f"– {each}" for each in others)))

    def closing(self) -> str:
        words = _("Kind regards") if self.tone == "formal" else _("Warmly")
        return "\n".join(filter(None, (words, self.life.name)))

    def brief(self, answering: Answering, reason: str, others: Sequence[str]) -> str:
        if answering == "accept":
            return _("%(when)s works for me.") % {"when": self.asked}
        no = (reason or _("%(when)s does not work for me.") % {"when": self.asked}).rstrip(".")
        if answering == "decline":
            return f"{no}."
        if not others:
            return _("%(no)s – could we look for a time further on?") % {"no": no}
        return _("%(no)s – how about %(when)s?") % {"no": no, "when": one_of(others)}


TAKEN: frozenset[MetKind] = frozenset({"event", "fixed_hours"})
"""What a person would truly call a commitment; a meal, an hour off or a task that can move is none."""


def _reason(verdict: Verdict, life: Life, disclosure: Disclosure) -> str:
    """Why that time is taken, as far as it is disclosed; "" for nothing."""
    if disclosure == "nothing" or verdict.word in ("fits", "past"):
        return ""
    kinds = {each.kind for each in verdict.met}
    if not verdict.protected and "rest" not in kinds:
        return _("I already have a commitment at that time.") if kinds & TAKEN else ""
    names = [_value_name(life, each.value_id) for each in verdict.met if each.kind in PROTECTED]
    if disclosure == "value" and names and all(names):
        return _("I protect that time for %(value)s.") % {"value": all_of(list(dict.fromkeys(names)))}
    return _("I protect that time for a personal commitment.")


def _value_name(life: Life, value_id: str) -> str:
    value = life.value(value_id)
    return value.name if value else ""
