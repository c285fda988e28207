"""A word to those who wait while another part of a life is loud: kind, short, and without any reason."""

from __future__ import annotations

from counterpoint.domain.words import gettext as _


def note_to_who_waits(domain: str, until: str, *, booked: bool, name: str = "") -> str:
    """A draft to copy. `domain` is what waits, `until` the season's last day in words; nothing of why.

    `booked`: whether there is a date for the catch-up already; only then does the note promise it.
    """
    said = {"domain": domain, "until": until}
    lines = [
        _("Until %(until)s I have less room than usual for %(domain)s.") % said,
        _("This has an end, and it is no measure of what it means to me."),
        _("What has to wait has its place right after: I have already put time aside for it.")
        if booked
        else _("Let us find a time right after it for what has to wait."),
        _("If something cannot wait, tell me, and we will look at it together. Thank you for your patience."),
    ]
    return "\n\n".join([" ".join(lines[:2]), " ".join(lines[2:]), *([name] if name else [])]) + "\n"
