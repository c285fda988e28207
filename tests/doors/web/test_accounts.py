"""Coming in by a one-time link, inviting others, and leaving for good."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import JobRow, Link, Person, TaskRow
from counterpoint.domain.planning import Task

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the river"
CHOICE = {"username": "Ada", "display_name": "Ada", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Attempts are counted by account, and accounts of other tests had the same number."""
    cache.clear()


@pytest.fixture
def owner() -> Person:
    return _person("ada", is_owner=True)


def _person(name: str, **fields: bool) -> Person:
    person = Person(username=name, display_name=name.title(), **fields)
    person.set_password(PASSWORD)
    person.save()
    return person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def owner_link() -> str:
    secret = wiring.accounts.make_link("owner", now=timezone.now(), lasts=timedelta(hours=1))
    return f"/welcome/{secret}/"


def invitation_by(owner: Person) -> str:
    page = signed_in(owner).post("/accounts/invite/", {"note": "Sam"}).content.decode()
    found = re.search(r"http://testserver(/welcome/[^\"]+)", page)
    assert found
    return found[1]


def test_the_owners_link_makes_an_owner_and_signs_them_in(client: Client) -> None:
    link = owner_link()
    assert b"yours" in client.get(link).content
    answer = client.post(link, CHOICE)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    person = Person.objects.get()
    assert (person.username, person.is_owner) == ("ada", True)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_link_works_once(client: Client) -> None:
    link = owner_link()
    client.post(link, CHOICE)
    for answer in (Client().get(link), Client().post(link, CHOICE | {"username": "eve"})):
        assert answer.status_code == 404
    assert Person.objects.count() == 1


def test_an_owners_link_ends_when_there_is_an_owner(client: Client, owner: Person) -> None:
    assert client.get(owner_link()).status_code == 404
    assert owner.is_owner


def test_a_link_runs_out(client: Client) -> None:
    link = owner_link()
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link, CHOICE).status_code == 404
    assert not Person.objects.exists()


