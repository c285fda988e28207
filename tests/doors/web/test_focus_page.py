"""How one wants to work, in the browser."""

from __future__ import annotations

import pytest
from django.test import Client

from counterpoint.desk.matters.focusing import focus_wishes
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import FocusWishes
from counterpoint.domain.values import LifeDomain

pytestmark = pytest.mark.django_db
HERE = "/focus/"
SAID = {"version": "0", "least": "45", "domain_ids": ["work"], "windows-rows": "1"}


def test_lengths_and_the_time_for_small_things_are_kept(tab: Client, diary: Diary) -> None:
    diary.domains.add(LifeDomain("work", "Work", "work"))
    page = tab.get(HERE).content.decode()
    assert "This week has no plan yet." in page
    assert "Small things have their time" in page
    assert tab.post(HERE, {**SAID, "domain_ids": [], "least": "5h"}).status_code == 422
    assert "Say below when" in tab.post(HERE, SAID).content.decode()
    assert tab.post(HERE, {**SAID, "domain_ids": []}).status_code == 302
    assert focus_wishes(diary).thing == FocusWishes("focus", 45)
