"""Notes to whoever is concerned by a decision: kind, short, and without any private reason."""

from __future__ import annotations

from counterpoint.domain.values.commitments import Commitment
from counterpoint.domain.words import gettext as _


def note_about(each: Commitment, *, hours: str = "", day: str = "", name: str = "") -> str:
    """A draft for `each.to_whom`, or "" where nobody is concerned by the decision.

    `hours` (a week) and `day` (when one looks again) are in words. Of the commitment it says its title only:
    nothing of joy, energy or notes.
    """
    asked = _asks(each, hours)
    if not asked or not each.to_whom:
        return ""
    again = _("Shall we look at it together around %(day)s?") % {"day": day} if day else ""
    lines = [
        _("Hello %(name)s,") % {"name": each.to_whom},
        " ".join(filter(None, (*asked, again))),
        _("Thank you, and tell me if it does not suit you.") + (f"\n{name}" if name else ""),
    ]
    return "\n\n".join(lines) + "\n"


def _asks(each: Commitment, hours: str) -> tuple[str, ...]:
    named = {"title": each.title, "hours": hours}
    takes = _("It takes about %(hours)s a week.") % named if hours else ""
    match each.decision:
        case "delegate":
            return (
                _("I would like to hand on “%(title)s” and thought of you.") % named,
                takes,
                _("Would you take it on? I will show you all that I know of it."),
            )
        case "swap":
            return (
                _("Would you swap with me? I would give you “%(title)s”.") % named,
                takes,
                _("In return I would gladly take something that is heavy for you."),
            )
        case "reduce":
            return (
                _("I will do less of “%(title)s” from now on.") % named,
                _("What must not be missing for you? I would like to keep that part."),
            )
        case "let_go":
            return (
                _("I am letting go of “%(title)s”.") % named,
                _("If something of it is open for you, let us settle it soon."),
            )
    return ()
