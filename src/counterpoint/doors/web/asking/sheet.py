"""“How I work” as it is read: on the page that others see, in its preview, on paper and in a mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from counterpoint.domain.boundaries.how_i_work import Kept, Shown
from counterpoint.domain.planning import Settings
from counterpoint.doors.web import say
from counterpoint.doors.web.asking.view import ChannelLine, channel_line


@dataclass(frozen=True, slots=True)
class Sheet:
    """All the words of a page, ready to be set."""

    title: str
    opening: str
    working: str
    channels: Sequence[ChannelLine]
    protected: Sequence[str]
    urgent: Sequence[ChannelLine]
    emergency: str
    closing: str
    zone: str

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to read yet."""
        said = (self.opening, self.working, self.channels, self.protected, self.emergency, self.closing)
        return not any(said)


def sheet_of(shown: Shown, settings: Settings) -> Sheet:
    return Sheet(
        _("How %(name)s works") % {"name": shown.name} if shown.name else _("How I work"),
        shown.opening,
        say.windows(shown.working, settings),
        [channel_line(each, settings) for each in shown.channels if not each.in_emergency],
        [_protected(each, settings) for each in shown.protected],
        [channel_line(each, settings) for each in shown.urgent],
        shown.emergency,
        shown.closing,
        shown.zone.replace("_", " "),
    )


def _protected(each: Kept, settings: Settings) -> str:
    words = {"what": each.name or _("a personal commitment"), "when": say.windows(each.windows, settings)}
    if each.times_a_week is None:
        return _("%(when)s: %(what)s") % words
    return _("%(times)s within %(when)s: %(what)s") % {**words, "times": say.times_a_week(each.times_a_week)}


def as_text(sheet: Sheet, address: str = "") -> str:
    """The page as a mail."""
    parts = [sheet.opening, _hours(sheet), _reach(sheet), _kept(sheet), _urgent(sheet), sheet.closing]
    if address:
        parts.append(_("This, always as it is now: %(address)s") % {"address": address})
    return "\n\n".join(part for part in (sheet.title, *parts) if part)


def _hours(sheet: Sheet) -> str:
    if not sheet.working:
        return ""
    return _("I work: %(when)s (%(zone)s)") % {"when": sheet.working, "zone": sheet.zone}


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join((title, *(f"– {each}" for each in lines))) if lines else ""


def _channel(each: ChannelLine) -> str:
    soon = _("I answer %(soon)s") % {"soon": each.soon} if each.soon else ""
    named = ": ".join(part for part in (each.title, each.reach) if part)
    return ", ".join(part for part in (named, each.when, soon) if part)


def _reach(sheet: Sheet) -> str:
    return _listed(_("How to reach me"), [_channel(each) for each in sheet.channels])


def _kept(sheet: Sheet) -> str:
    return _listed(_("Time that I protect"), sheet.protected)


def _urgent(sheet: Sheet) -> str:
    listed = _listed(_("When it cannot wait"), [_channel(each) for each in sheet.urgent])
    if not listed and sheet.emergency:
        listed = _("When it cannot wait")
    return "\n".join(part for part in (listed, sheet.emergency) if part)
