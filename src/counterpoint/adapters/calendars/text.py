"""From bytes to the unfolded lines of a calendar (RFC 5545 §3.1), whatever their encoding and line ends.

What is kept of a file are its bytes, in UTF-8; a line becomes a text only when something asks for it.
"""

from __future__ import annotations

import codecs

from counterpoint.adapters.calendars.notes import Notes
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_LINES = 1_000_000
STRAY_BYTES = 1_000
"""Up to so many bytes that are not UTF-8 are mended one by one; above, the whole text is taken as
Windows-1252.
"""

_IN_PARTS = "Export a shorter time or fewer calendars, and read the parts one after the other."
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AT_ONCE = MEGABYTE
_UNDEFINED = {byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


class CalendarTooLarge(CounterpointError):
    """More than a calendar file may hold."""


def refuse_if_too_large(size: int) -> None:
    """Raise CalendarTooLarge for more bytes than MOST_BYTES."""
    if size > MOST_BYTES:
        raise CalendarTooLarge(
            _("This calendar has %(size)s MB; at most %(most_bytes)s MB can be read.")
            % {"size": f"{size / MEGABYTE:.1f}", "most_bytes": MOST_BYTES // MEGABYTE},
            advice=_IN_PARTS,
        )


def plain_bytes(raw: bytes, notes: Notes) -> bytes:
    """The logical lines in UTF-8, parted by LF, without empty ones and without NUL, which no text may hold
    (§3.1) nor be stored with. Folds are joined in the bytes: some producers fold inside a character.

    Raises CalendarTooLarge for more than MOST_LINES.
    """
    plain = unfolded(_as_utf8(raw, notes).replace(b"\0", b""))
    if plain.count(b"\n") > MOST_LINES:
        raise CalendarTooLarge(
            _("This calendar has more than %(most_lines)s lines.") % {"most_lines": f"{MOST_LINES:,}"},
            advice=_IN_PARTS,
        )
    return _valid(plain, notes)


def unfolded(raw: bytes) -> bytes:
    """CR LF, LF and lone CR become LF, empty lines go, and what begins with a space or tab joins the line
    before.

    Plain replacements, because a pattern could be made to take very long or very much.
    """
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    raw = _without_empty(raw)
    tabs = b"\t" in raw and b"\n\t" in raw  # a single byte is found ten times as quickly as two
    if b"\n " in raw or tabs:
        raw = raw.replace(b"\n ", b"")
        raw = _without_empty(raw.replace(b"\n\t", b"") if tabs else raw)
    return raw


def _without_empty(raw: bytes) -> bytes:
    while b"\n\n" in raw:
        raw = raw.replace(b"\n\n", b"\n")
    return raw


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
        notes.doubt(
            "text",
            _("Some of it is not valid %(encoding)s; those characters are lost.")
            % {"encoding": encoding.upper()},
        )
    return text.removeprefix("\ufeff").encode("utf-8", "replace")


def _valid(raw: bytes, notes: Notes) -> bytes:
    """As it is where it is UTF-8, else recoded."""
    if raw.isascii() or _is_utf8(raw):
        return raw
    notes.doubt(
        "text", _("It is not all UTF-8, as RFC 5545 §3.1.4 wants; the rest was read as Windows-1252.")
    )
    if raw.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}") <= STRAY_BYTES:
        return raw.decode("utf-8", "counterpoint-windows").encode()
    return _windows(raw).encode()


def _is_utf8(raw: bytes) -> bool:
    """Whether it decodes; line by line in groups, so that no second whole copy is made of it."""
    try:
        for place in range(0, len(raw), _AT_ONCE):
            raw[_line_start(raw, place) : _line_start(raw, place + _AT_ONCE)].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line_start(raw: bytes, place: int) -> int:
    """Where the first line at or after a place begins."""
    return 0 if place <= 0 else (raw.find(b"\n", place - 1) + 1 or len(raw)) if place < len(raw) else len(raw)


def _windows(raw: bytes) -> str:
    """Windows-1252, with the five bytes it leaves undefined as Latin-1 reads them."""
    return raw.decode("latin-1").translate(_WINDOWS)


_WINDOWS = {byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in _UNDEFINED}


def _mend(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _windows(error.object[error.start : error.end]), error.end


codecs.register_error("counterpoint-windows", _mend)
