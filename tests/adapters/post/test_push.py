"""Web Push against a push service and a browser of our own, and against the example of the RFC."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from counterpoint.adapters.post.push import PushPost
from counterpoint.adapters.post.push_key import PUSH_KEY, public_part, push_key
from counterpoint.adapters.post.push_sealing import seal_for
from counterpoint.desk.ports import Message, NotSent, Refused, TargetGone, TryLater
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Target
from counterpoint.domain.living.devices import Subscription
from tests.adapters.post.push_service import (
    Browser,
    PushService,
    certificate,
    claims_of,
    packed,
    push_service,
    raw,
)

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
MESSAGE = Message(
    "m1", "prompt", "How is it, right now?", "A few taps are enough.",
    path="/notices/due/?kind=prompt&subject=p", until=NOW + timedelta(minutes=45),
)  # fmt: skip


@dataclass
class Scene:
    """A push service, and the home folder with the key of whoever sends to it."""

    service: PushService
    home: Path

    @property
    def key(self) -> str:
        return public_part(push_key(self.home))

    def device(self, browser: Browser, url: str = "", key: str = "") -> Target:
        place = f"{url or self.service.url}/send/secret"
        to = Subscription(place, packed(browser.receiver), packed(browser.secret), key or self.key)
        return Target("d", NOW, "push", to.as_text(), "Firefox", confirmed_at=NOW)

    def send(self, target: Target, message: Message = MESSAGE, *, allow_private: bool = True) -> None:
        PushPost(self.home, "https://counterpoint.example", allow_private).send(target, message, now=NOW)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def pem(home: Path) -> Path:
    return certificate(home)


@pytest.fixture
def scene(home: Path, pem: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with push_service(pem) as service:
        yield Scene(service, home)


def test_what_is_pushed_is_opened_by_the_browser_alone(scene: Scene) -> None:
    browser, another = Browser(), Browser()
    scene.send(scene.device(browser))
    [(path, head, body)] = scene.service.got
    assert path == "/send/secret"
    assert json.loads(browser.opened(body)) == {
        "title": "How is it, right now?",
        "body": "A few taps are enough.",
        "path": "/notices/due/?kind=prompt&subject=p",
        "tag": "prompt",
    }
    assert (head["ttl"], head["urgency"], head["content-encoding"]) == ("2700", "normal", "aes128gcm")
    assert len(head["topic"]) <= 32
    assert b"How is it" not in body
    with pytest.raises(InvalidTag):
        another.opened(body)


def test_whoever_carries_it_learns_nothing_from_its_length_or_topic(scene: Scene) -> None:
    browser = Browser()
    for each in (MESSAGE, replace(MESSAGE, kind="review", subject="Week", body="", until=None)):
        scene.send(scene.device(browser), each)
    (_path, first, short), (_path, second, long) = scene.service.got
    assert len(short) == len(long) < 4096
    assert first["topic"] != second["topic"]
    assert "prompt" not in raw(first["topic"] + "=").decode("latin-1")
    assert (second["ttl"], second["urgency"]) == (str(24 * 3600), "low")


def test_the_push_service_can_tell_that_it_is_us(scene: Scene) -> None:
    scene.send(scene.device(Browser()))
    claims, key = claims_of(scene.service.head["authorization"])
    assert key == scene.key
    assert claims == {
        "aud": scene.service.url,
        "exp": int((NOW + timedelta(hours=12)).timestamp()),
        "sub": "https://counterpoint.example",
    }


def test_the_example_of_rfc_8291_comes_out_to_the_byte() -> None:
    """Appendix A."""
    sender = ec.derive_private_key(
        int.from_bytes(raw("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    body = seal_for(
        raw("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        raw("BTBZMqHH6r4Tts7J_aSIgg"),
        b"When I grow up, I want to be a watermelon",
        salt=raw("DGv6ra1nlYgDCS1FRnbzlw"),
        sender=sender,
        length=42,
    )
    assert packed(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
        "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (404, TargetGone, "does not take notices any more"),
        (410, TargetGone, "does not take notices any more"),
        (413, Refused, "too large"),
        (403, Refused, "does not accept that it is us"),
        (400, Refused, "did not take the message (400)"),
        (302, Refused, "did not take the message (302)"),
        (429, TryLater, "left alone"),
        (500, TryLater, "left alone"),
    ],
)
def test_each_refusal_says_what_it_means_and_keeps_the_secret(
    scene: Scene, status: int, error: type[NotSent], words: str
) -> None:
    scene.service.status, scene.service.says = status, {"Location": f"{scene.service.url}/elsewhere"}
    with pytest.raises(NotSent) as told:
        scene.send(scene.device(Browser()))
    assert type(told.value) is error
    assert words in told.value.message
    assert "secret" not in str(told.value)
    assert len(scene.service.got) == 1  # a redirect is not followed


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Wed, 25 Nov 2026 18:10:00 GMT", timedelta(minutes=10)),
        ("Wed, 25 Nov 2026 17:00:00 GMT", timedelta(0)),
        ("soon", None),
    ],
)
def test_who_asks_for_patience_is_given_it(scene: Scene, said: str, wait: timedelta | None) -> None:
    scene.service.status, scene.service.says = 429, {"Retry-After": said}
    with pytest.raises(TryLater) as told:
        scene.send(scene.device(Browser()))
    assert told.value.wait == wait


def test_a_place_in_a_private_network_is_not_asked(scene: Scene) -> None:
    with pytest.raises(TargetGone, match="private network"):
        scene.send(scene.device(Browser()), allow_private=False)
    assert scene.service.got == []


def test_nobody_there_is_tried_later(scene: Scene) -> None:
    with pytest.raises(TryLater, match="could not be reached"):
        scene.send(scene.device(Browser(), "https://127.0.0.1:9"))


def test_a_device_of_an_earlier_key_or_with_broken_keys_is_told_to_be_turned_on_again(
    scene: Scene,
) -> None:
    other = public_part(ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(TargetGone, match="earlier key"):
        scene.send(scene.device(Browser(), key=other))
    no_point = Subscription(
        f"{scene.service.url}/x", packed(b"\x04" + b"\x01" * 64), packed(bytes(16)), scene.key
    )
    with pytest.raises(TargetGone, match="cannot be used"):
        scene.send(Target("d", NOW, "push", no_point.as_text()))
    with pytest.raises(TargetGone):
        scene.send(Target("d", NOW, "push", "{}"))
    assert scene.service.got == []


def test_the_key_is_made_once_for_its_owners_eyes(tmp_path: Path) -> None:
    first = public_part(push_key(tmp_path / "home"))
    path = tmp_path / "home" / PUSH_KEY
    assert public_part(push_key(tmp_path / "home")) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_key_is_told_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / PUSH_KEY
    path.write_text("no key\n")
    with pytest.raises(CounterpointError, match="damaged"):
        push_key(tmp_path)
    with pytest.raises(TryLater) as told:
        PushPost(tmp_path).send(Target("d", NOW, "push", "{}"), MESSAGE, now=NOW)
    assert told.value.way_is_down
    assert path.read_text() == "no key\n"
