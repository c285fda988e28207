"""How protected time is changed and removed: what loosens it may wait, and the page says until when."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from counterpoint.desk.boundaries.changing import Said, keep_boundary, remove_boundary
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.timeline import local


def change_boundary(diary: Diary, thing: ProtectedTime, version: int | None) -> str:
    return _waiting(diary, keep_boundary(diary, thing, version=version, now=timezone.now()))


def take_boundary(diary: Diary, id: str) -> str:
    return _waiting(diary, remove_boundary(diary, id, timezone.now()))


def _waiting(diary: Diary, said: Said) -> str:
    if said.waits is None:
        return ""
    due = local(said.waits.due_at, diary.settings().thing.zone)
    told = {"title": said.waits.title, "day": date_format(due.date(), "l j F")}
    return (
        _("Loosening “%(title)s” waits until %(day)s, as you asked; under Boundaries you can take it back.")
        % told
    )
