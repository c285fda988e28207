"""Sealing what was kept in plain words before: a piece after the other, each kept whole or not at all.

Used by migrations alone. What is sealed already is passed over, so that whoever was cut off begins once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.migrations.operations.base import Operation

from counterpoint.adapters.codec import as_json
from counterpoint.adapters.storage.home import home_folder
from counterpoint.adapters.storage.sealing import (
    Key,
    key_named,
    new_key,
    open_sealed,
    seal,
    unwrap,
    wrap,
    wrapping_key,
)
from counterpoint.adapters.storage.texts import as_storable
from counterpoint.desk.ports import CannotOpen

PIECE = 500
IN_SESSIONS = ("removed", "removed_is_new", "removed_rule", "day closed")
"""Where sessions kept words of a person's before these were sealed."""


@dataclass(frozen=True, slots=True)
class Over:
    """A table to seal: each column with the fields that go into it.

    With an `id_word` its things had ids that were made of their titles; they get others that say nothing,
    also in the columns that speak of them (`named_by`).
    """

    model: str
    columns: Mapping[str, tuple[str, ...]]
    id_word: str = ""
    named_by: tuple[tuple[str, str], ...] = ()


def seal_over(apps: Any, alias: str, over: Over) -> None:
    """Seals every row of a table, `PIECE` rows at a time."""
    keys: dict[Any, Key] = {}
    for rows in _pieces(apps.get_model("storage", over.model).objects.using(alias)):
        with transaction.atomic(using=alias):
            for row in rows:
                _seal_row(apps, alias, over, row, keys)


def _pieces(rows: Any) -> Iterator[Sequence[Any]]:
    last: Any = None
    while piece := list((rows if last is None else rows.filter(pk__gt=last)).order_by("pk")[:PIECE]):
        yield piece
        last = piece[-1].pk


def _seal_row(apps: Any, alias: str, over: Over, row: Any, keys: dict[Any, Key]) -> None:
    texts = {column: _text(row, column, names) for column, names in over.columns.items()}
    own_id = f"{over.id_word}-{row.pk}" if over.id_word else row.own_id
    changed: dict[str, Any] = {} if own_id == row.own_id else {"own_id": own_id}
    if any(texts.values()) and row.person_id not in keys:
        keys[row.person_id] = _key(apps, alias, row.person_id)
    for column, said in texts.items():
        bound = f"{row._meta.db_table}/{column}/{row.person_id}/{own_id}"
        if said and not _is_sealed(keys[row.person_id], getattr(row, column), bound):
            changed[column] = seal(keys[row.person_id], said, bound_to=bound)
    if changed:
        type(row).objects.using(alias).filter(pk=row.pk).update(**changed)
    for model, column in over.named_by if own_id != row.own_id else ():
        names = apps.get_model("storage", model).objects.using(alias)
        names.filter(person_id=row.person_id, **{column: row.own_id}).update(**{column: own_id})


def _text(row: Any, column: str, names: tuple[str, ...]) -> str:
    """The text to seal; "" where nothing was said."""
    said = {name: getattr(row, name) for name in names}
    if all(value is None or value in ("", ()) for value in said.values()):
        return ""
    if names == (column,):
        return str(said[column])
    return json.dumps(as_storable(as_json(said)), ensure_ascii=False)


def _is_sealed(key: Key, kept: str, bound: str) -> bool:
    try:
        open_sealed(key, kept, bound_to=bound)
    except CannotOpen:
        return False
    return True


def _key(apps: Any, alias: str, person: Any) -> Key:
    rows, home = apps.get_model("storage", "PersonKeyRow").objects.using(alias), home_folder()
    row = rows.filter(person_id=person).first()
    if row is not None:
        return unwrap(bytes(row.wrapped), row.key_id, key_named(home, row.under), person)
    key, outer = new_key(), wrapping_key(home, used=rows.exists())
    rows.create(person_id=person, key_id=key.id, under=outer.id, wrapped=wrap(key, outer, person))
    return key


def forget_in_sessions(apps: Any, alias: str) -> None:
    """What sessions held to be brought back, in plain words, is no longer held."""
    for rows in _pieces(apps.get_model("sessions", "Session").objects.using(alias)):
        with transaction.atomic(using=alias):
            for row in rows:
                store = SessionStore()
                said = store.decode(row.session_data)
                if any(name in said for name in IN_SESSIONS):
                    left = {name: value for name, value in said.items() if name not in IN_SESSIONS}
                    type(row).objects.using(alias).filter(pk=row.pk).update(session_data=store.encode(left))


class TakeAway(Operation):
    """Takes columns of one table away together: one by one each costs a picture of all tables anew."""

    reversible = False

    def __init__(self, model: str, columns: Sequence[str], constraints: Sequence[str] = ()) -> None:
        self.model, self.columns, self.constraints = model, columns, constraints

    def state_forwards(self, app_label: str, state: Any) -> None:
        model = state.models[app_label, self.model]
        for column in self.columns:
            del model.fields[column]
        kept = [each for each in model.options["constraints"] if each.name not in self.constraints]
        model.options = {**model.options, "constraints": kept}
        state.reload_model(app_label, self.model, delay=True)

    def database_forwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:
        before = from_state.apps.get_model(app_label, self.model)
        after = to_state.apps.get_model(app_label, self.model)
        for constraint in [each for each in before._meta.constraints if each.name in self.constraints]:
            editor.remove_constraint(after, constraint)
        if editor.connection.vendor == "sqlite" and self.constraints:
            return  # there a constraint goes by making the table anew as it is `after`, without the columns
        for column in self.columns:
            editor.remove_field(before, before._meta.get_field(column))

    def describe(self) -> str:
        return f"Take away what is sealed of {self.model}"


def write_anew(connection: Any, tables: Sequence[str]) -> None:
    """Leaves nothing behind of what rows held before, neither in the file nor in its write-ahead log."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in tables:
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
