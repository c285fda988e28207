"""Entries of ours that were made a series or a whole day in Outlook become ours again where they are to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph_double.mailbox import Mailbox, heard, said
from tests.sync.microsoft.plan_lives import connects, reply
from tests.sync.microsoft.test_copies_there import box  # noqa: F401 - a fixture
from tests.sync.planned import Planner, at, pinned
from tests.sync.reflected import Both

DAILY = {
    "recurrence": {
        "pattern": {"type": "daily", "interval": 1},
        "range": {"type": "numbered", "numberOfOccurrences": 5, "startDate": f"{at(33):%Y-%m-%d}"},
    }
}
WHOLE_DAY = {"isAllDay": True, "start": said(at(24)), "end": said(at(48))}


@pytest.mark.parametrize("shape", [DAILY, WHOLE_DAY, DAILY | WHOLE_DAY])
def test_a_busy_time_is_put_back_and_keeps_what_somebody_noted(
    box: tuple[Mailbox, str],  # noqa: F811
    shape: dict[str, Any],
) -> None:
    mailbox, address = box
    work = mailbox.add_calendar("Work")
    mailbox.add(work, "Talks", at(33))
    both = Both({"work": address, "home": address}, connects=connects(address)).begin()
    source = both.keep("work", work.id.replace("=", "%3D"))
    both.sync("work")
    both.tell("home", source)
    both.sync()
    (ours,) = [each for each in mailbox.calendars.values() if each is not work]
    (id,) = ours.events
    mailbox.change(ours, id, bodyPreview="Call Robin", **shape)
    both.sync()
    both.sync()
    (there,) = ours.events.values()
    assert (there["type"], there["isAllDay"]) == ("singleInstance", False)
    assert (heard(there["start"]), heard(there["end"])) == (at(33), at(34))
    assert (there["subject"], there["bodyPreview"]) == ("Busy", "Call Robin")
    assert not both.errands("home")
    assert both.trouble() == ""


def test_a_block_is_put_back_once_its_person_says_so(box: tuple[Mailbox, str]) -> None:  # noqa: F811
    mailbox, address = box
    ada = Planner(address, connects=connects(address)).begin(pinned("swim", 33))
    ada.put(connects=ada.connects).sync()
    (calendar,) = mailbox.calendars.values()
    (id,) = calendar.events
    mailbox.change(calendar, id, location={"displayName": "Pool"}, **DAILY)
    ada.sync()
    assert ada.errands["swim"].question == "shape"
    reply(ada, "swim", "plan")
    ada.sync()
    there = calendar.events[id]
    assert (there["type"], there["location"]["displayName"]) == ("singleInstance", "Pool")
    assert heard(there["start"]) == at(33)
    assert not ada.errands
