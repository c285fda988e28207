"""Reviews as pages show them: titles, days and words that are ready to be set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.reviews.offers import Offer
from counterpoint.domain.reviews import PARTS, Review, ReviewKind

PART_TITLES: Mapping[str, Any] = {
    "promise": gettext_lazy("Last promise"),
    "boundaries": gettext_lazy("What held, what bent"),
    "plan": gettext_lazy("Planned and done"),
    "energy": gettext_lazy("Energy"),
    "between": gettext_lazy("Between work and life"),
    "good": gettext_lazy("Good things"),
    "markers": gettext_lazy("How it was"),
    "change": gettext_lazy("One change"),
    "values": gettext_lazy("Values"),
    "seasons": gettext_lazy("Seasons"),
    "plate": gettext_lazy("The plate"),
    "adjust": gettext_lazy("Adjust what?"),
}
MONTH_TITLES: Mapping[str, Any] = {
    "boundaries": gettext_lazy("Boundaries"),
    "markers": gettext_lazy("Markers"),
}
KINDS: Mapping[ReviewKind, Any] = {
    "week": gettext_lazy("Week"),
    "fortnight": gettext_lazy("Two weeks"),
    "month": gettext_lazy("Month"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A look back that is open: where it leads and how it invites."""

    name: str
    title: str
    words: str
    action: str


def offer_card(offer: Offer) -> Card:
    days = span_words(offer.first, offer.last)
    action = _("Go on where you left off") if offer.under_way else _("Begin")
    if offer.kind == "week":
        return Card(
            "review-week", _("Your week, %(days)s") % {"days": days},
            _("Ten minutes in eight small parts. Leave whenever you like; it is kept part by part."), action,
        )  # fmt: skip
    if offer.kind == "month":
        title = _("The month: %(month)s") % {"month": date_format(offer.first, "F")}
        return Card(
            "review-month", title,
            _("Are your values still true? Seasons, boundaries and the plate, one look at each."), action,
        )  # fmt: skip
    return Card(
        "review-fortnight", _("Two weeks of living this way"),
        _("Is it working for you? Three questions, what your data say, what to adjust. Only if you like."),
        action,
    )  # fmt: skip


def span_words(first: date, last: date) -> str:
    """“23 – 29 November”, or with both months where they differ."""
    if first.month == last.month:
        return f"{first.day} – {date_format(last, 'j F')}"
    return f"{date_format(first, 'j F')} – {date_format(last, 'j F')}"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    id: str
    kind: str
    days: str
    words: str


def review_line(review: Review) -> ReviewLine:
    return ReviewLine(
        review.id, str(KINDS[review.kind]), span_words(review.first, review.last), ended_words(review)
    )


def ended_words(review: Review) -> str:
    """What a review ended in."""
    if review.finished_at is None:
        return _("left open")
    words = {
        "habit": _("a small habit: %(promise)s"),
        "boundary": _("time to protect: %(promise)s"),
        "later": _("for later: %(promise)s"),
        "none": _("nothing to change"),
        "": _("looked at"),
    }
    return words[review.change] % {"promise": review.promise}


@dataclass(frozen=True, slots=True)
class KeptReview:
    title: str
    days: str
    ended: str
    notes: tuple[tuple[str, str], ...]


def kept_review(review: Review) -> KeptReview:
    notes = [(part, review.words_at(part)) for part in PARTS[review.kind]]
    return KeptReview(
        str(KINDS[review.kind]),
        span_words(review.first, review.last),
        ended_words(review),
        tuple((str(PART_TITLES[part]), words) for part, words in notes if words),
    )
