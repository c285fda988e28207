"""`counterpoint serve`: the web app, its workers, and a word on how to reach them."""

from __future__ import annotations

import argparse
import os
import sys

NAME = "serve"
HELP = "Serve the web app on this machine."

HOST, PORT = "127.0.0.1", 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default=HOST, help="the address to listen on; 0.0.0.0 lets your phone in (%(default)s)"
    )
    parser.add_argument("--port", type=int, default=PORT, help="the port to listen on (%(default)s)")
    parser.add_argument("--home", metavar="DIR", help="the folder that holds everything (COUNTERPOINT_HOME)")
    parser.add_argument(
        "--public-url", metavar="URL", help="the address that people use (COUNTERPOINT_PUBLIC_URL)"
    )
    parser.add_argument(
        "--behind-proxy",
        action="store_true",
        help="trust X-Forwarded-For and -Proto, which your own proxy sets (COUNTERPOINT_BEHIND_PROXY)",
    )


def run(args: argparse.Namespace) -> int:
    """Becomes the serving process; returns only when that cannot be started."""
    if args.home:
        os.environ["COUNTERPOINT_HOME"] = os.path.abspath(os.path.expanduser(args.home))  # noqa: PTH100, PTH111
    if args.public_url:
        os.environ["COUNTERPOINT_PUBLIC_URL"] = args.public_url
    if args.behind_proxy:
        os.environ["COUNTERPOINT_BEHIND_PROXY"] = "1"
    sys.stdout.flush()
    words = [sys.executable, "-m", "counterpoint.server", "serve", args.host, str(args.port)]
    os.execv(sys.executable, words)  # noqa: S606  # our own program, no shell
