"""What has to be put right in a form, said once above it: the name of each such field, and the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

register = template.Library()


@dataclass(frozen=True, slots=True)
class Slip:
    """A field that needs another look: what it is called, and the id of what takes the focus there."""

    label: str
    place: str


@register.inclusion_tag("forms/wrong.html")
def what_is_wrong(form: forms.BaseForm | None, words: str | None = None) -> dict[str, Any]:
    """The summary of a form that was sent and cannot be kept; nothing for any other.

    `words` stand above the names of the fields in place of the usual sentence; an empty text leaves it out.
    """
    if form is None or not _is_wrong(form):
        return {"wrong": False}
    usual = _("Nothing is kept yet: something below needs another look. What you typed is still there.")
    said = usual if words is None else words
    return {"wrong": True, "words": said, "of_all": form.non_field_errors(), "slips": list(slips(form))}


def slips(form: forms.BaseForm) -> Iterator[Slip]:
    """The fields with an error in the order of the form, then those of its windows."""
    for field in form.visible_fields():
        if field.errors:
            yield Slip(str(field.label), place_of(field))
    for rows in getattr(form, "windows", {}).values():
        if rows.error:
            yield Slip(rows.legend, place_of(rows.rows[0]["days"]))
        for row in rows.bound_rows:
            for field in row:
                if field.errors:
                    yield Slip(f"{row.title}: {field.label}", place_of(field))


def place_of(field: BoundField) -> str:
    """Of a group of choices the first takes the focus."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


def _is_wrong(form: forms.BaseForm) -> bool:
    if hasattr(form, "wrong"):  # one that may be asked for a row more, which is no mistake
        return bool(form.wrong)
    return form.is_bound and not form.is_valid()
