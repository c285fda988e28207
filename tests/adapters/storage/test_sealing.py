"""Intimate text lies sealed in the database: no plaintext, no other key, no silent change, no key left."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.adapters.files.exportjson import read_everything, write_everything
from counterpoint.adapters.storage.accounts import delete_person
from counterpoint.adapters.storage.backups import make_backup
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.home import DATABASE
from counterpoint.adapters.storage.models import GoodThingRow, JournalRow, Person, PersonKeyRow
from counterpoint.adapters.storage.restoring import restore as restore_backup
from counterpoint.adapters.storage.sealing import (
    KEY_FILE,
    keys_in,
    make_key_file,
    new_key,
    open_sealed,
    seal,
)
from counterpoint.desk.export import NotWhole, everything_of, restore
from counterpoint.desk.ports import CannotOpen
from counterpoint.domain.living import GoodThing, JournalEntry

NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
CANARY = "Zaunkoenig"
ENTRY = JournalEntry("one", NOW, f"What only I know: {CANARY}", f"What about the {CANARY}?")

stored = [pytest.mark.storage, pytest.mark.django_db]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(max_size=20), st.text(max_size=20))
def test_what_is_sealed_opens_with_its_key_at_its_place_alone(words: str, place: str, other: str) -> None:
    key = new_key()
    sealed = seal(key, words, bound_to=place)
    assert open_sealed(key, sealed, bound_to=place) == words
    for wrong_key, elsewhere in (
        (new_key(), place),
        (replace(new_key(), id=key.id), place),
        (key, f"{place}!"),
    ):
        with pytest.raises(CannotOpen):
            open_sealed(wrong_key, sealed, bound_to=elsewhere)


def test_no_change_of_a_sealed_text_goes_unnoticed() -> None:
    key = new_key()
    sealed = seal(key, "a", bound_to="here")
    for at in range(len(sealed)):
        for other in set("ABQgw-_=x9") - {sealed[at]}:
            with pytest.raises(CannotOpen):
                open_sealed(key, sealed[:at] + other + sealed[at + 1 :], bound_to="here")
    last = len(sealed.rstrip("=")) - 1
    for other in set(string.ascii_letters + string.digits + "-_") - {sealed[last]}:
        with pytest.raises(CannotOpen):
            open_sealed(key, sealed[:last] + other + sealed[last + 1 :], bound_to="here")
    for cut in range(len(sealed)):
        with pytest.raises(CannotOpen):
            open_sealed(key, sealed[:cut], bound_to="here")


def test_the_same_words_never_look_the_same_twice() -> None:
    key = new_key()
    assert seal(key, "again", bound_to="x") != seal(key, "again", bound_to="x")


def test_a_key_never_shows_itself() -> None:
    key = new_key()
    assert repr(key) == f"Key({key.id})"


def test_the_key_file_is_for_its_owner_and_made_once(tmp_path: Path) -> None:
    (key,) = make_key_file(tmp_path)
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert make_key_file(tmp_path) == (key,)
    assert keys_in(tmp_path / "nowhere") == ()


@pytest.mark.parametrize("damage", ["", "x\n", "ab cd ef\n", "ab YWJj\n", "é é\n"])
def test_a_damaged_key_file_is_told_and_left_alone(tmp_path: Path, damage: str) -> None:
    (tmp_path / KEY_FILE).write_text(damage, encoding="utf-8")
    if not damage:
        assert keys_in(tmp_path) == ()
        return
    with pytest.raises(CannotOpen) as told:
        keys_in(tmp_path)
    assert KEY_FILE in told.value.message
    assert (tmp_path / KEY_FILE).read_text(encoding="utf-8") == damage


class TestInTheDatabase:
    pytestmark = stored

    @pytest.fixture
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
        return tmp_path

    @pytest.fixture
    def ada(self, home: Path) -> Iterator[StoredDiary]:
        diary = a_diary("ada")
        diary.shelf(JournalEntry).add(ENTRY)
        return diary  # type: ignore[return-value]

    def test_no_plaintext_stands_in_any_table(self, ada: StoredDiary) -> None:
        ada.shelf(GoodThing).add(GoodThing("g", NOW, f"{CANARY} sang"))
        kept = ada.shelf(JournalEntry).get("one")
        ada.shelf(JournalEntry).change(replace(ENTRY, text=f"{CANARY}, changed"), version=kept.version)
        assert CANARY not in whole_database()
        assert again(ada).shelf(JournalEntry).get("one").thing.text == f"{CANARY}, changed"

    def test_another_persons_key_opens_nothing(self, ada: StoredDiary) -> None:
        eve = a_diary("eve")
        eve.shelf(JournalEntry).add(replace(ENTRY, text="mine"))
        stolen = JournalRow.objects.get(person=ada.person).text
        JournalRow.objects.filter(person=eve.person).update(text=stolen)
        with pytest.raises(CannotOpen):
            again(eve).shelf(JournalEntry).get("one")

    def test_a_text_moved_to_another_entry_does_not_open(self, ada: StoredDiary) -> None:
        ada.shelf(JournalEntry).add(JournalEntry("two", NOW, "another"))
        moved = JournalRow.objects.get(own_id="two").text
        JournalRow.objects.filter(own_id="one").update(text=moved)
        with pytest.raises(CannotOpen):
            again(ada).shelf(JournalEntry).get("one")

    def test_tampering_is_told_of_its_entry_and_the_others_stay_readable(self, ada: StoredDiary) -> None:
        ada.shelf(JournalEntry).add(JournalEntry("two", NOW + timedelta(days=1), "untouched"))
        whole = JournalRow.objects.get(own_id="one").text
        JournalRow.objects.filter(own_id="one").update(text=whole[:-6] + "AAAAAA")
        journal = again(ada).dated(JournalEntry)
        with pytest.raises(CannotOpen) as told:
            journal.get("one")
        assert "2026-11-25 (one)" in told.value.message
        assert told.value.advice
        first, second = (kept.thing for kept in journal.all())
        assert second.text == "untouched"
        assert "cannot be opened" in first.text
        assert CANARY not in first.text
        with pytest.raises(NotWhole, match="2026-11-25"):
            everything_of(again(ada))
        assert everything_of(again(ada), leave_out=True).journal == (second,)
        journal.remove("one")
        assert [kept.thing.id for kept in journal.newest(5)] == ["two"]

    def test_deleting_a_person_deletes_their_key(self, ada: StoredDiary) -> None:
        copied = JournalRow.objects.get(person=ada.person)
        pk = ada.person.pk
        key = bytes(PersonKeyRow.objects.get(person_id=pk).wrapped)
        assert key in raw_database(key)
        delete_person(ada.person)
        if connection.vendor == "sqlite":
            assert key not in raw_database(key)
        assert not PersonKeyRow.objects.filter(person_id=pk).exists()
        assert not JournalRow.objects.exists()
        eve = a_diary("eve")
        eve.shelf(JournalEntry).add(ENTRY)
        copied.pk, copied.own_id, copied.person = None, "copied", eve.person
        copied.save(force_insert=True)
        with pytest.raises(CannotOpen):
            again(eve).shelf(JournalEntry).get("copied")

    def test_a_lost_key_file_is_told_and_never_replaced_in_silence(
        self, ada: StoredDiary, home: Path
    ) -> None:
        kept_aside = (home / KEY_FILE).rename(home / "elsewhere")
        with pytest.raises(CannotOpen) as told:
            again(ada).shelf(JournalEntry).get("one")
        assert KEY_FILE in told.value.advice
        with pytest.raises(CannotOpen):
            a_diary("eve").shelf(JournalEntry).add(ENTRY)
        assert not (home / KEY_FILE).exists()
        kept_aside.rename(home / KEY_FILE)
        assert again(ada).shelf(JournalEntry).get("one").thing == ENTRY

    def test_a_key_whose_row_was_rolled_back_is_not_used(self, home: Path) -> None:
        diary = a_diary("ada")
        with pytest.raises(ZeroDivisionError), diary.together():  # noqa: PT012  # the block is the claim
            diary.shelf(JournalEntry).add(ENTRY)
            raise ZeroDivisionError
        diary.shelf(JournalEntry).add(ENTRY)
        assert again(diary).shelf(JournalEntry).get("one").thing == ENTRY

    def test_a_list_asks_for_the_key_once(self, ada: StoredDiary, django_assert_num_queries: Any) -> None:
        for number in range(5):
            ada.shelf(GoodThing).add(GoodThing(f"g{number}", NOW, "good"))
        fresh = again(ada)
        with django_assert_num_queries(2):
            assert len(fresh.shelf(GoodThing).all()) == 5

    def test_the_export_is_plain_and_comes_back_sealed_anew(self, ada: StoredDiary) -> None:
        written = write_everything(everything_of(again(ada)))
        assert CANARY in written
        eve = a_diary("eve")
        restore(eve, read_everything(written.encode()))
        assert again(eve).shelf(JournalEntry).get("one").thing == ENTRY
        assert CANARY not in whole_database()

    def test_the_newest_key_of_the_file_seals_and_the_older_ones_still_open(
        self, ada: StoredDiary, home: Path
    ) -> None:
        other = home / "other"
        (newer,) = make_key_file(other)
        (home / KEY_FILE).write_text(
            (home / KEY_FILE).read_text() + (other / KEY_FILE).read_text(), encoding="ascii"
        )
        eve = a_diary("eve")
        eve.shelf(JournalEntry).add(ENTRY)
        assert PersonKeyRow.objects.get(person=eve.person).under == newer.id
        assert again(ada).shelf(JournalEntry).get("one").thing == ENTRY
        assert again(eve).shelf(JournalEntry).get("one").thing == ENTRY

    def test_the_database_keeps_no_kind_that_there_is_not(self, home: Path) -> None:
        with pytest.raises(Exception, match="good_thing_kind"), transaction.atomic():
            a_diary("ada").shelf(GoodThing).add(GoodThing("g", NOW, kind="loss"))  # type: ignore[arg-type]
        assert not GoodThingRow.objects.exists()


def test_a_backup_carries_the_key_file_to_a_new_machine(tmp_path: Path) -> None:
    import sqlite3

    here, there = tmp_path / "here", tmp_path / "there"
    keys = make_key_file(here)
    sqlite3.connect(here / DATABASE).execute("CREATE TABLE said (words TEXT)").connection.close()
    archive = make_backup(here, tmp_path / "one.zip", now=NOW, version="0")
    restore_backup(there, archive, now=NOW)
    assert keys_in(there) == keys
    assert (there / KEY_FILE).stat().st_mode & 0o777 == 0o600


def a_diary(name: str) -> StoredDiary:
    return StoredDiary(Person.objects.create(username=name))


def again(diary: StoredDiary) -> StoredDiary:
    """As the next request has it, with nothing in its head."""
    return StoredDiary(Person.objects.get(pk=diary.person.pk))


def whole_database() -> str:
    """Everything that the database holds, as it holds it."""
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            said += [
                str([bytes(e) if isinstance(e, memoryview) else e for e in row]) for row in cursor.fetchall()
            ]
    return "\n".join(said) + raw_database(b"").decode("latin-1")


def raw_database(otherwise: bytes) -> bytes:
    """Every byte of the database, with what is free in it; `otherwise` where it is no file."""
    raw: bytes = connection.connection.serialize() if connection.vendor == "sqlite" else otherwise
    return raw
