"""What decision 16 says is sealed is sealed, in every kind; what does not open takes nothing with it."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from django.db import IntegrityError, transaction

from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import (
    BendRow,
    CheckInRow,
    Person,
    SealedRow,
    SupportRow,
    table_of,
)
from counterpoint.desk.export import NotWhole, everything_of
from counterpoint.desk.ports import CannotOpen
from counterpoint.domain.boundaries import Bend
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.everything import SHELVES
from counterpoint.domain.reviews import Markers
from counterpoint.domain.values import Commitment, Support
from tests.adapters.storage.test_sealing import CANARY, again, whole_database
from tests.contracts.examples import MONDAY, THINGS, shelf_of

RECORD = Path(__file__).parents[3] / "docs/decisions/0016-what-is-sealed.md"
NO_WORDS = re.compile("id|zone|.*_ids?")
stored = [pytest.mark.storage, pytest.mark.django_db]


def decided() -> dict[str, tuple[set[str], set[str]]]:
    """Of each kind, the fields that the record calls sealed and those that it calls plain."""
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|(.*)\|$", RECORD.read_text(encoding="utf-8"), re.MULTILINE)
    return {kind: (ticked(sealed), ticked(plain)) for kind, sealed, plain in rows}


def ticked(words: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", words))


def sealed_fields(kind: type[Any]) -> set[str]:
    table = table_of(kind)
    return {name for names in getattr(table, "sealed", {}).values() for name in names}


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_text_that_is_kept_is_decided_on(shelf: str) -> None:
    kind, hints = SHELVES[shelf], get_type_hints(SHELVES[shelf])
    assert shelf in decided(), f"Say in {RECORD.name} what of {shelf} is sealed, and why the rest is not."
    sealed, plain = decided()[shelf]
    assert sealed == sealed_fields(kind)
    texts = {name for name, hint in hints.items() if hint in (str, tuple[str, ...])}
    undecided = {name for name in texts - sealed - plain if not NO_WORDS.fullmatch(name)}
    assert not undecided
    assert plain <= {each.name for each in fields(kind)}


class TestInTheDatabase:
    pytestmark = stored

    @pytest.fixture
    def ada(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoredDiary:
        monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
        return StoredDiary(Person.objects.create(username="ada"))

    def test_no_sealed_text_of_any_kind_stands_anywhere_in_plain(self, ada: StoredDiary) -> None:
        for shelf, (thing, changed) in THINGS.items():
            table = table_of(type(thing))
            if issubclass(table, SealedRow):
                shelf_of(ada, shelf).add(sung(thing))
                shelf_of(ada, shelf).change(replace(sung(changed), id=thing.id), version=1)
        assert CANARY not in whole_database()
        for shelf, (thing, changed) in THINGS.items():
            if issubclass(table_of(type(thing)), SealedRow):
                kept = shelf_of(again(ada), shelf).get(thing.id).thing
                assert kept == replace(sung(changed), id=thing.id)

    def test_a_text_in_another_column_or_row_does_not_open_and_the_rest_is_there(
        self, ada: StoredDiary
    ) -> None:
        first, second = THINGS["bends"][0], replace(THINGS["bends"][0], id="b2", reason="rain")
        for bend in (first, second):
            ada.shelf(Bend).add(bend)
        row = BendRow.objects.get(own_id="b1")
        BendRow.objects.filter(own_id="b1").update(reason=row.for_whom)
        shown = [kept.thing for kept in again(ada).shelf(Bend).all()]
        assert "cannot be opened" in shown[0].reason
        assert replace(shown[0], reason="") == replace(first, reason="")
        assert shown[1] == second
        BendRow.objects.filter(own_id="b1").update(reason=BendRow.objects.get(own_id="b2").reason)
        assert "cannot be opened" in again(ada).shelf(Bend).get("b1").thing.reason

    def test_what_does_not_open_is_kept_until_something_else_is_written(self, ada: StoredDiary) -> None:
        support = THINGS["supports"][0]
        ada.shelf(Support).add(support)
        whole = SupportRow.objects.get().notes
        SupportRow.objects.update(notes=whole[:-4] + "AAAA")
        shelf = again(ada).shelf(Support)
        seen = shelf.get(support.id)
        assert seen.thing.reach == support.reach
        later = shelf.change(replace(seen.thing, reach="call first"), version=seen.version)
        assert SupportRow.objects.get().notes == whole[:-4] + "AAAA"
        SupportRow.objects.update(notes=whole)  # as from a backup
        assert again(ada).shelf(Support).get(support.id).thing == replace(support, reach="call first")
        SupportRow.objects.update(notes="s1.x")
        again(ada).shelf(Support).change(replace(seen.thing, notes="new"), version=later.version)
        assert again(ada).shelf(Support).get(support.id).thing.notes == "new"

    def test_a_check_in_that_does_not_open_is_left_out_and_told(self, ada: StoredDiary) -> None:
        for number in range(3):
            ada.shelf(CheckIn).add(CheckIn(f"c{number}", MONDAY + timedelta(hours=number), energy=number + 1))
        CheckInRow.objects.filter(own_id="c1").update(felt="s1.0.AAAA")
        fresh = again(ada)
        assert [kept.thing.energy for kept in fresh.dated(CheckIn).all()] == [1, 3]
        with pytest.raises(NotWhole, match="c1"):
            everything_of(fresh)
        assert [each.energy for each in everything_of(fresh, leave_out=True).check_ins] == [1, 3]
        with pytest.raises(CannotOpen):
            fresh.shelf(CheckIn).get("c1")
        told = [each.why for each in fresh.shut()]
        assert [("c1" in each.message, bool(each.advice)) for each in told] == [(True, True)]
        fresh.shelf(CheckIn).remove("c1")
        assert not fresh.shut()

    @pytest.mark.parametrize(
        "never",
        [
            CheckIn("c", MONDAY, energy=8),
            CheckIn("c", MONDAY, life_drained=0),
            Markers("m", MONDAY, MONDAY.date(), stress=11),
            Commitment("k", "Board", energy=3),
        ],
    )
    def test_a_number_that_can_never_be_is_refused_though_it_is_sealed(
        self, ada: StoredDiary, never: Any
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            ada.shelf(type(never)).add(never)
        assert ada.shelf(type(never)).all() == ()

    def test_where_nothing_was_said_nothing_is_sealed(self, ada: StoredDiary) -> None:
        ada.shelf(CheckIn).add(CheckIn("c", MONDAY))
        ada.shelf(Commitment).add(Commitment("k", "Board"))
        assert CheckInRow.objects.get().felt == ""
        assert again(ada).shelf(Commitment).get("k").thing == Commitment("k", "Board")

    def test_a_long_list_is_opened_with_one_key(
        self, ada: StoredDiary, django_assert_num_queries: Any
    ) -> None:
        for number in range(20):
            ada.shelf(CheckIn).add(CheckIn(f"c{number}", MONDAY, energy=3, activity=CANARY))
        with django_assert_num_queries(2):
            assert len(again_without_asking(ada).shelf(CheckIn).all()) == 20


def again_without_asking(diary: StoredDiary) -> StoredDiary:
    return StoredDiary(Person(pk=diary.person.pk, username="ada"))


def sung(thing: Any) -> Any:
    """The thing with the word in each of its sealed texts."""
    hints = get_type_hints(type(thing))
    texts = {name for name in sealed_fields(type(thing)) if hints[name] is str}
    said: dict[str, Any] = {name: f"{getattr(thing, name)} {CANARY}" for name in texts}
    if hints.get("was") is Commitment:
        said = {"was": replace(thing.was, notes=CANARY)}
    return replace(thing, **said)
