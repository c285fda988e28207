"""What a form says of a field is said in the product's words, not in those of the library beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django import forms
from django.core import validators
from django.test import Client

from tests.doors.web.forms_found import emptied, every_form, oddly
from tests.doors.web.lives import Home, full_home
from tests.doors.web.test_two_tabs import as_if

pytestmark = pytest.mark.django_db


def of_the_library() -> Iterator[str]:
    """The sentences that Django says of a field, as patterns."""
    for kind in vars(forms.fields).values():
        if isinstance(kind, type) and issubclass(kind, forms.Field):
            yield from (str(each) for each in kind.__dict__.get("django_messages", {}).values())
    for kind in vars(validators).values():
        message = getattr(kind, "message", None)
        if isinstance(kind, type) and message:
            yield str(message)


@pytest.fixture
def ada(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    return full_home("ada")


SAID = re.compile(r"""(?s)<(\w+)[^>]*class="[^"]*\berror\b[^"]*"[^>]*>(.*?)</\1>""")


def test_scan(ada: Home) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(ada.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = {}
    for form in every_form(client, ada):
        for sent in (emptied(form), oddly(form)):
            with as_if():
                answer = client.post(form.action, sent)
            if answer.status_code in (409, 422):
                for _, words in SAID.findall(answer.content.decode()):
                    text = " ".join(unescape(re.sub("<[^>]+>", " ", words)).split())
                    found.setdefault(text[:200], form.action)
    for text, where in sorted(found.items()):
        print(where, "|", text)
    assert 0
