"""A proposal for more say over one's time, and what to keep in mind when talking about it.

Both are made of the person's own answers. Of protected time only what is disclosed is named, and of a value
only where the person chose that; nothing else of a private reason gets in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoint.domain.boundaries import Disclosure
from counterpoint.domain.job.notes import JobTrial, lines_of
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Named:
    """Protected time as the proposal may name it: its hours in words, and how much of the reason.

    "commitment" says only that it is a personal commitment; "value" names the value, and nothing else does.
    """

    hours: str
    disclosure: Disclosure = "nothing"
    value: str = ""


def proposal_text(
    notes: Mapping[str, str], protected: Sequence[Named], trial: JobTrial | None, *, name: str, days: str = ""
) -> str:
    """The draft, in paragraphs. `days` are the first and last day of the trial period in words."""
    paragraphs = [
        _("Hello …,"),
        _("I would like to suggest a change in when I work, and to try it for a while before we decide."),
        *_what_i_suggest(notes),
        *_what_is_protected(protected),
        *_what_you_get(notes),
        *_how_we_see(trial, days),
        _("If parts of this do not fit, I would like to hear which, and find another way together with you."),
        _("Thank you for thinking about it.") + (f"\n{name}" if name else ""),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _listed(lead: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield "\n".join((lead, *(f"– {line}" for line in lines)))


def _what_i_suggest(notes: Mapping[str, str]) -> Iterator[str]:
    yield from _listed(_("What I suggest:"), lines_of(notes.get("schedule-when", "")))
    yield from _listed(_("What I would keep free of meetings:"), lines_of(notes.get("schedule-free", "")))


def _what_is_protected(protected: Sequence[Named]) -> Iterator[str]:
    yield from _listed(
        _("There are times that I keep for something else:"),
        [_protected(each) for each in protected if each.disclosure != "nothing"],
    )


def _protected(each: Named) -> str:
    if each.disclosure == "value" and each.value:
        return _("%(hours)s, for %(value)s") % {"hours": each.hours, "value": each.value}
    return _("%(hours)s, for a personal commitment") % {"hours": each.hours}


def _what_you_get(notes: Mapping[str, str]) -> Iterator[str]:
    yield from _listed(_("What stays as it is, and what you can count on:"), _given(notes))
    yield from _listed(
        _("What I am good at and would do more of:"), lines_of(notes.get("tasks-strength", ""))
    )


def _given(notes: Mapping[str, str]) -> Sequence[str]:
    return lines_of(notes.get("schedule-given", ""))


def _how_we_see(trial: JobTrial | None, days: str) -> Iterator[str]:
    if trial is None:
        yield _("We could try it for some weeks, say beforehand what would show that it works, then decide.")
        return
    words = [_("Let us try it: %(title)s, %(days)s.") % {"title": trial.title, "days": days}]
    if trial.shows:
        words.append(_("What would show that it works: %(shows)s") % {"shows": trial.shows.rstrip(".") + "."})
    yield " ".join(words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a conversation: its heading, and what to keep in mind."""

    title: str
    points: tuple[str, ...]


def conversation(notes: Mapping[str, str]) -> tuple[Passage, ...]:
    """Before, while and after talking with whoever decides, with the person's own words where there are."""
    wish = lines_of(notes.get("schedule-when", ""))[:1]
    given = _given(notes)[:1]
    return (
        Passage(
            _("Before"),
            (
                _("Choose one thing to ask for. The rest can wait for the next time."),
                *(_("In your words: “%(wish)s”") % {"wish": each} for each in wish),
                _("Think of what the other person has to see to: deadlines, cover, customers."),
                *(_("You can say what stays: “%(given)s”") % {"given": each} for each in given),
                _("Ask for half an hour when neither of you is in a hurry."),
            ),
        ),
        Passage(
            _("In the conversation"),
            (
                _("Say what you would like, and for how long you would like to try it."),
                _("Ask: “What would you need to see so that this is good for you, too?” Then listen."),
                _("You need not give a private reason. “It would help me to work well” is enough."),
                _("A no to the whole can be a yes to a part: fewer days, other hours, a shorter trial."),
            ),
        ),
        Passage(
            _("Afterwards"),
            (
                _("Write down in two lines what you agreed on and send it to both of you."),
                _("Note the trial here with its end, so that the look back is not forgotten."),
                _("If it was a no: which part of it was in your hands all along? Begin there."),
            ),
        ),
    )


def running(trial: JobTrial, today: date) -> bool:
    """Whether a trial is under way."""
    return trial.first <= today <= trial.last


def asks_to_look_back(trial: JobTrial, today: date) -> bool:
    """Whether a trial is over and nobody looked back at it yet."""
    return trial.last < today and trial.ended_on is None
