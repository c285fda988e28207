"""Forms of a request, of a channel, and of what an audience reads of how one works."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.boundaries.how_i_work import first_page
from counterpoint.domain.asking.asked import USUAL_MINUTES, span_asked
from counterpoint.domain.boundaries import Audience, Channel, HowIWork, Request
from counterpoint.domain.notation import up_to_grid
from counterpoint.domain.timeline import Span, instant, local
from counterpoint.doors.web.asking.words import AUDIENCES, CHANNELS, SOON
from counterpoint.doors.web.forms.fields import AtTime, Length, OnDay, choice_of, name_field
from counterpoint.doors.web.forms.thing_form import Row, ThingForm, WindowsAsked
from counterpoint.doors.web.forms.zones import ZoneField, ZoneInput

LONGEST_NAME, LONGEST_WORDS = 200, 300
"""As long as in an invitation."""
WHEN = ("on", "start", "minutes", "all_day")


class TheirZoneInput(ZoneInput):
    """Without the browser's own zone as a proposal: it is somebody else's that is asked for."""

    template_name = "asking/zone_input.html"


class TheirZone(ZoneField):
    """The zone of somebody else; empty when it is not known."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.widget = TheirZoneInput(attrs=self.widget.attrs)

    def clean(self, value: Any) -> str:
        return super().clean(value) if str(value or "").strip() else ""


