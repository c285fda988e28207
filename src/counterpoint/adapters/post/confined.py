"""The process that hands one message to Apprise, and can do nothing else.

Apprise makes its own requests, to wherever an address that a person typed says. So it works in a process of
its own that lives for one message. Python tells of what is about to happen before it does (PEP 578), and
whatever this process does not need is refused there: a connection to an address that is not on the open
internet (the very one that is connected to, whatever name led there), anything on the network but a
connection, another process, a file that is not of this Python. Nothing can take that back once it holds.

It reads a JSON document from its input and writes one to its output:
{"address", "title", "body", "allow_private", "check"} → {"outcome", "status", "wait"}
"""

from __future__ import annotations

import importlib
import ipaddress
import json
import os
import ssl
import sys
from pathlib import Path
from typing import Any

from counterpoint.adapters.open_internet import is_public
from counterpoint.domain.living.services import NOT_BEHIND_IT

REFUSED = (
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"),
    *("os.startfile", "pty.spawn", "ctypes.dlopen", "webbrowser.open", "winreg.", "os.kill", "os.remove"),
    *("os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate", "shutil."),
    *("socket.bind", "socket.sendto", "socket.sendmsg", "ftplib.", "smtplib.", "imaplib.", "sqlite3.connect"),
)
MOST_MEMORY = 1 << 30
PLAIN_FILES = ("/etc/mime.types", "/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Confined(PermissionError):
    """Something that this process may not do."""


class Walls:
    """What may happen from now on. `private` tells whether somebody's own network was asked for."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private, self.private, self.up = allow_private, False, False
        verify = ssl.get_default_verify_paths()
        own = (
            sys.prefix,
            sys.base_prefix,
            sys.exec_prefix,
            *sys.path,
            verify.openssl_cafile,
            verify.openssl_capath,
        )
        self.readable = tuple(str(Path(each).resolve()) for each in (*own, *PLAIN_FILES) if each)

    def raised(self) -> Walls:
        """There is no way to take an audit hook away."""
        sys.addaudithook(self._hear)
        self.up = True
        return self

    def _hear(self, event: str, said: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            self._connecting(said[1])
        elif event == "open":
            self._opening(said[0], said[2])
        elif event.startswith(REFUSED):
            raise Confined(event)

    def _connecting(self, address: Any) -> None:
        """A name would be looked up by the system, and could mean anything: an address alone is good."""
        try:
            there = ipaddress.ip_address(address[0])
        except (ValueError, TypeError, IndexError):
            raise Confined("socket.connect") from None
        if not self.allow_private and not is_public(there):
            self.private = True
            raise Confined("socket.connect")

    def _opening(self, path: Any, flags: Any) -> None:
        if isinstance(path, int):
            return
        there = str(Path(os.fsdecode(path)).resolve())
        mine = any(there == each or there.startswith(each + os.sep) for each in self.readable)
        if not mine or (flags or 0) & _WRITING:
            raise Confined("open")


def main() -> None:
    """One message, and the answer to it."""
    asked = json.load(sys.stdin.buffer)
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else is printed is no answer
    _limit_memory()
    _import_all()
    walls = Walls(allow_private=asked["allow_private"]).raised()
    json.dump(_done(asked, walls), out)
    out.close()
    sys.stdout.flush()
    os._exit(0)  # nothing is left behind, and nothing that still runs holds it up


def _limit_memory() -> None:
    """An endless answer ends this process, and not the machine's patience."""
    try:
        import resource
    except ImportError:
        return  # Windows
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _import_all() -> None:
    """What is needed in any case is loaded before the walls stand, with whatever it loads in turn."""
    for name in ("apprise", "requests", "idna", "encodings.idna", "certifi"):
        importlib.import_module(name)
    sys.modules["apprise.manager_plugins"].NotificationManager().load_modules()


def _done(asked: dict[str, Any], walls: Walls) -> dict[str, Any]:
    apprise, last = sys.modules["apprise"], _listen()
    parts = apprise.plugins.url_to_dict(asked["address"])
    if not parts or NOT_BEHIND_IT & {str(each).lower() for each in parts.get("qsd") or ()}:
        return {"outcome": "unclear"}
    asset = apprise.AppriseAsset(
        app_id="Counterpoint", app_desc="Counterpoint", app_url="", plugin_paths=[], storage_mode="memory",
        image_url_mask="", image_url_logo="", image_path_mask=False, async_mode=False, http_redirects=False,
        service_timeout=0, pgp_autogen=False, pem_autogen=False, allow_templates=False,
    )  # fmt: skip
    service = apprise.Apprise.instantiate(asked["address"], asset=asset)
    if service is None:
        return {"outcome": "unclear"}
    if asked["check"]:
        return {"outcome": "clear"}
    sent = bool(service.notify(title=asked["title"], body=asked["body"]))
    outcome = "sent" if sent else "private" if walls.private else "not_sent"
    return {"outcome": outcome, **last}


def _listen() -> dict[str, Any]:
    """What the last answer said, where there was one; no redirect is followed."""
    session = sys.modules["requests"].Session
    said: dict[str, Any] = {"status": None, "wait": None}
    plain = session.send

    def send(self: Any, request: Any, **how: Any) -> Any:
        answer = plain(self, request, **{**how, "allow_redirects": False})
        said["status"], said["wait"] = answer.status_code, answer.headers.get("Retry-After")
        return answer

    session.send = send
    return said


if __name__ == "__main__":
    main()
