"""A command that runs without the server lays out a new database and leaves an older one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.adapters.storage.schema import NotUpToDate, make_ready
from tests.homes import fresh_home, living_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_database_is_laid_out_once(tmp_path: Path) -> None:
    from counterpoint.adapters.storage.models import Person

    with living_in(tmp_path):
        make_ready()
        Person.objects.create(username="ada")
        make_ready()
        assert Person.objects.get().username == "ada"


def test_a_database_of_an_earlier_version_is_left_to_the_server(tmp_path: Path) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    with living_in(fresh_home(tmp_path)):
        applied = MigrationRecorder.Migration.objects.filter(app="storage")
        newest = applied.latest("pk")
        newest.delete()
        with pytest.raises(NotUpToDate) as refused:
            make_ready()
        assert not applied.filter(name=newest.name).exists()
    assert "counterpoint serve" in refused.value.advice
