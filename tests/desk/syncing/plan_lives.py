"""Somebody whose plan goes into a calendar on a server in memory."""

from __future__ import annotations

from counterpoint.desk.syncing.answering import Answer, How, answer, etag_now
from counterpoint.domain.planning import Block
from tests.servers import BASE, Calendar, MemoryServer
from tests.sync.planned import READ, Planner, pinned

BLOCKS = (pinned("swim", 30), pinned("write", 33))


class Life(Planner):
    """With a server in memory; `there` is the calendar of the plan."""

    server: MemoryServer

    @property
    def there(self) -> Calendar:
        return self.server.calendars[self.place.url]

    def raw(self, id: str) -> str:
        return self.there.entries[self.name_of(id)][1].decode()

    def write(self, id: str, raw: str) -> None:
        self.there.put(self.name_of(id), raw.encode())

    def answer(self, id: str, how: How) -> None:
        errand = self.errands[id]
        said = Answer(errand.id, how, etag_now(self.diary, errand))
        answer(self.diary, said, read=READ, now=self.now)


def life_at(server: MemoryServer, *blocks: Block) -> Life:
    life = Life(BASE, connects=server.connects)
    life.server = server
    life.begin(*(blocks or BLOCKS))
    return life


def life_there(*blocks: Block) -> Life:
    """With the plan standing there."""
    server = MemoryServer()
    life = life_at(server, *blocks)
    life.put(connects=server.connects)
    life.sync()
    return life
