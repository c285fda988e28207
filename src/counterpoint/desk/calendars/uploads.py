"""Whether bytes that were handed in can be a calendar at all, and if not, what they are instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

MOST_BYTES = 20_000_000
MOST_FILES = 20


class NotACalendarFile(CounterpointError):
    """A file that is empty, too large, or of another kind. Nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in; `filename` is whatever the browser called it."""

    filename: str
    raw: bytes

    @property
    def plain_name(self) -> str:
        """The name without folders and ending, for people."""
        name = PurePath(self.filename.replace("\\", "/")).name
        return name.rsplit(".", 1)[0].strip()[:120] or _("Calendar")


_OTHER_KINDS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    (
        (b"PK\x03\x04", b"PK\x05\x06"),
        gettext_noop("a zip archive"),
        gettext_noop(
            "Unpack it first: Google’s export is a zip with one .ics file for each calendar inside."
        ),
    ),
    (
        (b"%PDF",),
        gettext_noop("a PDF"),
        gettext_noop("In your calendar program, choose “Export” and the format iCalendar (.ics)."),
    ),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
        gettext_noop("a picture"),
        gettext_noop("In your calendar program, choose “Export” and the format iCalendar (.ics)."),
    ),
    (
        (b"<!doctype html", b"<html"),
        gettext_noop("a web page"),
        gettext_noop("It may be the page around a calendar, or a sign-in. Use the link that ends in .ics."),
    ),
    (
        (b"BEGIN:VCARD",),
        gettext_noop("a list of contacts"),
        gettext_noop("Export the calendar instead of the contacts."),
    ),
    (
        (b"!BDN",),
        gettext_noop("an Outlook data file"),
        gettext_noop("In Outlook, open the calendar and choose File, Save Calendar."),
    ),
)
_OTHERWISE = gettext_noop("Choose a file that your calendar program exported as iCalendar (.ics).")


def judge_upload(upload: Upload) -> None:
    """Raises NotACalendarFile, before anything is kept, for what cannot be a calendar."""
    if not upload.raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise NotACalendarFile(
            _("“%(filename)s” is empty.") % {"filename": upload.filename},
            advice=_("Export the calendar once more."),
            field="file",
        )
    if len(upload.raw) > MOST_BYTES:
        raise too_large(upload.filename)
    if b"BEGIN:V" not in _without_wide_letters(upload.raw).upper() or _kind_of(upload.raw):
        kind, advice = _kind_of(upload.raw) or (gettext_noop("not a calendar"), _OTHERWISE)
        raise NotACalendarFile(
            _("“%(filename)s” is %(kind)s.") % {"filename": upload.filename, "kind": _(kind)},
            advice=_(advice),
            field="file",
        )


def too_large(filename: str) -> NotACalendarFile:
    return NotACalendarFile(
        _("“%(filename)s” is larger than %(most_bytes)s MB.")
        % {"filename": filename, "most_bytes": MOST_BYTES // 1_000_000},
        advice=_("Export a shorter time, such as last year until now, or one calendar at a time."),
        field="file",
    )


def _kind_of(raw: bytes) -> tuple[str, str] | None:
    head = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for starts, kind, advice in _OTHER_KINDS:
        if head.startswith(tuple(start.lower() for start in starts)):
            return kind, advice
    return None


def _without_wide_letters(raw: bytes) -> bytes:
    """UTF-16 text with its zero bytes gone, enough to find ASCII words in it."""
    return raw.replace(b"\0", b"") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw
