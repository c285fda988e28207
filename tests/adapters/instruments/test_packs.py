"""What ships may ship, says whose it is, and a site's own pack is read strictly and never harms."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.packtoml import read_pack
from counterpoint.adapters.instruments.shelf import (
    MOST_PACKS,
    SHIPPED,
    instruments,
    shipped_packs,
    support_text,
)
from tests.seeds import of_many

GOOD = """\
id = "own"
title = "Our own"
source = "us"
licence = "held by us"
least = 1
most = 5
words = ["never", "always"]

[[items]]
id = "a"
text = "A?"

[[items]]
id = "b"
text = "B?"

[[scores]]
id = "ab"
title = "Both"
items = ["a", "b"]
how = "sum"
times = 2
"""
LICENCES = {
    "quick": ("CC0-1.0", "CC0 1.0 Universal"),
    "exhaustion": ("CC0-1.0", "CC0 1.0 Universal"),
    "everyday": ("CC0-1.0", "CC0 1.0 Universal"),
    "sleep": ("CC0-1.0", "CC0 1.0 Universal"),
    "ons4": (
        "OGL-UK-3.0",
        "Contains public sector information licensed under the Open Government Licence v3.0",
    ),
    "who-5": ("CC-BY-NC-SA-3.0-IGO", "Attribution-NonCommercial-ShareAlike 3.0 IGO"),
}


def test_nothing_ships_but_what_may_and_each_has_its_licence_beside_it() -> None:
    assert {each.name for each in SHIPPED.iterdir()} == set(LICENCES)
    for pack in shipped_packs():
        name, words = LICENCES[pack.id]
        assert pack.licence == name
        assert words in pack.licence_text
        assert {each.name for each in (SHIPPED / pack.id).iterdir()} == {"pack.toml", "LICENCE.txt"}
        assert pack.source
        assert pack.checked
        assert pack.does_not_mean


def test_our_own_questions_are_never_called_validated() -> None:
    own = [each for each in shipped_packs() if each.licence == "CC0-1.0"]
    assert not any(each.validated for each in own)
    assert all("never validated" in each.does_not_mean for each in own if each.id != "sleep")


def test_the_who5_is_word_for_word() -> None:
    pack = next(each for each in shipped_packs() if each.id == "who-5")
    assert [each.text for each in pack.items] == [
        "I have felt cheerful and in good spirits",
        "I have felt calm and relaxed",
        "I have felt active and vigorous",
        "I woke up feeling fresh and rested",
        "My daily life has been filled with things that interest me",
    ]
    assert pack.items[0].words == (
        "At no time",
        "Some of the time",
        "Less than half of the time",
        "More than half of the time",
        "Most of the time",
        "All of the time",
    )
    assert (pack.items[0].least, pack.items[0].most) == (0, 5)


def test_a_sites_own_pack_is_read_with_the_licence_beside_it(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "own.toml").write_text(GOOD)
    (tmp_path / "packs" / "own.licence.txt").write_text("By letter of 3 May.")
    found = instruments(tmp_path)
    pack = found.named("own")
    assert pack
    assert (pack.shipped, pack.licence_text) == (False, "By letter of 3 May.")
    assert (pack.scores[0].least, pack.scores[0].most, pack.scores[0].need) == (4, 20, 2)
    assert len(found.packs) == len(shipped_packs()) + 1
    assert not found.faults


def test_a_pack_that_cannot_be_read_is_told_of_and_stops_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "a.toml").write_text("# mine\nid = ,")
    (folder / "b.toml").write_text(GOOD)
    (folder / "c.toml").write_text(GOOD)
    (folder / "d.toml").write_text(GOOD.replace('"own"', '"who-5"'))
    (folder / "e.toml").symlink_to("/etc/passwd")
    found = instruments(tmp_path)
    assert [each.id for each in found.packs if not each.shipped] == ["own"]
    assert "line 2" in found.faults[0]
    assert ["c.toml" in found.faults[1], "d.toml" in found.faults[2]] == [True, True]
    assert len(found.faults) == 3


def test_no_more_than_fifty_packs_are_read(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    for n in range(MOST_PACKS + 5):
        (tmp_path / "packs" / f"{n:03}.toml").write_text(GOOD.replace('"own"', f'"own-{n}"'))
    assert len(instruments(tmp_path).packs) == len(shipped_packs()) + MOST_PACKS


def test_an_operator_can_leave_out_what_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_LEAVE_OUT", "who-5, ons4")
    assert {each.id for each in instruments(tmp_path).packs} == {"quick", "exhaustion", "everyday", "sleep"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("[[items]]", "[items]"), "items"),
        (('text = "A?"', ""), "line 9, items[1].text"),
        (('id = "a"', 'id = "A b"'), "items[1].id"),
        (('id = "b"', 'id = "a"'), "items"),
        (("most = 5", "most = 1"), "most"),
        (("most = 5", 'most = "5"'), "line 6, most"),
        (('words = ["never", "always"]', 'words = ["a", "b", "c"]'), "words"),
        (('"a", "b"]\nhow', '"a", "x"]\nhow'), "scores[1].items"),
        (('how = "sum"', 'how = "eval"'), "scores[1].how"),
        (('how = "sum"', 'how = "single"'), "scores[1].items"),
        (('how = "sum"', 'how = "mid_sleep"'), "scores[1].items"),
        (("times = 2", "times = 2\nneed = 3"), "scores[1].need"),
        (("times = 2", 'signpost = "low"'), "scores[1].line"),
        (("times = 2", "tims = 2"), "tims"),
        (('source = "us"', ""), "source"),
        (('items = ["a", "b"]', "items = []"), "scores[1].items"),
        (('title = "Our own"', 'title = "a\\u0000b"'), "title"),
    ],
)
def test_every_fault_of_a_pack_is_told_at_its_place(change: tuple[str, str], place: str) -> None:
    with pytest.raises(NotReadable) as told:
        read_pack(GOOD.replace(*change).encode())
    assert place in str(told.value)


def test_a_pack_without_questions_is_none() -> None:
    with pytest.raises(NotReadable, match="at least one question"):
        read_pack(b'id = "x"\ntitle = "X"\nsource = "s"\nlicence = "l"\n')


@pytest.mark.parametrize(
    "hostile",
    [
        b"\xff\xfe",
        b"x" * 200_001,
        b"a = " + b"[" * 5_000,
        b"a." * 5_000 + b"b = 1",
        b"a = 1e999",
        b"a = " + b"9" * 5_000,
        GOOD.replace("most = 5", "most = 999999999999999999999").encode(),
        GOOD.replace("times = 2", "times = 1\nline = nan").encode(),
        GOOD.replace('"A?"', '"<script>alert(1)</script>' + "x" * 2_000 + '"').encode(),
        GOOD.replace('words = ["never", "always"]', "words = [" + '"w",' * 5_000 + "]").encode(),
        (GOOD + '[[items]]\nid = "z"\ntext = "Z"\n' * 200).encode(),
        b"\n".join(b'[[items]]\nid = "i%d"\ntext = "t"' % n for n in range(5_000)),
        b"items = 5\nscores = { a = 1 }\n",
    ],
)
def test_hostile_toml_is_refused_and_harms_nothing(hostile: bytes) -> None:
    with pytest.raises(NotReadable):
        read_pack(hostile)


@given(st.binary(max_size=200) | st.text('[]=."ab1\n#é', max_size=200).map(str.encode))
@settings(max_examples=of_many(20, 40), deadline=None)
def test_any_bytes_are_a_pack_or_refused(raw: bytes) -> None:
    with pytest.raises(NotReadable):
        read_pack(raw)


@given(st.data())
@settings(max_examples=of_many(20, 40), deadline=None)
def test_a_pack_with_anything_changed_is_a_pack_or_refused(data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(["least", "most", "words", "id", "title", "validated", "version"]))
    value = data.draw(
        st.sampled_from(["0", "-1", "1.5", "true", '""', "[]", "[1]", "{}", "1979-05-27", '"é"'])
    )
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{key} =")]
    text = "\n".join([f"{key} = {value}", *lines])
    tomllib.loads(text)
    with suppress(NotReadable):
        assert read_pack(text.encode()).items


def test_the_operators_word_on_help_is_bounded_and_may_be_missing(tmp_path: Path) -> None:
    assert support_text(tmp_path) == ""
    (tmp_path / "support.txt").write_bytes(b"Ring Anna, room 4.\0 " + b"x" * 20_000)
    assert support_text(tmp_path).startswith("Ring Anna, room 4. x")
    assert len(support_text(tmp_path)) <= 8_000
