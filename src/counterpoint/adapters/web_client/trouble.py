"""What can become of a question to an address, in words that name its host alone."""

from __future__ import annotations

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _


class CannotFetch(CounterpointError):
    """An address that gave no usable answer. The message names its host alone: the rest may be a secret."""


class NotAllowed(CannotFetch):
    """An address that must not be asked."""


class TooLong(CannotFetch):
    """An answer that did not end in time."""


class TooMuch(CannotFetch):
    """An answer larger than allowed."""


def too_long(host: str) -> TooLong:
    return TooLong(
        _("%(host)s did not answer in time.") % {"host": host},
        advice=_("It will be asked again later; or try another address."),
    )


def too_much(host: str, most_bytes: int) -> TooMuch:
    return TooMuch(
        _("%(host)s sends more than %(most_bytes)s MB.")
        % {"host": host, "most_bytes": most_bytes // 1024 // 1024},
        advice=_("Share a smaller calendar, or one with fewer past years."),
    )
