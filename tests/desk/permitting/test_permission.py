"""Asking for permission, keeping it, handing out its tokens and giving it back, without anybody's server."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from counterpoint.desk.permitting.asking import Asking, Declined, NotAsked, begin, code_of
from counterpoint.desk.permitting.keeping import KeptBearer, NotEnough, give_back, keep
from counterpoint.desk.ports import (
    CannotOpen,
    Kept,
    NotLetIn,
    NotThere,
    PermissionEnded,
    ServerTrouble,
    Tokens,
)
from counterpoint.desk.syncing import choosing
from counterpoint.desk.syncing.connecting import CannotConnect, connect_again, password_of
from counterpoint.domain.agenda import CalendarAccount, Permission
from counterpoint.domain.agenda.authorization import (
    ASKED_FOR,
    GOOGLE,
    PROVIDERS_BY_PERMISSION,
    NoSuchProvider,
    no_client,
    provider_by_permission,
)
from tests.memory import MemoryDiary
from tests.memory.shelves import MemoryShelf
from tests.servers import MemoryServer

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADA = "ada@gmail.example"
GIVEN = Tokens("access-1", "refresh-1", NOW + HOUR, frozenset(GOOGLE.scopes), ADA)
BACK = "https://home.example/back/"


@dataclass
class Provider:
    """Gives the next token each time; `ends`: the permission was taken back."""

    ends: bool = False
    rotates: bool = False
    used: list[str] = field(default_factory=list)
    given_back: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def exchange(self, code: str, *, verifier: str, redirect: str, now: datetime) -> Tokens:
        raise NotImplementedError

    def refresh(self, refresh: str, *, now: datetime) -> Tokens:
        self.used.append(refresh)
        self.meanwhile()
        if self.ends:
            raise PermissionEnded("It is over.")
        number = len(self.used) + 1
        return Tokens(f"access-{number}", f"refresh-{number}" if self.rotates else "", now + HOUR)

    def revoke(self, token: str) -> None:
        if self.ends:
            raise ServerTrouble("It does not answer.")
        self.given_back.append(token)


class Shut(MemoryShelf[Permission]):
    """Holds what was sealed with a key that is lost."""

    def get(self, id: str) -> Kept[Permission]:
        raise CannotOpen("This was sealed with another key.")

    def remove(self, id: str, *, version: int | None = None) -> None:
        """That needs no key."""


def asked(**more: str) -> tuple[Asking, dict[str, str]]:
    asking, address = begin(GOOGLE, "client", person_id="1", redirect=BACK, now=NOW, **more)
    assert address.startswith(GOOGLE.authorize + "?")
    return asking, {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


class TestAsking:
    def test_the_question_carries_a_digest_of_the_proof_and_not_the_proof(self) -> None:
        asking, said = asked(user=ADA)
        digest = base64.urlsafe_b64encode(hashlib.sha256(asking.verifier.encode()).digest())
        assert said["code_challenge"] == digest.rstrip(b"=").decode()
        assert asking.verifier not in said.values()
        assert 43 <= len(asking.verifier) <= 128
        assert said["login_hint"] == ADA
        assert said["redirect_uri"] == BACK
        assert asking.verifier not in repr(asking)

    def test_an_answer_brings_the_code(self) -> None:
        asking, said = asked()
        back = {"state": said["state"], "code": "4/code"}
        assert code_of(asking, back, provider="google", person_id="1", now=NOW + ASKED_FOR) == "4/code"

    @pytest.mark.parametrize("wrong", ["state", "person", "provider", "late", "early", "nothing asked"])
    def test_an_answer_to_another_question_is_refused(self, wrong: str) -> None:
        asking, said = asked()
        back = {"state": "x" if wrong == "state" else said["state"], "code": "4/code"}
        now = {"late": NOW + ASKED_FOR + HOUR, "early": NOW - HOUR}.get(wrong, NOW)
        with pytest.raises(NotAsked):
            code_of(
                None if wrong == "nothing asked" else asking,
                back,
                provider="other" if wrong == "provider" else "google",
                person_id="2" if wrong == "person" else "1",
                now=now,
            )

    @pytest.mark.parametrize("said", [{"error": "access_denied"}, {}, {"code": "x" * 3000}])
    def test_without_a_code_nothing_is_permitted(self, said: dict[str, str]) -> None:
        asking, asked_for = asked()
        with pytest.raises(Declined, match="No permission was given"):
            code_of(asking, {"state": asked_for["state"], **said}, provider="google", person_id="1", now=NOW)

    def test_what_a_provider_says_is_wrong_is_named_only_if_it_is_a_word(self) -> None:
        asking, said = asked()
        for error, shown in (("invalid_scope", "invalid_scope"), ("<b>look", "…")):
            back = {"state": said["state"], "error": error}
            with pytest.raises(Declined) as told:
                code_of(asking, back, provider="google", person_id="1", now=NOW)
            assert f"({shown})" in told.value.message


class TestKeeping:
    def test_a_new_account_is_that_of_who_gave_permission(self) -> None:
        diary = MemoryDiary()
        account = keep(diary, GOOGLE, GIVEN)
        assert (account.provider, account.user, account.name) == ("google", ADA, "Google")
        assert diary.shelf(Permission).get(account.id).thing.refresh == "refresh-1"
        assert password_of(diary, account.id) == ""

    def test_the_same_user_has_one_account(self) -> None:
        diary = MemoryDiary()
        first = keep(diary, GOOGLE, GIVEN)
        second = keep(diary, GOOGLE, replace(GIVEN, access="access-2", refresh="", user=ADA.upper()))
        assert first.id == second.id
        kept = diary.shelf(Permission).get(first.id).thing
        assert (kept.access, kept.refresh) == ("access-2", "refresh-1")

    def test_an_account_that_rests_goes_on_where_it_was(self) -> None:
        diary = MemoryDiary()
        account = keep(diary, GOOGLE, GIVEN)
        diary.shelf(CalendarAccount).change(account.locked("It is over."), version=1)
        again = keep(diary, GOOGLE, GIVEN, account_id=account.id)
        assert (again.id, again.state, again.trouble) == (account.id, "well", "")

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (replace(GIVEN, scopes=frozenset({"openid"})), "not allowed to show your calendars"),
            (replace(GIVEN, user=""), "whose calendars"),
            (replace(GIVEN, refresh=""), "for a short while only"),
        ],
    )
    def test_too_little_is_not_kept(self, given: Tokens, said: str) -> None:
        diary = MemoryDiary()
        with pytest.raises(NotEnough, match=said):
            keep(diary, GOOGLE, given)
        assert not diary.shelf(CalendarAccount).all()
        assert not diary.shelf(Permission).all()

    def test_permission_of_another_is_not_kept_for_an_account(self) -> None:
        diary = MemoryDiary()
        account = keep(diary, GOOGLE, GIVEN)
        with pytest.raises(NotEnough, match="bob@gmail"):
            keep(diary, GOOGLE, replace(GIVEN, user="bob@gmail.example"), account_id=account.id)
        with pytest.raises(NotThere):
            keep(diary, GOOGLE, GIVEN, account_id="nothing")

    def test_no_password_opens_such_an_account(self) -> None:
        diary = MemoryDiary()
        account = keep(diary, GOOGLE, GIVEN)
        with pytest.raises(CannotConnect, match="by permission"):
            connect_again(diary, account.id, password="x", at_home=True, connects=MemoryServer().connects)

    def test_letting_go_of_an_account_forgets_its_tokens(self) -> None:
        diary = MemoryDiary()
        account = keep(diary, GOOGLE, GIVEN)
        choosing.disconnect(diary, account.id, keep_events=True)
        assert not diary.shelf(Permission).all()


@pytest.fixture
def diary() -> MemoryDiary:
    diary = MemoryDiary()
    diary.shelf(CalendarAccount).add(CalendarAccount("a", "Google", GOOGLE.api, ADA, provider="google"))
    diary.shelf(Permission).add(Permission("a", "access-1", "refresh-1", NOW + HOUR))
    return diary


class TestTokens:
    def test_a_good_one_is_used_as_it_is(self, diary: MemoryDiary) -> None:
        provider = Provider()
        assert KeptBearer(diary, "a", provider, NOW)() == "access-1"
        assert not provider.used

    def test_one_that_is_about_to_end_is_renewed_and_kept(self, diary: MemoryDiary) -> None:
        bearer = KeptBearer(diary, "a", Provider(rotates=True), NOW + timedelta(minutes=56))
        assert bearer() == "access-2"
        kept = diary.shelf(Permission).get("a").thing
        assert (kept.access, kept.refresh) == ("access-2", "refresh-2")

    def test_one_that_was_refused_is_renewed(self, diary: MemoryDiary) -> None:
        bearer = KeptBearer(diary, "a", Provider(), NOW)
        assert bearer(refused="access-1") == "access-2"
        assert bearer() == "access-2"
        assert diary.shelf(Permission).get("a").thing.refresh == "refresh-1"

    def test_of_two_that_renew_at_once_one_takes_what_the_other_was_given(self, diary: MemoryDiary) -> None:
        newer = Permission("a", "access-9", "refresh-9", NOW + HOUR)
        shelf = diary.shelf(Permission)
        provider = Provider(ends=True, meanwhile=lambda: shelf.change(newer, version=1))
        assert KeptBearer(diary, "a", provider, NOW)(refused="access-1") == "access-9"

    def test_what_another_was_given_for_the_same_permission_is_kept_over(self, diary: MemoryDiary) -> None:
        newer = Permission("a", "access-9", "refresh-1", NOW + HOUR)
        shelf = diary.shelf(Permission)
        provider = Provider(meanwhile=lambda: shelf.change(newer, version=1))
        assert KeptBearer(diary, "a", provider, NOW)(refused="access-1") == "access-2"
        kept = shelf.get("a").thing
        assert (kept.access, kept.refresh) == ("access-2", "refresh-1")

    @pytest.mark.parametrize("rotates", [False, True])
    @pytest.mark.parametrize("renewals", [0, 3])
    def test_permission_that_is_given_anew_meanwhile_is_not_written_over(
        self, diary: MemoryDiary, rotates: bool, renewals: int
    ) -> None:
        shelf = diary.shelf(Permission)
        for _renewal in range(renewals):
            shelf.change(shelf.get("a").thing, version=shelf.get("a").version)
        given = replace(GIVEN, access="access-9", refresh="refresh-9")
        provider = Provider(
            rotates=rotates, meanwhile=lambda: keep(diary, GOOGLE, given, account_id="a") and None
        )
        bearer = KeptBearer(diary, "a", provider, NOW)
        assert bearer(refused="access-1") == "access-2"
        kept = shelf.get("a").thing
        assert (kept.access, kept.refresh) == ("access-9", "refresh-9")
        assert bearer(refused="access-2") == "access-9"

    def test_an_account_that_is_let_go_of_meanwhile_keeps_nothing(self, diary: MemoryDiary) -> None:
        shelf = diary.shelf(Permission)
        provider = Provider(meanwhile=lambda: shelf.remove("a"))
        assert KeptBearer(diary, "a", provider, NOW)(refused="access-1") == "access-2"
        assert not shelf.all()

    def test_a_permission_that_is_over_is_told(self, diary: MemoryDiary) -> None:
        with pytest.raises(PermissionEnded):
            KeptBearer(diary, "a", Provider(ends=True), NOW)(refused="access-1")
        assert diary.shelf(Permission).get("a").thing.refresh == "refresh-1"

    def test_where_none_is_here_it_is_to_be_given(self, diary: MemoryDiary) -> None:
        with pytest.raises(NotLetIn, match="not here"):
            KeptBearer(diary, "b", Provider(), NOW)()
        diary.shelf(Permission).change(Permission("a"), version=1)
        with pytest.raises(NotLetIn, match="not here"):
            KeptBearer(diary, "a", Provider(), NOW)()

    def test_one_that_does_not_open_is_to_be_given_again_and_can_be(self, diary: MemoryDiary) -> None:
        diary.shelves[Permission] = Shut()
        with pytest.raises(PermissionEnded, match="another key"):
            KeptBearer(diary, "a", Provider(), NOW)()
        assert keep(diary, GOOGLE, GIVEN, account_id="a").id == "a"

    def test_giving_back_says_whether_it_could_be_told(self, diary: MemoryDiary) -> None:
        provider = Provider()
        assert give_back(diary, "a", authorizes=provider)
        assert provider.given_back == ["refresh-1"]
        assert give_back(diary, "b", authorizes=provider)
        assert not give_back(diary, "a", authorizes=Provider(ends=True))


def test_every_provider_is_asked_over_https_and_has_words_for_its_operator() -> None:
    for key, server in PROVIDERS_BY_PERMISSION.items():
        assert provider_by_permission(key) is server
        for address in (server.authorize, server.token, server.api, server.register):
            assert address.startswith("https://")
        assert server.steps
        assert set(server.needs) <= set(server.scopes)
    with pytest.raises(NoSuchProvider):
        provider_by_permission("nobody")
    assert "Google" in str(no_client("Google"))


def test_a_stand_in_takes_the_place_of_every_address_that_is_asked() -> None:
    there = replace(GOOGLE, revoke="").at("http://127.0.0.1:8400")
    assert there.token == "http://127.0.0.1:8400/token"
    assert there.api == "http://127.0.0.1:8400/caldav/v2/"
    assert there.authorize == "http://127.0.0.1:8400/o/oauth2/v2/auth"
    assert there.revoke == ""
