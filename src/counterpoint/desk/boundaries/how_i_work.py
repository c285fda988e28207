"""“How I work”: one page for each audience, made of what its person wrote and shared, and of nothing else."""

from __future__ import annotations

from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.boundaries import Audience, Channel, HowIWork
from counterpoint.domain.boundaries.how_i_work import Shown, show


def page_for(diary: Diary, audience: Audience) -> Kept[HowIWork] | None:
    """The page of an audience; None before it is written."""
    try:
        return diary.shelf(HowIWork).get(audience)
    except NotThere:
        return None


def first_page(audience: Audience) -> HowIWork:
    """What a page is before anything is written: it says of each boundary what that one lets others read."""
    return HowIWork(audience)


def what_is_shown(diary: Diary, page: HowIWork, audience: Audience) -> Shown:
    """What the audience reads of a page, kept or not."""
    settings = diary.settings().thing
    return show(
        page,
        audience,
        name=settings.name,
        zone=settings.at_home.zone,
        working=settings.availability.working,
        channels=[kept.thing for kept in diary.shelf(Channel).all()],
        protected=[kept.thing for kept in diary.protected.all()],
        values={kept.thing.id: kept.thing.name for kept in diary.values.all()},
    )


def shared_page(diary: Diary, audience: Audience) -> Shown | None:
    """What whoever has the link reads; None when the page was taken away."""
    kept = page_for(diary, audience)
    return what_is_shown(diary, kept.thing, audience) if kept else None
