"""The instruments of this installation: the packs that ship, and a site's own in its home folder.

A site's pack is a file `packs/NAME.toml` in the home, with its licence as `packs/NAME.licence.txt` beside it.
One that cannot be read is told of and passed over; it never stops the others. A pack that ships is left out
where COUNTERPOINT_LEAVE_OUT names it (WHO-5 is for non-commercial use).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.packtoml import MOST_BYTES, read_pack
from counterpoint.adapters.files.toml_reading import bytes_of
from counterpoint.domain.assessment import Pack
from counterpoint.domain.words import gettext as _

SHIPPED = Path(__file__).parent / "shipped"
FOLDER, SUPPORT = "packs", "support.txt"
MOST_PACKS = 50
MOST_SUPPORT = 8_000
ORDER = ("quick", "who-5", "ons4", "exhaustion", "everyday", "sleep")


@dataclass(frozen=True, slots=True)
class Instruments:
    """All packs that can be answered here, and what is wrong with those that cannot."""

    packs: tuple[Pack, ...]
    faults: tuple[str, ...] = ()

    def named(self, id: str) -> Pack | None:
        return next((each for each in self.packs if each.id == id), None)


def instruments(home: Path) -> Instruments:
    """What ships, then what the site brought, in the order of its files' names."""
    left_out = os.environ.get("COUNTERPOINT_LEAVE_OUT", "").replace(",", " ").split()
    shipped = [each for each in shipped_packs() if each.id not in left_out]
    own, faults = _site_packs(home / FOLDER, {each.id for each in shipped_packs()})
    return Instruments((*shipped, *own), tuple(faults))


@cache
def shipped_packs() -> tuple[Pack, ...]:
    return tuple(_shipped(SHIPPED / name) for name in ORDER if (SHIPPED / name).is_dir())


def _shipped(folder: Path) -> Pack:
    licence = (folder / "LICENCE.txt").read_text(encoding="utf-8")
    raw = (folder / "pack.toml").read_bytes()
    return read_pack(raw, name=folder.name, shipped=True, licence_text=licence)


def _site_packs(folder: Path, taken: set[str]) -> tuple[list[Pack], list[str]]:
    packs: list[Pack] = []
    faults: list[str] = []
    for path in _files(folder):
        try:
            pack = read_pack(bytes_of(path, most=MOST_BYTES), name=path.name, licence_text=_licence(path))
        except NotReadable as wrong:
            faults.append(str(wrong))
            continue
        if pack.id in taken:
            told = _("%(file)s: there already is a pack “%(id)s”. Give this one an id of its own.")
            faults.append(told % {"file": path.name, "id": pack.id})
            continue
        taken = taken | {pack.id}
        packs.append(pack)
    return packs, faults


def _files(folder: Path) -> Iterator[Path]:
    """The site's pack files; nothing that a link leads to elsewhere."""
    if not folder.is_dir():
        return
    found = sorted(each for each in folder.glob("*.toml") if each.is_file() and not each.is_symlink())
    yield from found[:MOST_PACKS]


def _licence(path: Path) -> str:
    beside = path.with_suffix(".licence.txt")
    return _bounded(beside, MOST_BYTES) if not beside.is_symlink() else ""


def support_text(home: Path) -> str:
    """What the operator wrote for people who have a hard time: where help is. "" without such a file."""
    return _bounded(home / SUPPORT, MOST_SUPPORT)


def _bounded(path: Path, most: int) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(most)
    except OSError:
        return ""
    return raw.decode("utf-8-sig", "replace").replace("\0", "").strip()
