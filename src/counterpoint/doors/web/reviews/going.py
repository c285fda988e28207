"""Where a row of evidence or something taken up leads to."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from counterpoint.domain.reviews import Evidence, Take

PLACES = {
    "": "review",
    "week": "week",
    "hours": "hours",
    "energy": "energy",
    "flex": "flex",
    "ritual": "ritual-add",
    "value": "value-add",
    "values": "matters",
    "fortnight": "review-fortnight",
    "tasks": "tasks",
}


def behind(evidence: Evidence) -> str:
    """The page that has a row of evidence; "" where there is none."""
    match evidence.kind:
        case "block" if evidence.week:
            return reverse("week_block", kwargs={"week": evidence.week, "id": evidence.id})
        case "event" if evidence.week:
            return reverse("week_page", kwargs={"week": evidence.week})
        case "value":
            return reverse("value-change", kwargs={"id": evidence.id})
        case "protected":
            return reverse("protected-change", kwargs={"id": evidence.id})
        case "commitment":
            return reverse("commitment", kwargs={"id": evidence.id})
        case "check_in":
            return reverse("check-in-change", kwargs={"id": evidence.id})
        case "bend":
            return reverse("bend-page", kwargs={"id": evidence.id})
        case "markers":
            return reverse("review-markers")
        case "hours":
            return reverse("matters")
    return ""


def onward(take: Take) -> str:
    """The page that opens when something is taken up."""
    if take.kind == "habit":
        return reverse("habit")
    if take.kind == "protect":
        return protecting(take.title, take.id)
    if take.place == "protected":
        return reverse("protected-change", kwargs={"id": take.id})
    if take.place == "plate":
        return reverse("commitment", kwargs={"id": take.id})
    if take.place == "give_back":
        return reverse("give-back", kwargs={"id": take.id})
    return reverse(PLACES[take.place])


def protecting(title: str, value_id: str = "") -> str:
    """The form of protected time with a title filled in."""
    filled = {"title": title, "value_id": value_id}
    return f"{reverse('protected-add')}?{urlencode({key: said for key, said in filled.items() if said})}"
