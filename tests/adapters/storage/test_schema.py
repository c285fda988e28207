"""A command that runs without the server lays out a new database and leaves an older one alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.adapters.storage.schema import NotUpToDate, make_ready
from tests.homes import fresh_home, living_in
from tests.server.running import environment

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_database_is_laid_out_once(tmp_path: Path) -> None:
    from counterpoint.adapters.storage.models import Person

    with living_in(tmp_path):
        make_ready(tmp_path)
        Person.objects.create(username="ada")
        make_ready(tmp_path)
        assert Person.objects.get().username == "ada"


def test_a_database_of_an_earlier_version_is_left_to_the_server(tmp_path: Path) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    with living_in(fresh_home(tmp_path)):
        applied = MigrationRecorder.Migration.objects.filter(app="storage")
        newest = applied.latest("pk")
        newest.delete()
        with pytest.raises(NotUpToDate) as refused:
            make_ready(tmp_path)
        assert not applied.filter(name=newest.name).exists()
    assert "counterpoint serve" in refused.value.advice


def test_two_that_lay_out_the_same_new_database_wait_for_each_other(tmp_path: Path) -> None:
    ready = "from counterpoint import wiring; home = wiring.ready_storage()"
    serve = (
        "from counterpoint import wiring; home = wiring.open_storage();"
        "from counterpoint.server.getting_ready import bring_up_to_date; from datetime import UTC, datetime;"
        "bring_up_to_date(home, datetime.now(UTC))"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", each], env=environment(tmp_path), stderr=subprocess.PIPE, text=True
        )
        for each in (ready, serve)
    ]
    said = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
