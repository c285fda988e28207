"""`counterpoint serve`: one process that gets things ready and looks after the web server and the workers.

SIGTERM and Ctrl-C end everything.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from counterpoint.adapters.storage.alone import alone
from counterpoint.adapters.storage.home import note_address
from counterpoint.adapters.storage.jobs import QUEUES
from counterpoint.adapters.storage.restoring import LOCK
from counterpoint.domain.errors import CounterpointError
from counterpoint.server.family import Child, CouldNotStart, Family
from counterpoint.server.place import Place
from counterpoint.server.reach import Reach
from counterpoint.server.welcome import welcome


class CannotServe(CounterpointError):
    """The port is taken, or another Counterpoint uses the folder."""


def serve(place: Place, home: Path, reach: Reach) -> int:
    """Until told to stop. Raises CannotServe."""
    with alone(home / LOCK) as first:
        if not first:
            raise CannotServe(
                f"Counterpoint is serving from {home} already.",
                advice="Stop that one, or name another --home.",
            )
        _is_free(place.host, place.port)
        _get_ready(home)
        note_address(home, reach.public_url or place.from_phone or place.here)
        print(welcome(place, reach, str(home), _now()), flush=True)
        return _look_after(place)


def _get_ready(home: Path) -> None:
    """In this process, before any other has the database open."""
    from django.conf import settings
    from django.db import connections

    from counterpoint.server.getting_ready import bring_up_to_date, collect_static

    backup = bring_up_to_date(home, _now())
    if backup:
        print(f"Before updating the database, a backup was made: {backup}", flush=True)
    collect_static(Path(settings.STATIC_ROOT))
    connections.close_all()


def _look_after(place: Place) -> int:
    family = Family(_children(place), {**os.environ, "COUNTERPOINT_CHILD": "1"})
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, family.leave)
    family.start()
    try:
        family.watch()
    except CouldNotStart as error:
        raise CannotServe(
            f"Counterpoint could not start: {error}.", advice="The reason stands above."
        ) from error
    finally:
        family.end()
    return 0


def _children(place: Place) -> list[Child]:
    this = [sys.executable, "-m", "counterpoint.server"]
    workers = [Child(f"{queue} worker", [*this, "worker", queue]) for queue in QUEUES]
    return [Child("web server", [*this, "web", place.host, str(place.port)], vital=True), *workers]


def _is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise CannotServe(
                f"Port {port} is taken by another program."
                if taken
                else f"Cannot listen on {host}: {error}.",
                advice=f"Choose another: --port {port + 1}." if taken else "Choose another --host.",
            ) from error


def _now() -> datetime:
    return datetime.now(UTC)
