"""Forms for adding, describing and replacing a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from counterpoint.desk.calendars.addresses import LONGEST
from counterpoint.desk.calendars.uploads import MOST_BYTES
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.values import LifeDomain

DOMAIN, LATER = _("Life domain"), _("Decide later")
KINDS = ".ics,.ical,.icalendar,.ifb,text/calendar"


class DomainChoice(forms.ChoiceField):
    """One of the person's life domains, or none yet."""

    def __init__(self, *, none: Any = LATER, label: Any = DOMAIN, help_text: Any = "") -> None:
        self.none = none
        super().__init__(required=False, label=label, help_text=help_text, choices=[("", none)])

    def offer(self, domains: Iterable[LifeDomain]) -> None:
        self.choices = [("", self.none), *((each.id, each.name) for each in domains)]


class CalendarForm(forms.Form):
    """A form that knows the person's domains and shows what a use case said at the field it spoke of."""

    use_required_attribute = False

    def __init__(self, *args: Any, domains: Iterable[LifeDomain] = (), **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        domain = self.fields.get("domain")
        if isinstance(domain, DomainChoice):
            domain.offer(domains)
            if len(domain.choices) == 1:  # type: ignore[arg-type]  # a list, as `offer` set it
                domain.widget = forms.HiddenInput()

    def answer(self, **values: str) -> None:
        """Puts values of the program's own beside what was typed."""
        data = QueryDict(mutable=True) if not isinstance(self.data, QueryDict) else self.data.copy()
        for name, value in values.items():
            data[name] = value
        self.data = data

    def blame(self, problem: CounterpointError) -> None:
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """At least one file; what is in it is judged by the use case."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list) else [data] if data else []
        return [super(SeveralFilesField, self).clean(each, initial) for each in files]


def picker(*, several: bool) -> forms.ClearableFileInput:
    attributes = {
        "accept": KINDS,
        "class": "drop",
        "data-most": str(MOST_BYTES),
        "data-too-large": _("“%s” is larger than 20 MB. Export a shorter time, or one calendar at a time."),
    }
    return SeveralFiles(attributes) if several else forms.ClearableFileInput(attributes)


class FilesForm(CalendarForm):
    file = SeveralFilesField(
        label=_("Calendar files"),
        widget=picker(several=True),
        required=False,
        allow_empty_file=True,
        help_text=_("Choose or drop one or more .ics files, up to 20 MB each."),
    )
    domain = DomainChoice(help_text=_("What these events are mostly about."))


class ReplaceForm(CalendarForm):
    file = forms.FileField(
        label=_("Newer export"),
        widget=picker(several=False),
        required=False,
        allow_empty_file=True,
        help_text=_("Its events take the place of these. What you said of single events stays."),
    )


class AddressForm(CalendarForm):
    address = forms.CharField(
        label=_("Address of the calendar"),
        max_length=LONGEST,
        required=False,
        help_text=_(
            "It is kept on this machine and never shown to others: whoever has it can read the calendar."
        ),
        widget=forms.TextInput(
            attrs={
                "inputmode": "url",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "https://… .ics",
            }
        ),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Left empty, the calendar’s own name is taken."),
    )
    domain = DomainChoice()


class DescribeForm(CalendarForm):
    """`seen_…` is what the person had before them; so a refresh in between is no clash, another name is."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    domain = DomainChoice(none=_("No domain yet"))
    seen_name = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    seen_domain = forms.CharField(required=False, widget=forms.HiddenInput)
