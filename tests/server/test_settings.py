"""What the settings make of the environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.server.database import database
from counterpoint.server.place import Place, hosts_of
from counterpoint.server.reach import NotAnAddress, reach_of
from tests.server.running import environment

HTTPS = {
    "COUNTERPOINT_PUBLIC_URL": "https://life.example.org",
    "COUNTERPOINT_BEHIND_PROXY": "1",
    "COUNTERPOINT_SMTP_HOST": "smtp.example.org",
    "COUNTERPOINT_SMTP_FROM": "life@example.org",
}


@pytest.mark.parametrize("more", [{}, HTTPS], ids=["at home", "on the web"])
def test_django_finds_nothing_wrong_with_the_way_it_is_deployed(tmp_path: Path, more: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment(tmp_path, DJANGO_SETTINGS_MODULE="counterpoint.server.settings", **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_on_the_web_nothing_about_https_is_silenced(tmp_path: Path) -> None:
    code = "from counterpoint.server import settings; print(settings.SILENCED_SYSTEM_CHECKS, settings.DEBUG)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path, **HTTPS),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['security.W005', 'security.W021', 'axes.W001'] False"


def test_a_public_address_says_which_hosts_and_origins_are_ours() -> None:
    reach = reach_of(
        {"COUNTERPOINT_PUBLIC_URL": "https://life.example.org:8443/", "COUNTERPOINT_HOSTS": "nas, ,10.0.0.2"}
    )
    assert reach.public_url == "https://life.example.org:8443"
    assert reach.trusted_origins == ["https://life.example.org:8443"]
    assert reach.hosts == ("localhost", "127.0.0.1", "[::1]", "life.example.org", "nas", "10.0.0.2")
    assert (reach.https, reach.behind_proxy) == (True, False)


@pytest.mark.parametrize("named", ["life.example.org", "ftp://life.example.org", "https://", "https://a.b/c"])
def test_an_address_that_is_none_is_told(named: str) -> None:
    with pytest.raises(NotAnAddress) as told:
        reach_of({"COUNTERPOINT_PUBLIC_URL": named})
    assert told.value.field == "public-url"


def test_no_proxy_is_believed_unless_the_operator_says_so() -> None:
    assert not reach_of({"COUNTERPOINT_BEHIND_PROXY": "0"}).behind_proxy
    assert reach_of({"COUNTERPOINT_BEHIND_PROXY": "yes"}).behind_proxy


def test_a_postgresql_address_is_understood() -> None:
    found = database("postgresql://me:p%40ss@db.example:5433/life?sslmode=require", Path("/nowhere"))
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("life", "me", "p@ss")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("db.example", "5433", {"sslmode": "require"})
    assert database("postgresql:///life?host=/run/pg", Path("/nowhere"))["HOST"] == "/run/pg"


def test_the_phones_address_is_a_host_of_ours() -> None:
    assert "192.168.1.5" in hosts_of(Place("0.0.0.0", 8000, "192.168.1.5"))
    assert hosts_of(Place("127.0.0.1", 8000)) == ["127.0.0.1"]
    assert Place("0.0.0.0", 8000, "192.168.1.5").from_phone == "http://192.168.1.5:8000"
    assert Place("127.0.0.1", 8000, "").from_phone == ""
