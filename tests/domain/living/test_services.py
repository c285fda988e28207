"""What may be typed as an Apprise address, and what each refusal says instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.living.services import LONGEST, SERVICES, WHY_NOT, NotAService, service_address


@pytest.mark.parametrize("each", SERVICES, ids=lambda each: each.name)
def test_every_service_takes_an_address_of_the_form_that_it_names(each: object) -> None:
    assert hasattr(each, "form")
    for form in each.form.split(", "):
        service, address = service_address(f" {form} ")
        assert service == each
        assert address == form


def test_case_and_blanks_around_it_do_not_matter() -> None:
    service, address = service_address("\tNTFY://Topic\n")
    assert (service.name, address) == ("ntfy", "ntfy://Topic")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "not one Apprise address"),
        ("x" * (LONGEST + 1), "not one Apprise address"),
        ("ntfy://a ntfy://b", "not one Apprise address"),
        ("my-topic", "begins with the name of its service"),
        ("ntfy://", "no place in it"),
        ("file:///etc/passwd", "on this machine"),
        ("syslog://", "on this machine"),
        ("mailto://me:secret@example.org", "a place of its own"),
        ("mastodon://token@example.org", "others read"),
        ("vapid://me@example.org", "turn it on there"),
        ("unheard-of://x", "ntfy://topic"),
        ("json://host/?attach=/etc/passwd", "“attach=”"),
        ("discord://a/b?Template=/etc/passwd", "“template=”"),
        ("json://host/#x?redirect=yes", "“redirect=”"),
    ],
)
def test_what_is_no_address_is_told_with_what_would_be_right(typed: str, words: str) -> None:
    with pytest.raises(NotAService) as told:
        service_address(typed)
    assert words in str(told.value)
    assert told.value.field == "address"
    assert told.value.advice
    assert "secret" not in str(told.value)


def test_nothing_is_both_offered_and_refused() -> None:
    offered = [scheme for each in SERVICES for scheme in each.schemes]
    assert len(offered) == len(set(offered))
    assert not set(offered) & {scheme for schemes in WHY_NOT.values() for scheme in schemes}


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_of_the_list_or_told(typed: str) -> None:
    try:
        service, address = service_address(typed)
    except NotAService:
        return
    assert address.partition("://")[0] in service.schemes
