"""Forms of the shape of a person's days: hours, type and slack, and the flex block."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.boundaries import Availability
from counterpoint.domain.planning import FlexBlock, Settings
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import Length, choice_of, name_field
from counterpoint.doors.web.forms.thing_form import Row, SettingsPart, WindowsAsked
from counterpoint.doors.web.forms.windows import minutes_of

CHRONOTYPES = (
    ("morning", gettext_lazy("A morning person: best before noon")),
    ("between", gettext_lazy("Somewhere in between")),
    ("evening", gettext_lazy("An evening person: best later in the day")),
)


class HoursForm(SettingsPart):
    """Waking and working windows, and sleep."""

    layout: ClassVar[tuple[Row, ...]] = (("waking",), ("working",), ("hours_are_fixed",), ("sleep_minutes",))
    windows_asked: ClassVar = {
        "waking": WindowsAsked(
            gettext_lazy("I am awake"),
            gettext_lazy("A day runs from waking to sleep, so an evening past midnight still belongs to it."),
            required=True,
        ),
        "working": WindowsAsked(
            gettext_lazy("I work"),
            gettext_lazy("Work is planned within these hours and nowhere else. None at all is fine too."),
        ),
    }
    hours_are_fixed = forms.BooleanField(
        label=gettext_lazy("My hours are fixed"),
        required=False,
        help_text=gettext_lazy(
            "Somebody else sets them: nothing but work goes into working hours, and work goes nowhere else. "
            "Everything around them is still yours to shape."
        ),
    )
    sleep_minutes = Length(
        label=gettext_lazy("Sleep I need"),
        most=14 * 60,
        help_text=gettext_lazy("Kept free after a day that an event made late, before the next day begins."),
    )

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        there = thing.availability
        return {"hours_are_fixed": there.hours_are_fixed, "sleep_minutes": there.sleep_minutes}

    def windows_from(self, thing: Settings, name: str) -> tuple[WeeklyWindow, ...]:
        return thing.availability.waking if name == "waking" else thing.availability.working

    def as_settings(self) -> Settings:
        read = self.cleaned_data
        there = replace(
            self.settings.availability,
            waking=self.windows["waking"].cleaned,
            working=self.windows["working"].cleaned,
            hours_are_fixed=read["hours_are_fixed"],
            sleep_minutes=read["sleep_minutes"],
        )
        return replace(self.settings, availability=there)


class PaceForm(SettingsPart):
    """How long one focuses in one go, how long one rests between two days of work, and what a hard day is."""

    layout: ClassVar[tuple[Row, ...]] = (
        ("focus_minutes", "break_minutes"),
        ("rest_minutes",),
        ("hard_minutes",),
    )
    focus_minutes = Length(
        label=gettext_lazy("Focus in one go, at most"),
        required=False,
        least=0,
        most=12 * 60,
        help_text=gettext_lazy("Deep and steady tasks, one after the other. Empty: no limit."),
    )
    break_minutes = Length(
        label=gettext_lazy("then something else for"),
        required=False,
        most=4 * 60,
        help_text=gettext_lazy("A break, a meal, light things. Empty: 15 minutes."),
    )
    rest_minutes = Length(
        label=gettext_lazy("Rest between two days of work, at least"),
        required=False,
        least=0,
        most=18 * 60,
        help_text=gettext_lazy(
            "From the end of one day’s work to the beginning of the next, also after a late event. "
            "Empty: no floor."
        ),
    )
    hard_minutes = Length(
        label=gettext_lazy("A hard day has more work and focus than"),
        required=False,
        least=0,
        most=16 * 60,
        help_text=gettext_lazy(
            "The day after a hard one is planned lighter, and so are the seven days after a loud season. "
            "Meetings count. Empty: no such wish."
        ),
    )

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        there = thing.availability
        return {
            "focus_minutes": there.focus_minutes or None,
            "break_minutes": there.break_minutes,
            "rest_minutes": there.rest_minutes or None,
            "hard_minutes": there.hard_minutes or None,
        }

    def as_settings(self) -> Settings:
        read, there = self.cleaned_data, self.settings.availability
        paced = replace(
            there,
            focus_minutes=read["focus_minutes"] or 0,
            break_minutes=read["break_minutes"] or Availability().break_minutes,
            rest_minutes=read["rest_minutes"] or 0,
            hard_minutes=read["hard_minutes"] or 0,
        )
        return replace(self.settings, availability=paced)


class EnergyForm(SettingsPart):
    """The first energy curve, and what stays empty."""

    layout: ClassVar[tuple[Row, ...]] = (("chronotype",), ("slack_minutes",), ("as_usual",))
    chronotype = forms.ChoiceField(
        label=gettext_lazy("I am"), choices=CHRONOTYPES, widget=forms.RadioSelect, initial="between"
    )
    slack_minutes = Length(
        label=gettext_lazy("Left empty each day"),
        least=0,
        most=8 * 60,
        help_text=gettext_lazy(
            "Slack for what nobody can foresee. A day without it breaks at the first surprise."
        ),
    )
    as_usual = forms.BooleanField(
        label=gettext_lazy("Plan tasks as long as they usually take me"),
        required=False,
        help_text=gettext_lazy(
            "Learned from what you thought first of finished tasks and what they took, each kind by itself. "
            "It only ever lengthens, and what you wrote stays as you wrote it."
        ),
    )

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("chronotype", "slack_minutes", "as_usual")}

    def as_settings(self) -> Settings:
        read = self.cleaned_data
        names = ("chronotype", "slack_minutes", "as_usual")
        return replace(self.settings, **{name: read[name] for name in names})


class FlexForm(SettingsPart):
    """The flex block: hours in which work and life may mix on purpose. Without a length there is none."""

    layout: ClassVar[tuple[Row, ...]] = (("title",), ("minutes", "piece_least"), ("windows",), ("value_id",))
    windows_asked: ClassVar = {
        "windows": WindowsAsked(
            gettext_lazy("When it may be"), gettext_lazy("Leave this empty for any time that you are awake.")
        )
    }
    title = name_field(gettext_lazy("What you call it"), initial=gettext_lazy("Flex time"))
    minutes = Length(
        label=gettext_lazy("How long in a week"),
        required=False,
        most=20 * 60,
        help_text=gettext_lazy("Two to three hours are a good start. Empty: no flex block."),
    )
    piece_least = Length(label=gettext_lazy("In pieces of at least"), initial=60, most=8 * 60)
    value_id = forms.ChoiceField(label=gettext_lazy("For"), required=False)

    def prepare(self) -> None:
        self.choices("value_id", choice_of(self.life.values, _("no value in particular")))

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        minutes, least = read.get("minutes"), read.get("piece_least")
        if minutes is None and "minutes" not in self.errors and self.settings.flex is None:
            self.add_error(
                "minutes",
                _("Say how long, like 2h. Without a length there is no flex block, and nothing to keep."),
            )
        if minutes and least and least > minutes:
            self.add_error(
                "piece_least",
                _("A piece cannot be longer than the %(all)s in all.") % {"all": say.length(minutes)},
            )
        windows = self.windows["windows"].cleaned
        if least and windows and least > max(minutes_of(each) for each in windows):
            self.add_error(
                "piece_least", _("None of the windows is that long: shorten this, or widen a window.")
            )
        return read

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        flex = thing.flex
        if flex is None:
            return {}
        return {name: getattr(flex, name) for name in ("title", "minutes", "piece_least", "value_id")}

    def windows_from(self, thing: Settings, name: str) -> tuple[WeeklyWindow, ...]:
        return thing.flex.windows if thing.flex and name == "windows" else ()

    def as_settings(self) -> Settings:
        read = self.cleaned_data
        if not read["minutes"]:
            return replace(self.settings, flex=None)
        windows = self.windows["windows"].cleaned
        flex = FlexBlock(
            "flex", read["title"], read["minutes"], read["piece_least"], windows, read["value_id"]
        )
        return replace(self.settings, flex=flex)
