"""How one wants to work: the length of deep work, and when small things have their time."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from counterpoint.desk.matters import focusing as desk
from counterpoint.domain.planning import Block, FocusWishes, Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.focus.forms import FocusForm
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame


def focus(request: PersonRequest) -> HttpResponse:
    kept = desk.focus_wishes(request.diary)
    seen, settings = desk.work_seen(request.diary, timezone.now()), request.diary.settings().thing

    def write(wishes: FocusWishes, version: int | None) -> None:
        desk.keep_focus_wishes(request.diary, wishes, version=version or 0)

    aside = {
        "planned": seen.planned,
        "deep": [(each.title, _when(each, settings)) for each in seen.deep],
        "together": [
            (", ".join(each.title for each in row), _when(row[0], settings)) for row in seen.together
        ],
    }
    lead = _(
        "Long stretches for one thing, and small things in one sitting: every change from one to the other "
        "costs attention. The next plan keeps to what you say here."
    )
    frame = Frame(_("Deep work and small things"), "matters", lead, aside=aside, template="focus/focus.html")
    return pages.edit(request, FocusForm, kept, id=kept.thing.id, write=write, frame=frame)


def _when(block: Block, settings: Settings) -> str:
    start = local(block.span.start, settings.zone)
    return _("%(day)s, %(time)s") % {
        "day": date_format(start, "l"),
        "time": say.clock(start.time(), settings),
    }
