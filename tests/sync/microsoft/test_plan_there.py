"""The plan in a calendar of its own in Outlook, held to what it is held to on CalDAV servers."""

from __future__ import annotations

from counterpoint.desk.syncing.starting import stop
from tests.fault_proxy import FaultProxy
from tests.graph_double.mailbox import heard
from tests.graph_double.service import Graph
from tests.sync.microsoft.plan_lives import Outlook, connects, outlook_left, planned, reply
from tests.sync.planned import Planner, at, pinned
from tests.sync.reflected import Both


def test_accepted_blocks_stand_in_a_calendar_of_their_own_and_a_second_visit_writes_nothing(
    ada: Planner, outlook: Outlook, proxy: FaultProxy
) -> None:
    assert outlook.calendar.name == "Counterpoint"
    assert set(outlook.events) == {"Swim", "Write", "Call"}
    assert outlook.start_of("Swim") == at(30)
    assert not outlook.events["Swim"]["isReminderOn"]
    assert not ada.errands
    assert ada.account.trouble == ""
    for _visit in range(2):
        outlook.graph.asked.clear()
        ada.sync()
    assert len(outlook.graph.asked) == 1
    assert "delta" in outlook.graph.asked[0]
    assert ada.foreign == []
    assert proxy.asked


def test_what_is_moved_added_and_taken_out_here_follows_there(ada: Planner, outlook: Outlook) -> None:
    ada.move("swim", 35)
    ada.take_out("write")
    ada.add(pinned("read", 60))
    ada.sync()
    assert set(outlook.events) == {"Swim", "Call", "Read"}
    assert outlook.start_of("Swim") == at(35)
    assert not ada.errands


def test_what_is_moved_there_moves_in_the_plan_and_is_pinned(ada: Planner, outlook: Outlook) -> None:
    outlook.move("Swim", 36)
    outlook.graph.asked.clear()
    ada.sync()
    assert ada.block("swim").span.start == at(36)
    assert ada.block("swim").pinned
    assert not ada.errands
    assert not any(each.startswith(("PATCH", "DELETE")) for each in outlook.graph.asked)


def test_what_is_deleted_there_is_asked_and_can_be_put_back_or_let_go(ada: Planner, outlook: Outlook) -> None:
    outlook.delete("Swim")
    outlook.delete("Call")
    ada.sync()
    assert {id: each.question for id, each in ada.errands.items()} == {"swim": "gone", "call": "gone"}
    reply(ada, "swim", "put_back")
    reply(ada, "call", "let_go")
    ada.sync()
    assert set(outlook.events) == {"Swim", "Write"}
    assert set(ada.blocks) == {"swim", "write"}
    assert not ada.errands


def test_what_others_added_to_an_entry_stays_where_it_is_moved_from_here(
    ada: Planner, outlook: Outlook
) -> None:
    outlook.change("Swim", isReminderOn=True, location={"displayName": "Pool"}, importance="high")
    ada.move("swim", 35)
    ada.sync()
    there = outlook.events["Swim"]
    assert (heard(there["start"]), there["isReminderOn"]) == (at(35), True)
    assert (there["location"]["displayName"], there["importance"]) == ("Pool", "high")


def test_both_move_it_and_its_person_is_asked_with_both_versions(ada: Planner, outlook: Outlook) -> None:
    ada.move("swim", 35)
    outlook.move("Swim", 37)
    ada.sync()
    assert ada.errands["swim"].question == "clash"
    assert (ada.block("swim").span.start, outlook.start_of("Swim")) == (at(35), at(37))
    reply(ada, "swim", "plan")
    ada.sync()
    assert outlook.start_of("Swim") == at(35)


def test_it_becomes_a_series_there_and_is_asked(ada: Planner, outlook: Outlook) -> None:
    daily = {
        "pattern": {"type": "daily", "interval": 1},
        "range": {"type": "numbered", "numberOfOccurrences": 5, "startDate": f"{at(30):%Y-%m-%d}"},
    }
    outlook.change("Swim", recurrence=daily)
    ada.sync()
    assert ada.errands["swim"].question == "shape"
    ada.move("write", 40)
    ada.sync()
    assert outlook.events["Swim"]["recurrence"] == daily
    assert outlook.start_of("Write") == at(40)


def test_busy_says_nothing_more_than_when(proxy: FaultProxy, service: tuple[Graph, str]) -> None:
    ada = planned(proxy, shows="busy")
    ada.put(connects=ada.connects).sync()
    there = list(Outlook(service[0], ada).calendar.events.values())
    assert {each["subject"] for each in there} == {"Busy"}
    assert all(not each["categories"] and not each["bodyPreview"] for each in there)


def test_events_of_others_in_the_plans_calendar_are_read_and_never_touched(
    ada: Planner, outlook: Outlook
) -> None:
    outlook.add_guest()
    before = dict(outlook.events["Plumber"])
    ada.sync()
    assert ada.foreign == ["Plumber"]
    stop(ada.diary, ada.id, take_away=True)
    ada.sync()
    assert outlook_left(outlook.graph) == {"Plumber": before}


def test_busy_times_of_one_calendar_stand_in_another_and_nothing_else_goes_out(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    box, address = service[0].mailbox, f"{proxy.address}/v1.0/"
    work = box.add_calendar("Work")
    box.add(work, "Zebrafinch", at(33), bodyPreview="Quagmire", location={"displayName": "Wyvern"})
    both = Both({"work": address, "home": address}, connects=connects(address)).begin()
    source = both.keep("work", work.id.replace("=", "%3D"))
    both.sync("work")
    both.tell("home", source)
    both.sync()
    (told,) = [each for each in box.calendars.values() if each is not work]
    (event,) = told.events.values()
    assert (heard(event["start"]), event["subject"]) == (at(33), "Busy")
    assert not any(word in str(event) for word in ("Zebrafinch", "Quagmire", "Wyvern"))
    box.move(work, next(iter(work.events)), at(40))
    both.sync("work", "home")
    (event,) = told.events.values()
    assert heard(event["start"]) == at(40)
    assert both.trouble() == ""
