"""The words of this room: channels, how soon one answers, audiences, verdicts, answers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

CHANNELS = {
    "mail": gettext_lazy("E-mail"),
    "chat": gettext_lazy("Chat"),
    "phone": gettext_lazy("Phone"),
    "in_person": gettext_lazy("In person"),
    "other": gettext_lazy("Another way"),
}
SOON = {
    "": gettext_lazy("when it suits (nothing is promised)"),
    "at_once": gettext_lazy("at once, while it is on"),
    "hour": gettext_lazy("within an hour, while it is on"),
    "half_day": gettext_lazy("within half a day"),
    "day": gettext_lazy("on the same day"),
    "next_day": gettext_lazy("by the next working day"),
    "few_days": gettext_lazy("within a few days"),
    "week": gettext_lazy("within a week"),
}
AUDIENCES = {
    "manager": gettext_lazy("my manager"),
    "colleagues": gettext_lazy("colleagues"),
    "family": gettext_lazy("family"),
    "others": gettext_lazy("everybody else"),
}
VERDICTS = {
    "fits": gettext_lazy("It fits"),
    "price": gettext_lazy("It fits, at a price"),
    "crosses": gettext_lazy("It crosses something firm"),
    "past": gettext_lazy("That time is already over"),
}
STATES = {
    "open": gettext_lazy("waits for your answer"),
    "accepted": gettext_lazy("accepted"),
    "given_back": gettext_lazy("accepted, and the time is given back"),
    "countered": gettext_lazy("other times proposed"),
    "declined": gettext_lazy("declined"),
    "called_off": gettext_lazy("called off"),
}
HEARD = {
    "moved": gettext_lazy("%(who)s moved it: this is the new time."),
    "changed": gettext_lazy("%(who)s changed what it says; the time is the same."),
    "cancelled": gettext_lazy("%(who)s called it off. Your week is free of it."),
    "turned_down": gettext_lazy(
        "The time that you proposed does not suit %(who)s; the first one still stands."
    ),
    "taken_up": gettext_lazy("%(who)s took up the time that you proposed. It waits for your yes."),
}
TONES = {
    "warm": gettext_lazy("warm"),
    "brief": gettext_lazy("brief"),
    "formal": gettext_lazy("formal"),
}
DISCLOSURES = {
    "nothing": gettext_lazy("nothing"),
    "commitment": gettext_lazy("“a personal commitment”"),
    "value": gettext_lazy("the value it is for"),
}
LONGEST_ANSWER = 10_000
"""Letters of a reply."""
AS_A_MAIL = {
    "counter": gettext_lazy("Proposing another time, as a mail (.eml)"),
    "accept": gettext_lazy("Accepting, as a mail (.eml)"),
    "decline": gettext_lazy("Declining, as a mail (.eml)"),
}
AS_A_CALENDAR = {
    "counter": gettext_lazy("Proposing another time, as a calendar (.ics)"),
    "accept": gettext_lazy("Accepting, as a calendar (.ics)"),
    "decline": gettext_lazy("Declining, as a calendar (.ics)"),
}
ANSWERINGS = {
    "counter": gettext_lazy("propose other times"),
    "accept": gettext_lazy("accept"),
    "decline": gettext_lazy("decline"),
}
