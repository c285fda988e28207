"""Rows of any task list become tasks: a bad row is named, and the rest is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from counterpoint.adapters.files.faults import Fault, Findings, NotReadable
from counterpoint.adapters.files.life_reading import References, read_task
from counterpoint.adapters.files.life_reading.entries import free_id
from counterpoint.adapters.files.table import Table
from counterpoint.domain.planning import Task
from counterpoint.domain.planning.intake import Refused, TasksRead
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import ngettext

MOST_BYTES = 5_000_000
MOST_ROWS = 5000
USUAL_MINUTES = 30
DONE_WORDS = frozenset(
    [
        "x",
        "yes",
        "true",
        "done",
        "completed",
        "complete",
        "closed",
        "finished",
        "cancelled",
        "1",
        "ja",
        "oui",
        "si",
        "erledigt",
    ]
)
IMPORTANCE_WORDS = {
    **dict.fromkeys(["must", "a", "1", "p1", "high", "highest", "urgent", "critical", "hoch"], "must"),
    **dict.fromkeys(("should", "b", "2", "p2", "medium", "normal", "mittel"), "should"),
    **dict.fromkeys(("could", "c", "3", "4", "p3", "p4", "low", "lowest", "niedrig"), "could"),
}
_FLAGS = ("done", "splittable")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTHS = 12


@dataclass(slots=True)
class TaskRows:
    """What has been read of a list so far; its domains and values are sought among the person's."""

    zone: str
    refer: References
    tasks: list[Task] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    done: int = 0
    assumed: int = 0
    _taken: set[str] = field(default_factory=set)

    def add(self, line: int, row: Mapping[str, object]) -> None:
        """Read one row whose keys are those of a task in life.toml; a done one is only counted."""
        said = {key: value for key, value in row.items() if value not in (None, "")}
        if _is_yes(said.get("done")):
            self.done += 1
            return
        findings = Findings()
        title = said["title"] = " ".join(str(said.get("title", "")).split())
        table = Table(self._plain(said, findings), f"line {line}", findings, title=title)
        table.text("title", required=True)
        task = read_task(table, "", self.refer, self.zone)
        if findings.faults:
            self.refused.extend(Refused(line, _why(fault, line), fault.right) for fault in findings.faults)
            return
        if "minutes" not in said:
            self.assumed += 1
        self.notes.extend(findings.notes)
        self.tasks.append(replace(task, id=free_id(task.title, "task", self._taken)))

    def _plain(self, said: dict[str, object], findings: Findings) -> dict[str, object]:
        """The row with the words of other programs put in ours."""
        plain = {"minutes": USUAL_MINUTES, **said}
        for key in _FLAGS:
            if key in plain:
                plain[key] = _is_yes(plain[key])
        importance = str(plain.get("importance", "should")).strip().lower()
        plain["importance"] = IMPORTANCE_WORDS.get(importance, importance)
        for key in ("earliest", "deadline"):
            if isinstance(plain.get(key), str):
                plain[key] = _as_iso(str(plain[key]))
        for key in ("domain", "value"):
            if key in plain and not self.refer.knows(key, str(plain[key])):
                findings.note(
                    _("“%(get)s”: there is no %(key)s called “%(plain)s”; it has none.")
                    % {"get": said.get("title", ""), "key": key, "plain": plain[key]}
                )
                del plain[key]
        return plain

    def read(self) -> TasksRead:
        """All that was read, with a word on what was left out or assumed."""
        if self.done:
            self.notes.append(
                ngettext(
                    "%(count)s task is done and was left out.",
                    "%(count)s tasks are done and were left out.",
                    self.done,
                )
                % {"count": self.done}
            )
        if self.assumed:
            self.notes.append(
                ngettext(
                    "%(count)s task says no length; %(minutes)s minutes are assumed.",
                    "%(count)s tasks say no length; %(minutes)s minutes are assumed.",
                    self.assumed,
                )
                % {"count": self.assumed, "minutes": USUAL_MINUTES}
            )
        return TasksRead(tuple(self.tasks), tuple(self.notes), tuple(self.refused))


def rows_for(zone: str, domains: Iterable[LifeDomain], values: Iterable[CoreValue]) -> TaskRows:
    return TaskRows(zone, References(values, domains))


def text_of(raw: bytes, notes: list[str], *, name: str) -> str:
    """The text of a list: UTF-8, marked UTF-16, else Windows-1252 with a note. NotReadable beyond 5 MB."""
    if len(raw) > MOST_BYTES:
        raise NotReadable(
            name,
            [
                Fault(
                    "file",
                    _("is %(count)s MB long.") % {"count": f"{len(raw) / 1000000.0:.1f}"},
                    _("At most 5 MB is possible."),
                )
            ],
        )
    for encoding in ("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "utf-8"):
        try:
            return raw.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    notes.append(_("The file is not in UTF-8 and was read as Windows-1252; look at words with accents."))
    return raw.decode("cp1252", errors="replace").replace("\x00", "")


def _why(fault: Fault, line: int) -> str:
    return f"{fault.field.removeprefix(f'line {line}').lstrip('.')} {fault.what}".strip()


def _is_yes(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() in DONE_WORDS)


def _as_iso(text: str) -> str:
    """A day as 27.11.2026 or 11/27/2026 in ISO form; what can be read in two ways stays as it is."""
    plain = text.strip().replace(" ", "T", 1)
    if found := _DOTTED.match(plain):
        day, month = int(found[1]), int(found[2])
    elif found := _SLASHED.match(plain):
        day, month = sorted((int(found[1]), int(found[2])), reverse=True)
        if day <= _MONTHS and day != month:
            return text
    else:
        return plain
    return f"{found[3]}-{month:02d}-{day:02d}{plain[found.end() :]}"