class RequestForm(ThingForm[Request]):
    """Who asks for what, when and for how long. Without a moment of its own it takes the first there is."""

    layout: ClassVar[tuple[Row, ...]] = (
        ("who", "what"),
        ("on", "start", "minutes"),
        ("all_day",),
        ("domain_id", "zone"),
        ("email",),
        ("notes",),
    )

    who = forms.CharField(
        label=gettext_lazy("Who asks"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Say who asks; a first name is enough.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": gettext_lazy("Anna")}),
    )
    what = forms.CharField(
        label=gettext_lazy("What for"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": gettext_lazy("the launch")}),
    )
    on = OnDay(label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Choose the day.")})
    start = AtTime(label=gettext_lazy("From"), required=False)
    minutes = Length(label=gettext_lazy("How long"), required=False, help_text=gettext_lazy("Like 1h or 45."))
    all_day = forms.BooleanField(label=gettext_lazy("The whole day"), required=False)
    domain_id = forms.ChoiceField(
        label=gettext_lazy("Life domain"),
        required=False,
        help_text=gettext_lazy("Decides within which hours other times are looked for."),
    )
    zone = TheirZone(
        label=gettext_lazy("Their time zone"),
        help_text=gettext_lazy("If it is not yours: the reply then says the time on both clocks."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        required=False,
        help_text=gettext_lazy("Only to open your own mail program with the reply in it."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes for yourself"),
        required=False,
        max_length=10_000,
        help_text=gettext_lazy("They never get into a reply."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        self.choices("domain_id", choice_of(self.life.domains, _("by its hour")))
        self.fields["zone"].widget.attrs["placeholder"] = self.settings.at_home.zone
        minutes = self.fields["minutes"]
        if self.thing is not None and isinstance(minutes, Length):
            minutes.most = max(minutes.most, up_to_grid(self.thing.span.minutes))

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        if not read.get("all_day") and read.get("start") is None and "start" not in self.errors:
            self.add_error("start", _("Say when it begins, or that it is the whole day."))
        return read

    def from_thing(self, thing: Request) -> dict[str, Any]:
        begin = local(thing.span.start, self.settings.zone)
        names = ("who", "what", "all_day", "domain_id", "zone", "email", "notes")
        return {
            **{name: getattr(thing, name) for name in names},
            "on": begin.date(),
            "start": None if thing.all_day else begin.time().replace(second=0, microsecond=0),
            "minutes": None if thing.all_day else max(5, up_to_grid(thing.span.minutes)),
        }

    def span(self) -> Span:
        """What was asked for stays as it is, also over several days, unless something is said of its time."""
        read = self.cleaned_data
        if self.thing is not None:
            before = self.from_thing(self.thing)
            if all(read[name] == before[name] for name in WHEN):
                return self.thing.span
        days = self._days(self.thing) if self.thing and read["all_day"] else 1
        minutes = read["minutes"] or USUAL_MINUTES
        zone = self.settings.zone
        span = span_asked(read["on"], read["start"], minutes, zone=zone, all_day=read["all_day"])
        assert span is not None, "clean() has seen to it"
        return Span(
            span.start, span.end if days == 1 else instant(read["on"] + timedelta(days=days), time(0), zone)
        )

    def _days(self, thing: Request) -> int:
        """The days of what takes whole ones: the form does not ask how many."""
        first, last = (local(each, self.settings.zone).date() for each in (thing.span.start, thing.span.end))
        return max(1, (last - first).days) if thing.all_day else 1

    def as_thing(self, id: str) -> Request:
        read = self.cleaned_data
        moment = datetime.min.replace(tzinfo=UTC)
        before = self.thing or Request(id, moment, "", "", self.span())
        names = ("who", "what", "all_day", "domain_id", "zone", "email", "notes")
        return replace(before, id=id, span=self.span(), **{name: read[name] for name in names})


class ChannelForm(ThingForm[Channel]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("kind",),
        ("title", "reach"),
        ("windows",),
        ("soon",),
        ("for_whom",),
        ("in_emergency",),
    )
    windows_asked: ClassVar = {
        "windows": WindowsAsked(
            gettext_lazy("It is on"),
            gettext_lazy("Outside these times it is off. None at all: you look when you look."),
        )
    }

    kind = forms.ChoiceField(label=gettext_lazy("It is"), choices=list(CHANNELS.items()), initial="mail")
    title = name_field(gettext_lazy("What you call it"), gettext_lazy("Work mail"))
    reach = forms.CharField(
        label=gettext_lazy("Number, address or place"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy("Those whom it is for will read it. It may stay empty."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    soon = forms.ChoiceField(label=gettext_lazy("You answer"), choices=list(SOON.items()), required=False)
    for_whom = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"),
        choices=list(AUDIENCES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nobody chosen: for all of them."),
    )
    in_emergency = forms.BooleanField(
        label=gettext_lazy("This is the way when it cannot wait"), required=False
    )

    def from_thing(self, thing: Channel) -> dict[str, Any]:
        names = ("kind", "title", "reach", "soon", "in_emergency")
        return {**{name: getattr(thing, name) for name in names}, "for_whom": list(thing.for_whom)}

    def as_thing(self, id: str) -> Channel:
        read = self.cleaned_data
        return Channel(
            id,
            read["title"],
            read["kind"],
            self.windows["windows"].cleaned,
            read["soon"],
            tuple(read["for_whom"]),
            read["reach"],
            read["in_emergency"],
        )


SHOWS = (
    ("nothing", gettext_lazy("Nothing")),
    ("by_boundary", gettext_lazy("As each boundary says: “a personal commitment”, or the value it is for")),
    (
        "names",
        gettext_lazy(
            "What that is called of which others may read the value; the rest as each boundary says"
        ),
    ),
)


def own_words(label: Any, help: Any, placeholder: Any, rows: int = 3) -> forms.CharField:
    """A text of the person's own that others will read."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=3000,
        help_text=help,
        widget=forms.Textarea(attrs={"rows": rows, "placeholder": placeholder}),
    )


class HowIWorkForm(ThingForm[HowIWork]):
    """The page of one audience; see `form_for`."""

    audience: ClassVar[Audience] = "others"
    layout: ClassVar[tuple[Row, ...]] = (("opening",), ("hours",), ("shows",), ("emergency",), ("closing",))

    opening = own_words(
        gettext_lazy("First of all"),
        gettext_lazy("What you would say if they asked how you work."),
        gettext_lazy("I think best before noon and am home for dinner. Here is how we reach each other."),
    )
    hours = forms.BooleanField(label=gettext_lazy("They read my working hours"), required=False)
    shows = forms.ChoiceField(
        label=gettext_lazy("They read of the time that I protect"), choices=SHOWS, widget=forms.RadioSelect
    )
    emergency = own_words(
        gettext_lazy("When it cannot wait"),
        gettext_lazy("Beside the ways to reach you that are meant for it."),
        gettext_lazy("Ring twice; then I know."),
        2,
    )
    closing = own_words(
        gettext_lazy("At the end"),
        "",
        gettext_lazy("If this does not suit you, tell me: we will find a way."),
        2,
    )

    def prepare(self) -> None:
        if self.thing is None:
            self.initial.update(self.from_thing(first_page(self.audience)))

    def from_thing(self, thing: HowIWork) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("opening", "hours", "shows", "emergency", "closing")}

    def as_thing(self, id: str) -> HowIWork:
        read = self.cleaned_data
        return HowIWork(id, read["opening"], read["emergency"], read["closing"], read["hours"], read["shows"])


def form_for(audience: Audience) -> type[HowIWorkForm]:
    """The form of an audience's page, which begins as `first_page` says."""
    return type("HowIWorkFormForThem", (HowIWorkForm,), {"audience": audience})
