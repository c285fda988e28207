"""From bytes to the unfolded lines of a calendar (RFC 5545 §3.1), whatever their encoding and line ends."""

from __future__ import annotations

import codecs
import re

from counterpoint.adapters.calendars.notes import Notes
from counterpoint.domain.errors import CounterpointError

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_LINES = 2_000_000
STRAY_BYTES = 1_000
"""Up to so many bytes that are not UTF-8 are mended one by one; above, the whole text is taken as Windows-1252."""

_IN_PARTS = "Export a shorter time or fewer calendars, and read the parts one after the other."
_ENDS = re.compile(rb"\r+\n|\r")
_FOLDS = re.compile(rb"\n[ \t]")
_BLANKS = re.compile(rb"\n{2,}")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDEFINED = {byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


class CalendarTooLarge(CounterpointError):
    """More than a calendar file may hold."""


def refuse_if_too_large(size: int) -> None:
    """Raise CalendarTooLarge for more bytes than MOST_BYTES."""
    if size > MOST_BYTES:
        raise CalendarTooLarge(
            f"This calendar has {size / MEGABYTE:.1f} MB; at most {MOST_BYTES // MEGABYTE} MB can be read.",
            advice=_IN_PARTS,
        )


def lines_of(raw: bytes, notes: Notes) -> list[str]:
    """The logical lines, without empty ones. Folds are joined in the bytes: some producers fold inside a character.

    Raises CalendarTooLarge for more than MOST_LINES.
    """
    plain = unfolded(_as_utf8(raw, notes))
    if plain.count(b"\n") > MOST_LINES:
        raise CalendarTooLarge(f"This calendar has more than {MOST_LINES:,} lines.", advice=_IN_PARTS)
    return _decoded(plain, notes).split("\n")


def unfolded(raw: bytes) -> bytes:
    """CR LF, LF and lone CR become LF, and a line that begins with a space or tab joins the one before."""
    if b"\r" in raw:
        raw = _ENDS.sub(b"\n", raw.replace(b"\r\n", b"\n"))
    return _BLANKS.sub(b"\n", _FOLDS.sub(b"", raw))


def _as_utf8(raw: bytes, notes: Notes) -> bytes:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :] if encoding == "utf-8" else _recoded(raw, encoding, notes)
    start = raw[:64]
    if start[:1] and start[1::2].count(0) > len(start) // 3:
        return _recoded(raw, "utf-16-le", notes)
    if start[::2].count(0) > len(start) // 3:
        return _recoded(raw, "utf-16-be", notes)
    return raw


def _recoded(raw: bytes, encoding: str, notes: Notes) -> bytes:
    text = raw.decode(encoding, "replace")
    if "\N{REPLACEMENT CHARACTER}" in text:
        notes.doubt("text", f"Some of it is not valid {encoding.upper()}; those characters are lost.")
    return text.removeprefix("\ufeff").encode("utf-8", "replace")


def _decoded(raw: bytes, notes: Notes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        notes.doubt("text", "It is not all UTF-8, as RFC 5545 §3.1.4 wants; the rest was read as Windows-1252.")
    if raw.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}") <= STRAY_BYTES:
        return raw.decode("utf-8", "counterpoint-windows")
    return _windows(raw)


def _windows(raw: bytes) -> str:
    """Windows-1252, with the five bytes it leaves undefined as Latin-1 reads them."""
    return raw.decode("latin-1").translate(_WINDOWS)


_WINDOWS = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in _UNDEFINED
}


def _mend(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _windows(error.object[error.start : error.end]), error.end


codecs.register_error("counterpoint-windows", _mend)
