"""After any history of changes a calendar is read as Outlook shows it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.graph_double.mailbox import Calendar, said
from tests.graph_double.service import Graph
from tests.seeds import FULL, SEED
from tests.sync.microsoft.outlook import START, Reader, repeats


@pytest.mark.parametrize("seed", range(100) if FULL else range(SEED, SEED + 3))
def test_after_any_history_of_changes_it_is_read_as_outlook_shows_it(
    graph: tuple[Graph, str], work: Calendar, seed: int
) -> None:
    chance = random.Random(seed)
    service, _address = graph
    service.page, service.tells_masters = chance.choice([3, 50]), chance.random() < 0.5
    service.tells_little = chance.random() < 0.5
    ada = Reader(*graph).begin()
    ada.choose_all()
    for _visit in range(6):
        for _step in range(chance.randint(0, 5)):
            anything(chance, ada, work)
        service.forgets = chance.random() < 0.2
        ada.pull()
        assert ada.read == ada.there(work), seed


def anything(chance: random.Random, ada: Reader, work: Calendar) -> None:
    box = ada.graph.mailbox
    start = START + timedelta(hours=chance.randrange(0, 400))
    series = [id for id, each in work.events.items() if each["recurrence"]]
    days = {id: [date.fromisoformat(each["id"].rpartition(".")[2]) for each in work.instances(id)
        if each["type"] == "occurrence"][:9] for id in series}  # fmt: skip
    match chance.choice(["single", "series", "delete", "move", "cancel", "edit", "rename"]):
        case "single":
            box.add(work, f"Single {start:%d %H}", start)
        case "series":
            span = {"type": "numbered", "numberOfOccurrences": chance.randint(2, 12)}
            zone = chance.choice(["UTC", "Eastern Standard Time", "tzone://Microsoft/Custom"])
            rule = repeats("daily", start, interval=chance.randint(1, 3), range=span)
            box.add(work, f"Series {start:%d %H}", start, recurrence=rule, originalStartTimeZone=zone)
        case "delete" if work.events:
            box.delete(work, chance.choice(list(work.events)))
        case "move" if len(work.events) > len(series):
            box.move(work, chance.choice([each for each in work.events if each not in series]), start)
        case "cancel" if any(days.values()):
            id = chance.choice([id for id in series if days[id]])
            box.cancel_one(work, id, chance.choice(days[id]))
        case "edit" if any(days.values()):
            id = chance.choice([id for id in series if days[id]])
            end = said(start + timedelta(hours=1))
            box.change_one(work, id, chance.choice(days[id]), start=said(start), end=end, subject="Edited")
        case "rename" if work.events:
            box.change(work, chance.choice(list(work.events)), subject=f"Renamed {chance.randrange(99)}")
