"""Addresses of the Week page."""

from __future__ import annotations

from django.urls import path, register_converter

from counterpoint.doors.web.week import blocks, pages, planning, what_ifs, why_not


class WeekName:
    """A week in an address, such as 2026-W48."""

    regex = r"\d{4}-W\d{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(WeekName, "week")

urlpatterns = [
    path("week/", pages.this_week, name="week"),
    path("week/<week:week>/", pages.week, name="week_page"),
    path("week/<week:week>/print/", pages.to_print, name="week_print"),
    path("week/<week:week>/plan.ics", pages.download, name="week_download"),
    path("week/<week:week>/events.json", pages.events, name="week_events"),
    path("week/<week:week>/plan/", planning.plan, name="week_plan"),
    path("week/<week:week>/stop/", planning.stop, name="week_stop"),
    path("week/<week:week>/offer/", planning.offer, name="week_offer"),
    path("week/<week:week>/accept/", planning.accept, name="week_accept"),
    path("week/<week:week>/undo/", planning.undo, name="week_undo"),
    path("week/<week:week>/place/<path:item>/", blocks.place, name="week_place"),
    path("week/<week:week>/why-not/<path:id>/", why_not.of_block, name="week_why_not"),
    path("week/<week:week>/why-left-out/<path:item>/", why_not.of_left_out, name="week_why_left_out"),
    path("week/<week:week>/what-if/<path:item>/", what_ifs.what_if, name="week_what_if"),
    path("week/<week:week>/blocks/<path:id>/", blocks.block, name="week_block"),
]
