"""An instrument from a pack.toml, strictly and within bounds; see docs/reference/instruments.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, cast, get_args

from counterpoint.adapters.files.faults import Findings, NotReadable, is_text
from counterpoint.adapters.files.table import Table
from counterpoint.adapters.files.toml_lines import line_finder
from counterpoint.adapters.files.toml_reading import document_of
from counterpoint.domain.assessment import Item, Pack, Score
from counterpoint.domain.assessment.packs import RANGES, Better, How, ItemKind, Signpost
from counterpoint.domain.assessment.sleep import ITEMS as SLEEP_ITEMS
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

MOST_BYTES = 200_000
MOST_ITEMS, MOST_SCORES, MOST_STEPS = 100, 50, 100
LONG, LONGER = 1_000, 6_000
LARGEST = 10_000
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_ID_ADVICE = gettext_noop("Write small letters, digits, - and _, at most 60 of them.")
AN_ARROW = 2


def read_pack(raw: bytes, *, name: str = "pack.toml", shipped: bool = False, licence_text: str = "") -> Pack:
    """The pack in some bytes (UTF-8, at most 200 kB). NotReadable tells everything that is wrong with it."""
    document, text = document_of(raw, name, most=MOST_BYTES)
    findings = Findings()
    pack = _pack(Table(document, "", findings, line_finder(text)), shipped, licence_text)
    if findings.faults:
        raise NotReadable(name, findings.faults)
    return pack


def _pack(table: Table, shipped: bool, licence_text: str) -> Pack:
    scale = _scale(table)
    items = tuple(_item(each, scale) for each in table.tables("items", most=MOST_ITEMS))
    if not items:
        missing = _("are missing: a pack asks at least one question.")
        table.fault("items", missing, _("Begin each with [[items]]."))
    scores = tuple(_score(each, items) for each in table.tables("scores", most=MOST_SCORES))
    pack = Pack(
        id=_id(table),
        version=table.whole("version", least=1, most=10_000, otherwise=1),
        title=_text(table, "title", required=True, longest=200),
        items=items,
        scores=scores,
        about=_text(table, "about", longest=LONGER),
        instruction=_text(table, "instruction", longest=LONGER),
        means=_text(table, "means", longest=LONGER),
        does_not_mean=_text(table, "does_not_mean", longest=LONGER),
        source=_text(table, "source", required=True, longest=LONGER),
        licence=_text(table, "licence", required=True, longest=LONG),
        checked=_text(table, "checked", longest=LONGER),
        validated=table.truth("validated"),
        language=_text(table, "language", longest=20) or "en",
        highest_first=table.truth("highest_first"),
        licence_text=licence_text,
        shipped=shipped,
    )
    _once(table, "items", [each.id for each in items])
    _once(table, "scores", [each.id for each in scores])
    table.close()
    return pack


def _scale(table: Table) -> tuple[int, int, tuple[str, ...]]:
    """The scale on which items are answered that have none of their own."""
    least = table.whole("least", least=-LARGEST, most=LARGEST, otherwise=0)
    most = table.whole("most", least=-LARGEST, most=LARGEST, otherwise=10)
    return least, most, table.texts("words", most=MOST_STEPS)


def _item(table: Table, scale: tuple[int, int, tuple[str, ...]]) -> Item:
    kind = cast(ItemKind, table.choice("kind", get_args(ItemKind), otherwise="scale"))
    least, most = RANGES.get(kind, (scale[0], scale[1]))
    if kind == "scale":
        least = table.whole("least", least=-LARGEST, most=LARGEST, otherwise=least)
        most = table.whole("most", least=-LARGEST, most=LARGEST, otherwise=most)
        if not 0 < most - least < MOST_STEPS:
            table.fault(
                "most",
                _("is %(most)d, and least is %(least)d.") % {"most": most, "least": least},
                _("A scale has 2 to %(steps)d steps.") % {"steps": MOST_STEPS},
            )
    words = table.texts("words", most=MOST_STEPS) or (scale[2] if kind == "scale" else ())
    if kind == "scale" and words and len(words) not in (AN_ARROW, most - least + 1):
        table.fault(
            "words",
            _("are %(number)d.") % {"number": len(words)},
            _("Write one for each step from the least on, or one for each end."),
        )
    item = Item(
        id=_id(table),
        text=_text(table, "text", required=True, longest=LONG),
        kind=kind,
        least=least,
        most=most,
        words=tuple(_clean(table, "words", each, LONG) for each in words),
        group=_text(table, "group", longest=200),
    )
    table.close()
    return item


def _score(table: Table, items: Sequence[Item]) -> Score:
    how = cast(How, table.choice("how", get_args(How), otherwise="mean"))
    named = SLEEP_ITEMS if how == "mid_sleep" else table.texts("items", most=MOST_ITEMS)
    _known(table, named, items, how)
    need = table.whole("need", least=1, most=MOST_ITEMS, otherwise=max(1, len(named)))
    if need > max(1, len(named)):
        table.fault(
            "need",
            _("is %(need)d, of %(items)d items.") % {"need": need, "items": len(named)},
            _("It can be at most as many as there are."),
        )
    times = table.whole("times", least=1, most=1_000, otherwise=1)
    least, most = _ends(named, items, how, times)
    line, change = _maybe_number(table, "line"), _maybe_number(table, "change")
    score = Score(
        id=_id(table),
        title=_text(table, "title", required=True, longest=200),
        items=tuple(named),
        how=how,
        times=times,
        need=need,
        least=least,
        most=most,
        better=cast(Better, table.choice("better", get_args(Better), otherwise="")),
        line=line,
        signpost=cast(Signpost, table.choice("signpost", get_args(Signpost), otherwise="")),
        change=change,
        low_words=_text(table, "low_words", longest=LONG),
        middle_words=_text(table, "middle_words", longest=LONG),
        high_words=_text(table, "high_words", longest=LONG),
    )
    if score.signpost and line is None:
        table.fault("line", _("is missing, and signpost is there."), _("Say from which value on."))
    table.close()
    return score


def _known(table: Table, named: Sequence[str], items: Sequence[Item], how: How) -> None:
    known = {each.id for each in items}
    if not named:
        table.fault("items", _("are missing."), _('Name the items of the score: items = ["…"].'))
    if how == "single" and len(named) > 1:
        table.fault("items", _("are %(number)d.") % {"number": len(named)}, _("A single score has one item."))
    _once(table, "items", list(named))
    for each in named:
        if each not in known:
            table.fault("items", _("name “%(item)s”, and there is no such item.") % {"item": each[:60]})


def _ends(named: Sequence[str], items: Sequence[Item], how: How, times: int) -> tuple[float, float]:
    """The least and the most that a score can be."""
    if how == "mid_sleep":
        return RANGES["clock"]
    scored = [each for each in items if each.id in named]
    least, most = sum(each.least for each in scored), sum(each.most for each in scored)
    share = times / max(1, len(scored)) if how == "mean" else times
    return least * share, most * share


def _maybe_number(table: Table, key: str) -> float | None:
    return table.number(key) if table.has(key) else None


def _id(table: Table) -> str:
    said = table.text("id", required=True, longest=60)
    if said and not _ID.fullmatch(said):
        table.fault("id", _("is “%(said)s”.") % {"said": said}, _(_ID_ADVICE))
    return said


def _text(table: Table, key: str, *, required: bool = False, longest: int) -> str:
    return _clean(table, key, table.text(key, required=required, longest=longest), longest)


def _clean(table: Table, key: str, text: str, longest: int) -> str:
    if not is_text(text) or len(text) > longest:
        table.fault(key, _("has something in it that is no letter, or is too long."))
    return text.strip()


def _once(table: Any, key: str, ids: list[str]) -> None:
    for each, count in Counter(ids).items():
        if count > 1:
            told = _("name “%(id)s” %(count)d times.") % {"id": each[:60], "count": count}
            table.fault(key, told, _("Each has an id of its own."))
