"""A place is named, confirmed by whoever is there, and only then told anything; an import sends nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.ports import ChangedMeanwhile, NotThere, TargetGone
from counterpoint.desk.post.delivering import deliver
from counterpoint.desk.post.notices import keep_notice_wishes, notice_wishes
from counterpoint.desk.post.reaching import (
    MOST_ASKED_A_DAY,
    MOST_TARGETS,
    NotTheCode,
    TooMany,
    add_mail,
    add_target,
    ask_to_confirm,
    confirm_by_code,
    confirm_by_link,
    outbox,
    reached,
    remove_target,
    send_test,
    switch_off,
    targets,
    ways_confirmed,
    withdraw,
)
from counterpoint.desk.post.telling import tell
from counterpoint.domain.living import NoticeWish, NoticeWishes, Outgoing, Target
from counterpoint.domain.living.post import CONFIRMED_WITHIN, MOST_WRONG_CODES, NotAMailAddress, mail_address
from tests.desk.post.post_lives import ALL, MINUTE, SATURDAY, full, send
from tests.desk.posted import Carrier, Signposts
from tests.memory import MemoryDiary

BACK = Signposts()
ADA = "ada@example.org"


def asked() -> tuple[MemoryDiary, Target]:
    diary = MemoryDiary()
    return diary, add_mail(diary, f" {ADA} ", SATURDAY)


def test_an_unconfirmed_address_gets_its_confirmation_and_nothing_else() -> None:
    diary, carrier = full(), Carrier()
    keep_notice_wishes(diary, ALL, version=0)
    add_mail(diary, ADA, SATURDAY)
    for minutes in range(3):
        tell(diary, SATURDAY + minutes * MINUTE)
        send(diary, SATURDAY + minutes * MINUTE, carrier)
    ((address, message),) = carrier.taken
    assert (address, message.kind) == (ADA, "confirm")
    assert BACK.code("1", targets(diary)[0]) in message.body
    assert message.link == "https://life.example.org/confirm/mail-20261128T100000/"
    assert not any(word in message.body for word in ("Launch", "Choir", "Dinner"))


def test_the_code_itself_is_not_kept() -> None:
    diary, target = asked()
    assert BACK.code("1", target) not in outbox(diary)[0].body
    assert [job.kind for job in diary.jobs.kept.values()] == ["send_post"]


def test_the_code_confirms_however_it_is_typed() -> None:
    diary, target = asked()
    code = BACK.code("1", target)
    kept = confirm_by_code(diary, target.id, f" {code.lower()} ", SATURDAY + MINUTE, BACK)
    assert kept.confirmed_at == SATURDAY + MINUTE
    assert confirm_by_code(diary, target.id, "anything", SATURDAY + 2 * MINUTE, BACK) == kept
    assert ways_confirmed(diary) == {"mail"}


def test_a_few_wrong_codes_make_another_mail_necessary() -> None:
    diary, target = asked()
    for _ in range(MOST_WRONG_CODES):
        with pytest.raises(NotTheCode):
            confirm_by_code(diary, target.id, "WRONG", SATURDAY, BACK)
    with pytest.raises(NotTheCode, match="any more"):
        confirm_by_code(diary, target.id, BACK.code("1", target), SATURDAY, BACK)
    later = SATURDAY + timedelta(minutes=3)
    again = ask_to_confirm(diary, target.id, later)
    assert confirm_by_code(diary, target.id, BACK.code("1", again), later, BACK).confirmed_at == later


def test_a_link_works_until_it_lapses_or_a_newer_mail_takes_its_place() -> None:
    diary, target = asked()
    said = target.asked_at.isoformat() if target.asked_at else ""
    assert confirm_by_link(diary, target.id, said, SATURDAY + CONFIRMED_WITHIN) is None
    assert confirm_by_link(diary, target.id, "2020-01-01", SATURDAY) is None
    assert confirm_by_link(diary, "gone", said, SATURDAY) is None
    again = ask_to_confirm(diary, target.id, SATURDAY + timedelta(minutes=3))
    assert confirm_by_link(diary, target.id, said, SATURDAY + timedelta(minutes=4)) is None
    said = again.asked_at.isoformat() if again.asked_at else ""
    done = confirm_by_link(diary, target.id, said, SATURDAY + timedelta(minutes=4))
    assert done
    assert confirm_by_link(diary, target.id, said, SATURDAY + timedelta(minutes=5)) == done


def test_a_link_from_before_the_address_was_refused_confirms_nothing() -> None:
    diary, target = asked()
    said = target.asked_at.isoformat() if target.asked_at else ""
    confirm_by_link(diary, target.id, said, SATURDAY)

    def gone(target: Target, message: object) -> None:
        raise TargetGone("The mail server refused the address.")

    send_test(diary, target.id, SATURDAY)
    send(diary, SATURDAY, Carrier(gone))
    assert confirm_by_link(diary, target.id, said, SATURDAY + MINUTE) is None


def test_nobody_can_be_flooded_with_confirmations() -> None:
    diary, target = asked()
    with pytest.raises(TooMany, match="on its way"):
        ask_to_confirm(diary, target.id, SATURDAY + MINUTE)
    for n in range(1, MOST_ASKED_A_DAY):
        remove_target(diary, targets(diary)[0].id)
        add_mail(diary, f"victim{n}@example.org", SATURDAY + n * timedelta(minutes=5))
    remove_target(diary, targets(diary)[0].id)
    with pytest.raises(TooMany, match="often today"):
        add_mail(diary, "one-more@example.org", SATURDAY + timedelta(hours=1))
    assert len(outbox(diary)) == MOST_ASKED_A_DAY
    assert targets(diary) == ()


def test_there_are_a_few_places_of_each_kind() -> None:
    diary = MemoryDiary()
    for n in range(MOST_TARGETS):
        add_target(diary, "mail", f"{n}@example.org", now=SATURDAY)
    with pytest.raises(TooMany):
        add_target(diary, "mail", ADA, now=SATURDAY)
    assert add_target(diary, "push", "{}", label="This phone", now=SATURDAY, confirmed=True).confirmed_at
    assert len({each.id for each in targets(diary)}) == MOST_TARGETS + 1


def test_an_address_twice_is_one() -> None:
    diary, target = asked()
    confirm_by_code(diary, target.id, BACK.code("1", target), SATURDAY, BACK)
    assert add_mail(diary, ADA, SATURDAY + timedelta(hours=1)).id == target.id
    assert len(outbox(diary)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ada",
        "ada@",
        "@b",
        "a b@c",
        "a@b,c@d",
        "a@b\nBcc: c@d",
        "Ada <a@b>",
        "a@-b",
        "ä@b",
        "a@" + "b" * 254,
    ],
)
def test_what_is_no_address_is_told(said: str) -> None:
    with pytest.raises(NotAMailAddress) as told:
        mail_address(said)
    assert told.value.advice


@pytest.mark.parametrize("said", ["ada@localhost", "a.b+c@mail.example.org", "o'hara@example.org"])
def test_what_is_one_is_taken(said: str) -> None:
    assert mail_address(f" {said}\n") == said


def test_a_test_goes_to_a_confirmed_place_alone_and_its_page_says_so() -> None:
    diary, target = asked()
    with pytest.raises(NotThere):
        send_test(diary, target.id, SATURDAY)
    confirm_by_code(diary, target.id, BACK.code("1", target), SATURDAY, BACK)
    assert reached(diary)[0].last is None
    send_test(diary, target.id, SATURDAY)
    carrier = Carrier()
    deliver(diary, SATURDAY, {"mail": carrier}, BACK)
    assert carrier.subjects == ["This is how a notice arrives"]  # the confirmation is not needed any more
    last = reached(diary)[0].last
    assert last
    assert (last.state, last.ended_at) == ("sent", SATURDAY)


def test_what_waits_can_be_withdrawn_and_what_went_cannot() -> None:
    diary, _target = asked()
    assert withdraw(diary, outbox(diary)[0].id, SATURDAY).state == "withdrawn"
    carrier = Carrier()
    send(diary, SATURDAY, carrier)
    assert carrier.taken == []
    with pytest.raises(ChangedMeanwhile):
        withdraw(diary, outbox(diary)[0].id, SATURDAY)


def test_one_click_switches_one_kind_off_for_one_way() -> None:
    diary = MemoryDiary()
    keep_notice_wishes(diary, ALL, version=0)
    for _ in range(2):
        switch_off(diary, "mail", "season")
    switch_off(diary, "mail", "no such kind")
    wishes = notice_wishes(diary).thing
    assert [each.kind for each in wishes.wishes if not each.mail] == ["season"]
    assert all(each.push for each in wishes.wishes)


def test_what_is_brought_in_from_a_file_sends_nothing() -> None:
    diary, carrier = full(), Carrier()
    keep_notice_wishes(diary, NoticeWishes(wishes=(NoticeWish("review", mail=True),)), version=0)
    add_target(diary, "mail", ADA, now=SATURDAY, confirmed=True)
    tell(diary, SATURDAY)
    add_mail(diary, "new@example.org", SATURDAY)
    there = MemoryDiary("2")
    restore(there, everything_of(diary))
    assert {each.state for each in outbox(there)} == {"withdrawn"}
    assert {(each.confirmed_at, each.asked_at) for each in targets(there)} == {(None, None)}
    for hours in range(0, 48, 4):
        tell(there, SATURDAY + timedelta(hours=hours))
        send(there, SATURDAY + timedelta(hours=hours), carrier)
    assert carrier.taken == []
    assert {kept.thing.state for kept in diary.dated(Outgoing).all()} == {"waiting"}


def test_wishes_that_were_kept_before_there_were_more_ways_still_read() -> None:
    from counterpoint.adapters.codec import as_json, from_json

    document = as_json(NoticeWish("review", mail=True))
    before = {name: said for name, said in document.items() if name not in ("push", "apprise")}
    assert from_json(NoticeWish, before) == replace(NoticeWish("review"), mail=True)
