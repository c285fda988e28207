"""Boundaries in the browser: bent in one tap, given back or let go, loosened after a wait, told in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.boundaries.bending import coming
from counterpoint.desk.boundaries.changing import settle_wishes
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Bend, GiveBack, Loosening, ProtectedTime
from counterpoint.domain.values import CoreValue
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
DINNER = "/matters/protected/dinner/"


def dinner(**changed: Any) -> dict[str, Any]:
    form = {
        "title": "Dinner", "value_id": "family", "domain_id": "",
        "windows-rows": "1", "windows-0-days": ["0", "1", "2", "3", "4", "5", "6"],
        "windows-0-start": "18:00", "windows-0-end": "19:30", "shape": "all", "times_a_week": "",
        "minutes": "", "firmness": "firm", "disclosure": "value",
    }  # fmt: skip
    return {**form, **changed}


@pytest.fixture
def protected(tab: Client, diary: Diary) -> ProtectedTime:
    diary.values.add(CoreValue("family", "Family", 1))
    tab.post("/matters/protected/new/", dinner())
    return diary.protected.get("dinner").thing


def bend(tab: Client, diary: Diary, cause: str = "emergency") -> Any:
    span = coming(diary, timezone.now())["dinner"][0].span
    sent = {
        "protected": "dinner",
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "cause": cause,
    }
    return tab.post("/boundaries/bend/", sent)


def test_a_boundary_says_what_others_get_to_read(tab: Client, protected: ProtectedTime) -> None:
    assert protected.disclosure == "value"
    assert "others may read the value" in tab.get("/matters/").content.decode()


@pytest.mark.parametrize("page", ["/matters/", "/boundaries/"])
def test_the_next_time_bends_by_one_button(tab: Client, protected: ProtectedTime, page: str) -> None:
    shown = tab.get(page).content.decode()
    assert 'name="cause" value="emergency"' in shown
    assert 'name="cause" value="opportunity"' in shown


@pytest.mark.parametrize("page", ["/matters/", "/boundaries/"])
def test_it_is_said_that_the_person_lets_it_bend(tab: Client, protected: ProtectedTime, page: str) -> None:
    shown = tab.get(page).content.decode()
    assert "et it bend this once, for" in shown
    assert "t bends for" not in shown
    form = tab.get(f"/matters/protected/{protected.id}/").content.decode()
    assert "I would let it bend for" in form
    assert "It never gives way by itself" in form


def test_one_tap_bends_and_offers_its_time(tab: Client, diary: Diary, protected: ProtectedTime) -> None:
    answer = bend(tab, diary, "opportunity")
    [bent] = [kept.thing for kept in diary.dated(Bend).all()]
    assert (bent.cause, answer.url) == ("opportunity", f"/boundaries/bends/{bent.id}/")
    page = tab.get(answer.url).content.decode()
    assert "Give it back" in page
    assert "Let it go" in page


def test_whom_and_why_are_said_afterwards_or_not_at_all(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    page = bend(tab, diary).url
    said = {"cause": "emergency", "for_whom": "Anna", "reason": "", **typed(tab.get(page))}
    assert tab.post(page, said).url == page
    assert diary.dated(Bend).all()[0].thing.for_whom == "Anna"
    refused = tab.post(page, {**typed(tab.get(page)), "cause": "no such", "reason": "typed already"})
    assert refused.status_code == 422
    assert "typed already" in refused.content.decode()


def test_a_second_tab_is_told_what_the_first_said_of_a_bend(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    page = bend(tab, diary).url
    read = typed(tab.get(page))
    said = {"cause": "emergency", "for_whom": "", **read}
    assert tab.post(page, {**said, "reason": "the roof of the house"}).status_code == 302
    second = tab.post(page, {**said, "reason": "my own other words"})
    shown = second.content.decode()
    assert second.status_code == 409
    assert "the roof of the house" in shown
    assert "my own other words" in shown
    assert diary.dated(Bend).all()[0].thing.reason == "the roof of the house"


def test_what_is_added_to_a_bend_that_was_taken_back_is_shown_once_more(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    page = bend(tab, diary).url
    read = typed(tab.get(page))
    tab.post(f"{page}back/")
    answer = tab.post(page, {"cause": "other", "for_whom": "", "reason": "a long word", **read}, follow=True)
    assert "a long word" in answer.content.decode()
    assert diary.dated(Bend).all() == ()


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        (["take"], "owed"),
        (["let-go"], "let_go"),
        (["take", "given"], "given"),
        (["let-go", "offer"], "offered"),
    ],
)
def test_a_give_back_is_answered_in_one_tap(
    tab: Client, diary: Diary, protected: ProtectedTime, acts: list[str], state: str
) -> None:
    bend(tab, diary)
    [back] = [kept.thing for kept in diary.dated(GiveBack).all()]
    for act in acts:
        tab.post(f"/boundaries/give-backs/{back.id}/", {"act": act})
    assert diary.dated(GiveBack).get(back.id).thing.state == state
    assert tab.get("/boundaries/").status_code == 200
    assert tab.post(f"/boundaries/give-backs/{back.id}/", {"act": "juggle"}).status_code == 404


def test_what_is_typed_about_a_bend_is_kept_with_a_press_on_its_give_back(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    page = bend(tab, diary).url
    read = typed(tab.get(page))
    said = {"cause": "emergency", **read, "for_whom": "Anna", "reason": "the roof", "act": "take"}
    assert tab.post(page, said).status_code == 302
    [bent], [back] = diary.dated(Bend).all(), diary.dated(GiveBack).all()
    assert (bent.thing.for_whom, bent.thing.reason, back.thing.state) == ("Anna", "the roof", "owed")
    refused = tab.post(
        page, {**typed(tab.get(page)), "cause": "no such", "reason": "still here", "act": "given"}
    )
    assert (refused.status_code, "still here" in refused.content.decode()) == (422, True)
    assert diary.dated(GiveBack).get(back.thing.id).thing.state == "owed"  # nothing is kept, the page says
    with_nothing_new = {**typed(tab.get(page)), "cause": "emergency", "act": "offer"}
    assert "Kept." not in tab.post(page, with_nothing_new, follow=True).content.decode()
    assert diary.dated(GiveBack).get(back.thing.id).thing.state == "offered"


def test_the_address_of_a_give_back_leads_to_its_bend(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    page = bend(tab, diary).url
    [back] = diary.dated(GiveBack).all()
    assert tab.get(f"/boundaries/give-backs/{back.thing.id}/").url == page
    assert tab.get("/boundaries/give-backs/none/").status_code == 404


def test_a_second_tap_leads_to_the_bend_of_the_first(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    span = coming(diary, timezone.now())["dinner"][0].span
    sent = {"protected": "dinner", "start": span.start.isoformat(), "end": span.end.isoformat()}
    first, second = (tab.post("/boundaries/bend/", sent | {"cause": "emergency"}) for _ in range(2))
    assert first.url == second.url
    assert len(diary.dated(Bend).all()) == 1


def test_a_bend_is_taken_back(tab: Client, diary: Diary, protected: ProtectedTime) -> None:
    page = bend(tab, diary).url
    assert tab.post(f"{page}back/").url == "/boundaries/"
    assert diary.dated(Bend).all() == ()
    assert tab.get(page).status_code == 404
    assert tab.post(f"{page}back/").status_code == 404


def test_what_names_no_time_bends_nothing(tab: Client, diary: Diary, protected: ProtectedTime) -> None:
    odd = {"protected": "dinner", "start": "2026-11-24T18:00", "end": "soon", "cause": "emergency"}
    assert tab.post("/boundaries/bend/", odd).url == "/boundaries/"
    backwards = {**odd, "start": "2026-11-24T18:00+00:00", "end": "2026-11-24T17:00+00:00"}
    assert tab.post("/boundaries/bend/", backwards).url == "/boundaries/"
    at_noon = {**odd, "start": "2026-11-24T11:00+00:00", "end": "2026-11-24T12:00+00:00"}
    assert tab.post("/boundaries/bend/", at_noon).url == "/boundaries/"
    assert diary.dated(Bend).all() == ()


def test_the_ledger_is_told_without_a_number_of_how_often(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    assert "Nothing is told yet" in tab.get("/boundaries/ledger/").content.decode()
    page = bend(tab, diary).url
    said = {"cause": "opportunity", "for_whom": "Anna", "reason": "secret"}
    tab.post(page, {**said, **typed(tab.get(page))})
    page = tab.get("/boundaries/ledger/").content.decode()
    assert "a meaningful opportunity, with Anna," in page
    assert "Its time can still come back" in page
    assert "Family" in page
    assert "Nothing is known" in tab.get("/boundaries/ledger/?until=2020-W10").content.decode()
    assert tab.get("/boundaries/ledger/?until=nonsense").status_code == 200


# Loosening


def test_loosening_is_at_once_unless_one_asked_for_a_wait(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    tab.post(DINNER, {**typed(tab.get(DINNER)), **dinner(firmness="bends")})
    assert diary.protected.get("dinner").thing.firmness == "bends"
    assert diary.dated(Loosening).all() == ()


def waiting(tab: Client) -> None:
    page = tab.get("/boundaries/wait/")
    tab.post("/boundaries/wait/", {**typed(page), "loosening_days": "3"})


def test_a_wish_waits_and_can_be_taken_back(tab: Client, diary: Diary, protected: ProtectedTime) -> None:
    waiting(tab)
    shorter = {"windows-0-start": "18:30"}
    answer = tab.post(DINNER, {**typed(tab.get(DINNER)), **dinner(**shorter)}, follow=True)
    assert "waits until" in answer.content.decode()
    assert diary.protected.get("dinner").thing.windows[0].start.hour == 18
    [wish] = [kept.thing for kept in diary.dated(Loosening).all()]
    assert "until then it holds as it is" in tab.get("/boundaries/").content.decode()
    tab.post(f"/boundaries/wishes/{wish.id}/back/")
    assert diary.dated(Loosening).all() == ()
    assert tab.post(f"/boundaries/wishes/{wish.id}/back/").status_code == 404


def test_a_shorter_wait_is_told_with_its_day_and_taken_back(tab: Client, diary: Diary) -> None:
    waiting(tab)
    shorter = {**typed(tab.get("/boundaries/wait/")), "loosening_days": "0"}
    answer = tab.post("/boundaries/wait/", shorter, follow=True)
    assert "on, loosening acts at once, as you wished" in answer.content.decode()
    assert diary.settings().thing.loosening_days == 3
    [wish] = [kept.thing for kept in diary.dated(Loosening).all()]
    taken = tab.post(f"/boundaries/wishes/{wish.id}/back/", follow=True)
    assert "Loosening waits as long as before." in taken.content.decode()
    assert diary.dated(Loosening).all() == ()


def test_removing_what_is_firm_waits_too_and_then_happens(
    tab: Client, diary: Diary, protected: ProtectedTime
) -> None:
    waiting(tab)
    answer = tab.post("/matters/protected/dinner/remove/", follow=True)
    assert "waits until" in answer.content.decode()
    assert "It goes on" in tab.get("/boundaries/").content.decode()
    assert bend(tab, diary).status_code == 302
    settle_wishes(diary, timezone.now() + timedelta(days=4))
    assert diary.protected.all() == ()
