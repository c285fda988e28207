"""A life in which much is due, and what became of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from counterpoint.desk.post.delivering import deliver
from counterpoint.desk.post.notices import keep_notice_wishes
from counterpoint.desk.post.reaching import add_target
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.energy import PromptWishes
from counterpoint.domain.living import NoticeWish, NoticeWishes, Outgoing, Way
from counterpoint.domain.living.notices import KINDS
from counterpoint.domain.values import Commitment, Season
from tests.desk.posted import Carrier, Signposts
from tests.desk.weeks import a_diary, at, planned
from tests.memory import MemoryDiary

SATURDAY = at(5, 11)
MINUTE = timedelta(minutes=1)
ALL = NoticeWishes(wishes=tuple(NoticeWish(kind, mail=True, push=True) for kind in KINDS))
BACK = Signposts()


class PowerCut(BaseException):
    """This process ends here."""


def full() -> MemoryDiary:
    """A life in which something of nearly every kind is due on Saturday at eleven."""
    diary = a_diary()
    planned(diary)
    diary.shelf(Season).add(Season("launch", "Launch", date(2026, 11, 1), date(2026, 11, 29)))
    diary.shelf(GiveBack).add(GiveBack("g", at(0, 9), "b", "Dinner", 60, at(6, 20)))
    diary.shelf(Commitment).add(Commitment("choir", "Choir", look_again_on=date(2026, 11, 27)))
    diary.shelf(PromptWishes).add(PromptWishes("prompts", "off"))
    return diary


def reachable(*ways: Way, wishes: NoticeWishes = ALL) -> MemoryDiary:
    """A life in which much is due on Saturday at eleven, with a confirmed place for each way."""
    diary = full()
    keep_notice_wishes(diary, wishes, version=0)
    for n, way in enumerate(ways or ("mail",)):
        add_target(diary, way, f"{n}@example.org", now=at(0, 9), confirmed=True)
    return diary


def rows(diary: MemoryDiary) -> dict[str, Outgoing]:
    """By what they are, where there is one of each."""
    return {kept.thing.kind: kept.thing for kept in diary.dated(Outgoing).all()}


def states(diary: MemoryDiary) -> set[str]:
    return {each.state for each in rows(diary).values()}


def send(diary: MemoryDiary, now: datetime, carrier: Carrier) -> None:
    deliver(diary, now, {"mail": carrier, "push": carrier}, BACK)
