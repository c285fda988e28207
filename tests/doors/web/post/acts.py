"""What is done about post on its pages, and by the worker."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import JobRow
from counterpoint.desk.ports import Diary
from counterpoint.desk.post.reaching import targets
from counterpoint.domain.living.notices import KINDS
from counterpoint.domain.values import Commitment
from tests.doors.web.filled import typed
from tests.mailserver import Letters

ADA = "ada@example.org"
HERE = "https://life.example.org"


def work(diary: Diary) -> None:
    """What the worker does with the jobs that wait."""
    for row in JobRow.objects.filter(state="waiting", queue="sending"):
        wiring.handler_of(row.kind)(diary, row.as_domain(), timezone.now())
        row.delete()


def name_it(tab: Client, diary: Diary, address: str = ADA) -> Any:
    answer = tab.post("/post/", {"address": address}, follow=True)
    work(diary)
    return answer


def the(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found[1]


def confirmed(tab: Client, diary: Diary, letters: Letters) -> str:
    """Ada's address, named and confirmed by the code; the id of the target."""
    name_it(tab, diary)
    code = the(r"The code is (\S+)\.", letters.to(ADA)[-1].get_content())
    (target,) = targets(diary)
    assert (
        "Confirmed." in tab.post(f"/post/one/{target.id}/code/", {"code": code}, follow=True).content.decode()
    )
    return target.id


def wish(tab: Client, *parts: str) -> None:
    """Every kind on these ways, the whole day."""
    said = {f"{kind}_{part}": "on" for kind in KINDS for part in parts}
    hours = {f"{kind}_{part}": "00:00" for kind in KINDS for part in ("begins", "ends")}
    sent = {**typed(tab.get("/notices/settings/")), **said, **hours, "quiet-count": "0"}
    assert tab.post("/notices/settings/", sent).status_code == 302


def choir(diary: Diary) -> None:
    """Something that is due at any hour."""
    on = timezone.now().date() - timedelta(days=2)
    diary.shelf(Commitment).add(Commitment("choir", "Choir", look_again_on=on))
