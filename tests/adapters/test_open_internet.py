"""What of an address that people enter is never reached: one’s own network, and names that lead there."""

from __future__ import annotations

import ipaddress
import socket
import time

import pytest

from counterpoint.adapters.open_internet import is_public
from counterpoint.adapters.web_client import CannotFetch, NotAllowed, TooLong, asking, get, network
from tests.adapters.answers import CALENDAR, SECRET, reply, server


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.ics",
        "http://localhost/a.ics",
        "http://127.1/a.ics",
        "http://2130706433/a.ics",
        "http://0/a.ics",
        "http://[::1]/a.ics",
        "http://[::ffff:127.0.0.1]/a.ics",
        "http://[::ffff:7f00:1]/a.ics",
        "http://[64:ff9b::7f00:1]/a.ics",
        "http://[2002:7f00:1::]/a.ics",
        "http://10.0.0.1/a.ics",
        "http://192.168.1.1:8080/a.ics",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/a.ics",
        "https://[fe80::1]/a.ics",
        "webcal://[fd00::1]/a.ics",
    ],
)
def test_a_private_address_is_not_asked(address: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        get(address)
    assert "private network" in refused.value.message


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/a", "gopher://x", "", "a.ics", "http://", "https://[::1"],
)
def test_other_kinds_of_addresses_are_refused(address: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        get(address)
    assert refused.value.field == "address"


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("2002:808:808::", True),
        ("::ffff:8.8.8.8", True),
        ("::ffff:0:10.0.0.1", False),
        ("::10.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("ff02::1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("64:ff9b:1::a00:1", False),
        ("2001:db8::1", False),
        ("fe80::1%eth0", False),
        ("2001:0:7f00:1::f5ff:fffe", False),
    ],
)
def test_what_is_on_the_open_internet(text: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(text)) is public


def test_a_redirect_into_a_private_network_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step is checked: the first server counts as public here, what it points to does not."""
    with server(reply(302, b"", Location="http://10.0.0.1/inside")) as address:
        monkeypatch.setattr(network, "is_public", lambda found: str(found) == "127.0.0.1")
        with pytest.raises(NotAllowed, match=r"10\.0\.0\.1 is in a private network"):
            get(address)


def test_a_redirect_never_gives_up_encryption() -> None:
    asked = asking.Answer(302, {"location": "http://other.example/x"}, b"", "calendar.example")
    with pytest.raises(NotAllowed, match="without encryption"):
        asking.onwards(asking.checked("https://calendar.example/secret"), asked)


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that means something public when checked and something private when asked gains nothing."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        if host == "rebinding.example":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return real(host, *rest, **more)  # type: ignore[arg-type]

    with server(reply()) as address:
        monkeypatch.setattr(network.socket, "getaddrinfo", look_up)
        monkeypatch.setattr(network, "is_public", lambda found: str(found) == "127.0.0.1")
        assert get(address.replace("127.0.0.1", "rebinding.example")).body == CALENDAR
    assert len(asked) == 1


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(NotAllowed):
        get("http://both.example/a.ics")


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(network.socket, "getaddrinfo", unknown)
    with pytest.raises(CannotFetch, match=r"gone\.example could not be reached"):
        get(f"http://gone.example/{SECRET}")


def test_a_slow_resolver_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_, **__: time.sleep(2) or [])
    with pytest.raises(TooLong):
        get("http://slow.example/a.ics", most_seconds=0.1)
