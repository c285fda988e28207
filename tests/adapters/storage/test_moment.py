"""Reading everything at one moment while others go on writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.home import DATABASE
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.export import everything_of
from tests.homes import fresh_home, living_in

pytestmark = pytest.mark.django_db(transaction=True)
SAM = """INSERT INTO storage_person (username, display_name, email, is_owner, is_active, joined_at, password)
VALUES ('sam', '', '', 0, 1, '2026-11-23', '!')"""


def test_an_export_keeps_nobody_from_writing_however_long_it_takes(tmp_path: Path) -> None:
    home = fresh_home(tmp_path)
    with living_in(home), closing(sqlite3.connect(home / DATABASE)) as other:
        diary = StoredDiary(Person.objects.create(username="ada"))
        with diary.at_one_moment():
            before = everything_of(diary)
            other.execute(SAM)
            other.commit()
            assert Person.objects.count() == 1
            assert everything_of(diary) == before
        assert Person.objects.count() == 2
