"""Tasks from todo.txt (the format of todotxt.org) with the usual additions due:, t:, est: and dur:."""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterpoint.adapters.files.task_rows import MOST_ROWS, TaskRows, rows_for, text_of
from counterpoint.domain.planning.intake import Refused, TasksRead
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.domain.words import gettext as _

_PRIORITY = re.compile(r"\(([A-Z])\)\s+")
_CREATED = re.compile(r"\d{4}-\d{2}-\d{2}\s+")
_PAIR = re.compile(r"([A-Za-z]+):(\S+)")
_DEMANDS = ("deep", "steady", "light", "social")
_KEYS = {
    "due": "deadline",
    "t": "earliest",
    "start": "earliest",
    "est": "minutes",
    "dur": "minutes",
    "estimate": "minutes",
}


def read_todo_txt(
    raw: bytes, *, zone: str, domains: Iterable[LifeDomain] = (), values: Iterable[CoreValue] = ()
) -> TasksRead:
    """The tasks in a todo.txt (at most 5 MB and 5000 lines); what is done is left out, bad lines are refused.

    Priority A is a must, B a should, C and below could. ``+project`` and ``@context`` name a life domain when
    there is one of that name; a context may also be an energy word; others are kept in the notes.
    """
    rows = rows_for(zone, domains, values)
    text = text_of(raw, rows.notes, name=_("The todo.txt"))
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    for number, line in lines[:MOST_ROWS]:
        rows.add(number, _row(line, rows))
    if len(lines) > MOST_ROWS:
        rows.refused.append(
            Refused(
                lines[MOST_ROWS][0],
                _("There are more than %(most_rows)s lines.") % {"most_rows": MOST_ROWS},
                _("Split the file."),
            )
        )
    return rows.read()


def _row(line: str, rows: TaskRows) -> dict[str, object]:
    if re.match(r"x\s", line):
        return {"done": True}
    row: dict[str, object] = {}
    if found := _PRIORITY.match(line):
        row["importance"] = found[1].lower() if found[1] in "ABC" else "could"
        line = line[found.end() :]
    if created := _CREATED.match(line):
        line = line[created.end() :]
    title: list[str] = []
    kept: list[str] = []
    for word in line.split():
        if not _understood(word, row, rows):
            (kept if word[0] in "+@" and word[1:] else title).append(word)
    row["title"] = " ".join(title) or line
    if kept:
        row["notes"] = " ".join(kept)
    return row


def _understood(word: str, row: dict[str, object], rows: TaskRows) -> bool:
    """Whether a word is one of the marks that we know; then the row says so."""
    if word[0] in "+@" and rows.refer.knows("domain", word[1:]):
        row.setdefault("domain", word[1:])
        return True
    if word[0] == "@" and word[1:].lower() in _DEMANDS:
        row["demand"] = word[1:].lower()
        return True
    pair = _PAIR.fullmatch(word)
    if pair and pair[1].lower() in _KEYS:
        row[_KEYS[pair[1].lower()]] = pair[2]
        return True
    if pair and pair[1].lower() == "rec":
        rows.notes.append(_("“%(word)s” was left out: what recurs is a routine.") % {"word": word})
        return True
    return False
