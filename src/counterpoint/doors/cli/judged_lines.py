"""Judged invitations as lines for a terminal, and as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from counterpoint.desk.inviting.from_files import JudgedFile
from counterpoint.domain.asking import Met
from counterpoint.domain.asking.said import day_words, for_both
from counterpoint.domain.inviting import Answer, MessagesRead
from counterpoint.domain.notation import say_duration
from counterpoint.domain.timeline import Span, local

VERDICTS = {
    "fits": "It fits.",
    "price": "It fits, at a price.",
    "crosses": "It crosses something firm.",
    "past": "That time is already over.",
}
KINDS = {
    "firm": "protected, firm",
    "bends": "protected, may bend",
    "event": "in a calendar",
    "rest": "night’s rest",
    "fixed_hours": "working hours that are not yours to give",
    "off_hours": "beyond your working hours",
    "meal": "a meal",
    "block": "planned",
}


def as_lines(
    judged: Sequence[JudgedFile], found: MessagesRead, answer: Answer | None, *, width: int
) -> list[str]:
    """Verdict, what is in the way, other times and the draft; only words carry meaning."""
    lines = [line for each in judged for line in _one(each)]
    lines += ["", "A draft; nothing is sent", *_text(answer)] if answer else []
    lines += set_aside_lines(found)
    return [short for line in lines for short in _within(line, width)]


def _within(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return wrap(line, width, subsequent_indent=indent) if len(line) > width else [line]


def _one(each: JudgedFile) -> Iterator[str]:
    message, case = each.message, each.case
    yield f"{message.who}: {message.summary or 'without a title'}"
    yield f"  {_when(each, case.request.span)}{', and again' if message.repeats else ''}"
    yield f"  {VERDICTS[case.verdict.word]}"
    for met in case.verdict.met:
        if met.kind != "past":
            yield f"    {_met(met)}"
    if case.verdict.cost:
        yield f"  It would cost {case.verdict.cost:.1f} (a unit is a quarter hour of what you value most)."
    yield from _series(each)
    if case.alternatives and case.verdict.word != "fits":
        yield "  What would suit instead"
        for n, other in enumerate(case.alternatives, start=1):
            yield f"    {n}. {_when(each, other.span)}: {' '.join(other.why)}"
    for note in each.notes:
        yield f"  {note}"
    if not each.me:
        yield "  It is not clear by which address you are invited; say it with --as."


def _when(each: JudgedFile, span: Span) -> str:
    life = each.case.life
    if each.message.all_day:
        return f"{day_words(local(span.start, life.zone).date())}, the whole day"
    return for_both(span, life.zone, each.message.zone, life.clock)


def _met(met: Met) -> str:
    title = f"“{met.title}” " if met.title else ""
    return f"{say_duration(met.span.minutes)} of {title}({KINDS.get(met.kind, met.kind)})"


def _series(each: JudgedFile) -> Iterator[str]:
    series = each.series
    if series is None or not series.each:
        return
    total = len(series.each)
    yield (
        f"  Of the next {total}: {series.count('fits')} fit, {series.count('price')} at a price, "
        f"{series.count('crosses')} cross something firm."
    )
    for way in series.in_the_way[:5]:
        yield f"    {way.times} of {total}: {way.title or KINDS.get(way.kind, way.kind)}"


def _text(answer: Answer) -> Iterator[str]:
    for line in answer.text.splitlines():
        yield f"  {line}" if line else ""


def set_aside_lines(found: MessagesRead) -> list[str]:
    """What could not be read, and what was read on a guess."""
    lines = [f"  {each.component}: {each.why}" for each in found.set_aside]
    lines = ["", "Set aside", *lines] if lines else []
    doubts = [f"  {each.about}: {each.why}" for each in found.doubts]
    return lines + (["", "Read on a guess", *doubts] if doubts else [])


def as_document(judged: Sequence[JudgedFile], found: MessagesRead, answer: Answer | None) -> dict[str, Any]:
    """The same as plain values; times in ISO 8601, costs in quarter hours of the most valued thing."""
    return {
        "invitations": [_document(each) for each in judged],
        "answer": answer and {"method": answer.method, "from": answer.me, "text": answer.text},
        "set_aside": [{"component": each.component, "why": each.why} for each in found.set_aside],
        "doubts": [{"about": each.about, "why": each.why} for each in found.doubts],
    }


def _document(each: JudgedFile) -> dict[str, Any]:
    message, case = each.message, each.case
    return {
        "uid": message.uid,
        "recurrence_id": message.recurrence_id,
        "sequence": message.sequence,
        "who": message.who,
        "what": message.summary,
        "me": each.me,
        **_span(case.request.span),
        "all_day": message.all_day,
        "verdict": case.verdict.word,
        "cost": round(case.verdict.cost, 3),
        "met": [
            {"kind": met.kind, "title": met.title, **_span(met.span), "cost": round(met.cost, 3)}
            for met in case.verdict.met
        ],
        "alternatives": [
            {**_span(other.span), "why": list(other.why), "cost": other.cost} for other in case.alternatives
        ],
        "series": None
        if each.series is None
        else [
            {
                **_span(one.occasion.span),
                "recurrence_id": one.occasion.recurrence_id,
                "verdict": one.verdict.word,
            }
            for one in each.series.each
        ],
    }


def _span(span: Span) -> dict[str, str]:
    return {"start": span.start.isoformat(), "end": span.end.isoformat()}
