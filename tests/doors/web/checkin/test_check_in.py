"""Check-ins through the browser's door: tap by tap, by plain form, and from a device that was offline."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.domain.energy import CheckIn, PromptWishes
from counterpoint.domain.timeline import local
from counterpoint.doors.web.at_the_door import sign_of
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
ID = "0123456789abcdef"


def tap(tab: Client, **said: Any) -> Any:
    return tab.post("/check-in/", {"id": ID, **said}, headers=JSON)


def kept(diary: Diary) -> list[CheckIn]:
    return [each.thing for each in diary.shelf(CheckIn).all()]


def test_the_page_has_the_core_and_says_that_all_of_it_may_be_left_out(tab: Client) -> None:
    page = tab.get("/check-in/").content.decode()
    for words in ("Energy now", "worn out", "full of energy", "calm", "tense", "unpleasant", "Where am I?"):
        assert words in page
    assert "stays unknown" in page


def test_each_tap_is_kept_and_sending_twice_keeps_one(tab: Client, diary: Diary) -> None:
    for said in ({"energy": "6"}, {"energy": "6"}, {"energy": "6", "mood": "2"}):
        assert tap(tab, **said).json()["kept"]
    (one,) = kept(diary)
    assert (one.energy, one.mood, one.tension) == (6, 2, None)


def test_without_script_one_button_keeps_all_of_it(tab: Client, diary: Diary) -> None:
    answer = tab.post("/check-in/", {"id": ID, "energy": "3", "where": "work", "pulled": "no"}, follow=True)
    assert answer.redirect_chain == [("/check-ins/", 302)]
    (one,) = kept(diary)
    assert (one.energy, one.where, one.pulled, one.mood) == (3, "work", False, None)
    assert "energy 3 · work · not pulled at" in answer.content.decode()


def test_an_answer_off_the_scale_is_refused_and_said(tab: Client, diary: Diary) -> None:
    assert tap(tab, energy="9").status_code == 422
    page = tab.post("/check-in/", {"id": ID, "energy": "9"})
    assert page.status_code == 422
    assert "could not be read" in page.content.decode()
    assert kept(diary) == []


def test_a_check_in_made_offline_has_the_moment_at_which_it_was_made(tab: Client, diary: Diary) -> None:
    tap(tab, energy="4", ago="7200")
    (one,) = kept(diary)
    assert abs(one.at - (timezone.now() - timedelta(hours=2))) < timedelta(seconds=30)


def test_a_check_in_is_told_by_the_persons_own_clock_whatever_the_devices_says(
    tab: Client, diary: Diary
) -> None:
    settings = diary.settings()
    diary.change_settings(replace(settings.thing, zone="Asia/Tokyo"), version=settings.version)
    tap(tab, energy="4", zone="America/New_York")
    (one,) = kept(diary)
    assert one.zone == "Asia/Tokyo"
    earlier = CheckIn("from-a-phone-abroad", one.at, "America/New_York", energy=5)
    diary.dated(CheckIn).add(earlier)
    here = local(one.at, "Asia/Tokyo").strftime("%H:%M")
    assert tab.get("/check-ins/").content.decode().count(here) >= 2
    assert 'data-zone="Asia/Tokyo"' in tab.get("/check-in/").content.decode()


def test_the_domain_is_the_plans_only_while_the_activity_is(tab: Client, diary: Diary) -> None:
    tap(tab, energy="4", activity="Report", offered="Report", domain_id="work")
    assert kept(diary)[0].domain_id == "work"
    tap(tab, activity="Long call", offered="Report", domain_id="work")
    assert (kept(diary)[0].activity, kept(diary)[0].domain_id) == ("Long call", "")


def test_what_one_person_kept_offline_does_not_go_into_anothers_diary(tab: Client, diary: Diary) -> None:
    robin = Person.objects.create(username="robin")
    answer = tap(tab, energy="1", **{"for": sign_of(robin)})
    assert answer.status_code == 409
    assert kept(diary) == kept(wiring.diary_of(robin)) == []


def test_two_people_may_have_check_ins_under_one_id(tab: Client, diary: Diary) -> None:
    robin = Person.objects.create(username="robin")
    other = Client()
    other.force_login(robin, backend="allauth.account.auth_backends.AuthenticationBackend")
    tap(tab, energy="1")
    tap(other, energy="7")
    assert kept(diary)[0].energy == 1
    assert kept(wiring.diary_of(robin))[0].energy == 7


def test_who_is_signed_out_is_not_taken_for_anybody(db: None) -> None:
    answer = Client().post("/check-in/", {"id": ID, "energy": "3"}, headers=JSON)
    assert answer.status_code == 302
    assert not Client().get("/check-in/token/").headers.get("Counterpoint-For")


def test_the_token_says_whose_browser_this_is(tab: Client, ada: Person) -> None:
    said = tab.get("/check-in/token/")
    assert said.json()["for"] == sign_of(ada) == said["Counterpoint-For"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = tab.cookies
    token = strict.get("/check-in/token/").json()["token"]
    assert strict.post("/check-in/", {"id": ID, "energy": "3"}, headers=JSON).status_code == 403
    done = strict.post("/check-in/", {"id": ID, "energy": "3"}, headers={**JSON, "X-CSRFToken": token})
    assert done.json()["kept"]


# Looking back


def test_one_can_change_what_was_said_and_take_an_answer_back(tab: Client, diary: Diary) -> None:
    tap(tab, energy="6", mood="2", where="work", activity="Report")
    page = tab.get(f"/check-ins/{ID}/")
    said = {
        **typed(page),
        "energy": "5",
        "mood": "",
        "where": "between",
        "activity": "Report",
        "pulled": "yes",
    }
    assert tab.post(f"/check-ins/{ID}/", {**typed(page), **said}).status_code == 302
    (one,) = kept(diary)
    assert (one.energy, one.mood, one.where, one.pulled) == (5, None, "between", True)
    assert tab.get("/check-ins/nothing-here/").status_code == 404


def test_a_second_tab_is_told_and_nothing_typed_is_lost(tab: Client, diary: Diary) -> None:
    tap(tab, energy="6")
    page = typed(tab.get(f"/check-ins/{ID}/"))
    tap(tab, energy="2")
    clash = tab.post(f"/check-ins/{ID}/", {**page, "energy": "5"})
    assert clash.status_code == 409
    assert "Changed in another tab" in clash.content.decode()
    assert kept(diary)[0].energy == 2


def test_one_that_is_removed_can_be_had_back(tab: Client, diary: Diary) -> None:
    tap(tab, energy="6")
    before = kept(diary)
    page = tab.post(f"/check-ins/{ID}/remove/", follow=True)
    assert kept(diary) == []
    assert "is removed" in page.content.decode()
    tab.post("/check-ins/back/")
    assert kept(diary) == before
    assert tab.post("/check-ins/nothing-here/remove/").status_code == 404


def test_an_empty_list_says_what_a_check_in_is_for(tab: Client) -> None:
    assert "nobody guesses" in tab.get("/check-ins/").content.decode()


# Being asked


def test_being_asked_is_off_until_one_wants_it(tab: Client, diary: Diary) -> None:
    assert "Nothing asks you" in tab.get("/check-ins/").content.decode()
    quiet = {"quiet-rows": "1", "quiet-0-days": ["5", "6"], "quiet-0-start": "07:00", "quiet-0-end": "11:00"}
    page = typed(tab.get("/check-ins/prompts/"))
    assert tab.post("/check-ins/prompts/", {**page, "often": "light", **quiet}).status_code == 302
    (wishes,) = [each.thing for each in diary.shelf(PromptWishes).all()]
    assert (wishes.often, len(wishes.quiet)) == ("light", 1)
    assert "Twice a day" in tab.get("/check-ins/").content.decode()


# The app


def test_the_worker_speaks_for_the_whole_site_and_names_what_it_keeps(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    script = answer.content.decode()
    assert '"shell": "/check-in/offline/"' in script
    assert "build/checkin.js" in script


def test_the_manifest_has_icons_that_are_there(client: Client) -> None:
    said = client.get("/manifest.webmanifest")
    assert said["Content-Type"] == "application/manifest+json"
    assert {each["sizes"] for each in said.json()["icons"]} >= {"192x192", "512x512"}


def test_the_page_for_offline_holds_nothing_of_the_person(tab: Client, diary: Diary) -> None:
    tap(tab, energy="6", activity="Zaunkoenig")
    page = tab.get("/check-in/offline/").content.decode()
    assert "no network just now" in page
    assert "Zaunkoenig" not in page


def test_an_old_check_in_is_found_page_by_page_and_taken_back(tab: Client, diary: Diary) -> None:
    """Two of one hour among many: the one that should not be there is reached from the list."""
    now = timezone.now()
    for n in range(130):
        diary.shelf(CheckIn).add(CheckIn(f"check-in-{n:03}", now - timedelta(hours=n)))
    page, seen = "/check-ins/", 0
    while "check-ins/check-in-129/remove" not in (shown := tab.get(page).content.decode()):
        older = re.search(r'href="(\?page=\d+)">Older', shown)
        assert older, "There is no way on to what is older."
        page, seen = f"/check-ins/{older[1]}", seen + 1
    assert seen == 2
    answer = tab.post("/check-ins/check-in-129/remove/", {"page": "3"}, follow=True)
    assert answer.redirect_chain == [("/check-ins/?page=3", 302)]
    assert "check-in-129" not in [each.id for each in kept(diary)]
    tab.post("/check-ins/back/")
    assert "check-in-129" in [each.id for each in kept(diary)]


@pytest.mark.parametrize("page", ["0", "-1", "99999", "1e9", "٣", "x" * 5000, "\x00"])
def test_a_page_that_is_none_is_no_fault(tab: Client, page: str) -> None:
    assert tab.get("/check-ins/", {"page": page}).status_code == 200


@pytest.mark.parametrize("seed", range(3))
def test_what_waited_arrives_once_in_whatever_order_and_however_often(
    tab: Client, diary: Diary, seed: int
) -> None:
    """A device that was away sends what it kept, some of it twice, some of it with a clock gone wrong."""
    chance = random.Random(seed)
    now, a_year = timezone.now(), timedelta(days=366)
    ages = [0, 60, 86_400, 400 * 86_400, -3600, -(10**9), 10**9]
    sent = [{"id": f"waiting-{n:04}", "energy": 1 + n % 7, "ago": chance.choice(ages)} for n in range(12)]
    several = [*sent, *chance.choices(sent, k=12)]
    chance.shuffle(several)
    for body in several:
        assert tab.post("/check-in/", body, headers=JSON).json()["kept"]
    there = kept(diary)
    assert sorted(each.id for each in there) == [each["id"] for each in sent]
    assert {each.id: each.energy for each in there} == {each["id"]: each["energy"] for each in sent}
    assert all(now - a_year <= each.at <= timezone.now() for each in there)


def test_what_one_person_kept_is_never_anothers(tab: Client, diary: Diary) -> None:
    """The same id twice, from two people: each has their own, and neither sees the other's."""
    other = Client()
    sam = Person.objects.create(username="sam")
    other.force_login(sam)
    assert tap(tab, energy="6").json()["kept"]
    assert tap(other, energy="2").json()["kept"]
    assert other.post("/check-in/", {"id": ID, "for": sign_of(sam), "mood": "1"}, headers=JSON).json()["kept"]
    (own,) = kept(diary)
    assert (own.energy, own.mood) == (6, None)
    (theirs,) = kept(wiring.diary_of(sam))
    assert (theirs.energy, theirs.mood) == (2, 1)
