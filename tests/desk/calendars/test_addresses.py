"""What an address may look like, and what is shown of it."""

from __future__ import annotations

import pytest

from counterpoint.desk.calendars.addresses import NotAFeedAddress, feed_address, masked, without_secret


@pytest.mark.parametrize(
    "text, address",
    [
        ("webcal://a.example.org/x.ics", "https://a.example.org/x.ics"),
        (" <https://a.example.org/x.ics> ", "https://a.example.org/x.ics"),
        ("HTTP://a.example.org:8080/x?key=1#top", "http://a.example.org:8080/x?key=1"),
        ("a.example.org/x.ics", "https://a.example.org/x.ics"),
    ],
)
def test_an_address_may_be_pasted_as_programs_show_it(text: str, address: str) -> None:
    assert feed_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "work", "file:///etc/passwd", "https://", "https://[::1", "https://a:99999/x", "a b", "x" * 3000],
)
def test_what_cannot_be_asked_is_no_address(text: str) -> None:
    with pytest.raises(NotAFeedAddress):
        feed_address(text)


def test_of_an_address_only_the_server_is_shown() -> None:
    address = "https://me:secret@a.example.org/private-1/x.ics?key=abcdef"
    assert masked(address) == "a.example.org/…"
    said = without_secret(f"No answer from {address} (path /private-1/x.ics, key=abcdef).", address)
    assert "private-1" not in said
    assert "abcdef" not in said
    assert "secret" not in said
