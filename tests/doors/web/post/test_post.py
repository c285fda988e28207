"""From an address typed on a page to a letter on a real server, through the job that a worker would do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.post.links import AT_CONFIRM, AT_OFF
from counterpoint.adapters.storage.models import JobRow, OutgoingRow, Person, TargetRow
from counterpoint.desk.ports import Diary
from counterpoint.desk.post.notices import notice_wishes
from counterpoint.desk.post.reaching import outbox, targets
from counterpoint.desk.post.telling import AT_ANSWER
from counterpoint.domain.living import Notice, Pause
from counterpoint.server import ticks
from tests.doors.web.post.acts import ADA, HERE, choir, confirmed, name_it, the, wish, work
from tests.mailserver import Letters

pytestmark = pytest.mark.django_db


def test_without_a_mail_server_the_page_says_what_to_set_and_offers_nothing(tab: Client) -> None:
    page = tab.get("/post/").content.decode()
    assert "COUNTERPOINT_SMTP_HOST" in page
    assert 'name="address"' not in page
    assert tab.post("/post/", {"address": ADA}).status_code == 404
    assert "review_mail" not in tab.get("/notices/settings/").content.decode()
    assert not TargetRow.objects.exists()


def test_from_an_address_to_a_notice_that_is_answered_in_place(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    confirmed(tab, diary, letters)
    choir(diary)
    wish(tab, "app", "mail")
    ticks.tell(timezone.now())
    ticks.send(timezone.now())
    work(diary)
    letter = letters.to(ADA)[-1]
    assert letter["Subject"] == "Something to look at again"
    text = letter.get_content()
    assert "Choir" not in text
    page = tab.get(the(rf"{HERE}(/notices/due/\S+)", text)).content.decode()
    assert "You wanted to look at “Choir” again." in page
    assert "Not now" in page
    ticks.tell(timezone.now())
    ticks.send(timezone.now())
    work(diary)
    assert len(letters.taken) == 2  # the confirmation and the notice


def test_a_link_to_what_is_over_says_so(tab: Client) -> None:
    assert "not due any more" in tab.get("/notices/due/?kind=season&subject=gone").content.decode()


def test_the_link_confirms_by_a_button_alone_and_for_anybody_who_has_it(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    name_it(tab, diary)
    link = the(rf"{HERE}(/post/confirm/\S+)", letters.to(ADA)[0].get_content())
    phone = Client()
    for _ in range(2):  # a program that looks through mail opens it
        assert "Yes, it is mine" in phone.get(link).content.decode()
    assert targets(diary)[0].confirmed_at is None
    answer = phone.post(link)
    assert "is confirmed" in answer.content.decode()
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert targets(diary)[0].confirmed_at
    tab.post(f"/post/one/{targets(diary)[0].id}/remove/")
    assert phone.get(link).status_code == 404


@pytest.mark.parametrize("secret", ["x", "WyIxIiwibWFpbCJd:1:2", "é"])
def test_a_secret_that_is_none_opens_nothing(client: Client, secret: str) -> None:
    for at in (AT_CONFIRM, AT_OFF):
        assert client.get(f"{at}{secret}/").status_code == client.post(f"{at}{secret}/").status_code == 404


def test_one_click_switches_a_kind_off_without_a_session(tab: Client, diary: Diary, letters: Letters) -> None:
    confirmed(tab, diary, letters)
    choir(diary)
    wish(tab, "app", "mail")
    ticks.tell(timezone.now())
    wiring.handler_of("send_post")(diary, None, timezone.now())  # type: ignore[arg-type]
    letter = letters.to(ADA)[-1]
    link = letter["List-Unsubscribe"].strip("<>").removeprefix(HERE)
    provider = Client(enforce_csrf_checks=True)
    assert "Commitments to look at again" in provider.get(link).content.decode()
    assert notice_wishes(diary).thing.of("commitment").mail
    assert provider.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not notice_wishes(diary).thing.of("commitment").mail
    assert notice_wishes(diary).thing.of("review").mail


def test_the_addresses_in_messages_lead_to_pages() -> None:
    names = [resolve(path).url_name for path in (AT_ANSWER, f"{AT_CONFIRM}x/", f"{AT_OFF}x/")]
    assert names == ["notices-due", "post-confirm", "post-off"]


def test_a_wrong_code_an_odd_address_and_too_much_asking_are_told(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    odd = tab.post("/post/", {"address": "ada at home"})
    assert odd.status_code == 422
    assert 'value="ada at home"' in odd.content.decode()
    name_it(tab, diary)
    one = f"/post/one/{targets(diary)[0].id}"
    assert "This is not the code" in tab.post(f"{one}/code/", {"code": "x"}, follow=True).content.decode()
    assert "on its way there already" in tab.post(f"{one}/ask/", follow=True).content.decode()
    assert len(letters.taken) == 1


def test_a_refused_address_is_said_to_be_and_nothing_more_goes_there(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    id = confirmed(tab, diary, letters)
    letters.to_address = "550 5.1.1 no such user"
    tab.post(f"/post/one/{id}/test/")
    work(diary)
    page = tab.get("/post/").content.decode()
    assert (
        "The mail server refused the address. Nothing more is sent there until you confirm it again." in page
    )
    letters.to_address = ""
    tab.post(f"/post/one/{id}/test/")
    work(diary)
    assert len(letters.taken) == 1


def test_a_server_that_is_away_gets_it_when_it_is_back(tab: Client, diary: Diary, letters: Letters) -> None:
    id = confirmed(tab, diary, letters)
    letters.to_text = "451 4.3.0 try again"
    tab.post(f"/post/one/{id}/test/")
    work(diary)
    assert "Waits until" in tab.get("/outbox/").content.decode()
    letters.to_text = ""
    later = timezone.now() + timedelta(minutes=2)
    ticks.send(later)
    (job,) = JobRow.objects.filter(state="waiting")
    wiring.handler_of(job.kind)(diary, job.as_domain(), later)
    assert [letter["Subject"] for letter in letters.to(ADA)][1:] == ["This is how a notice arrives"]
    assert "Last sent today" in tab.get("/post/").content.decode()


def test_the_outbox_shows_what_left_and_holds_back_what_waits(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    id = confirmed(tab, diary, letters)
    tab.post(f"/post/one/{id}/test/")
    page = tab.get("/outbox/").content.decode()
    assert page.count(ADA) >= 2
    waiting = next(each for each in outbox(diary) if each.state == "waiting")
    tab.post(f"/outbox/one/{waiting.id}/withdraw/")
    work(diary)
    assert len(letters.taken) == 1
    late = tab.post(f"/outbox/one/{waiting.id}/withdraw/", follow=True).content.decode()
    assert "not waiting any more" in late
    assert tab.get("/outbox/?page=2").status_code == tab.get("/outbox/?page=x").status_code == 200


def test_addresses_and_texts_are_sealed_in_the_database(tab: Client, diary: Diary, letters: Letters) -> None:
    name_it(tab, diary)
    stored = str([*TargetRow.objects.values_list(), *OutgoingRow.objects.values_list()])
    assert ADA not in stored
    assert "Is this your address" not in stored


def test_another_person_gets_none_of_it(tab: Client, diary: Diary, letters: Letters) -> None:
    id = confirmed(tab, diary, letters)
    sam = Client()
    sam.force_login(Person.objects.create(username="sam"))
    for what in ("ask", "code", "test", "remove"):
        assert sam.post(f"/post/one/{id}/{what}/").status_code == 404
    assert ADA not in sam.get("/post/").content.decode() + sam.get("/outbox/").content.decode()
    assert len(targets(diary)) == 1


def test_no_page_and_no_clock_sends_what_nobody_asked_for(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    """Much is due and an address confirmed, but nothing switched on; and then the other way about."""
    id = confirmed(tab, diary, letters)
    choir(diary)
    now = timezone.now()
    for page in (
        "/",
        "/today/",
        "/notices/",
        "/notices/settings/",
        "/post/",
        "/outbox/",
        "/settings/",
        "/check-in/",
    ):
        tab.get(page, follow=True)
    for hours in range(3):
        for queue in ("reading", "sending"):
            ticks.Ticks(queue)(now + timedelta(hours=hours))
        work(diary)
    assert len(letters.taken) == 1
    wish(tab, "app", "mail")
    tab.post(f"/post/one/{id}/remove/")
    for hours in range(3):
        ticks.Ticks("sending")(now + timedelta(hours=hours))
        work(diary)
    assert len(letters.taken) == 1
    assert diary.dated(Notice).all() == ()


def test_while_life_happens_nothing_is_written_down(tab: Client, diary: Diary, letters: Letters) -> None:
    confirmed(tab, diary, letters)
    choir(diary)
    wish(tab, "mail")
    diary.dated(Pause).add(Pause("p", timezone.now() - timedelta(hours=1)))
    ticks.tell(timezone.now())
    assert [each.kind for each in outbox(diary)] == ["confirm"]


def test_one_life_that_cannot_be_told_silences_no_other(tab: Client, diary: Diary, letters: Letters) -> None:
    confirmed(tab, diary, letters)
    choir(diary)
    wish(tab, "mail")
    broken = wiring.diary_of(Person.objects.create(username="aaron"))
    TargetRow.objects.create(
        person=broken.person, own_id="t", at=timezone.now(), way="mail", address="s1.x", label="s1.x",
        confirmed_at=timezone.now(), tries=0,
    )  # fmt: skip
    ticks.tell(timezone.now())
    assert [each.kind for each in outbox(diary)] == ["commitment", "confirm"]
