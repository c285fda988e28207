"""The processes of a running Counterpoint. `counterpoint serve` starts the first, which starts the others.

    python -m counterpoint.server serve HOST PORT
    python -m counterpoint.server web HOST PORT
    python -m counterpoint.server worker QUEUE

Each reads its folder and address from the environment (see the guide).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from counterpoint import wiring
from counterpoint.domain.errors import CounterpointError


def serve(host: str, port: str) -> int:
    from counterpoint.server.place import EVERYWHERE, Place, hosts_of, own_address

    os.umask(0o077)
    place = Place(host, int(port), own_address() if host in EVERYWHERE else "")
    further = os.environ.get("COUNTERPOINT_HOSTS", "")
    os.environ["COUNTERPOINT_HOSTS"] = ",".join(filter(None, [further, *hosts_of(place)]))
    home = wiring.open_storage()

    from counterpoint.server.reach import reach_of
    from counterpoint.server.serving import serve

    return serve(place, home, reach_of(os.environ))


def web(host: str, port: str) -> int:
    from counterpoint.server.place import Place
    from counterpoint.server.web import serve_pages

    serve_pages(Place(host, int(port)))
    return 0


def worker(queue: str) -> int:
    wiring.open_storage()

    from counterpoint.server.worker import main

    main(queue)
    return 0


PROCESSES: dict[str, Callable[..., int]] = {"serve": serve, "web": web, "worker": worker}

if __name__ == "__main__":
    try:
        sys.exit(PROCESSES[sys.argv[1]](*sys.argv[2:]))
    except CounterpointError as error:
        sys.exit(f"counterpoint: {error.message}\n{error.advice}".rstrip())
