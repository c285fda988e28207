"""Seasons, stays, and places in a life in a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counterpoint.adapters.files.lifejson import life_as_document
from counterpoint.adapters.files.lifetoml import write_life
from counterpoint.domain.planning import Place, Way
from tests.adapters.files.life_texts import only_fault, read

SEASON = '[[domains]]\nname = "Work"\nsphere = "work"\n[[seasons]]\ntitle = "Launch"\n'


def test_a_season_names_its_voices_by_id_or_name():
    said = SEASON + 'first = 2026-11-01\nlast = "2026-12-12"\nvoices = ["Work p", "work ff"]'
    (season,) = read(said).life.seasons
    assert (season.first, season.last) == (date(2026, 11, 1), date(2026, 12, 12))
    assert [(each.domain_id, each.dynamic) for each in season.emphasis] == [("work", "ff")]


STAY = '[[stays]]\nzone = "Europe/Lisbon"\n'


def test_a_stay_is_said_by_the_clock_there_and_sets_that_of_the_tasks():
    task = '[[tasks]]\ntitle = "Report"\nminutes = 60\ndeadline = 2026-11-05T17:00:00\n'
    life = read(STAY + "arrives = 2026-11-03T11:20:00\nleaves = 2026-11-06T18:00:00\n" + task).life
    assert life.stays[0].arrives_at == datetime(2026, 11, 3, 11, 20, tzinfo=UTC)
    assert life.tasks[0].deadline_at == datetime(2026, 11, 5, 17, tzinfo=UTC)
    assert life.zone == "Europe/Berlin Europe/Lisbon@20261103T1120Z/20261106T1800Z"
    assert b'zone = "Europe/Berlin"' in write_life(life).encode()


@pytest.mark.parametrize(
    ("said", "field", "what"),
    [
        ("leaves = 2026-12-12T10:00:00", "stays[1].arrives", "is missing."),
        ("arrives = 2026-12-12T10:00:00", "stays[1].leaves", "is missing."),
        ("arrives = 2026-11-02\nleaves = 2026-11-02", "stays[1].leaves", "is not after arrives."),
    ],
)
def test_what_is_wrong_with_a_stay_is_named(said, field, what):
    fault = only_fault(STAY + said)
    assert fault.field == field
    assert what in fault.what


def test_a_stay_in_no_zone_is_named():
    said = '[[stays]]\nzone = "Moon/Base"\narrives = 2026-11-02\nleaves = 2026-11-03'
    assert only_fault(said).field == "stays[1].zone"


@pytest.mark.parametrize(
    ("said", "field", "what"),
    [
        ("last = 2026-12-12", "seasons[1].first", "is missing."),
        ("first = 2026-11-01", "seasons[1].last", "is missing."),
        ("first = 2026-11-02\nlast = 2026-11-01", "seasons[1].last", "is before first."),
        ("first = 2026-11-02T10:00:00\nlast = 2026-11-03", "seasons[1].first", "which is no date."),
        (
            'first = 2026-11-01\nlast = 2026-11-02\nvoices = ["Work loud"]',
            "seasons[1].voices",
            "how loud it is",
        ),
        (
            'first = 2026-11-01\nlast = 2026-11-02\nvoices = ["Play ff"]',
            "seasons[1].voices",
            "There is no domain",
        ),
    ],
)
def test_what_is_wrong_with_a_season_is_named(said, field, what):
    fault = only_fault(SEASON + said)
    assert fault.field == field
    assert what in fault.what


PLACES = """
[[places]]
name = "Home"
home = true
texts = ["12 Elm Street"]
[[places]]
name = "Office"
[[ways]]
from = "Home"
to = "office"
minutes = 35
back = "1h"
[[tasks]]
title = "Plan"
minutes = 30
place = "Office"
"""


def test_places_are_named_by_their_id_or_name_and_ways_lie_between_them():
    life = read(PLACES).life
    assert life.places == (Place("home", "Home", True, ("12 Elm Street",)), Place("office", "Office"))
    assert life.ways == (Way("home", "home", "office", 35, 60),)
    assert life.tasks[0].place_id == "office"
    gone = replace(life, places=life.places[:1])
    assert "place" not in life_as_document(gone)["tasks"][0]
    assert life_as_document(gone)["ways"] == []


def test_a_way_to_nowhere_or_to_where_it_begins_is_a_fault():
    for said, what in (('to = "Pool"', "no place called"), ('to = "Home"', "begins at")):
        assert what in str(only_fault(PLACES.replace('to = "office"', said)))
