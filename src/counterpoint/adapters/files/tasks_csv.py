"""Tasks from a table with a head: comma, semicolon, tab or bar between the cells, columns in any order."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from counterpoint.adapters.files.faults import Fault, NotReadable
from counterpoint.adapters.files.task_rows import MOST_ROWS, rows_for, text_of
from counterpoint.domain.planning.intake import Refused, TasksRead
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

_COLUMNS = {
    "title": "title task name summary content what todo subject titel aufgabe",
    "minutes": "minutes duration length estimate est effort estimated_time dur time minuten dauer",
    "hours": "hours estimated_hours stunden",
    "domain": "domain life_domain area project list bereich projekt",
    "value": "value wert",
    "importance": "importance priority prio must wichtigkeit",
    "demand": "demand energy energy_demand energie",
    "earliest": "earliest start start_date from defer not_before after beginn",
    "deadline": "deadline due due_date by until faellig fällig frist",
    "splittable": "splittable split",
    "piece_least": "piece_least least",
    "piece_most": "piece_most most",
    "when": "when window windows",
    "done": "done completed status complete erledigt",
    "notes": "notes note description comment comments notizen",
}
COLUMNS = {word: column for column, words in _COLUMNS.items() for word in words.split()}
HEAD_ADVICE = gettext_noop("Begin with a line such as title,minutes,deadline,domain,importance.")


def read_tasks_csv(
    raw: bytes, *, zone: str, domains: Iterable[LifeDomain] = (), values: Iterable[CoreValue] = ()
) -> TasksRead:
    """The tasks in a CSV file (at most 5 MB, 5000 rows); bad rows are refused by line, the rest is read.

    Raises NotReadable when the file as a whole cannot be taken: too long, or without a column for the title.
    """
    rows = rows_for(zone, domains, values)
    text = text_of(raw, rows.notes, name=_("The table"))
    cells = _rows(text, rows.refused)
    columns = _head(next(cells, (1, []))[1], rows.notes)
    for n, (line, row) in enumerate(cells):
        if n == MOST_ROWS:
            rows.refused.append(
                Refused(
                    line,
                    _("There are more than %(most_rows)s rows.") % {"most_rows": MOST_ROWS},
                    _("Split the file."),
                )
            )
            break
        rows.add(line, _row(columns, row))
    return rows.read()


def _rows(text: str, refused: list[Refused]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            refused.append(
                Refused(
                    line,
                    _("This row is no row of a table: %(error)s.") % {"error": error},
                    _("Look at its quotes."),
                )
            )
            continue
        if any(cell.strip() for cell in row):
            yield line, row


def _delimiter(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=head.count)


def _head(cells: list[str], notes: list[str]) -> list[str]:
    """Which column each cell of a row is; unknown ones, and the second of two for the same, are none."""
    columns: list[str] = []
    for cell in cells:
        column = COLUMNS.get(re.sub(r"[\W_]+", "_", cell.strip().lower()).strip("_"), "")
        if not column and cell.strip():
            notes.append(_("The column “%(cell)s” was left out.") % {"cell": cell.strip()[:60]})
        columns.append("" if column in columns else column)
    if "title" not in columns:
        raise NotReadable(
            _("The table"), [Fault("line 1", _("has no column for the title."), _(HEAD_ADVICE), 1)]
        )
    return columns


def _row(columns: list[str], cells: list[str]) -> dict[str, object]:
    row: dict[str, object] = {
        column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column and cell.strip()
    }
    hours = row.pop("hours", None)
    if hours:
        row.setdefault("minutes", hours if re.search(r"[a-z]", str(hours)) else f"{hours}h")
    if "demand" in row:
        row["demand"] = str(row["demand"]).lower()
    return row