def test_a_newer_owners_link_replaces_the_one_before(client: Client) -> None:
    first, second = owner_link(), owner_link()
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_the_secret_of_a_link_is_not_kept() -> None:
    secret = owner_link().split("/")[2]
    assert secret not in str(Link.objects.values_list("digest", "note").get())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"again": "something else"}, "not the same"),
        ({"password": "short", "again": "short"}, "10 characters"),
        ({"username": "a b"}, "Letters, digits"),
        ({"username": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, changed: dict[str, str], words: str
) -> None:
    answer = client.post(owner_link(), CHOICE | {"display_name": "Countess"} | changed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Countess" in page
    assert PASSWORD not in page
    assert not Person.objects.exists()


def test_an_invited_person_comes_in_with_an_account_of_their_own(owner: Person) -> None:
    client = Client()
    answer = client.post(invitation_by(owner), CHOICE | {"username": "sam"})
    assert answer.status_code == 302
    sam = Person.objects.get(username="sam")
    assert not sam.is_owner
    assert client.get("/accounts/").status_code == 200


def test_a_name_that_is_taken_is_told_and_the_invitation_still_works(owner: Person) -> None:
    link = invitation_by(owner)
    answer = Client().post(link, CHOICE | {"username": "ADA"})
    assert answer.status_code == 422
    assert b"this name already" in answer.content
    assert Client().post(link, CHOICE | {"username": "sam"}).status_code == 302


def test_only_the_owner_invites_and_withdraws(owner: Person) -> None:
    invitation_by(owner)
    sam = signed_in(_person("sam"))
    pk = Link.objects.get().pk
    assert sam.post("/accounts/invite/").status_code == 403
    assert sam.post(f"/accounts/invite/{pk}/withdraw/").status_code == 403
    assert b"Invite somebody" not in sam.get("/accounts/").content
    assert signed_in(owner).post(f"/accounts/invite/{pk}/withdraw/").status_code == 302
    assert not Link.objects.exists()


def test_signing_in_out_and_with_a_wrong_password(client: Client, owner: Person) -> None:
    assert client.get("/accounts/login/").status_code == 200
    assert client.post("/accounts/login/", {"login": "ada", "password": "wrong"}).status_code == 200
    assert "_auth_user_id" not in client.session
    answer = client.post("/accounts/login/", {"login": "ADA", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_guessing_passwords_comes_to_a_halt(client: Client, owner: Person) -> None:
    for _ in range(8):
        answer = client.post("/accounts/login/", {"login": "ada", "password": "wrong"})
    assert answer.status_code == 429
    answer = client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert answer.status_code == 429
    assert b"A short wait" in answer.content
    assert owner.is_active


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code in (302, 404)
    assert client.post("/accounts/signup/", CHOICE).status_code in (302, 404)
    assert not Person.objects.exists()


def test_a_password_link_sets_the_password_and_ends_every_session(owner: Person) -> None:
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    secret = wiring.accounts.make_link("password", now=timezone.now(), lasts=timedelta(hours=1), person=owner)
    new = "quite another sentence"
    answer = Client().post(f"/welcome/{secret}/", {"password": new, "again": new})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert elsewhere.get("/accounts/").status_code == 302
    assert Client().post("/accounts/login/", {"login": "ada", "password": new}).status_code == 302


def test_leaving_takes_everything_along(owner: Person) -> None:
    sam = _person("sam")
    for person in (owner, sam):
        diary = wiring.diary_of(person)
        diary.tasks.add(Task("t", "Mine", 30))
        diary.jobs.record("plan_week", {})
    client = signed_in(sam)
    assert client.post("/accounts/leave/", {"password": "wrong"}).status_code == 422
    assert client.post("/accounts/leave/", {"password": PASSWORD}).status_code == 302
    assert list(Person.objects.all()) == [owner]
    assert [row.person for row in TaskRow.objects.all()] == [owner]
    assert JobRow.objects.count() == 1
    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/",
        "/accounts/password/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
        "/accounts/logout/",
        "/accounts/leave/",
        "/accounts/reauthenticate/",
        "/accounts/forgotten/",
    ],
)
def test_account_pages_look_like_the_rest(owner: Person, address: str) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    assert b'class="masthead"' in answer.content
    assert b"style=" not in answer.content
    assert owner.pk


def test_a_second_factor_can_be_set_up(owner: Person) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)
    assert answer.status_code == 200
    assert Authenticator.objects.filter(user=owner, type="totp").exists()
    again = Client()
    answer = again.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert again.get("/accounts/").status_code == 302


def test_an_unknown_address_is_told_kindly(client: Client, owner: Person) -> None:
    answer = signed_in(owner).get("/no/such/page/")
    assert answer.status_code == 404
    assert b"nothing here" in answer.content


def test_a_form_that_has_grown_old_is_told_kindly(owner: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    answer = client.post("/accounts/invite/")
    assert answer.status_code == 403
    assert b"grown old" in answer.content


def test_pages_run_no_inline_script_and_stay_out_of_frames(client: Client, owner: Person) -> None:
    answer = signed_in(owner).get("/accounts/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"


def test_guessing_codes_comes_to_a_halt_as_well(owner: Person) -> None:
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    secret = generate_totp_secret()
    TOTP.activate(owner, secret)
    right = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    for _ in range(8):
        client.post("/accounts/2fa/authenticate/", {"code": "no-code"})
    client.post("/accounts/2fa/authenticate/", {"code": right})
    assert "_auth_user_id" not in client.session


def test_nothing_is_written_down_of_who_signed_in_when_and_from_where(client: Client, owner: Person) -> None:
    from axes.models import AccessAttempt, AccessFailureLog, AccessLog

    client.post("/accounts/login/", {"login": "ada", "password": "wrong"})
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert not any(kind.objects.exists() for kind in (AccessAttempt, AccessFailureLog, AccessLog))


def test_private_pages_stay_out_of_caches_and_a_browser_forgets_them(owner: Person) -> None:
    client = signed_in(owner)
    for address in ("/settings/", "/matters/", "/tasks/", "/calendars/", "/week/", "/no/such/page/"):
        assert "private" in client.get(address)["Cache-Control"], address
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get("/accounts/login/")


def test_who_has_no_password_changes_none() -> None:
    example = Person.objects.create(username="nobody", password="!")
    assert signed_in(example).get("/accounts/password/").status_code == 403
