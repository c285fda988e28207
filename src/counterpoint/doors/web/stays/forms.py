"""The form of a stay: where, and from when until when by the clock there."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.matters.stays import in_the_way
from counterpoint.domain.living import Stay
from counterpoint.domain.timeline import instant, local
from counterpoint.doors.web.forms.fields import AtTime, OnDay
from counterpoint.doors.web.forms.thing_form import Row, ThingForm
from counterpoint.doors.web.forms.zones import ZoneField
from counterpoint.doors.web.stays.view import moment_words

NOON = time(12)


class StayForm(ThingForm[Stay]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("zone",),
        ("arrives_on", "arrives_time"),
        ("leaves_on", "leaves_time"),
    )

    zone = ZoneField(
        label=gettext_lazy("Whose clock?"),
        error_messages={"required": gettext_lazy("Say where you are, such as Europe/Lisbon.")},
        help_text=gettext_lazy("Type a city to search. Choose the one whose clock is that of where you are."),
    )
    arrives_on = OnDay(
        label=gettext_lazy("You arrive on"),
        error_messages={"required": gettext_lazy("Say on which day you arrive.")},
    )
    arrives_time = AtTime(label=gettext_lazy("You arrive at"), required=False)
    leaves_on = OnDay(
        label=gettext_lazy("You leave on"),
        error_messages={"required": gettext_lazy("Say on which day you leave.")},
        help_text=gettext_lazy("By the clock there, both. Without a time it is noon."),
    )
    leaves_time = AtTime(label=gettext_lazy("You leave at"), required=False)

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or {}
        if {"zone", "arrives_on", "leaves_on"} <= read.keys() and not self.errors:
            if read["zone"] == self.settings.at_home.zone:
                self.add_error("zone", _("This is the clock of your home already."))
            else:
                self._judge(self._stay(""))
        return read

    def _judge(self, stay: Stay | None) -> None:
        if stay is None:
            self.add_error("leaves_on", _("This is not after you arrive."))
            return
        own = [self.thing.id] if self.thing else []
        others = [each for each in self.life.stays if each.id not in own and not _alike(each, stay)]
        there = in_the_way(others, stay)
        if there is not None:
            told = {
                "place": there.name,
                "from": moment_words(there.arrives_at, there.zone, self.settings),
                "until": moment_words(there.leaves_at, there.zone, self.settings),
            }
            words = _(
                "You are in %(place)s from %(from)s until %(until)s. Change that stay first, or this one."
            )
            self.add_error("arrives_on", words % told)
        self.cleaned_data["name"] = stay.name

    def _stay(self, id: str) -> Stay | None:
        """None where it would end before it begins."""
        read = self.cleaned_data
        arrives = self._moment("arrives", read["zone"])
        leaves = self._moment("leaves", read["zone"])
        return Stay(id, read["zone"], arrives, leaves) if arrives < leaves else None

    def _moment(self, which: str, zone: str) -> datetime:
        on: date = self.cleaned_data[f"{which}_on"]
        return instant(on, self.cleaned_data.get(f"{which}_time") or NOON, zone)

    def from_thing(self, thing: Stay) -> dict[str, Any]:
        arrives, leaves = (local(each, thing.zone) for each in (thing.arrives_at, thing.leaves_at))
        return {
            "zone": thing.zone,
            "arrives_on": arrives.date(),
            "arrives_time": arrives.time(),
            "leaves_on": leaves.date(),
            "leaves_time": leaves.time(),
        }

    def as_thing(self, id: str) -> Stay:
        stay = self._stay(id)
        assert stay is not None
        return stay


def _alike(one: Stay, other: Stay) -> bool:
    """Whether two say the same: one form that was sent twice."""
    return (one.zone, one.span) == (other.zone, other.span)
