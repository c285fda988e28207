"""What a form says of a field is said in the product's words, not in those of the library beneath it."""

from __future__ import annotations

import os
import random
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from tests.doors.web.forms_found import emptied, every_form, oddly
from tests.doors.web.lives import full_home
from tests.doors.web.test_strangers import addresses
from tests.doors.web.test_two_tabs import as_if

pytestmark = pytest.mark.django_db
FULL = os.environ.get("COUNTERPOINT_FULL") == "1"

SAID = re.compile(r"""(?s)<(\w+)[^>]*class="[^"]*\berror\b[^"]*"[^>]*>(.*?)</\1>""")
OF_THE_LIBRARY = re.compile(
    r"This field is required|Select a valid choice|Ensure this value|Enter an? |Null characters|valid list"
)


def test_no_field_speaks_in_other_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    ada = full_home("ada")
    tab = Client(raise_request_exception=False)
    tab.force_login(ada.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    told, foreign = set(), set()
    among = [each for each in addresses(ada) if each.path.startswith("/")]
    random.Random(4).shuffle(among)
    for form in every_form(tab, ada, among=among if FULL else among[::4]):
        for sent in (emptied(form), oddly(form)):
            with as_if():
                answer = tab.post(form.action, sent)
            for _, words in SAID.findall(answer.content.decode()) if answer.status_code == 422 else ():
                text = " ".join(unescape(re.sub("<[^>]+>", " ", words)).split())
                told.add(text)
                if OF_THE_LIBRARY.search(text):
                    foreign.add(f"{form.action}: {text[:200]}")
    assert len(told) > 5
    assert not foreign, "\n".join(sorted(foreign))
