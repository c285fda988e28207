"""What a browser hands out, and what none does."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.living.devices import NoSubscription, subscription, subscription_of


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


POINT, SECRET, KEY = packed(b"\x04" + bytes(64)), packed(bytes(16)), packed(b"\x04" + b"\x01" * 64)
ENDPOINT = "https://push.example.org/send/abc"


def test_a_subscription_is_kept_as_it_came() -> None:
    found = subscription(ENDPOINT, POINT, SECRET, KEY)
    assert subscription_of(found.as_text()) == found
    assert len(found.sign) == 43
    assert "push" not in found.sign


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example.org/x"},
        {"endpoint": "https:///x"},
        {"endpoint": "https://me:pass@push.example.org/x"},
        {"endpoint": "https://push.example.org:0/x"},
        {"endpoint": "https://[push/x"},
        {"endpoint": "https://push.example.org/" + "x" * 1000},
        {"endpoint": "https://push.example.org/\nHost: x"},
        {"endpoint": ""},
        {"receiver": packed(b"\x02" + bytes(64))},
        {"receiver": packed(bytes(64))},
        {"receiver": "no base64!"},
        {"secret": packed(bytes(15))},
        {"key": ""},
    ],
)
def test_what_no_browser_hands_out_is_refused(wrong: dict[str, str]) -> None:
    said = {"endpoint": ENDPOINT, "receiver": POINT, "secret": SECRET, "key": KEY} | wrong
    with pytest.raises(NoSubscription):
        subscription(**said)


@given(st.one_of(st.text(max_size=40), st.sampled_from(["[]", "{}", "null", '{"endpoint": 1}', "1e999"])))
def test_any_text_is_a_subscription_or_told(text: str) -> None:
    with pytest.raises(NoSubscription):
        subscription_of(text)
