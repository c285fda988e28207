"""The web server: granian, with the application in one process of several threads."""

from __future__ import annotations

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from counterpoint.server.orphans import leave_with_parent
from counterpoint.server.place import Place

THREADS = 4


def serve_pages(place: Place) -> None:
    """Until SIGTERM."""
    leave_with_parent()
    Granian(
        "counterpoint.server.wsgi:application",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.auto,
        websockets=False,
        workers=1,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()
