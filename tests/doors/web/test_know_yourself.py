"""Know yourself, as a browser without scripts meets it, and as one with them does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.know_yourself.answering import answer_at_once, look_under_way
from counterpoint.desk.ports import Diary
from counterpoint.domain.assessment import AnswerSheet
from counterpoint.domain.assessment.sheets import Answer
from counterpoint.wiring import know_yourself as instruments_here

pytestmark = pytest.mark.django_db

HOME = "/know-yourself/"
NOW = datetime(2026, 11, 25, 19, tzinfo=UTC)
WHO5 = ("cheerful", "calm", "active", "rested", "interest")


def said(**answers: str) -> dict[str, str]:
    return {f"a.{name}": value for name, value in answers.items()}


def sheets(diary: Diary) -> list[AnswerSheet]:
    return [kept.thing for kept in diary.dated(AnswerSheet).newest(99)]


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def answer_who5(diary: Diary, *values: int, at: datetime = NOW) -> None:
    pack = wiring.instruments().named("who-5")
    assert pack
    answer_at_once(diary, pack, dict(zip(WHO5, values, strict=False)), now=at)


def test_three_quick_answers_lead_to_their_words(tab: Client, diary: Diary) -> None:
    assert "Three quick questions" in text(tab.get(HOME))
    answer = tab.post(HOME + "quick/", said(fit="2", switch_off="8", say=""), follow=True)
    assert "hardly fit together" in text(answer)
    assert "without much effort" in text(answer)
    assert "1 answer is missing" in text(answer)
    assert "never validated" in text(answer)
    assert len(sheets(diary)) == 1


@pytest.mark.parametrize("data", [{}, {"a.fit": ""}, {"a.fit": "11"}, {"a.fit": "ten"}, {"a.fit": "²"}])
def test_nothing_and_nonsense_are_not_kept(tab: Client, diary: Diary, data: dict[str, str]) -> None:
    answer = tab.post(HOME + "quick/", data)
    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)
    assert not sheets(diary)


def test_the_full_look_is_walked_through_left_and_finished(tab: Client, diary: Diary) -> None:
    first = tab.post(HOME + "full/")
    assert first.url == HOME + "full/1/"  # type: ignore[attr-defined]
    page = text(tab.get(first.url))  # type: ignore[attr-defined]
    assert "I have felt cheerful and in good spirits" in page
    assert "over the last two weeks" in page
    left = tab.post(HOME + "full/1/", said(cheerful="3", calm="2") | {"go": "later"})
    assert left.url == HOME  # type: ignore[attr-defined]
    assert "Go on where you left off" in text(tab.get(HOME))
    assert tab.post(HOME + "full/").url == HOME + "full/2/"  # type: ignore[attr-defined]
    assert tab.post(HOME + "full/2/", {"go": "before"}).url == HOME + "full/1/"  # type: ignore[attr-defined]
    assert 'value="3" checked' in text(tab.get(HOME + "full/1/"))
    look = look_under_way(diary, wiring.instruments().packs)
    assert look
    for number in range(1, len(look.screens)):
        assert tab.post(f"{HOME}full/{number}/").url == f"{HOME}full/{number + 1}/"  # type: ignore[attr-defined]
    done = tab.post(f"{HOME}full/{len(look.screens)}/")
    assert done.url == HOME + "results/"  # type: ignore[attr-defined]
    assert [(each.pack_id, len(each.answers)) for each in sheets(diary)] == [("who-5", 2)]
    assert "3 answers are missing" in text(tab.get(HOME + "results/"))


def test_with_scripts_one_answer_is_kept_as_it_is_given(tab: Client, diary: Diary) -> None:
    tab.post(HOME + "full/")
    answer = tab.post(HOME + "full/1/", said(cheerful="5"), headers={"HX-Request": "true"})
    assert text(answer) == "Kept."
    assert sum(len(each.answers) for each in sheets(diary)) == 1


def test_an_older_tab_changes_only_what_it_changed_and_is_told_of_a_clash(tab: Client, diary: Diary) -> None:
    tab.post(HOME + "full/")
    old = {"was.cheerful": "", "was.calm": "", "a.calm": ""}
    tab.post(HOME + "full/1/", said(cheerful="5", calm="1") | {"was.cheerful": "", "was.calm": ""})
    answer = tab.post(HOME + "full/1/", old | {"a.cheerful": "2"}, follow=True)
    assert "Another tab" in text(answer)
    look = look_under_way(diary, wiring.instruments().packs)
    assert look
    assert look.values(look.screens[0]) == {"cheerful": 2, "calm": 1}


def test_a_time_that_is_none_is_kept_on_the_page(tab: Client, diary: Diary) -> None:
    tab.post(HOME + "full/")
    look = look_under_way(diary, wiring.instruments().packs)
    assert look
    last = f"{HOME}full/{len(look.screens)}/"
    wrong = tab.post(last, said(asleep_free="half past", awake_free="09:30", alarm_free="0"))
    assert wrong.status_code == 422
    assert "half past" in text(wrong)
    assert "23:30" in text(wrong)
    told = tab.post(last, said(asleep_free="25:00"), headers={"HX-Request": "true"})
    assert "Not kept yet" in text(told)
    assert tab.post(last, said(asleep_free="00:30")).status_code == 302
    assert [(each.pack_id, each.values) for each in sheets(diary)] == [
        ("sleep", {"asleep_free": 30, "awake_free": 9 * 60 + 30, "alarm_free": 0})
    ]


def test_a_look_that_is_over_or_has_no_such_screen_says_so(tab: Client) -> None:
    assert tab.get(HOME + "full/1/").url == HOME + "full/"  # type: ignore[attr-defined]
    tab.post(HOME + "full/")
    assert tab.get(HOME + "full/99/").status_code == 404
    assert "put away" in text(tab.post(HOME + "full/drop/", follow=True))
    assert tab.post(HOME + "full/drop/").status_code == 302


def test_the_full_look_says_what_it_asks_and_is_not_there_where_all_of_it_is_left_out(
    tab: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text(tab.get(HOME + "full/"))
    assert "WHO-5" in page
    assert "Begin" in page
    monkeypatch.setenv("COUNTERPOINT_LEAVE_OUT", "quick who-5 ons4 exhaustion everyday sleep")
    assert "WHO-5" not in text(tab.get(HOME + "full/"))
    assert tab.post(HOME + "full/").status_code == 404
    assert tab.get(HOME).status_code == tab.get(HOME + "results/").status_code == 200


def test_a_look_without_answers_leaves_nothing(tab: Client, diary: Diary) -> None:
    tab.post(HOME + "full/")
    look = look_under_way(diary, wiring.instruments().packs)
    assert look
    assert "Nothing was answered" in text(tab.post(f"{HOME}full/{len(look.screens)}/", follow=True))
    assert not sheets(diary)


def test_low_wellbeing_gives_a_kind_word_and_the_operators_own(
    tab: Client, diary: Diary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instruments_here, "home_folder", lambda: tmp_path)
    answer_who5(diary, 3, 3, 3, 3, 3, at=NOW - timedelta(weeks=3))
    assert "If it is heavy" not in text(tab.get(HOME + "results/"))
    answer_who5(diary, 2, 2, 3, 3, 2)
    page = text(tab.get(HOME + "results/"))
    assert "If it is heavy" in page
    assert "12 lower than the time before: a change that means something" in page
    assert "no diagnosis" in page
    (tmp_path / "support.txt").write_text("Anna in room 4 <b>listens</b>.")
    assert "Anna in room 4 &lt;b&gt;listens" in text(tab.get(HOME + "results/"))


def test_results_over_time_have_a_drawing_with_gaps_and_a_table(tab: Client, diary: Diary) -> None:
    for weeks, values in ((9, (3,) * 5), (6, (3, 3)), (3, (4,) * 5), (1, (4,) * 5)):
        answer_who5(diary, *values, at=NOW - timedelta(weeks=weeks))
    page = text(tab.get(HOME + "results/"))
    assert page.count('r="3.5"') == 3
    drawing = page.partition("over-time")[2].partition("</figure>")[0]
    assert drawing.count("<path") == 1  # nothing is drawn across the gap
    assert "The dashed line is at 50" in page
    assert "<td>80</td>" in page
    assert "<td>–</td>" in page


def test_twelve_occasions_say_how_far_two_statements_agree_and_fewer_say_so(
    tab: Client, diary: Diary
) -> None:
    pack = wiring.instruments().named("exhaustion")
    assert pack
    for n, (a, b) in enumerate([(1, 2), (2, 1), (3, 4), (4, 3)] * 3):
        if n == 11:
            page = text(tab.get(HOME + "results/"))
            assert "that takes 12 occasions, and there are 11 so far" in page
            assert "2 higher than the time before" in page
        answer_at_once(diary, pack, {"worn_out": a, "drained": b}, now=NOW + timedelta(days=n))
    page = text(tab.get(HOME + "results/"))
    assert "go together with 0.75" in page
    assert "The same as the time before" in page
    for n in range(12, 40):
        answer_at_once(
            diary, pack, {"worn_out": n % 7 + 1, "drained": 7 - n % 7}, now=NOW + timedelta(days=n)
        )
    assert "do not go together" in text(tab.get(HOME + "results/"))


def test_the_middle_of_ones_sleep_is_a_time_of_day(tab: Client, diary: Diary) -> None:
    pack = wiring.instruments().named("sleep")
    assert pack
    free = {"work_days": 0, "asleep_free": 30, "awake_free": 9 * 60, "alarm_free": 0}
    answer_at_once(diary, pack, free, now=NOW)
    assert "04:45" in text(tab.get(HOME + "results/"))
    answer_at_once(diary, pack, free | {"alarm_free": 1}, now=NOW + timedelta(days=1))
    assert "not known from these answers" in text(tab.get(HOME + "results/"))


def test_a_sheet_can_be_removed_and_brought_back(tab: Client, diary: Diary) -> None:
    answer_who5(diary, 3, 3, 3, 3, 3)
    (sheet,) = sheets(diary)
    page = tab.post(f"{HOME}sheets/{sheet.id}/remove/", follow=True)
    assert "is removed" in text(page)
    assert not sheets(diary)
    tab.post(HOME + "back/")
    assert sheets(diary) == [sheet]


def test_every_instrument_shows_its_source_and_licence(tab: Client) -> None:
    page = text(tab.get(HOME + "instruments/"))
    for pack in wiring.instruments().packs:
        assert pack.title in page
        one = text(tab.get(f"{HOME}instruments/{pack.id}/"))
        assert pack.licence in one
        assert "Legal Code" in one or "icen" in one
    assert tab.get(HOME + "instruments/nothing/").status_code == 404


def test_a_sites_own_pack_can_be_answered_and_its_faults_are_for_the_owner_alone(
    tab: Client, diary: Diary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instruments_here, "home_folder", lambda: tmp_path)
    (tmp_path / "packs").mkdir()
    head = 'id = "our"\ntitle = "Ours & theirs"\nsource = "us"\nlicence = "by letter"\n'
    item = '[[items]]\nid = "a"\ntext = "<i>How</i> is it?"\n'
    score = '[[scores]]\nid = "a"\ntitle = "A"\nitems = ["a"]\nhow = "single"\n'
    (tmp_path / "packs" / "our.toml").write_text(head + item + score)
    (tmp_path / "packs" / "bad.toml").write_text("no")
    assert "Ours &amp; theirs" in text(tab.get(HOME))
    page = text(tab.get(HOME + "instruments/our/answer/"))
    assert "&lt;i&gt;How&lt;/i&gt;" in page
    tab.post(HOME + "instruments/our/answer/", said(a="7"))
    assert [each.pack_id for each in sheets(diary)] == ["our"]
    assert "bad.toml" in text(tab.get(HOME + "instruments/"))
    guest = Client()
    guest.force_login(Person.objects.create(username="sam"))
    assert "bad.toml" not in text(guest.get(HOME + "instruments/"))


def test_the_profile_is_told_in_words_and_never_in_numbers(tab: Client, diary: Diary) -> None:
    assert "Not known yet" in text(tab.get(HOME + "profile/"))
    pack = wiring.instruments().named("everyday")
    assert pack
    values = {item.id: 4 for item in pack.items}
    answer_at_once(diary, pack, values, now=NOW)
    page = text(tab.get(HOME + "profile/"))
    assert "Mixed: nearest to" in page
    assert page.count("Best move") == 2
    keep_apart = {"apart_like": 7, "apart_leave": 7, "work_comes_in": 1, "life_comes_in": 1}
    answer_at_once(diary, pack, values | keep_apart, now=NOW + timedelta(days=1))
    page = text(tab.get(HOME + "profile/"))
    assert "Most like Boundary Specialist, also" in page
    assert not any(sign in page for sign in ("0.5", "0.6", "0.7", "0.8", "0.9", "%"))


def test_ones_own_word_and_stage_are_kept_and_can_be_left_out_again(tab: Client) -> None:
    tab.post(HOME + "profile/say/", {"style": "blender"})
    page = tab.post(HOME + "profile/say/", {"stage": "middle"}, follow=True)
    assert "By your own word" in text(page)
    assert "Who needs you now" in text(page)
    assert "?title=Dinner" in text(page)
    assert 'value="Dinner"' in text(tab.get("/matters/protected/new/?title=Dinner"))
    page = tab.post(HOME + "profile/say/", {"stage": "", "style": ""}, follow=True)
    assert "Who needs you now" not in text(page)
    for wrong in ({"style": "hero"}, {"stage": "old"}):
        assert tab.post(HOME + "profile/say/", wrong).status_code == 404


def test_a_default_is_switched_on_and_off(tab: Client, diary: Diary) -> None:
    page = tab.post(HOME + "profile/switch/", {"default": "load-cap", "way": "on"}, follow=True)
    assert "is on, from the next plan" in text(page)
    assert diary.settings().thing.slack_minutes == 90
    tab.post(HOME + "profile/switch/", {"default": "load-cap", "way": "off"})
    assert diary.settings().thing.slack_minutes == 60
    assert tab.post(HOME + "profile/switch/", {"default": "x"}).status_code == 404


def test_answers_to_questions_of_before_are_shown_with_their_day(tab: Client, diary: Diary) -> None:
    at = datetime(2026, 10, 2, 12, tzinfo=UTC)
    for n, (pack, version) in enumerate((("who-5", 9), ("gone", 1))):
        diary.dated(AnswerSheet).add(
            AnswerSheet(f"s{n}", at, pack, version, answers=(Answer("calm", 3),), finished_at=at)
        )
    page = tab.get("/know-yourself/results/").content.decode()
    assert "the questions have changed since" in page
    assert "not offered here any more" in page
    assert "2 Oct 2026" in page
    tab.post("/know-yourself/sheets/s1/remove/")
    assert [kept.thing.id for kept in diary.dated(AnswerSheet).all()] == ["s0"]
