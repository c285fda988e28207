"""“Check my server”: what a server can do, measured by asking it, and what that means for its person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.desk.ports import Abilities, Connects, Diary
from counterpoint.desk.syncing.connecting import password_of
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.asking.said import all_of
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a server can do (True), cannot (False), or of which nobody knows (None)."""

    what: str
    can: bool | None
    means: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; `software` is what the server calls itself, empty where it does not say."""

    account: CalendarAccount
    findings: tuple[Finding, ...]
    software: str = ""


def check_server(diary: Diary, account_id: str, *, connects: Connects) -> Report:
    """Asks; changes nothing there. Raises NotThere, and as a server does."""
    account = diary.shelf(CalendarAccount).get(account_id).thing
    with connects(account, password_of(diary, account_id)) as server:
        found = server.abilities()
    return Report(account, tuple(_findings(found)), found.software)


def _findings(found: Abilities) -> Iterator[Finding]:
    yield _changes(found)
    yield _tokens(found)
    yield Finding(
        _("Hands out several entries at once"),
        found.hands_out_several,
        _("Many new entries come with few questions.")
        if found.hands_out_several
        else _("This could not be told: there is no entry to ask for, or no answer came.")
        if found.hands_out_several is None
        else _("Its entries cannot be fetched here; please tell whoever runs it."),
    )
    yield _etags(found)
    yield from _writing(found)
    yield Finding(
        _("Lets calendars be made"),
        found.makes_calendars,
        _("A calendar for your plans alone could be made there.")
        if found.makes_calendars
        else _("You make calendars yourself, on the server’s own pages."),
    )
    yield Finding(
        _("Sends invitations by itself"),
        found.schedules,
        _("When you answer an invitation in your calendar, the server tells the others.")
        if found.schedules
        else _("Invitations are answered by mail, as your calendar program does it."),
    )
    yield Finding(
        _("Says when you are busy without saying why"),
        found.free_busy,
        _("Others can be shown free and busy times alone, if the server lets them.")
        if found.free_busy
        else _("Whoever may look sees the entries themselves."),
    )


def _changes(found: Abilities) -> Finding:
    means = (
        _("Each visit asks only for what is new.")
        if found.tells_changes
        else _("This could not be told now. Each visit finds it out for itself.")
        if found.tells_changes is None
        else _("Each visit compares the whole list, which works too and takes longer.")
    )
    return Finding(_("Tells what has changed"), found.tells_changes, means)


def _tokens(found: Abilities) -> Finding:
    means = (
        _("If it ever loses track, it says so, and everything is compared anew.")
        if found.forgets_tokens_well
        else _("There is nothing to lose track of where the whole list is compared.")
        if found.tells_changes is False
        else _("This could not be told. If it loses track, that may go unnoticed until an entry changes.")
        if found.forgets_tokens_well is None
        else _("If it loses track, that may go unnoticed until an entry changes.")
    )
    return Finding(_("Says when it has lost track of a state"), found.forgets_tokens_well, means)


def _etags(found: Abilities) -> Finding:
    means = (
        _("A change made elsewhere is always noticed.")
        if found.strong_etags
        else _("This could not be told: there is no entry to ask for, or no answer came.")
        if found.strong_etags is None
        else _("Two changes that cross may go unnoticed, so it is better only read.")
    )
    return Finding(_("Marks each version of an entry (ETag)"), found.strong_etags, means)


def _writing(found: Abilities) -> Iterator[Finding]:
    """Calendars by what one may do in them."""
    kinds = (
        (True, _("Lets you write"), _("You may add and change entries in: %(names)s.")),
        (False, _("Lets you read only"), _("You may look, and not write, in: %(names)s.")),
        (None, _("Does not say whether you may write"), _("That shows when it is tried, in: %(names)s.")),
    )
    for can, what, means in kinds:
        names = [name for name, may in found.may_write if may is can]
        if names:
            yield Finding(what, None if can is None else True, means % {"names": all_of(names)})
