"""What reads scheduling messages, and what writes answers to them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from counterpoint.desk.inviting.from_files import JudgedFile
    from counterpoint.desk.planning.files import CalendarFile
    from counterpoint.domain.inviting import Answer, MessagesRead
    from counterpoint.domain.planning.intake import LifeRead


def read_invitations(raw: bytes, *, now: datetime, zone: str) -> MessagesRead:
    """The messages in a mail or a calendar; raises NotAnInvitation."""
    from counterpoint.adapters.itip.reading import read_messages

    return read_messages(raw, now=now, zone=zone)


def invitations_in(path: str, *, now: datetime, zone: str) -> MessagesRead:
    """The same of a file on this machine; raises CannotRead as well."""
    from counterpoint.adapters.calendars.files import calendar_bytes

    return read_invitations(calendar_bytes(path), now=now, zone=zone)


def judge_invitations(
    found: MessagesRead,
    life: LifeRead,
    calendars: Sequence[CalendarFile],
    *,
    now: datetime,
    mine: Iterable[str] = (),
) -> tuple[JudgedFile, ...]:
    """What a file asks for, judged on files alone; see `desk.inviting.from_files`."""
    from counterpoint.desk.inviting.from_files import judge_messages
    from counterpoint.wiring.calendars import read_agenda

    return judge_messages(found, life, calendars, now=now, read_agenda=read_agenda, mine=mine)


def answer_as_ics(answer: Answer) -> bytes:
    """An answer as a calendar (RFC 5546)."""
    from counterpoint.adapters.itip.writing import answer_as_ics

    return answer_as_ics(answer)


def answer_as_mail(answer: Answer) -> bytes:
    """An answer as a mail that is still to be sent (RFC 6047)."""
    from counterpoint.adapters.itip.writing import answer_as_mail

    return answer_as_mail(answer)
